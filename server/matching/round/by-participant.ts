/** The arcs of each participant: those of p are `arcs[start[p]]` up to before `arcs[start[p + 1]]`. */
export function byParticipant(
  ends: Int32Array,
  participants: number,
): { start: Int32Array; arcs: Int32Array } {
  const start = new Int32Array(participants + 1);
  for (const end of ends) start[end + 1]!++;
  for (let p = 0; p < participants; p++) start[p + 1]! += start[p]!;
  const next = start.slice();
  const arcs = new Int32Array(ends.length);
  for (let arc = 0; arc < ends.length; arc++) arcs[next[ends[arc]!]!++] = arc;
  return { start, arcs };
}

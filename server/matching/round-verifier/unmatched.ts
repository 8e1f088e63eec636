import type { Instance } from '../round/instance.ts';

const reasons = new Set<unknown>([
  'NO_ARC',
  'CAPACITY',
  'NOT_IN_A_CIRCLE',
  'BETTER_USED_ELSEWHERE',
  'FLOOR_OR_CAP',
]);

/** Whether exactly those that receive nothing are listed, and no reason is plainly untrue. */
export function checkUnmatched(
  { ids, from, to, give, receive, forbidden }: Instance,
  unmatched: readonly unknown[],
  received: Int32Array,
  fault: (text: string) => void,
): void {
  const participants = ids.length;
  const isForbidden = new Set<number>();
  for (let at = 0; at < forbidden.length; at += 2) {
    isForbidden.add(forbidden[at]! * participants + forbidden[at + 1]!);
    isForbidden.add(forbidden[at + 1]! * participants + forbidden[at]!);
  }
  const [reached, served] = [new Uint8Array(participants), new Uint8Array(participants)];
  for (let arc = 0; arc < from.length; arc++) {
    if (isForbidden.has(from[arc]! * participants + to[arc]!)) continue;
    reached[to[arc]!] = 1;
    if (give[from[arc]!]! > 0 && receive[to[arc]!]! > 0) served[to[arc]!] = 1;
  }
  const stated = new Map<string, unknown>();
  for (const entry of unmatched) {
    const { id, reason } = (entry ?? {}) as Record<string, unknown>;
    if (!reasons.has(reason)) fault(`unmatched: "${String(reason)}" is no reason`);
    if (stated.has(id as string)) fault(`unmatched: ${String(id)} is listed twice`);
    stated.set(id as string, reason);
  }
  let listed = 0;
  ids.forEach((id, p) => {
    const isListed = stated.has(id);
    if (isListed) listed++;
    if (isListed && received[p]! > 0) fault(`unmatched: ${id} receives`);
    if (!isListed && received[p] === 0)
      fault(`unmatched: ${id} receives nothing and is not listed`);
    if (!isListed) return;
    const reason = stated.get(id);
    const expected = !reached[p] ? 'NO_ARC' : !served[p] ? 'CAPACITY' : null;
    if (expected ? reason !== expected : reason === 'NO_ARC' || reason === 'CAPACITY')
      fault(`unmatched: ${id}: ${String(reason)} is not why`);
  });
  if (listed < stated.size) fault('unmatched: lists somebody who is no participant');
}

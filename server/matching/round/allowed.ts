import type { Instance } from './instance.ts';

/** The arcs that may be chosen at all: neither forbidden nor chosen already, with a place at both ends. */
export function allowedArcs(instance: Instance): Int32Array {
  const { from, to, give, receive, forbidden, ids, oneWay, maxCircle, taken } = instance;
  if (!oneWay && maxCircle < 2) return new Int32Array(0);
  const participants = ids.length;
  const pairs = new Set<number>();
  for (let at = 0; at < forbidden.length; at += 2) {
    const [one, other] = [forbidden[at]!, forbidden[at + 1]!];
    pairs.add(one * participants + other);
    pairs.add(other * participants + one);
  }
  const allowed = new Int32Array(from.length);
  let count = 0;
  for (let arc = 0; arc < from.length; arc++) {
    const [giver, receiver] = [from[arc]!, to[arc]!];
    if (give[giver] === 0 || receive[receiver] === 0) continue;
    if (taken.size > 0 && taken.has(arc)) continue;
    if (pairs.size > 0 && pairs.has(giver * participants + receiver)) continue;
    allowed[count++] = arc;
  }
  return allowed.slice(0, count);
}

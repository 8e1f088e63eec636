import type { Instance, Selected } from './instance.ts';

/** Every two participants of an exchange, as one number each. */
export function pairsOf({ from, to, ids }: Instance, { arcs }: Pick<Selected, 'arcs'>): number[] {
  const members = new Set(arcs.flatMap((arc) => [from[arc]!, to[arc]!]));
  const order = [...members].sort((one, other) => one - other);
  return order.flatMap((one, at) => order.slice(at + 1).map((other) => one * ids.length + other));
}

/** Whether some two could give to each other, so that they could be in two exchanges. */
export function someBothWays({ from, to, ids }: Instance): boolean {
  const arcs = new Set<number>();
  from.forEach((giver, arc) => arcs.add(giver * ids.length + to[arc]!));
  return from.some((giver, arc) => arcs.has(to[arc]! * ids.length + giver));
}

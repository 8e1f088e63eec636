import type { Instance } from './instance.ts';
import type { PriceVector } from './outcome.ts';

/**
 * What the prices prove: no one-way round is worth more that keeps floors and caps and covers at
 * least so many. True for any prices of at least 0 by weak duality; the formula is in result.ts.
 */
export function dualBound(
  instance: Instance,
  allowed: Int32Array,
  { give, receive, more, floors, caps }: PriceVector,
  coverage: { readonly price: number; readonly atLeast: number },
): number {
  const { from, to, weight, rewards } = instance;
  const factor = bonusFactor(instance);
  const participants = instance.ids.length;
  let bound = -coverage.price * coverage.atLeast;
  const extra = more.slice();
  instance.floors.forEach((floor, at) => {
    bound -= floors[at]! * floor.receive;
    for (const member of floor.members) extra[member]! += floors[at]!;
  });
  const around = capsAround(instance, caps);
  instance.caps.forEach((cap, at) => (bound += caps[at]! * cap.inside));
  for (let p = 0; p < participants; p++) {
    bound += instance.give[p]! * give[p]! + instance.receive[p]! * receive[p]!;
    const ranks = Math.max(rewards.length, coverage.price > 0 ? 1 : 0);
    const had = instance.received[p]!;
    for (let rank = had; rank < ranks && rank < had + instance.receive[p]!; rank++) {
      const reward = (rewards[rank] ?? 0) + (rank === 0 ? coverage.price : 0);
      bound += Math.max(0, reward - more[p]!);
    }
  }
  for (const arc of allowed) {
    const [giver, receiver] = [from[arc]!, to[arc]!];
    const gain =
      weight[arc]! * factor +
      extra[receiver]! -
      give[giver]! -
      receive[receiver]! -
      around(giver, receiver);
    if (gain > 0) bound += gain;
  }
  return bound;
}

/** How much an arc may count at most, in weights: as much as in a circle, where there are any. */
export function bonusFactor({ maxCircle, circleBonus }: Instance): number {
  return maxCircle >= 2 ? 1 + circleBonus : 1;
}

/** What the caps around both ends of an arc cost together. */
function capsAround({ caps, ids }: Instance, prices: Float64Array) {
  const priced = caps.flatMap(({ members }, at) => {
    if (prices[at] === 0) return [];
    const inside = new Uint8Array(ids.length);
    for (const member of members) inside[member] = 1;
    return [{ inside, price: prices[at]! }];
  });
  return (giver: number, receiver: number): number => {
    let sum = 0;
    for (const { inside, price } of priced) sum += inside[giver]! & inside[receiver]! ? price : 0;
    return sum;
  };
}

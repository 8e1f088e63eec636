import type { Circles } from './circles.ts';
import type { Instance, Selected } from './instance.ts';
import { merged } from './merging.ts';
import { Room } from './room.ts';
import { type Groups, groupsOf, type LimitPrices } from './tally.ts';
import { isBetter, type Worth, worthOf } from './worth.ts';

/**
 * The best of the rounds that flows are, circles taken as they lie in them. A flow need not keep caps and floors
 * that overlap, nor cover as many as is possible beside them: each is merged with what came of those before.
 */
export class RoundsOfFlows {
  readonly #instance: Instance;
  readonly #circles: Circles;
  /** The circles, those of two first and then the most valuable first. */
  readonly #order: Int32Array;
  /** Arcs that may be chosen alone, the most valuable first. */
  readonly #alone: Int32Array;
  readonly #groups: Groups;
  /** What has been merged so far; it may still miss something. */
  #merged: readonly Selected[] | null = null;
  best: Worth | null = null;

  constructor(instance: Instance, allowed: Int32Array, circles: Circles) {
    this.#instance = instance;
    this.#circles = circles;
    const { weight } = instance;
    const { count, start, arcs } = circles;
    const length = (circle: number) => start[circle + 1]! - start[circle]!;
    const worth = Float64Array.from({ length: count }, (_, circle) => {
      let sum = 0;
      for (let at = start[circle]!; at < start[circle + 1]!; at++) sum += weight[arcs[at]!]!;
      return sum;
    });
    // First those of two: who gives both ways is in one exchange.
    this.#order = Int32Array.from({ length: count }, (_, circle) => circle).sort(
      (one, other) =>
        Number(length(one) > 2) - Number(length(other) > 2) ||
        worth[other]! - worth[one]! ||
        one - other,
    );
    this.#alone = allowed.toSorted((one, other) => weight[other]! - weight[one]! || one - other);
    this.#groups = groupsOf(instance);
  }

  /** What came of the flows since it began anew. */
  get latest(): readonly Selected[] {
    return this.#merged ?? [];
  }

  /** What comes next has little in common with what came before. */
  restart(): void {
    this.#merged = null;
  }

  /**
   * @param fixed circles that are taken before all others
   * @param prices of what flows do not keep by themselves
   * @param mostCovered how many can be covered
   */
  add(
    used: Uint8Array,
    fixed: readonly Selected[],
    prices: LimitPrices,
    mostCovered: number,
  ): void {
    const instance = this.#instance;
    const flow = this.#roundOf(used, fixed);
    this.#merged = this.#merged
      ? merged(instance, this.#groups, mostCovered, this.#merged, flow, prices)
      : flow;
    const room = new Room(instance);
    for (const exchange of this.#merged) room.take(exchange);
    for (const arc of this.#alone)
      if (room.hasPlaces(arc)) room.take({ arcs: [arc], circle: false });
    const round = worthOf(instance, room.exchanges);
    if (round.keepsFloors && isBetter(round, this.best, instance)) this.best = round;
  }

  /** What fits of a flow but for caps. */
  #roundOf(used: Uint8Array, fixed: readonly Selected[]): readonly Selected[] {
    const { start, arcs } = this.#circles;
    const room = new Room({ ...this.#instance, caps: [] });
    const left = used.slice();
    const take = (exchange: Selected) => {
      if (room.take(exchange)) for (const arc of exchange.arcs) left[arc] = 0;
    };
    for (const circle of fixed) if (circle.arcs.every((arc) => left[arc] === 1)) take(circle);
    for (const circle of this.#order) {
      const its = arcs.subarray(start[circle]!, start[circle + 1]!);
      if (its.every((arc) => left[arc] === 1)) take({ arcs: [...its], circle: true });
    }
    for (const arc of this.#alone) if (left[arc] === 1) take({ arcs: [arc], circle: false });
    return room.exchanges;
  }
}

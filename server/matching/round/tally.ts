import type { Instance, Selected } from './instance.ts';
import { flagsOf } from './room.ts';

/** What a unit more of each limit is worth, in weights: a round that misses some is judged by it. */
export interface LimitPrices {
  readonly floors: ArrayLike<number>;
  readonly caps: ArrayLike<number>;
  /** Of somebody receiving at all. */
  readonly coverage: number;
}

/** What a round comes to while parts of it are changed. */
export class Tally {
  readonly #instance: Instance;
  readonly #inFloor: readonly Uint8Array[];
  readonly #inCap: readonly Uint8Array[];
  readonly #received: Int32Array;
  readonly #counts: Float64Array;
  readonly #inside: Float64Array;
  covered = 0;
  worth = 0;

  constructor(instance: Instance, groups: Groups) {
    this.#instance = instance;
    this.#inFloor = groups.inFloor;
    this.#inCap = groups.inCap;
    this.#received = instance.received.slice();
    this.#counts = new Float64Array(groups.inFloor.length);
    this.#inside = new Float64Array(groups.inCap.length);
  }

  change({ arcs, circle }: Selected, by: 1 | -1): void {
    const { from, to, weight, rewards, circleBonus } = this.#instance;
    for (const arc of arcs) {
      const [giver, receiver] = [from[arc]!, to[arc]!];
      const rank = by > 0 ? this.#received[receiver]! : this.#received[receiver]! - 1;
      this.#received[receiver]! += by;
      if (rank === 0) this.covered += by;
      this.worth += by * (weight[arc]! * (circle ? 1 + circleBonus : 1) + (rewards[rank] ?? 0));
      this.#inFloor.forEach((flags, at) => (this.#counts[at]! += by * flags[receiver]!));
      this.#inCap.forEach(
        (flags, at) => (this.#inside[at]! += by * flags[giver]! * flags[receiver]!),
      );
    }
  }

  /** Units that floors miss and caps are exceeded by. */
  get missed(): number {
    const { floors, caps } = this.#instance;
    let sum = 0;
    for (let at = 0; at < floors.length; at++)
      sum += Math.max(0, floors[at]!.receive - this.#counts[at]!);
    for (let at = 0; at < caps.length; at++)
      sum += Math.max(0, this.#inside[at]! - caps[at]!.inside);
    return sum;
  }

  /** What it is worth where every unit of a limit is paid. */
  priced({ floors, caps, coverage }: LimitPrices): number {
    let sum = this.worth + coverage * this.covered;
    for (let at = 0; at < floors.length; at++) sum += floors[at]! * this.#counts[at]!;
    for (let at = 0; at < caps.length; at++) sum -= caps[at]! * this.#inside[at]!;
    return sum;
  }
}

/** By floor and cap: a flag for each participant that is in it. */
export interface Groups {
  readonly inFloor: readonly Uint8Array[];
  readonly inCap: readonly Uint8Array[];
}

export function groupsOf({ floors, caps, ids }: Instance): Groups {
  return {
    inFloor: floors.map(({ members }) => flagsOf(members, ids.length)),
    inCap: caps.map(({ members }) => flagsOf(members, ids.length)),
  };
}

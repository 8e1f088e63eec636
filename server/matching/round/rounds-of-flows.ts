import type { Circles } from './circles.ts';
import type { Instance, Selected } from './instance.ts';
import { flagsOf, Room } from './room.ts';
import { isBetter, type Worth, worthOf } from './worth.ts';

/** So often it is looked for what is still missed. */
const looks = 4;

/** Of so many flows that need mending one is mended: it takes longer than the flow. */
const mendedEach = 4;

/** A first receive, and one that a floor misses, count so many times as much as the most valuable arc. */
const coverageOverWorth = 20;
const floorOverWorth = 400;

/**
 * The best of the rounds that flows are. A flow need not keep caps and floors that overlap, nor cover as many
 * as is possible beside them: what does not fit is left out, what is missed takes the place of what can be spared.
 */
export class RoundsOfFlows {
  readonly #instance: Instance;
  readonly #circles: readonly Selected[];
  /** Arcs that may be chosen alone, the most valuable first. */
  readonly #order: Int32Array;
  readonly #inFloor: readonly Uint8Array[];
  /** Whether a flow mostly is no round, so that it takes long to make one of it. */
  readonly #isLimited: boolean;
  readonly #largest: number;
  #seen = 0;
  best: Worth | null = null;

  /** @param isLimited whether there is more than flows keep by themselves */
  constructor(
    instance: Instance,
    allowed: Int32Array,
    { count, start, arcs }: Circles,
    isLimited: boolean,
  ) {
    this.#instance = instance;
    const { weight, floors, ids } = instance;
    const worth = (circle: Selected) => circle.arcs.reduce((sum, arc) => sum + weight[arc]!, 0);
    // First those of two: who gives both ways is in one exchange.
    this.#circles = Array.from({ length: count }, (_, circle) => ({
      arcs: [...arcs.subarray(start[circle]!, start[circle + 1]!)],
      circle: true,
    })).sort(
      (one, other) =>
        Number(one.arcs.length > 2) - Number(other.arcs.length > 2) || worth(other) - worth(one),
    );
    this.#order = allowed.toSorted((one, other) => weight[other]! - weight[one]! || one - other);
    this.#inFloor = floors.map(({ members }) => flagsOf(members, ids.length));
    this.#largest = this.#order.length > 0 ? weight[this.#order[0]!]! : 0;
    this.#isLimited = isLimited;
  }

  /** @param weight by arc: what it was worth to the flow */
  add(used: Uint8Array, weight: Float64Array): void {
    if (this.#isLimited && this.#seen++ % mendedEach > 0) return;
    const instance = this.#instance;
    const room = new Room(instance);
    const left = used.slice();
    const take = (exchange: Selected) => {
      if (exchange.arcs.every((arc) => left[arc] === 1) && room.take(exchange))
        for (const arc of exchange.arcs) left[arc] = 0;
    };
    this.#circles.forEach(take);
    for (const arc of this.#order) if (left[arc] === 1) take({ arcs: [arc], circle: false });
    if (instance.floors.length > 0 || this.#isLimited) {
      for (let look = 0; look < looks && this.#mend(room, weight); look++);
      for (const arc of this.#order)
        if (room.hasPlaces(arc)) room.take({ arcs: [arc], circle: false });
    }
    const round = worthOf(instance, room.exchanges);
    if (round.keepsFloors && isBetter(round, this.best, instance)) this.best = round;
  }

  /**
   * Gives to those who are missed; who has no place left to give takes it from whom can spare it.
   * @returns whether anything is another
   */
  #mend(room: Room, weight: Float64Array): boolean {
    const { from, to } = this.#instance;
    const needs = new Needs(this.#instance, this.#inFloor);
    const alone: Selected[][] = [];
    for (const exchange of room.exchanges) {
      for (const arc of exchange.arcs) needs.count(to[arc]!, 1);
      if (!exchange.circle) (alone[from[exchange.arcs[0]!]!] ??= []).push(exchange);
    }
    /** What its giver would spare for an arc: null for nothing, as it has places left. */
    const costOf = (arc: number) => {
      if (room.canGive(from[arc]!)) return { old: null, loses: 0, costs: 0 };
      let best = { old: null as Selected | null, loses: Infinity, costs: Infinity };
      for (const old of alone[from[arc]!] ?? []) {
        const [its] = old.arcs as [number];
        const [loses, costs] = [needs.loss(to[its]!), weight[its]!];
        if (loses < best.loses || (loses === best.loses && costs < best.costs))
          best = { old, loses, costs };
      }
      return best;
    };
    const gainOf = (arc: number): number => {
      const { loses, costs } = costOf(arc);
      const more = needs.gain(to[arc]!) - loses;
      return more > 0 ? this.#largest * more + weight[arc]! - costs : -Infinity;
    };
    const wanted = [...this.#order]
      .filter((arc) => needs.gain(to[arc]!) > 0 && !room.has(arc))
      .map((arc) => ({ arc, gain: gainOf(arc) }))
      .filter(({ gain }) => gain > -Infinity)
      .sort((one, other) => other.gain - one.gain || one.arc - other.arc);
    let isOther = false;
    for (const { arc } of wanted) {
      if (gainOf(arc) === -Infinity) continue;
      const { old } = costOf(arc);
      const exchange = { arcs: [arc], circle: false };
      if (old) room.drop(old);
      if (!room.take(exchange)) {
        if (old) room.take(old);
        continue;
      }
      isOther = true;
      const ofGiver = (alone[from[arc]!] ??= []);
      if (old) ofGiver.splice(ofGiver.indexOf(old), 1);
      ofGiver.push(exchange);
      if (old) needs.count(to[old.arcs[0]!]!, -1);
      needs.count(to[arc]!, 1);
    }
    return isOther;
  }
}

/** What is missed where somebody receives less: floors count before coverage, and both before worth. */
class Needs {
  readonly #instance: Instance;
  readonly #inFloor: readonly Uint8Array[];
  readonly #received: Int32Array;
  readonly #counts: Int32Array;

  constructor(instance: Instance, inFloor: readonly Uint8Array[]) {
    this.#instance = instance;
    this.#inFloor = inFloor;
    this.#received = instance.received.slice();
    this.#counts = new Int32Array(inFloor.length);
  }

  count(receiver: number, by: 1 | -1): void {
    this.#received[receiver]! += by;
    this.#inFloor.forEach((flags, at) => (this.#counts[at]! += by * flags[receiver]!));
  }

  /** What is gained where somebody receives once more. */
  gain(receiver: number): number {
    return this.#floors(receiver, 1) + this.#first(receiver, 0);
  }

  /** What is lost where somebody receives once less. */
  loss(receiver: number): number {
    return this.#floors(receiver, 0) + this.#first(receiver, 1);
  }

  #floors(receiver: number, missing: 0 | 1): number {
    let sum = 0;
    this.#instance.floors.forEach(({ receive }, at) => {
      if (this.#inFloor[at]![receiver] === 1 && this.#counts[at]! + missing <= receive)
        sum += floorOverWorth;
    });
    return sum;
  }

  #first(receiver: number, received: 0 | 1): number {
    return this.#instance.coverageFirst && this.#received[receiver] === received
      ? coverageOverWorth
      : 0;
  }
}

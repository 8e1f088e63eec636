import type { Instance, Selected } from './instance.ts';
import { pairsOf } from './pairs.ts';

/** What places and caps still let through while exchanges are taken one after the other. */
export class Room {
  readonly #instance: Instance;
  readonly #give: Int32Array;
  readonly #receive: Int32Array;
  readonly #inside: number[];
  readonly #around: readonly Uint8Array[];
  readonly #taken = new Set<number>();
  readonly #pairs = new Set<number>();
  readonly #exchanges = new Set<Selected>();

  constructor(instance: Instance) {
    this.#instance = instance;
    this.#give = instance.give.slice();
    this.#receive = instance.receive.slice();
    this.#inside = instance.caps.map(({ inside }) => inside);
    this.#around = instance.caps.map(({ members }) => flagsOf(members, instance.ids.length));
  }

  /** Takes an exchange as a whole, if it fits. */
  take(exchange: Selected): boolean {
    const { arcs } = exchange;
    const pairs = this.#instance.pairOnce ? pairsOf(this.#instance, exchange) : [];
    if (pairs.some((pair) => this.#pairs.has(pair))) return false;
    const done: number[] = [];
    for (const arc of arcs) {
      if (!this.#fits(arc)) {
        for (const other of done) this.#count(other, 1);
        return false;
      }
      this.#count(arc, -1);
      done.push(arc);
    }
    for (const pair of pairs) this.#pairs.add(pair);
    this.#exchanges.add(exchange);
    return true;
  }

  /** Leaves out again what was taken. */
  drop(exchange: Selected): void {
    this.#exchanges.delete(exchange);
    for (const arc of exchange.arcs) this.#count(arc, 1);
    if (this.#instance.pairOnce)
      for (const pair of pairsOf(this.#instance, exchange)) this.#pairs.delete(pair);
  }

  get exchanges(): Selected[] {
    return [...this.#exchanges];
  }

  has(arc: number): boolean {
    return this.#taken.has(arc);
  }

  canGive(participant: number): boolean {
    return this.#give[participant]! > 0;
  }

  /** Whether both ends of an arc have places left. */
  hasPlaces(arc: number): boolean {
    const { from, to } = this.#instance;
    return this.#give[from[arc]!]! > 0 && this.#receive[to[arc]!]! > 0;
  }

  #fits(arc: number): boolean {
    const { from, to } = this.#instance;
    const [giver, receiver] = [from[arc]!, to[arc]!];
    if (this.#taken.has(arc) || this.#give[giver] === 0 || this.#receive[receiver] === 0)
      return false;
    return this.#around.every(
      (flags, cap) => !flags[giver] || !flags[receiver] || this.#inside[cap]! > 0,
    );
  }

  #count(arc: number, by: 1 | -1): void {
    const { from, to } = this.#instance;
    const [giver, receiver] = [from[arc]!, to[arc]!];
    this.#give[giver]! += by;
    this.#receive[receiver]! += by;
    this.#around.forEach((flags, cap) => {
      if (flags[giver] && flags[receiver]) this.#inside[cap]! += by;
    });
    if (by < 0) this.#taken.add(arc);
    else this.#taken.delete(arc);
  }
}

/** 1 for each participant that is a member, else 0. */
export function flagsOf(members: Int32Array, participants: number): Uint8Array {
  const flags = new Uint8Array(participants);
  for (const member of members) flags[member] = 1;
  return flags;
}

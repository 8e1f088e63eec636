import type { Highs } from 'highs';
import { Branching } from './branching.ts';
import type { Work } from './work.ts';

/** So many participants are free at first, and neither fewer nor more later. */
const free = { atFirst: 100, atLeast: 20, atMost: 400 };

/** Steps after which a neighbourhood was too large, and below which the next may be larger. */
const steps = { atMost: 1_500, few: 500 };

/** From one participant to the next lead so many columns for each, those that lose least at the prices. */
const columnsEach = 4;

/**
 * Large-neighbourhood search: again and again some participants that have much to do with each other
 * are set free, all else stands still, and the best exchanges among them are found exactly. What has to
 * do with each other is told by the prices: columns that lose little at them are in most good rounds. Every other time
 * those are set free on whom the round and its relaxation agree least.
 *
 * Shaw, "Using constraint programming and local search methods to solve vehicle routing problems",
 * CP 1998; the size follows what it costs as in adaptive variants.
 */
export class Neighbourhoods {
  readonly #highs: Highs;
  readonly #branching: Branching;
  readonly #participants: readonly (readonly number[])[];
  /** By participant, the columns that are in it: all, and the promising ones. */
  readonly #columnsOf: number[][];
  readonly #promisingOf: number[][];
  readonly #below: (limit: number) => number;
  #size: number = free.atFirst;
  #turn = 0;

  /** @param participants by column of the model of `branching`, which is told what is found */
  constructor(
    highs: Highs,
    branching: Branching,
    participants: readonly (readonly number[])[],
    seed: number,
  ) {
    this.#highs = highs;
    this.#branching = branching;
    this.#participants = participants;
    this.#below = randomBelow(seed);
    const count = participants.reduce((most, some) => Math.max(most, ...some), -1) + 1;
    const { gains } = branching.root;
    const order = [...participants.keys()].sort(
      (one, other) => gains[other]! - gains[one]! || one - other,
    );
    this.#columnsOf = this.#byParticipant(order, count);
    this.#promisingOf = this.#byParticipant(order.slice(0, columnsEach * count), count);
  }

  /** Until so much work is done. */
  search(work: Work, atMost: number): void {
    const count = this.#columnsOf.length;
    while (!work.isOver(atMost) && this.#branching.values) {
      const { model, values } = this.#branching;
      const size = Math.min(this.#size, count);
      const near =
        this.#turn++ % 2 === 0 ? this.#neighbourhood(values!, size) : this.#doubtful(values!, size);
      const columns = [...this.#participants.keys()].filter((column) =>
        this.#participants[column]!.every((participant) => near[participant]),
      );
      // To look is a step too: where little is in common, nothing else would count.
      const before = work.done++;
      const restricted = model.restricted(columns, values!);
      const start = Float64Array.from(columns, (column) => values![column]!);
      const among = new Branching(
        this.#highs,
        restricted,
        { values: start, worth: restricted.profitOf(start) },
        work,
      );
      among.dive();
      among.advance(before + steps.atMost);
      among.dispose();
      const better = values!.slice();
      columns.forEach((column, at) => (better[column] = among.values![at]!));
      this.#branching.offer(better);
      if (!among.isDone) this.#size = Math.max(free.atLeast, Math.floor(size * 0.9));
      else if (work.done - before < steps.few)
        this.#size = Math.min(free.atMost, Math.ceil(size * 1.05));
      // Everybody was free and the best is known.
      if (among.isDone && columns.length === model.columns) return;
    }
  }

  #byParticipant(columns: readonly number[], count: number): number[][] {
    const of: number[][] = Array.from({ length: count }, () => []);
    for (const column of columns)
      for (const participant of this.#participants[column]!) of[participant]!.push(column);
    return of;
  }

  /**
   * Who takes part in what the relaxation takes little of, up to a size; a little chance makes each time
   * another choice. (As in Danna, Rothberg, Le Pape, "Exploring relaxation induced neighborhoods", 2005.)
   */
  #doubtful(values: Float64Array, size: number): Uint8Array {
    const near = new Uint8Array(this.#columnsOf.length);
    const relaxed = this.#branching.root.values;
    const chosen = [...values.keys()]
      .filter((column) => values[column]! > 0)
      .map((column) => ({ column, part: relaxed[column]! + this.#below(1000) / 3000 }))
      .sort((one, other) => one.part - other.part);
    const isBusy = new Uint8Array(near.length);
    for (const { column } of chosen) for (const p of this.#participants[column]!) isBusy[p] = 1;
    let members = 0;
    const add = (participant: number): void => {
      if (!near[participant]) members++;
      near[participant] = 1;
    };
    isBusy.forEach((is, participant) => {
      if (!is) add(participant);
    });
    for (const { column } of chosen) {
      if (members >= size) break;
      this.#participants[column]!.forEach(add);
    }
    return near;
  }

  /**
   * A random participant and others that share columns with those already in, up to a size. What one
   * of them does at present is undone as a whole: half an exchange could not be bettered.
   */
  #neighbourhood(values: Float64Array, size: number): Uint8Array {
    const near = new Uint8Array(this.#columnsOf.length);
    const members: number[] = [];
    const add = (participant: number): void => {
      if (near[participant] || members.length >= 1.2 * size) return;
      near[participant] = 1;
      members.push(participant);
      for (const column of this.#columnsOf[participant]!)
        if (values[column]! > 0) this.#participants[column]!.forEach(add);
    };
    // Where no column leads on, the next one starts somewhere else.
    for (let tries = 0; members.length < size && tries < 20 * size; tries++) {
      const from = members[this.#below(Math.max(1, members.length))];
      const columns = from === undefined || tries % 20 === 19 ? [] : this.#promisingOf[from]!;
      if (columns.length === 0) add(this.#below(near.length));
      else this.#participants[columns[this.#below(columns.length)]!]!.forEach(add);
    }
    return near;
  }
}

/** The generator of Park and Miller, "Random number generators: good ones are hard to find", 1988. */
function randomBelow(seed: number): (limit: number) => number {
  let state = (Math.abs(Math.trunc(seed)) % 2_147_483_646) + 1;
  return (limit) => {
    state = (state * 48_271) % 2_147_483_647;
    return Math.floor((state / 2_147_483_647) * limit);
  };
}

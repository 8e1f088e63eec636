import type { Highs } from 'highs';
import { Branching } from './branching.ts';
import { Slack } from './slack.ts';
import type { Work } from './work.ts';

/** So many exchanges are undone at first, and neither fewer nor more later. */
const undone = { atFirst: 35, atLeast: 6, atMost: 400 };

/** Steps after which a neighbourhood was too large, and below which the next may be larger. */
const steps = { atMost: 1_500, few: 500 };

/** From one participant to the next lead so many columns for each, those that lose least at the prices. */
const columnsEach = 2;

/** Chance counts as much as so many times what an exchange loses on average. */
const chance = 5;

/**
 * Large-neighbourhood search: again and again some exchanges are undone, all others stand still, and the best for which
 * there is room then is found exactly. Every other time those are undone that have much to do with each other, which
 * the prices tell: columns that lose little at them are in most good rounds. In between those are undone that lose
 * most themselves.
 *
 * Shaw, "Using constraint programming and local search methods to solve vehicle routing problems",
 * CP 1998; the size follows what it costs as in adaptive variants.
 */
export class Neighbourhoods {
  readonly #highs: Highs;
  readonly #branching: Branching;
  readonly #participants: readonly (readonly number[])[];
  /** By participant, the columns that are in it: all that have to be whole, and the promising ones. */
  readonly #exchangesOf: number[][];
  readonly #promisingOf: number[][];
  readonly #below: (limit: number) => number;
  /** Of the two kinds of neighbourhoods. */
  readonly #sizes = [undone.atFirst, undone.atFirst];
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
    const order = [...participants.keys()]
      .filter((column) => branching.model.isWhole(column))
      .sort((one, other) => gains[other]! - gains[one]! || one - other);
    this.#exchangesOf = this.#byParticipant(order, count);
    this.#promisingOf = this.#byParticipant(order.slice(0, columnsEach * count), count);
  }

  /** Until so much work is done. */
  search(work: Work, atMost: number): void {
    while (!work.isOver(atMost) && this.#branching.values) {
      const { model, values } = this.#branching;
      const chosen = [...values!.keys()].filter(
        (column) => values![column]! > 0 && model.isWhole(column),
      );
      const kind = this.#turn++ % 2;
      const size = Math.min(this.#sizes[kind]!, chosen.length);
      const gone = kind === 0 ? this.#near(values!, size) : this.#losing(chosen, size);
      const columns = this.#free(gone, values!);
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
      if (!among.isDone) this.#sizes[kind] = Math.max(undone.atLeast, Math.floor(size * 0.9));
      else if (work.done - before < steps.few)
        this.#sizes[kind] = Math.min(undone.atMost, Math.ceil(size * 1.05));
      // Everything was free and the best is known.
      if (among.isDone && columns.length === model.columns) return;
    }
  }

  #byParticipant(columns: readonly number[], count: number): number[][] {
    const of: number[][] = Array.from({ length: count }, () => []);
    for (const column of columns)
      for (const participant of this.#participants[column]!) of[participant]!.push(column);
    return of;
  }

  /** What can be chosen once some is undone: this itself, whatever else has room then, and what follows from these. */
  #free(gone: ReadonlySet<number>, values: Float64Array): number[] {
    const { model } = this.#branching;
    const slack = new Slack(model);
    const all = [...values.keys()];
    for (const column of all)
      if (values[column]! > 0 && model.isWhole(column) && !gone.has(column)) slack.take(column);
    const isConcerned = new Uint8Array(this.#exchangesOf.length);
    const isFree = new Uint8Array(all.length);
    for (const column of all) {
      if (!model.isWhole(column)) continue;
      if (!gone.has(column) && (values[column]! > 0 || !slack.fits(column))) continue;
      isFree[column] = 1;
      for (const participant of this.#participants[column]!) isConcerned[participant] = 1;
    }
    return all.filter((column) =>
      model.isWhole(column)
        ? isFree[column]
        : this.#participants[column]!.every((participant) => isConcerned[participant]),
    );
  }

  /** The exchanges that lose most at the prices; a little chance makes each time another choice. */
  #losing(chosen: readonly number[], size: number): Set<number> {
    const { gains, bound } = this.#branching.root;
    const noise = (chance * (bound - this.#branching.worth)) / (1000 * chosen.length);
    return new Set(
      chosen
        .map((column) => ({ column, gain: gains[column]! + noise * this.#below(1000) }))
        .sort((one, other) => one.gain - other.gain)
        .slice(0, size)
        .map(({ column }) => column),
    );
  }

  /**
   * Exchanges of a random participant, of others that share promising columns with those already in, and so on, up to a
   * size.
   */
  #near(values: Float64Array, size: number): Set<number> {
    const gone = new Set<number>();
    const members: number[] = [];
    const isMember = new Uint8Array(this.#exchangesOf.length);
    const join = (participant: number): void => {
      if (isMember[participant]) return;
      isMember[participant] = 1;
      members.push(participant);
    };
    /** One exchange of a participant makes room for another; sometimes one more. */
    const undo = (participant: number): void => {
      join(participant);
      const own = this.#exchangesOf[participant]!.filter((column) => values[column]! > 0);
      const left = own.filter((column) => !gone.has(column));
      if (left.length === 0 || (left.length < own.length && this.#below(3) > 0)) return;
      const column = left[this.#below(left.length)]!;
      gone.add(column);
      this.#participants[column]!.forEach(join);
    };
    // Where no column leads on, the next one starts somewhere else.
    for (let tries = 0; gone.size < size && tries < 20 * size; tries++) {
      const from = members[this.#below(Math.max(1, members.length))];
      const columns = from === undefined || tries % 20 === 19 ? [] : this.#promisingOf[from]!;
      if (columns.length === 0) undo(this.#below(isMember.length));
      else this.#participants[columns[this.#below(columns.length)]!]!.forEach(undo);
    }
    return gone;
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

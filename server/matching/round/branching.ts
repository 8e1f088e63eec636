import type { Highs } from 'highs';
import type { LinearModel } from './linear-model.ts';
import { Relaxation, type Relaxed, type Standing } from './relaxation.ts';
import { Slack } from './slack.ts';
import type { Work } from './work.ts';

/** A value is whole that is as near to a whole number. */
const wholeWithin = 1e-6;

/** Of the columns most promising to branch on so many are tried, until so many in a row were not better. */
const tried = { atMost: 12, inVain: 4, steps: 60 };

/** So often a column has to have been branched on before what it did is expected of it again. */
const reliableAfter = 2;

/** In a dive columns of at least so much are taken together, and of the others so large a part. */
const taken = { from: 0.9, part: 0.1 };

interface Node {
  /** No values in it are worth more. */
  readonly bound: number;
  readonly held: ReadonlyMap<number, 0 | 1>;
  readonly standing: Standing;
}

/**
 * Branch and bound, the node of the greatest bound first, so that the bound falls as fast as it can.
 * Columns to branch on are tried for some iterations each, and later judged by what they did before
 * (Achterberg, Koch, Martin, "Branching rules revisited", 2005).
 */
export class Branching {
  readonly #work: Work;
  readonly model: LinearModel;
  readonly #relaxation: Relaxation;
  readonly #margin: number;
  readonly #effects: Effects;
  readonly #open: Node[] = [];
  /** Of nodes whose relaxation was whole: more than its values are worth by the tolerances of HiGHS. */
  #settled = -Infinity;
  /** The relaxation that it began with. */
  readonly root: Relaxed;
  /** The best known; null before there are any. */
  values: Float64Array | null;
  /** What they are worth; values worth no more are not looked for. */
  worth: number;

  /** @param start values to better; null and -Infinity where there are none */
  constructor(
    highs: Highs,
    model: LinearModel,
    start: { readonly values: Float64Array | null; readonly worth: number },
    work: Work,
  ) {
    this.model = model;
    this.#relaxation = new Relaxation(highs, model, work);
    this.#work = work;
    this.values = start.values;
    this.worth = start.worth;
    this.#margin = marginOf(model);
    this.#effects = new Effects(model.columns);
    this.root = this.#relaxation.solve(true);
    if (this.root.complete) this.#add(this.root.bound, new Map());
  }

  /** Whether nothing better can be found. Who was stopped before the first bound cannot know. */
  get isDone(): boolean {
    return this.root.complete && !this.#isHopeful(this.#open[0]?.bound ?? -Infinity);
  }

  /** No whole values are worth more. */
  get bound(): number {
    if (!this.root.complete) return Infinity;
    return Math.max(this.worth, this.#settled, this.isDone ? -Infinity : this.#open[0]!.bound);
  }

  /** What no values are worth more than at other profits, asked before anything else is done. */
  boundAt(profits: Float64Array): number {
    return this.#relaxation.boundAt(profits);
  }

  /** Values that were found elsewhere. */
  offer(values: Float64Array): void {
    const worth = this.model.profitOf(values);
    if (worth > this.worth) [this.worth, this.values] = [worth, values];
  }

  /** The columns that may be in better values, with those of the best: others lose too much at the prices of the root. */
  hopeful(): number[] {
    return hopefulOf(this.model, this.root, this.values, this.worth);
  }

  /** Goes on until it is done or so much work is. */
  advance(atMost = Infinity): void {
    if (!this.root.complete) return;
    while (!this.isDone && !this.#work.isOver(atMost)) {
      const node = takeFirst(this.#open);
      const relaxed = this.#at(node);
      if (!this.#isHopeful(relaxed.bound)) continue;
      if (this.#keepIfWhole(relaxed)) this.#settled = Math.max(this.#settled, relaxed.bound);
      else this.#branch(node, relaxed);
    }
  }

  /**
   * Looks for values from the most promising node: what is nearly whole is taken until everything is. One column
   * at a time ends no better, and takes ten times as long.
   */
  dive(): void {
    const [first] = this.#open;
    if (!first || this.isDone) return;
    const held = new Map(first.held);
    const slack = new Slack(this.model);
    for (const [column, value] of held) if (value === 1) slack.take(column);
    let relaxed = this.#at(first);
    while (this.#isHopeful(relaxed.bound) && !this.#keepIfWhole(relaxed) && !this.#work.isOver()) {
      const { values } = relaxed;
      const least = this.#parts(relaxed).length * taken.part;
      const order = [...values.keys()]
        .filter(
          (column) =>
            values[column]! > wholeWithin && this.model.isWhole(column) && !held.has(column),
        )
        .sort((one, other) => values[other]! - values[one]! || one - other);
      let parts = 0;
      for (const column of order) {
        if (values[column]! < taken.from && parts++ >= least) break;
        held.set(column, slack.takeIfFits(column) ? 1 : 0);
      }
      this.#relaxation.hold(held);
      relaxed = this.#relaxation.solve();
    }
  }

  dispose(): void {
    this.#relaxation.dispose();
  }

  #at({ held, standing }: Node): Relaxed {
    this.#relaxation.hold(held);
    this.#relaxation.returnTo(standing);
    return this.#relaxation.solve();
  }

  #isHopeful(bound: number): boolean {
    return bound > this.worth + this.#margin;
  }

  #add(bound: number, held: ReadonlyMap<number, 0 | 1>): void {
    if (this.#isHopeful(bound))
      insert(this.#open, { bound, held, standing: this.#relaxation.standing });
  }

  /** Columns that are whole in the model and not in the values. */
  #parts({ values }: Relaxed): number[] {
    const parts: number[] = [];
    values.forEach((value, column) => {
      if (Math.abs(value - Math.round(value)) > wholeWithin && this.model.isWhole(column))
        parts.push(column);
    });
    return parts;
  }

  #keepIfWhole(relaxed: Relaxed): boolean {
    if (this.#parts(relaxed).length > 0) return false;
    const values = relaxed.values.map((value, column) =>
      this.model.isWhole(column) ? Math.round(value) : value,
    );
    const worth = this.model.profitOf(values);
    if (worth > this.worth) [this.worth, this.values] = [worth, values];
    return true;
  }

  #branch(node: Node, relaxed: Relaxed): void {
    const { bound, values } = relaxed;
    const standing = this.#relaxation.standing;
    const effects = this.#effects;
    const parts = this.#parts(relaxed)
      .map((column) => ({ column, score: effects.expected(column, values[column]!) }))
      .sort((one, other) => other.score - one.score || one.column - other.column);
    let best = parts[0]!;
    let inVain = 0;
    for (const part of parts.slice(0, tried.atMost)) {
      if (inVain > tried.inVain) break;
      const { column } = part;
      if (!effects.isReliable(column))
        for (const value of [0, 1] as const) {
          this.#relaxation.hold(new Map(node.held).set(column, value));
          this.#relaxation.returnTo(standing);
          const after = this.#relaxation.solve(false, tried.steps);
          const lost = bound - Math.max(after.bound, this.worth);
          effects.note(column, values[column]!, value, Math.max(0, lost));
        }
      const score = effects.expected(column, values[column]!);
      if (score > best.score || part === parts[0]) {
        best = { column, score };
        inVain = 0;
      } else inVain++;
    }
    for (const value of [0, 1] as const) {
      const held = new Map(node.held).set(best.column, value);
      this.#relaxation.hold(held);
      this.#relaxation.returnTo(standing);
      const child = this.#relaxation.solve();
      const lost = bound - Math.max(child.bound, this.worth);
      effects.note(best.column, values[best.column]!, value, Math.max(0, lost));
      this.#add(Math.min(bound, child.bound), held);
    }
  }
}

/** Values have to be worth so much more to count as better. */
function marginOf(model: LinearModel): number {
  return 1e-9 * model.profits.reduce((largest, one) => Math.max(largest, one), 1e-9);
}

/**
 * The columns that may be in values worth more than `worth`, with those of the best known: others lose too
 * much at the prices of a relaxation.
 */
export function hopefulOf(
  model: LinearModel,
  { bound, gains }: Pick<Relaxed, 'bound' | 'gains'>,
  values: Float64Array | null,
  worth: number,
): number[] {
  const least = worth + marginOf(model);
  return [...gains.keys()].filter(
    (column) =>
      !model.isWhole(column) || values?.[column] || bound + Math.min(0, gains[column]!) > least,
  );
}

/** How much the bound falls, by the part of a column that is taken away or added. */
class Effects {
  readonly #sums: readonly [Float64Array, Float64Array];
  readonly #counts: readonly [Int32Array, Int32Array];
  readonly #all = { sums: [0, 0] as [number, number], counts: [0, 0] as [number, number] };

  constructor(columns: number) {
    this.#sums = [new Float64Array(columns), new Float64Array(columns)];
    this.#counts = [new Int32Array(columns), new Int32Array(columns)];
  }

  isReliable(column: number): boolean {
    return Math.min(this.#counts[0][column]!, this.#counts[1][column]!) >= reliableAfter;
  }

  note(column: number, part: number, value: 0 | 1, lost: number): void {
    const each = lost / Math.max(wholeWithin, value === 0 ? part : 1 - part);
    this.#sums[value][column]! += each;
    this.#counts[value][column]!++;
    this.#all.sums[value] += each;
    this.#all.counts[value]++;
  }

  /** What both branches lose, multiplied: little in one is not made good by much in the other. */
  expected(column: number, part: number): number {
    const [down, up] = [0, 1].map((value) => {
      const count = this.#counts[value as 0 | 1][column]!;
      if (count > 0) return this.#sums[value as 0 | 1][column]! / count;
      const all = this.#all.counts[value as 0 | 1];
      return all > 0 ? this.#all.sums[value as 0 | 1] / all : 1;
    }) as [number, number];
    return Math.max(1e-9, down * part) * Math.max(1e-9, up * (1 - part));
  }
}

/** Into a heap with the greatest bound on top. */
function insert(heap: Node[], node: Node): void {
  let at = heap.push(node) - 1;
  while (at > 0) {
    const parent = (at - 1) >> 1;
    if (heap[parent]!.bound >= node.bound) break;
    heap[at] = heap[parent]!;
    at = parent;
  }
  heap[at] = node;
}

function takeFirst(heap: Node[]): Node {
  const first = heap[0]!;
  const last = heap.pop()!;
  if (heap.length === 0) return first;
  let at = 0;
  for (;;) {
    let child = 2 * at + 1;
    if (child >= heap.length) break;
    if (child + 1 < heap.length && heap[child + 1]!.bound > heap[child]!.bound) child++;
    if (heap[child]!.bound <= last.bound) break;
    heap[at] = heap[child]!;
    at = child;
  }
  heap[at] = last;
  return first;
}

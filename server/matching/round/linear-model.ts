import highsModule, { type Highs, type Model, type ModelData } from 'highs';
import type { Stop } from './network-simplex.ts';

/** The package describes its CommonJS form; as an ES module, its default is the loader itself. */
const loadHighs = highsModule as unknown as typeof highsModule.default;

/** What HiGHS found: values of all columns, and what none can exceed; null when nothing is possible. */
export interface Solved {
  /** null when it was stopped before anything was found. */
  readonly values: Float64Array | null;
  readonly bound: number;
  readonly complete: boolean;
  /** Iterations of the simplex method: the same on any machine. */
  readonly steps: number;
}

export interface Search {
  readonly seed: number;
  readonly stop: Stop;
  /** Maximised in place of the profits of the columns. */
  readonly profit?: readonly number[];
  /** Values to better. */
  readonly start?: Float64Array;
  /** Whether parts of columns may be taken: a bound that is found soon. */
  readonly relaxed?: boolean;
}

/** A mixed-integer linear model, to be maximised, built column by column. */
export class LinearModel {
  readonly #lower: number[] = [];
  readonly #upper: number[] = [];
  readonly #profit: number[] = [];
  readonly #most: number[] = [];
  readonly #integer: (0 | 1)[] = [];
  readonly #starts: number[] = [0];
  readonly #rows: number[] = [];
  readonly #factors: number[] = [];

  get columns(): number {
    return this.#profit.length;
  }

  /** By column. */
  get profits(): readonly number[] {
    return this.#profit;
  }

  /** A row: the sum of its columns is between the two. @returns its place */
  row(lower: number, upper: number): number {
    this.#lower.push(lower);
    return this.#upper.push(upper) - 1;
  }

  /** Asks for more of a row than when it was made. */
  raise(row: number, lower: number): void {
    this.#lower[row] = lower;
  }

  /** A column from 0 to `most`. @param entries rows and factors in turn; rows may repeat and then add up */
  column(profit: number, most: number, integer: boolean, entries: readonly number[]): number {
    const factors = new Map<number, number>();
    for (let at = 0; at < entries.length; at += 2) {
      const row = entries[at]!;
      factors.set(row, (factors.get(row) ?? 0) + entries[at + 1]!);
    }
    for (const [row, factor] of factors) {
      this.#rows.push(row);
      this.#factors.push(factor);
    }
    this.#starts.push(this.#rows.length);
    this.#most.push(most);
    this.#integer.push(integer ? 1 : 0);
    return this.#profit.push(profit) - 1;
  }

  /**
   * The model of some columns alone, the others standing still at their values: in the order given,
   * with the rows that these columns are in.
   */
  restricted(free: readonly number[], values: Float64Array): LinearModel {
    const left = new Float64Array(this.#lower.length);
    const isFree = new Uint8Array(this.columns);
    for (const column of free) isFree[column] = 1;
    for (let column = 0; column < this.columns; column++) {
      if (isFree[column] || values[column] === 0) continue;
      for (let at = this.#starts[column]!; at < this.#starts[column + 1]!; at++)
        left[this.#rows[at]!]! += this.#factors[at]! * values[column]!;
    }
    const model = new LinearModel();
    const places = new Map<number, number>();
    for (const column of free) {
      const entries: number[] = [];
      for (let at = this.#starts[column]!; at < this.#starts[column + 1]!; at++) {
        const row = this.#rows[at]!;
        let place = places.get(row);
        if (place === undefined) {
          place = model.row(this.#lower[row]! - left[row]!, this.#upper[row]! - left[row]!);
          places.set(row, place);
        }
        entries.push(place, this.#factors[at]!);
      }
      const integer = this.#integer[column] === 1;
      model.column(this.#profit[column]!, this.#most[column]!, integer, entries);
    }
    return model;
  }

  profitOf(values: Float64Array): number {
    return values.reduce((sum, value, column) => sum + value * this.#profit[column]!, 0);
  }

  /**
   * Takes columns whole, the most profitable first, as long as no upper bound of a row is exceeded.
   * @returns the values; null when they miss a lower bound
   */
  greedy(): Float64Array | null {
    const values = new Float64Array(this.columns);
    const used = new Float64Array(this.#lower.length);
    const order = this.#profit
      .map((_, column) => column)
      .sort((one, other) => this.#profit[other]! - this.#profit[one]! || one - other);
    // Twice: what rewards a receive fits only after it.
    for (const column of [...order, ...order]) {
      if (values[column]! > 0) continue;
      const [start, end] = [this.#starts[column]!, this.#starts[column + 1]!];
      let fits = true;
      for (let at = start; at < end && fits; at++) {
        const row = this.#rows[at]!;
        fits = used[row]! + this.#factors[at]! <= this.#upper[row]!;
      }
      if (!fits) continue;
      values[column] = 1;
      for (let at = start; at < end; at++) used[this.#rows[at]!]! += this.#factors[at]!;
    }
    return this.#lower.every((lower, row) => used[row]! >= lower) ? values : null;
  }

  /**
   * Maximises the profit.
   * @returns null when there are no values that keep all rows
   */
  async maximise(search: Search): Promise<Solved | null> {
    const profit = search.profit ?? this.#profit;
    const { start } = search;
    if (this.columns === 0) {
      const holds = this.#lower.every((lower) => lower <= 0);
      return holds ? { values: new Float64Array(0), bound: 0, complete: true, steps: 0 } : null;
    }
    const highs = await (loaded ??= loadHighs());
    // HiGHS compares with absolute tolerances of a millionth.
    const scale = profit.reduce((largest, one) => Math.max(largest, one), 0) || 1;
    const model = highs.createModel(this.#data(highs, profit, scale, search.relaxed === true));
    try {
      if (start) model.setSolution({ colValue: start });
      return run(highs, model, scale, search);
    } finally {
      model.dispose();
    }
  }

  #data(highs: Highs, profit: readonly number[], scale: number, relaxed: boolean): ModelData {
    const { variableType, objectiveSense } = highs.constants;
    return {
      numCols: this.columns,
      numRows: this.#lower.length,
      sense: objectiveSense.maximize,
      colCost: profit.map((one) => one / scale),
      colLower: new Float64Array(this.columns),
      colUpper: this.#most,
      rowLower: this.#lower.map((bound) => (bound === -Infinity ? -highs.infinity : bound)),
      rowUpper: this.#upper.map((bound) => (bound === Infinity ? highs.infinity : bound)),
      integrality: this.#integer.map((is) =>
        is && !relaxed ? variableType.integer : variableType.continuous,
      ),
      matrix: {
        format: 'csc',
        numCols: this.columns,
        numRows: this.#lower.length,
        starts: this.#starts,
        indices: this.#rows,
        values: this.#factors,
      },
    };
  }
}

/** Loading takes a fifth of a second; only who needs it waits for it. */
let loaded: Promise<Highs> | undefined;

function run(
  highs: Highs,
  model: Model,
  scale: number,
  { seed, stop, relaxed }: Search,
): Solved | null {
  const { callbackType, modelStatus } = highs.constants;
  model.options.set({
    output_flag: false,
    random_seed: seed % 2 ** 31,
    mip_rel_gap: 0,
    mip_abs_gap: 0,
  });
  let bound = Infinity;
  let stopped = false;
  let steps = 0;
  const ask = (event: { interrupt(): void }, done: number) => {
    steps = Math.max(steps, done);
    if (!stopped && !stop(steps)) return undefined;
    stopped = true;
    return event.interrupt() as undefined;
  };
  model.run({
    [callbackType.simplexInterrupt]: (event) => ask(event, event.data.simplex_iteration_count ?? 0),
    [callbackType.mipInterrupt]: (event) => {
      bound = Math.min(bound, event.data.mip_dual_bound ?? Infinity);
      return ask(event, Number(event.data.mip_total_lp_iterations ?? 0));
    },
  });
  const status = model.getModelStatus();
  if (status === modelStatus.infeasible) return null;
  const isOptimal = status === modelStatus.optimal;
  if (!isOptimal && !stopped)
    throw new Error(`HiGHS ended with the status ${status}, which was not expected.`);
  if (relaxed) bound = isOptimal ? model.getObjectiveValue() : Infinity;
  else {
    const dual = Number(model.info.get('mip_dual_bound'));
    if (Number.isFinite(dual) && Math.abs(dual) < 1e100) bound = Math.min(bound, dual);
  }
  // What presolve or the root alone could do is not told to anybody who asks.
  steps = Math.max(steps, Number(model.info.get('simplex_iteration_count')));
  // 2: a feasible point, in HiGHS' own numbers.
  const hasValues = isOptimal || Number(model.info.get('primal_solution_status')) === 2;
  const values = hasValues ? model.getSolution().colValue : null;
  return { values, bound: bound * scale, complete: isOptimal, steps };
}

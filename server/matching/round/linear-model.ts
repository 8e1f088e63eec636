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

  /** A row: the sum of its columns is between the two. @returns its place */
  row(lower: number, upper: number): number {
    this.#lower.push(lower);
    return this.#upper.push(upper) - 1;
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
   * Maximises the profit, or other profits in its place.
   * @param least a floor on the sum of some columns besides
   */
  async maximise(options: {
    readonly seed: number;
    readonly stop: Stop;
    readonly profit?: readonly number[];
    readonly least?: { readonly columns: readonly number[]; readonly sum: number };
  }): Promise<Solved | null> {
    const profit = options.profit ?? this.#profit;
    const { least } = options;
    if (this.columns === 0) {
      const holds = this.#lower.every((lower) => lower <= 0) && (least?.sum ?? 0) <= 0;
      return holds ? { values: new Float64Array(0), bound: 0, complete: true } : null;
    }
    const highs = await (loaded ??= loadHighs());
    // HiGHS compares with absolute tolerances of a millionth.
    const scale = profit.reduce((largest, one) => Math.max(largest, one), 0) || 1;
    const model = highs.createModel(this.#data(highs, profit, scale));
    try {
      if (least)
        model.addRow(least.sum, highs.infinity, {
          indices: least.columns,
          values: least.columns.map(() => 1),
        });
      return run(highs, model, scale, options);
    } finally {
      model.dispose();
    }
  }

  #data(highs: Highs, profit: readonly number[], scale: number): ModelData {
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
      integrality: this.#integer.map((is) => (is ? variableType.integer : variableType.continuous)),
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
  { seed, stop }: { readonly seed: number; readonly stop: Stop },
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
  const ask = (event: { interrupt(): void }, done: number) => {
    if (!stopped && !stop(done)) return undefined;
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
  const dual = Number(model.info.get('mip_dual_bound'));
  if (Number.isFinite(dual) && Math.abs(dual) < 1e100) bound = Math.min(bound, dual);
  // 2: a feasible point, in HiGHS' own numbers.
  const hasValues = isOptimal || Number(model.info.get('primal_solution_status')) === 2;
  const values = hasValues ? model.getSolution().colValue : null;
  return { values, bound: bound * scale, complete: isOptimal };
}

import type { Highs, Model } from 'highs';
import type { LinearModel } from './linear-model.ts';
import type { Work } from './work.ts';

/** A solved relaxation: what prices of its rows prove, and values of the columns, parts allowed. */
export interface Relaxed {
  /** No values of the columns are worth more; -Infinity where none are possible. */
  readonly bound: number;
  readonly values: Float64Array;
  /** Whether the bound is the least that prices prove. */
  readonly complete: boolean;
  /** By column: by how much its profit exceeds what its rows cost. */
  readonly gains: Float64Array;
}

const nothing = { values: new Float64Array(0), gains: new Float64Array(0) };

/** Where the simplex method stands, to go on from there later. */
export interface Standing {
  readonly columns: Int8Array;
  readonly rows: Int8Array;
}

/**
 * Nothing needs to be scaled where nearly all factors are 1. Devex prices (1) are kept up more cheaply from
 * one column held to the next than those of steepest edges, which begin anew each time.
 */
const nativeOptions = {
  output_flag: false,
  simplex_scale_strategy: 0,
  simplex_dual_edge_weight_strategy: 1,
};

/**
 * The relaxation of a model, kept in HiGHS and solved again and again while columns are held at 0 or 1;
 * each time the dual simplex method goes on from where it stands.
 *
 * Bounds are not what HiGHS says they are but what the prices of the rows prove, whatever tolerances and
 * limits these came from: prices are brought to the sign that their row allows, and each column adds what
 * it gains beyond them.
 */
export class Relaxation {
  readonly #highs: Highs;
  readonly #model: LinearModel;
  readonly #native: Model;
  readonly #scale: number;
  readonly #least: Float64Array;
  readonly #most: Float64Array;
  #held = new Map<number, 0 | 1>();
  readonly #work: Work;

  constructor(highs: Highs, model: LinearModel, work: Work) {
    this.#work = work;
    this.#highs = highs;
    this.#model = model;
    this.#scale = model.profits.reduce((largest, one) => Math.max(largest, one), 0) || 1;
    this.#native = highs.createModel(model.dataFor(highs, this.#scale));
    this.#native.options.set(nativeOptions);
    this.#least = new Float64Array(model.columns);
    this.#most = Float64Array.from(model.most);
  }

  /** Holds exactly these columns, each at its value. */
  hold(held: ReadonlyMap<number, 0 | 1>): void {
    const changed: number[] = [];
    for (const column of this.#held.keys()) if (!held.has(column)) changed.push(column);
    for (const [column, value] of held) if (this.#held.get(column) !== value) changed.push(column);
    if (changed.length === 0) return;
    changed.sort((one, other) => one - other);
    for (const column of changed) {
      const value = held.get(column);
      this.#least[column] = value ?? 0;
      this.#most[column] = value ?? this.#model.most[column]!;
    }
    this.#held = new Map(held);
    this.#native.changeColsBounds(
      { kind: 'set', indices: changed },
      changed.map((column) => this.#least[column]!),
      changed.map((column) => this.#most[column]!),
    );
  }

  /**
   * @param interruptible whether it may be stopped, and proves nothing then
   * @param atMost iterations, after which the prices so far have to do
   */
  solve(interruptible = false, atMost = 2 ** 31 - 1): Relaxed {
    // HiGHS does not solve what has no columns.
    if (this.#model.columns === 0)
      return { bound: this.#model.holdsEmpty() ? 0 : -Infinity, complete: true, ...nothing };
    const { modelStatus } = this.#highs.constants;
    this.#native.options.set({ simplex_iteration_limit: atMost });
    runCounted(this.#highs, this.#native, this.#work, interruptible);
    const status = this.#native.getModelStatus();
    if (status === modelStatus.infeasible) return { bound: -Infinity, complete: true, ...nothing };
    // Interrupted so soon that there are no prices yet.
    if (status === modelStatus.interrupted) return { bound: Infinity, complete: false, ...nothing };
    const { colValue, rowDual } = this.#native.getSolution();
    const prices = rowDual.map((price) => price * this.#scale);
    const { gains, bound } = this.#model.boundOf(prices, this.#least, this.#most);
    return { bound, values: colValue, gains, complete: status === modelStatus.optimal };
  }

  /**
   * What no values are worth more than at other profits. The method goes on from where it stands, which is
   * quick where these profits weigh much in those before, and stands there again afterwards.
   */
  boundAt(profits: Float64Array): number {
    const before = this.standing;
    const all = { kind: 'set' as const, indices: Array.from(profits.keys()) };
    this.#native.changeColsCost(all, profits);
    this.#native.options.set({ simplex_iteration_limit: 2 ** 31 - 1 });
    runCounted(this.#highs, this.#native, this.#work, true);
    const { rowDual } = this.#native.getSolution();
    const { bound } = this.#model.worth(profits).boundOf(rowDual, this.#least, this.#most);
    this.#native.changeColsCost(
      all,
      this.#model.profits.map((profit) => profit / this.#scale),
    );
    this.returnTo(before);
    return bound;
  }

  get standing(): Standing {
    if (this.#model.columns === 0) return { columns: new Int8Array(0), rows: new Int8Array(0) };
    const { colStatus, rowStatus } = this.#native.getBasis();
    return { columns: Int8Array.from(colStatus), rows: Int8Array.from(rowStatus) };
  }

  returnTo({ columns, rows }: Standing): void {
    if (columns.length === 0) return;
    this.#native.setBasis({
      colStatus: Int32Array.from(columns),
      rowStatus: Int32Array.from(rows),
    });
  }

  dispose(): void {
    this.#native.dispose();
  }
}

/** Runs the simplex method and counts its iterations. @param interruptible whether it ends where the work is over */
export function runCounted(highs: Highs, native: Model, work: Work, interruptible: boolean): void {
  const before = work.done;
  native.run(
    interruptible
      ? {
          [highs.constants.callbackType.simplexInterrupt]: (event) => {
            work.done = before + (event.data.simplex_iteration_count ?? 0);
            return work.isOver() ? (event.interrupt() as undefined) : undefined;
          },
        }
      : undefined,
  );
  work.done = before + Math.max(0, Number(native.info.get('simplex_iteration_count')));
}

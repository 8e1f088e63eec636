import type { Highs } from 'highs';
import { Branching } from './branching.ts';
import type { LinearModel } from './linear-model.ts';
import { Neighbourhoods } from './neighbourhoods.ts';
import type { Work } from './work.ts';

/** Steps in neighbourhoods for each of branching: their models are small, so that a step takes a third of the time. */
const nearSteps = 3;

export interface StageOptions {
  readonly highs: Highs;
  readonly model: LinearModel;
  readonly work: Work;
  readonly seed: number;
  /** By column of the model: who takes part in it. */
  readonly participants: readonly (readonly number[])[];
}

/** The search for the best values among some columns of a model, all others being 0. */
export class Stage {
  readonly #options: StageOptions;
  readonly columns: readonly number[];
  readonly branching: Branching;
  #near: Neighbourhoods | null = null;

  /** @param values of all columns, to better; none but of these columns are above 0 */
  constructor(options: StageOptions, columns: readonly number[], values: Float64Array | null) {
    const { highs, model, work } = options;
    this.#options = options;
    this.columns = columns;
    this.branching = new Branching(
      highs,
      model.restricted(columns, new Float64Array(model.columns)),
      {
        values: values && Float64Array.from(columns, (column) => values[column]!),
        worth: values ? model.profitOf(values) : -Infinity,
      },
      work,
    );
  }

  /** The best found, as values of all columns. */
  get values(): Float64Array | null {
    const { values } = this.branching;
    const all = values && new Float64Array(this.#options.model.columns);
    values?.forEach((value, column) => (all![this.columns[column]!] = value));
    return all;
  }

  /** Goes on for so many steps of branch and bound, and as long with the search in neighbourhoods. */
  takeTurn(steps: number): void {
    const { highs, work, participants, seed } = this.#options;
    this.branching.advance(work.done + steps);
    if (this.branching.isDone || work.isOver()) return;
    this.branching.dive();
    if (!this.branching.values) return;
    const own = () => this.columns.map((column) => participants[column]!);
    this.#near ??= new Neighbourhoods(highs, this.branching, own(), seed);
    this.#near.search(work, work.done + nearSteps * steps);
  }

  dispose(): void {
    this.branching.dispose();
  }
}

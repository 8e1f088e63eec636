import type { LinearModel } from './linear-model.ts';

/** How much larger the sum of each row of a model may become while columns are taken one after the other. */
export class Slack {
  readonly #model: LinearModel;
  readonly #left: Float64Array;

  constructor(model: LinearModel) {
    this.#model = model;
    this.#left = Float64Array.from(model.upper);
  }

  /** Whether a column can be 1 and no row becomes too large. Whether one stays too small is not looked at. */
  fits(column: number): boolean {
    let fits = true;
    this.#model.each(column, (row, factor) => (fits &&= factor <= this.#left[row]!));
    return fits;
  }

  take(column: number, value = 1): void {
    this.#model.each(column, (row, factor) => (this.#left[row]! -= factor * value));
  }

  /** @returns whether it did */
  takeIfFits(column: number): boolean {
    const fits = this.fits(column);
    if (fits) this.take(column);
    return fits;
  }
}

import highsModule, { type ColumnData, type Highs, type ModelData } from 'highs';
import { Slack } from './slack.ts';

/** The package describes its CommonJS form; as an ES module, its default is the loader itself. */
const loadHighs = highsModule as unknown as typeof highsModule.default;

/** A mixed-integer linear model, to be maximised, built column by column. */
export class LinearModel {
  #lower: number[] = [];
  #upper: number[] = [];
  #profit: number[] = [];
  #most: number[] = [];
  #integer: (0 | 1)[] = [];
  #starts: number[] = [0];
  #rows: number[] = [];
  #factors: number[] = [];

  get columns(): number {
    return this.#profit.length;
  }

  get rows(): number {
    return this.#lower.length;
  }

  /** By column. */
  get profits(): readonly number[] {
    return this.#profit;
  }

  /** By column: the largest value that it may have. */
  get most(): readonly number[] {
    return this.#most;
  }

  /** By row: how large its sum may be. */
  get upper(): readonly number[] {
    return this.#upper;
  }

  /** How often each row counts a column, rows that do not count it left out. */
  each(column: number, use: (row: number, factor: number) => void): void {
    for (let at = this.#starts[column]!; at < this.#starts[column + 1]!; at++)
      use(this.#rows[at]!, this.#factors[at]!);
  }

  isWhole(column: number): boolean {
    return this.#integer[column] === 1;
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
   * The model of some columns alone, the others standing still at their values: in the order given, with
   * the rows that these columns could break. Of rows that count the same columns the strictest is left.
   */
  restricted(free: readonly number[], values: Float64Array): LinearModel {
    const rows = this.#lower.length;
    const left = new Float64Array(rows);
    const [least, most] = [new Float64Array(rows), new Float64Array(rows)];
    const counted: string[] = Array.from({ length: rows }, () => '');
    const isFree = new Uint8Array(this.columns);
    for (const column of free) isFree[column] = 1;
    for (let column = 0; column < this.columns; column++) {
      if (!isFree[column] && values[column] === 0) continue;
      for (let at = this.#starts[column]!; at < this.#starts[column + 1]!; at++) {
        const [row, factor] = [this.#rows[at]!, this.#factors[at]!];
        if (!isFree[column]) left[row]! += factor * values[column]!;
        else if (factor > 0) most[row]! += factor * this.#most[column]!;
        else least[row]! += factor * this.#most[column]!;
        if (isFree[column]) counted[row] += `${factor} of ${column},`;
      }
    }
    const model = new LinearModel();
    const same = new Map<string, number>();
    const places = Int32Array.from({ length: rows }, (_, row) => {
      const [lower, upper] = [this.#lower[row]! - left[row]!, this.#upper[row]! - left[row]!];
      if (least[row]! >= lower && most[row]! <= upper) return -1;
      const place = same.get(counted[row]!);
      if (place === undefined) {
        const added = model.row(lower, upper);
        same.set(counted[row]!, added);
        return added;
      }
      model.#lower[place] = Math.max(model.#lower[place]!, lower);
      model.#upper[place] = Math.min(model.#upper[place]!, upper);
      return -1;
    });
    for (const column of free) {
      const entries: number[] = [];
      for (let at = this.#starts[column]!; at < this.#starts[column + 1]!; at++) {
        const place = places[this.#rows[at]!]!;
        if (place >= 0) entries.push(place, this.#factors[at]!);
      }
      const integer = this.#integer[column] === 1;
      model.column(this.#profit[column]!, this.#most[column]!, integer, entries);
    }
    return model;
  }

  /**
   * What prices of the rows prove, whatever they are: no values between `least` and `most` are worth more.
   * A price that its row does not allow counts as 0.
   * @param prices by row; above 0 where more of the row would be worth more
   */
  boundOf(
    prices: Float64Array,
    least: ArrayLike<number>,
    most: ArrayLike<number>,
  ): { readonly bound: number; readonly gains: Float64Array } {
    let bound = 0;
    const allowed = prices.map((price, row) => {
      const limit = price > 0 ? this.#upper[row]! : this.#lower[row]!;
      if (price === 0 || Math.abs(limit) === Infinity) return 0;
      bound += price * limit;
      return price;
    });
    const gains = Float64Array.from(this.#profit);
    for (let column = 0; column < this.columns; column++) {
      let gain = gains[column]!;
      for (let at = this.#starts[column]!; at < this.#starts[column + 1]!; at++)
        gain -= allowed[this.#rows[at]!]! * this.#factors[at]!;
      gains[column] = gain;
      bound += gain * (gain > 0 ? most[column]! : least[column]!);
    }
    return { bound, gains };
  }

  profitOf(values: Float64Array): number {
    return values.reduce((sum, value, column) => sum + value * this.#profit[column]!, 0);
  }

  /**
   * Takes columns whole, the most profitable first, as long as no upper bound of a row is exceeded.
   * @param before what goes before profit, by column, the largest first
   * @returns the values; null when they miss a lower bound
   */
  greedy(before?: Float64Array): Float64Array | null {
    const values = new Float64Array(this.columns);
    const slack = new Slack(this);
    const order = this.#profit
      .map((_, column) => column)
      .sort(
        (one, other) =>
          (before ? before[other]! - before[one]! : 0) ||
          this.#profit[other]! - this.#profit[one]! ||
          one - other,
      );
    // Twice: what rewards a receive fits only after it.
    for (const column of [...order, ...order])
      if (values[column] === 0 && slack.takeIfFits(column)) values[column] = 1;
    return this.#reaches(values) ? values : null;
  }

  /** Whether no row becomes too small. */
  #reaches(values: Float64Array): boolean {
    const sums = new Float64Array(this.rows);
    for (let column = 0; column < this.columns; column++)
      if (values[column] !== 0)
        this.each(column, (row, factor) => (sums[row]! += factor * values[column]!));
    return this.#lower.every((lower, row) => sums[row]! >= lower);
  }

  /** Whether all rows hold where every column is 0. */
  holdsEmpty(): boolean {
    return this.#lower.every((lower) => lower <= 0);
  }

  /** The model of some columns alone, in the order given, with all rows as they are. */
  among(columns: readonly number[]): LinearModel {
    const model = new LinearModel();
    model.#lower = this.#lower;
    model.#upper = this.#upper;
    for (const column of columns) {
      for (let at = this.#starts[column]!; at < this.#starts[column + 1]!; at++) {
        model.#rows.push(this.#rows[at]!);
        model.#factors.push(this.#factors[at]!);
      }
      model.#starts.push(model.#rows.length);
      model.#profit.push(this.#profit[column]!);
      model.#most.push(this.#most[column]!);
      model.#integer.push(this.#integer[column]!);
    }
    return model;
  }

  /**
   * For each row the columns of the most profit for each of their entries, those that need not be whole, and
   * those of some values.
   */
  promising(perRow: number, values: Float64Array | null): number[] {
    const found = new Int32Array(this.rows);
    const entriesOf = (column: number) => this.#starts[column + 1]! - this.#starts[column]!;
    const each = this.#profit.map((profit, column) => profit / Math.max(1, entriesOf(column)));
    const order = [...each.keys()].sort((one, other) => each[other]! - each[one]! || one - other);
    return order.filter((column) => {
      const rows = this.#rows.slice(this.#starts[column]!, this.#starts[column + 1]!);
      const isPromising =
        !this.isWhole(column) ||
        (values?.[column] ?? 0) > 0 ||
        rows.some((row) => found[row]! < perRow);
      if (isPromising) for (const row of rows) found[row]!++;
      return isPromising;
    });
  }

  /** The same model with other profits. */
  worth(profits: ArrayLike<number>): LinearModel {
    const model = new LinearModel();
    model.#lower = this.#lower;
    model.#upper = this.#upper;
    model.#profit = Array.from(profits);
    model.#most = this.#most;
    model.#integer = this.#integer;
    model.#starts = this.#starts;
    model.#rows = this.#rows;
    model.#factors = this.#factors;
    return model;
  }

  /** The relaxation as HiGHS takes it, with all profits divided by `scale`. */
  dataFor(highs: Highs, scale: number): ModelData {
    const { cost, lower, upper, matrix } = this.columnsFor(scale);
    return {
      numCols: this.columns,
      numRows: this.rows,
      sense: highs.constants.objectiveSense.maximize,
      colCost: cost,
      colLower: lower,
      colUpper: upper,
      rowLower: this.#lower.map((bound) => (bound === -Infinity ? -highs.infinity : bound)),
      rowUpper: this.#upper.map((bound) => (bound === Infinity ? highs.infinity : bound)),
      matrix,
    };
  }

  /** Its columns alone, to be added to a model of the same rows. */
  columnsFor(scale: number): Omit<ColumnData, 'count'> {
    return {
      cost: Float64Array.from(this.#profit, (one) => one / scale),
      lower: new Float64Array(this.columns),
      upper: Float64Array.from(this.#most),
      matrix: {
        format: 'csc',
        numCols: this.columns,
        numRows: this.rows,
        starts: Int32Array.from(this.#starts),
        indices: Int32Array.from(this.#rows),
        values: Float64Array.from(this.#factors),
      },
    };
  }
}

let loaded: Promise<Highs> | undefined;

/** Loading takes a fifth of a second; only who needs it waits for it. */
export function highsLoaded(): Promise<Highs> {
  return (loaded ??= loadHighs());
}

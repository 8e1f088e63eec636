/** Gives equal values one small number, from 0 on, and keeps it. */
export class Numbers<T> {
  readonly #values: T[] = [];
  readonly #known = new Map<string, number>();

  /** How many numbers there are. */
  get size(): number {
    return this.#values.length;
  }

  /** The number of a value; values are equal when they are as JSON. */
  of(value: T): number {
    const key = JSON.stringify(value);
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    this.#known.set(key, this.#values.length);
    return this.#values.push(value) - 1;
  }

  /** The number that a value has already. */
  known(value: T): number | undefined {
    return this.#known.get(JSON.stringify(value));
  }

  value(number: number): T {
    return this.#values[number]!;
  }

  /** The results of a function for all values, by number. */
  map(compute: (value: T) => number): Float64Array {
    return Float64Array.from(this.#values, compute);
  }

  /** A function of the value with a number that is computed no more than once per value. */
  remembered(compute: (value: T) => number): (number: number) => number {
    const values = this.#values;
    const results = new Float64Array(values.length).fill(NaN);
    return (number) => {
      const known = results[number]!;
      return known === known ? known : (results[number] = compute(values[number]!));
    };
  }
}

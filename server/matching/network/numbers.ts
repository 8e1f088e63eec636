/** Gives equal values one small number, from 0 on, and keeps it. */
export class Numbers<T> {
  readonly #values: T[] = [];
  readonly #known = new Map<unknown, number>();

  /** How many numbers there are. */
  get size(): number {
    return this.#values.length;
  }

  /** The number of a value; objects and lists are equal when they are as JSON. */
  of(value: T): number {
    const key = keyOf(value);
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    this.#known.set(key, this.#values.length);
    return this.#values.push(value) - 1;
  }

  /** The number that a value has already. */
  known(value: T): number | undefined {
    return this.#known.get(keyOf(value));
  }

  value(number: number): T {
    return this.#values[number]!;
  }

  /** The results of a function for all values, by number. */
  map(compute: (value: T) => number): Float64Array {
    const values = this.#values;
    const results = new Float64Array(values.length);
    for (let number = 0; number < results.length; number++)
      results[number] = compute(values[number]!);
    return results;
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

function keyOf(value: unknown): unknown {
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : value;
}

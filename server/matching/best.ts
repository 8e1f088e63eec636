/** The best few of many, kept in order. */
export class Best<T> {
  readonly #limit: number;
  readonly #compare: (x: T, y: T) => number;
  readonly #items: T[] = [];

  /** @param compare negative where x is better than y */
  constructor(limit: number, compare: (x: T, y: T) => number) {
    this.#limit = limit;
    this.#compare = compare;
  }

  /** The one that a better one would push out; undefined as long as there is room. */
  get last(): T | undefined {
    return this.#items.length < this.#limit ? undefined : this.#items.at(-1);
  }

  /** Best first. */
  get items(): readonly T[] {
    return this.#items;
  }

  add(item: T): void {
    let [low, high] = [0, this.#items.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#compare(this.#items[middle]!, item) <= 0) low = middle + 1;
      else high = middle;
    }
    this.#items.splice(low, 0, item);
    if (this.#items.length > this.#limit) this.#items.pop();
  }
}

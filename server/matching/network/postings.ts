import { withRoomFor } from './column.ts';

/**
 * Who states one topic and what is said of it, in the order of the rows: a walk over them reads
 * memory from one end to the other.
 */
export class Posting {
  #rows = new Uint32Array(4);
  #terms = new Uint32Array(4);
  length = 0;

  /** Only the first `length` count; valid until the next change. */
  get rows(): Uint32Array {
    return this.#rows;
  }

  /** The number of the terms for each of the rows. */
  get terms(): Uint32Array {
    return this.#terms;
  }

  add(row: number, terms: number): void {
    this.#rows = withRoomFor(this.#rows, this.length);
    this.#terms = withRoomFor(this.#terms, this.length);
    const at = this.#endOf(row);
    for (const array of [this.#rows, this.#terms]) array.copyWithin(at + 1, at, this.length);
    this.#rows[at] = row;
    this.#terms[at] = terms;
    this.length++;
  }

  /** Takes out everything about a row. */
  delete(row: number): void {
    const end = this.#endOf(row);
    let start = end;
    while (start > 0 && this.#rows[start - 1] === row) start--;
    for (const array of [this.#rows, this.#terms]) array.copyWithin(start, end, this.length);
    this.length -= end - start;
  }

  /** Where the first row after this one is. */
  #endOf(row: number): number {
    let [low, high] = [0, this.length];
    // Members mostly come in the order of their rows.
    if (high > 0 && this.#rows[high - 1]! <= row) return high;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#rows[middle]! <= row) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** Postings by the number of their topic. */
export class Postings {
  readonly #topics: (Posting | undefined)[] = [];

  of(topic: number | undefined): Posting | undefined {
    return topic === undefined ? undefined : this.#topics[topic];
  }

  /** @param stated topics and terms in turn */
  add(row: number, stated: ArrayLike<number>): void {
    for (let i = 0; i < stated.length; i += 2)
      (this.#topics[stated[i]!] ??= new Posting()).add(row, stated[i + 1]!);
  }

  /** Takes out what `add` put in for the row. */
  delete(row: number, stated: ArrayLike<number>): void {
    for (let i = 0; i < stated.length; i += 2) this.#topics[stated[i]!]?.delete(row);
  }
}

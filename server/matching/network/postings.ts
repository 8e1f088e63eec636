import { withRoomFor } from './column.ts';

/** The rows of those who state one topic, in order; a row stands there once for each statement. */
class Posting {
  #rows = new Uint32Array(4);
  #length = 0;

  /** Valid until the next change. */
  get rows(): Uint32Array {
    return this.#rows.subarray(0, this.#length);
  }

  add(row: number): void {
    this.#rows = withRoomFor(this.#rows, this.#length);
    const at = this.#endOf(row);
    this.#rows.copyWithin(at + 1, at, this.#length);
    this.#rows[at] = row;
    this.#length++;
  }

  /** Takes the row out, however often it is there. */
  delete(row: number): void {
    const end = this.#endOf(row);
    let start = end;
    while (start > 0 && this.#rows[start - 1] === row) start--;
    this.#rows.copyWithin(start, end, this.#length);
    this.#length -= end - start;
  }

  /** Where the first row after this one is. */
  #endOf(row: number): number {
    let [low, high] = [0, this.#length];
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

/** Who states which topic, by the number of the topic. */
export class Postings {
  readonly #topics: (Posting | undefined)[] = [];

  /** The rows of those who state a topic, in order; valid until the next change. */
  of(topic: number | undefined): Uint32Array {
    return (topic === undefined ? undefined : this.#topics[topic]?.rows) ?? none;
  }

  add(row: number, topics: Iterable<number>): void {
    for (const topic of topics) (this.#topics[topic] ??= new Posting()).add(row);
  }

  /** Takes out what `add` put in for the row. */
  delete(row: number, topics: Iterable<number>): void {
    for (const topic of topics) this.#topics[topic]?.delete(row);
  }
}

const none = new Uint32Array(0);

import { withRoomFor } from './column.ts';

/** A list of numbers for every row, all in one array. */
export class Lists {
  #items = new Uint32Array(64);
  /** Where the list of each row begins, and how long it is: both are read, so they lie together. */
  #spans = new Uint32Array(32);
  /** Where the array is free, and how much before that is in use. */
  #end = 0;
  #used = 0;

  /** The array that holds all lists; it is another after the next `set`. */
  get items(): Uint32Array {
    return this.#items;
  }

  /** Where the list of a row begins in `items`. */
  start(row: number): number {
    return this.#spans[2 * row] ?? 0;
  }

  length(row: number): number {
    return this.#spans[2 * row + 1] ?? 0;
  }

  /** The list of a row, valid until the next `set`. */
  list(row: number): Uint32Array {
    const start = this.start(row);
    return this.#items.subarray(start, start + this.length(row));
  }

  set(row: number, list: readonly number[]): void {
    this.#spans = withRoomFor(this.#spans, 2 * row + 1);
    const before = this.length(row);
    // A shorter list takes the place of the one it follows, a longer one goes to the end.
    if (list.length > before) {
      this.#spans[2 * row + 1] = 0;
      this.#used -= before;
      this.#makeRoomFor(list.length);
      this.#spans[2 * row] = this.#end;
      this.#end += list.length;
      this.#used += list.length;
    } else this.#used -= before - list.length;
    this.#spans[2 * row + 1] = list.length;
    this.#items.set(list, this.start(row));
  }

  /** What longer lists left behind is given up when it is more than what is in use. */
  #makeRoomFor(more: number): void {
    if (this.#end + more <= this.#items.length) return;
    const wasteful = this.#end > 2 * this.#used;
    const items = wasteful
      ? new Uint32Array(Math.max(64, 2 * (this.#used + more)))
      : withRoomFor(this.#items, this.#end + more);
    if (wasteful) {
      let end = 0;
      for (let span = 0; span < this.#spans.length; span += 2) {
        const [start, length] = [this.#spans[span]!, this.#spans[span + 1]!];
        items.set(this.#items.subarray(start, start + length), end);
        this.#spans[span] = end;
        end += length;
      }
      this.#end = end;
    }
    this.#items = items;
  }
}

import { withRoomFor } from './column.ts';

/** A list of numbers for every row, all in one array. */
export class Lists {
  #items = new Uint32Array(64);
  #starts = new Uint32Array(16);
  #lengths = new Uint32Array(16);
  /** Where the array is free, and how much before that is in use. */
  #end = 0;
  #used = 0;

  /** The array that holds all lists; it is another after the next `set`. */
  get items(): Uint32Array {
    return this.#items;
  }

  /** Where the list of a row begins in `items`. */
  start(row: number): number {
    return this.#starts[row] ?? 0;
  }

  length(row: number): number {
    return this.#lengths[row] ?? 0;
  }

  /** The list of a row, valid until the next `set`. */
  list(row: number): Uint32Array {
    const start = this.start(row);
    return this.#items.subarray(start, start + this.length(row));
  }

  set(row: number, list: readonly number[]): void {
    this.#starts = withRoomFor(this.#starts, row);
    this.#lengths = withRoomFor(this.#lengths, row);
    const before = this.#lengths[row]!;
    // A shorter list takes the place of the one it follows, a longer one goes to the end.
    if (list.length > before) {
      this.#lengths[row] = 0;
      this.#used -= before;
      this.#makeRoomFor(list.length);
      this.#starts[row] = this.#end;
      this.#end += list.length;
      this.#used += list.length;
    } else this.#used -= before - list.length;
    this.#lengths[row] = list.length;
    this.#items.set(list, this.#starts[row]);
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
      for (let row = 0; row < this.#starts.length; row++) {
        const [start, length] = [this.#starts[row]!, this.#lengths[row]!];
        items.set(this.#items.subarray(start, start + length), end);
        this.#starts[row] = end;
        end += length;
      }
      this.#end = end;
    }
    this.#items = items;
  }
}

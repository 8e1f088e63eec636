import { Numbers } from './numbers.ts';

/** Rows of so many numbers each, side by side: what is read of one member lies together. */
export class Table {
  readonly width: number;
  numbers = new Uint32Array(64);

  constructor(width: number) {
    this.width = width;
  }
}

/**
 * One field of all members. Equal values are kept once and the table holds their numbers, so a
 * million members cost four bytes each, and what depends on the value alone is computed once per
 * value.
 */
export class Column<T> {
  readonly #table: Table;
  readonly #place: number;
  /** The values that occur, by number. */
  readonly values = new Numbers<T>();

  /** @param place of the field in each row of the table */
  constructor(table: Table, place: number) {
    this.#table = table;
    this.#place = place;
  }

  set(row: number, value: T): void {
    const table = this.#table;
    const at = row * table.width + this.#place;
    table.numbers = withRoomFor(table.numbers, at);
    table.numbers[at] = this.values.of(value);
  }

  at(row: number): T {
    return this.values.value(this.numberAt(row));
  }

  /** The number of the value in a row. */
  numberAt(row: number): number {
    return this.#table.numbers[row * this.#table.width + this.#place]!;
  }

  /** A function of the value in a row that is computed no more than once per distinct value. */
  remembered(compute: (value: T) => number): (row: number) => number {
    const { numbers, width } = this.#table;
    const place = this.#place;
    const result = this.values.remembered(compute);
    return (row) => result(numbers[row * width + place]!);
  }
}

/** The array, or a larger copy of it, with the index in it; what is new is 0. */
export function withRoomFor(
  array: Uint32Array<ArrayBuffer>,
  index: number,
): Uint32Array<ArrayBuffer> {
  if (index < array.length) return array;
  const larger = new Uint32Array(Math.max(index + 1, array.length * 2));
  larger.set(array);
  return larger;
}

import type { MemberRow } from './rules.ts';

/** Rows that are compared and written together. */
const chunkSize = 500;

/**
 * The sound rows of a file until all of it is checked. They are kept as bytes outside of the heap, where 100,000 take
 * 65 MB: as objects they were measured at 140 MB, and let the heap grow to a gigabyte before V8 tidied it up.
 */
export class CompactRows {
  #chunk: MemberRow[] = [];
  readonly #packed: Buffer[] = [];

  add(row: MemberRow): void {
    this.#chunk.push(row);
    if (this.#chunk.length < chunkSize) return;
    this.#packed.push(Buffer.from(JSON.stringify(this.#chunk)));
    this.#chunk = [];
  }

  /** The rows in their order, some hundreds at a time. */
  *chunks(): Generator<readonly MemberRow[], void, void> {
    for (const packed of this.#packed) yield JSON.parse(packed.toString()) as MemberRow[];
    if (this.#chunk.length > 0) yield this.#chunk;
  }
}

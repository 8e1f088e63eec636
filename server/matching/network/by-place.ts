/** Words of a block, unless one member alone needs more: an edit moves no more than that. */
const longest = 4_096;
/** Whoever states more offers or needs than this has a block to itself: others would pay for it. */
const widest = 8;

/**
 * What some members state, in whole numbers: for each of them its row, the numbers of its offers and
 * those of its needs. All are of one width, with zeros behind what is shorter, so that a walk over
 * them takes the same steps for each.
 */
export class Block {
  #offersWidth = 0;
  #needsWidth = 0;
  #words = new Uint32Array(16);
  #length = 0;

  /** Only the first `length` count; valid until the next change. */
  get words(): Uint32Array {
    return this.#words;
  }

  get length(): number {
    return this.#length;
  }

  /** Words of the offers, which begin after the row. */
  get offersWidth(): number {
    return this.#offersWidth;
  }

  /** Words of one member: the row, the offers and the needs. */
  get width(): number {
    return 1 + this.#offersWidth + this.#needsWidth;
  }

  hasRoomFor(offers: number, needs: number): boolean {
    if (this.#length === 0) return true;
    const widths = [Math.max(offers, this.#offersWidth), Math.max(needs, this.#needsWidth)];
    return widths.every((width) => width <= widest) && this.#length + this.width <= longest;
  }

  add(row: number, offers: ArrayLike<number>, needs: ArrayLike<number>): void {
    this.#widen(offers.length, needs.length);
    const { width } = this;
    const at = this.#length;
    if (at + width > this.#words.length) this.#resize(Math.max(at + width, 2 * at));
    this.#words.fill(0, at, at + width);
    this.#words[at] = row;
    this.#words.set(offers, at + 1);
    this.#words.set(needs, at + 1 + this.#offersWidth);
    this.#length = at + width;
  }

  delete(row: number): void {
    const { width } = this;
    const words = this.#words;
    let at = 0;
    while (words[at] !== row) at += width;
    words.copyWithin(at, at + width, this.#length);
    this.#length -= width;
    if (4 * this.#length < words.length) this.#resize(2 * this.#length);
  }

  #widen(offers: number, needs: number): void {
    if (offers <= this.#offersWidth && needs <= this.#needsWidth) return;
    const { words, length, width, offersWidth } = this;
    this.#offersWidth = Math.max(offers, offersWidth);
    this.#needsWidth = Math.max(needs, this.#needsWidth);
    this.#words = new Uint32Array(2 * this.width * Math.max(1, length / width));
    this.#length = 0;
    for (let at = 0; at < length; at += width)
      this.add(
        words[at]!,
        words.subarray(at + 1, at + 1 + offersWidth),
        words.subarray(at + 1 + offersWidth, at + width),
      );
  }

  #resize(size: number): void {
    const words = new Uint32Array(size);
    words.set(this.#words.subarray(0, this.#length));
    this.#words = words;
  }
}

/**
 * What members state, those of one place together: a walk over them reads memory from one end to
 * the other, and passes over a place in one step.
 */
export class ByPlace {
  readonly #blocks: Block[][] = [];
  readonly #ofRow: (Block | undefined)[] = [];

  /** The blocks of a place, by its number. */
  of(place: number): readonly Block[] {
    return this.#blocks[place] ?? [];
  }

  add(row: number, place: number, offers: ArrayLike<number>, needs: ArrayLike<number>): void {
    const blocks = (this.#blocks[place] ??= []);
    let block = blocks.at(-1);
    if (!block?.hasRoomFor(offers.length, needs.length)) blocks.push((block = new Block()));
    block!.add(row, offers, needs);
    this.#ofRow[row] = block;
  }

  /** Takes out what `add` put in for the row. */
  delete(row: number, place: number): void {
    const block = this.#ofRow[row]!;
    const blocks = this.#blocks[place]!;
    block.delete(row);
    this.#ofRow[row] = undefined;
    // Whoever comes next takes the room; a block without anybody goes.
    blocks.splice(blocks.indexOf(block), 1);
    if (block.length > 0) blocks.push(block);
  }
}

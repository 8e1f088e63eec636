/** Words of a block, unless one member alone needs more: it stays near at hand, and an edit moves no more than that. */
const longest = 4_096;
/** Whoever states more offers or needs than this has a block to itself: others would pay for it. */
const widest = 8;
/** No list has less room: four words are taken in one step. */
const narrowest = 4;
/** No block holds more members. */
export const mostInBlock = longest / 8;
/** From so many members on a place has blocks of its own: to go to them costs as much as to look at so many. */
const many = 64;

/**
 * What some members state, in whole numbers: for each of them its row, its place, the numbers of its
 * offers and those of its needs. All are of one width, with zeros behind what is shorter, so that a
 * walk over them takes the same steps for each.
 */
export class Block {
  #offersWidth = narrowest;
  #needsWidth = narrowest;
  #words = new Uint32Array(16);
  #length = 0;

  /** Only the first `length` count; valid until the next change. */
  get words(): Uint32Array {
    return this.#words;
  }

  get length(): number {
    return this.#length;
  }

  /** Words of one member: the row, the place, the offers and the needs. */
  get width(): number {
    return 2 + this.#offersWidth + this.#needsWidth;
  }

  /** Where the needs of a member begin, from where its words do; its offers begin at 2. */
  get needsAt(): number {
    return 2 + this.#offersWidth;
  }

  hasRoomFor(offers: number, needs: number): boolean {
    if (this.#length === 0) return true;
    const widths = [Math.max(offers, this.#offersWidth), Math.max(needs, this.#needsWidth)];
    return widths.every((width) => width <= widest) && this.#length + this.width <= longest;
  }

  add(row: number, place: number, offers: ArrayLike<number>, needs: ArrayLike<number>): void {
    this.#widen(offers.length, needs.length);
    const { width } = this;
    const at = this.#length;
    if (at + width > this.#words.length) this.#resize(Math.max(at + width, 2 * at));
    this.#words.fill(0, at, at + width);
    this.#words[at] = row;
    this.#words[at + 1] = place;
    this.#words.set(offers, at + 2);
    this.#words.set(needs, at + this.needsAt);
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
    const { words, length, width, needsAt } = this;
    this.#offersWidth = Math.max(offers, this.#offersWidth);
    this.#needsWidth = Math.max(needs, this.#needsWidth);
    this.#words = new Uint32Array(2 * this.width * Math.max(1, length / width));
    this.#length = 0;
    for (let at = 0; at < length; at += width)
      this.add(
        words[at]!,
        words[at + 1]!,
        words.subarray(at + 2, at + needsAt),
        words.subarray(at + needsAt, at + width),
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
 * the other, and passes over a place in one step. The members of places with few lie all together.
 */
export class ByPlace {
  /** Of each place that has, or had, many. */
  readonly #own = new Map<number, Block[]>();
  readonly #shared: Block[] = [];
  /** How many members of a place are in shared blocks. */
  readonly #few: number[] = [];
  readonly #ofRow: (Block | undefined)[] = [];

  /** The places that have blocks of their own. */
  get large(): Iterable<number> {
    return this.#own.keys();
  }

  /** The blocks of a large place. */
  of(place: number): readonly Block[] {
    return this.#own.get(place) ?? [];
  }

  /** The blocks of all other places. */
  get shared(): readonly Block[] {
    return this.#shared;
  }

  add(row: number, place: number, offers: ArrayLike<number>, needs: ArrayLike<number>): void {
    const own = this.#own.get(place);
    this.#addTo(own ?? this.#shared, row, place, offers, needs);
    if (own) return;
    this.#few[place] = (this.#few[place] ?? 0) + 1;
    if (this.#few[place] === many) this.#giveOwn(place);
  }

  /** Takes out what `add` put in for the row. */
  delete(row: number, place: number): void {
    const own = this.#own.get(place);
    this.#deleteFrom(own ?? this.#shared, row);
    if (!own) this.#few[place]!--;
  }

  #giveOwn(place: number): void {
    const own: Block[] = [];
    for (const block of this.#shared.slice()) {
      const { words, width, needsAt } = block;
      for (let at = block.length - width; at >= 0; at -= width) {
        if (words[at + 1] !== place) continue;
        const [row, , ...stated] = words.slice(at, at + width);
        this.#deleteFrom(this.#shared, row!);
        const [offers, needs] = [stated.slice(0, needsAt - 2), stated.slice(needsAt - 2)];
        this.#addTo(own, row!, place, offers.filter(isStated), needs.filter(isStated));
      }
    }
    this.#own.set(place, own);
  }

  #addTo(
    blocks: Block[],
    row: number,
    place: number,
    offers: ArrayLike<number>,
    needs: ArrayLike<number>,
  ): void {
    let block = blocks.at(-1);
    if (!block?.hasRoomFor(offers.length, needs.length)) blocks.push((block = new Block()));
    block!.add(row, place, offers, needs);
    this.#ofRow[row] = block;
  }

  #deleteFrom(blocks: Block[], row: number): void {
    const block = this.#ofRow[row]!;
    block.delete(row);
    this.#ofRow[row] = undefined;
    // Whoever comes next takes the room; a block without anybody goes.
    blocks.splice(blocks.indexOf(block), 1);
    if (block.length > 0) blocks.push(block);
  }
}

function isStated(number: number): boolean {
  return number !== 0;
}

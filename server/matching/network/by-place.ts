/** Numbers of a block, unless one member alone needs more: it stays near at hand, and an edit moves no more than that. */
const longest = 4_096;
/** Whoever states more offers or needs than this has a block to itself: others would pay for it. */
const widest = 8;
/** No list has less room: four numbers are taken in one step. */
const narrowest = 4;
/** No block holds more members. */
export const mostInBlock = longest / 8;
/** The largest number that fits into half a word. */
const half = 2 ** 16 - 1;
/** From so many members on a place has blocks of its own: to go to them costs as much as to look at so many. */
const many = 64;

type Stated = Uint16Array | Uint32Array;

/**
 * What some members state, in whole numbers. All have room for as many offers and as many needs, with zeros behind
 * what is shorter, so that a walk over them takes the same steps for each.
 */
export class Block {
  /** Where all of them work; null where they work in different places. */
  readonly place: number | null;
  #offersWidth = narrowest;
  #needsWidth = narrowest;
  #who = new Uint32Array(4);
  #stated: Stated = new Uint16Array(16);
  #members = 0;

  constructor(place: number | null) {
    this.place = place;
  }

  get members(): number {
    return this.#members;
  }

  /** Of each member in turn the row and the place. Only `members` count; valid until the next change. */
  get who(): Uint32Array {
    return this.#who;
  }

  /** Of each member in turn its offers and its needs, in half words as long as they are small enough. */
  get stated(): Stated {
    return this.#stated;
  }

  /** Numbers of one member in `stated`. */
  get width(): number {
    return this.#offersWidth + this.#needsWidth;
  }

  /** Where the needs of a member begin, from where its offers do. */
  get needsAt(): number {
    return this.#offersWidth;
  }

  hasRoomFor(offers: number, needs: number): boolean {
    if (this.#members === 0) return true;
    const widths = [Math.max(offers, this.#offersWidth), Math.max(needs, this.#needsWidth)];
    return widths.every((width) => width <= widest) && (this.#members + 1) * this.width <= longest;
  }

  add(row: number, place: number, offers: ArrayLike<number>, needs: ArrayLike<number>): void {
    this.#widen(offers, needs);
    const { width } = this;
    const member = this.#members++;
    const at = member * width;
    if (at + width > this.#stated.length) this.#resize(Math.max(1, 2 * member));
    this.#who.set([row, place], 2 * member);
    this.#stated.fill(0, at, at + width);
    this.#stated.set(offers, at);
    this.#stated.set(needs, at + this.needsAt);
  }

  delete(row: number): void {
    const { width } = this;
    let member = 0;
    while (this.#who[2 * member] !== row) member++;
    this.#who.copyWithin(2 * member, 2 * (member + 1), 2 * this.#members);
    this.#stated.copyWithin(member * width, (member + 1) * width, this.#members * width);
    this.#members--;
    if (4 * this.#members * width < this.#stated.length) this.#resize(2 * this.#members);
  }

  /** Makes room for lists so long, and for numbers so large. */
  #widen(offers: ArrayLike<number>, needs: ArrayLike<number>): void {
    const isLong = offers.length > this.#offersWidth || needs.length > this.#needsWidth;
    const isSmall = (numbers: ArrayLike<number>) => Array.from(numbers).every((one) => one <= half);
    const isLarge = this.#stated instanceof Uint16Array && !(isSmall(offers) && isSmall(needs));
    if (!isLong && !isLarge) return;
    const { width, needsAt } = this;
    const before = this.#stated;
    this.#offersWidth = Math.max(offers.length, this.#offersWidth);
    this.#needsWidth = Math.max(needs.length, this.#needsWidth);
    const size = 2 * this.width * Math.max(1, this.#members);
    this.#stated =
      isLarge || before instanceof Uint32Array ? new Uint32Array(size) : new Uint16Array(size);
    for (let member = 0; member < this.#members; member++) {
      const [from, to] = [member * width, member * this.width];
      this.#stated.set(before.subarray(from, from + needsAt), to);
      this.#stated.set(before.subarray(from + needsAt, from + width), to + this.needsAt);
    }
    this.#resize(2 * this.#members);
  }

  /** @param members that there is to be room for */
  #resize(members: number): void {
    const [who, stated] = [this.#who, this.#stated];
    const size = Math.max(1, members) * this.width;
    this.#who = new Uint32Array(2 * Math.max(1, members));
    this.#stated = stated instanceof Uint16Array ? new Uint16Array(size) : new Uint32Array(size);
    this.#who.set(who.subarray(0, Math.min(this.#who.length, 2 * this.#members)));
    this.#stated.set(stated.subarray(0, Math.min(size, this.#members * this.width)));
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
      const { width, needsAt } = block;
      for (let member = block.members - 1; member >= 0; member--) {
        if (block.who[2 * member + 1] !== place) continue;
        const row = block.who[2 * member]!;
        const stated = block.stated.slice(member * width, (member + 1) * width);
        this.#deleteFrom(this.#shared, row);
        const [offers, needs] = [stated.slice(0, needsAt), stated.slice(needsAt)];
        this.#addTo(own, row, place, offers.filter(isStated), needs.filter(isStated));
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
    if (!block?.hasRoomFor(offers.length, needs.length))
      blocks.push((block = new Block(blocks === this.#shared ? null : place)));
    block!.add(row, place, offers, needs);
    this.#ofRow[row] = block;
  }

  #deleteFrom(blocks: Block[], row: number): void {
    const block = this.#ofRow[row]!;
    block.delete(row);
    this.#ofRow[row] = undefined;
    // Whoever comes next takes the room; a block without anybody goes.
    blocks.splice(blocks.indexOf(block), 1);
    if (block.members > 0) blocks.push(block);
  }
}

function isStated(number: number): boolean {
  return number !== 0;
}

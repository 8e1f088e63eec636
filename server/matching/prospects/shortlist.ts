/** Somebody in a row, and what it could be worth at most. */
export interface Prospect {
  readonly row: number;
  readonly most: number;
}

/** The most promising first; equals by their rows, so that nobody is met twice or passed over. */
function byPromise(x: Prospect, y: Prospect): number {
  return y.most - x.most || x.row - y.row;
}

/** How many are added before the list is put in order again. */
const fewMore = 8;

/** The most promising of all that are added, so many of them, or of those that come after one. */
export class Shortlist {
  readonly #room: number;
  readonly #after: Prospect | null;
  #found: Prospect[] = [];
  #least: number;
  #isFull = false;

  /**
   * @param room how many it holds
   * @param least whoever could be worth less is not wanted
   * @param after whoever does not come after this one is not wanted
   */
  constructor(room: number, least: number, after: Prospect | null) {
    this.#room = room;
    this.#least = least;
    this.#after = after;
  }

  /** Adding somebody who could be worth less is in vain; grows as better ones are found. */
  get least(): number {
    return this.#least;
  }

  /** Whether some were left out for want of room: all of them come after the last one. */
  get isFull(): boolean {
    return this.#isFull;
  }

  add(row: number, most: number): void {
    const prospect = { row, most };
    if (most < this.#least || (this.#after && byPromise(prospect, this.#after) <= 0)) return;
    this.#found.push(prospect);
    // Put in order now and then: that takes less time than keeping it in order, and the sooner, the
    // fewer are looked at.
    if (this.#found.length >= this.#room + fewMore) this.#putInOrder();
  }

  inOrder(): readonly Prospect[] {
    this.#putInOrder();
    return this.#found;
  }

  #putInOrder(): void {
    this.#found.sort(byPromise);
    if (this.#found.length <= this.#room) return;
    this.#found.length = this.#room;
    this.#isFull = true;
    this.#least = Math.max(this.#least, this.#found.at(-1)!.most);
  }
}

import { compareText } from '../order.ts';
import { murmur3 } from '../tie-break.ts';

/** Somebody who could stand between two others. */
interface Third {
  readonly id: string;
  /** Puts all of them in an order that favours no id. */
  readonly place: number;
}

/**
 * Those who could do one service between two languages: some may be told to others, some only used.
 * Each group stands in its own circle, so that those who are not told leave no trace among the rest.
 */
export class Thirds {
  readonly #shown = new Circle();
  readonly #used = new Circle();

  get isEmpty(): boolean {
    return this.#shown.isEmpty && this.#used.isEmpty;
  }

  add(id: string, isShown: boolean): void {
    (isShown ? this.#shown : this.#used).add(id);
  }

  delete(id: string): void {
    this.#shown.delete(id);
    this.#used.delete(id);
  }

  /** Ids of those who may be told, from the one whose turn it is. @param turn unsigned, 32 bits */
  shown(turn = 0): Generator<string> {
    return this.#shown.from(turn);
  }

  /** Ids of those who may only be used. @param turn unsigned, 32 bits */
  used(turn = 0): Generator<string> {
    return this.#used.from(turn);
  }
}

class Circle {
  readonly #members = new Map<string, Third>();
  /** Put in order when somebody asks. */
  #inOrder: readonly Third[] | null = null;

  get isEmpty(): boolean {
    return this.#members.size === 0;
  }

  add(id: string): void {
    this.#members.set(id, { id, place: murmur3(id, 0) });
    this.#inOrder = null;
  }

  delete(id: string): void {
    if (this.#members.delete(id)) this.#inOrder = null;
  }

  /** Everybody once, beginning as far round the circle as the turn is in its range: over all turns, each as often. */
  *from(turn: number): Generator<string> {
    this.#inOrder ??= [...this.#members.values()].sort(
      (x, y) => x.place - y.place || compareText(x.id, y.id),
    );
    const { length } = this.#inOrder;
    const first = Math.floor((turn / 2 ** 32) * length);
    for (let i = 0; i < length; i++) yield this.#inOrder[(first + i) % length]!.id;
  }
}

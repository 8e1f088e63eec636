import { mutualValue } from '../factors/learning.ts';
import type { Matching } from '../matching.ts';
import type { Member } from '../member.ts';
import type { Block } from '../network/by-place.ts';
import { ChancesToLearn, ChancesToTeach, sumOf } from './chances.ts';
import {
  availabilityOf,
  exposuresOf,
  historyAtMost,
  limitsOf,
  type OfRow,
  purposeOf,
} from './other-factors.ts';
import { Places } from './places.ts';
import { type Prospect, Shortlist } from './shortlist.ts';

/** Single precision rounds; nobody may be lost by it. */
const roundingSlack = 1 + 1e-6;
/** What is only compared with the least that counts has more, so that it never decides between equals. */
const comparingSlack = 1 + 1e-5;

/** How many more than are wanted are put on the first list: some of them are not to be paired. */
const spare = 12;
/** How much longer each further list is. */
const growth = 16;

/**
 * What everybody else in the network could be worth to a member at most, quickly and without
 * decoding anybody. Whoever may reach a score is then evaluated in full.
 *
 * Places are looked at in the order of what pairings with somebody there could be worth, and only as
 * long as that is enough. Of the members of a place those remain who could learn and teach enough.
 * What is then known of them is what they are worth, but that third members are taken to help
 * wherever they could, and exchanges as if they had never been.
 */
export class Prospects {
  readonly #matching: Matching;
  readonly #places: Places;
  readonly #inOrder: Uint32Array;
  readonly #learn: ChancesToLearn;
  readonly #teach: ChancesToTeach;
  readonly #historic: OfRow;
  /** The factors that remain, those that cost least first. */
  readonly #others: readonly OfRow[];

  constructor(member: Member, matching: Matching) {
    this.#matching = matching;
    this.#places = new Places(member, matching);
    this.#inOrder = this.#places.inOrder();
    this.#learn = new ChancesToLearn(member, matching);
    this.#teach = new ChancesToTeach(member, matching);
    this.#historic = historyAtMost(member, matching);
    this.#others = [
      availabilityOf(matching),
      ...limitsOf(member, matching),
      purposeOf(member, matching),
      ...exposuresOf(matching),
    ];
  }

  /**
   * Visits the row of everybody who may reach the score that counts, the most promising first.
   * @param wanted how many are to be found, about
   * @param visit tells the least score that counts from there on
   */
  each(wanted: number, visit: (row: number) => number): void {
    let least = 0;
    let after: Prospect | null = null;
    // One list will do, unless many of those on it are kept out by what is not looked at here.
    for (let room = wanted + spare; ; room *= growth) {
      const shortlist = this.#shortlist(new Shortlist(room, least, after));
      for (const prospect of shortlist.inOrder()) {
        if (prospect.most < least) return;
        least = visit(prospect.row);
        after = prospect;
      }
      if (!shortlist.isFull) return;
    }
  }

  #shortlist(shortlist: Shortlist): Shortlist {
    const { network, mostExposure } = this.#matching;
    const scale = mostExposure * comparingSlack;
    const both = scale * mutualValue(this.#learn.most, this.#teach.most);
    for (const place of this.#inOrder) {
      const most = this.#places.most[place]!;
      if (both * most < shortlist.least) continue;
      for (const block of network.byPlace.of(place))
        this.#look(block, place, scale * most, shortlist);
    }
    return shortlist;
  }

  /**
   * Looks at the members of one block.
   * @param scale what the mutual value is multiplied by, at most
   */
  #look(block: Block, place: number, scale: number, shortlist: Shortlist): void {
    const { words, length, width, offersWidth } = block;
    const learning = this.#learn.chances;
    const teaching = this.#teach.chances;
    // Of the mutual value: the two roots must come to that much.
    const leastRoots = 2 * Math.sqrt(Math.max(shortlist.least, Number.MIN_VALUE) / scale);
    const leastRoot = Math.max(0, leastRoots - Math.sqrt(this.#teach.most));
    const leastLearned = leastRoot * leastRoot;
    for (let at = 0; at < length; at += width) {
      const offers = at + 1;
      const needs = offers + offersWidth;
      const learned = sumOf(learning, words, offers, needs);
      if (learned < leastLearned) continue;
      const taught = sumOf(teaching, words, needs, at + width);
      if (Math.sqrt(learned) + Math.sqrt(taught) < leastRoots) continue;
      const mutual = mutualValue(this.#learn.learning(words, offers, needs), taught);
      if (mutual * scale >= shortlist.least) this.#weigh(words[at]!, place, mutual, shortlist);
    }
  }

  #weigh(row: number, place: number, mutual: number, shortlist: Shortlist): void {
    const least = shortlist.least / (comparingSlack * this.#matching.mostExposure);
    let most = roundingSlack * mutual * this.#places.worth(place, this.#historic(row));
    for (const factor of this.#others) {
      if (most < least) return;
      most *= factor(row);
    }
    if (most > 0) shortlist.add(row, most);
  }
}

import { mutualValue } from '../factors/learning.ts';
import type { Matching } from '../matching.ts';
import type { Member } from '../member.ts';
import { type Block, mostInBlock } from '../network/by-place.ts';
import { ChancesToLearn, ChancesToTeach, leftBy } from './chances.ts';
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
 * Places with many members are looked at in the order of what pairings with somebody there could be
 * worth, and only as long as that is enough; then all others. Of the members of a place those remain
 * who could learn and teach enough.
 * What is then known of them is what they are worth, but that third members are taken to help
 * wherever they could, and exchanges as if they had never been.
 */
export class Prospects {
  readonly #matching: Matching;
  readonly #places: Places;
  readonly #inOrder: readonly number[];
  readonly #learn: ChancesToLearn;
  readonly #teach: ChancesToTeach;
  readonly #historic: OfRow;
  /** Where in a block those are who could teach enough. */
  readonly #found = new Uint32Array(mostInBlock);
  /** What each of these leaves to be learnt. */
  readonly #leftByFound = new Float64Array(mostInBlock);
  /** The factors that remain, those that cost least first. */
  readonly #others: readonly OfRow[];

  constructor(member: Member, matching: Matching) {
    this.#matching = matching;
    this.#places = new Places(member, matching);
    this.#inOrder = this.#places.inOrder(matching.network.byPlace.large);
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
    const both = mostExposure * comparingSlack * mutualValue(this.#learn.most, this.#teach.most);
    for (const place of this.#inOrder) {
      if (both * this.#places.most[place]! < shortlist.least) continue;
      for (const block of network.byPlace.of(place)) this.#look(block, shortlist);
    }
    for (const block of network.byPlace.shared) this.#look(block, shortlist);
    return shortlist;
  }

  /** Looks at the members of one block. */
  #look(block: Block, shortlist: Shortlist): void {
    const { who, stated, width, needsAt } = block;
    const toTeach = this.#teach.left;
    const { most, strains } = this.#places;
    const scale = this.#matching.mostExposure * comparingSlack;
    // Of the mutual value: the two roots must come to that much where a place is worth 1.
    const leastRoots = 2 * Math.sqrt(Math.max(shortlist.least, Number.MIN_VALUE) / scale);
    const count =
      block.place === null
        ? this.#couldTeachAnywhere(block, leastRoots)
        : this.#couldTeachIn(block, leastRoots * strains[block.place]!);
    for (let i = 0; i < count; i++) {
      const member = this.#found[i]!;
      const at = member * width;
      const place = who[2 * member + 1]!;
      const learned = 1 - this.#leftByFound[i]!;
      const taught = 1 - leftBy(toTeach, stated, at + needsAt, at + width);
      if (Math.sqrt(learned) + Math.sqrt(taught) < leastRoots * strains[place]!) continue;
      const mutual = mutualValue(this.#learn.learning(stated, at, at + needsAt), taught);
      if (mutual * scale * most[place]! >= shortlist.least)
        this.#weigh(who[2 * member]!, place, mutual, shortlist);
    }
  }

  /**
   * Notes who of a block of one place could teach enough. Without a branch: which way it goes could not be foreseen.
   * @returns how many
   */
  #couldTeachIn({ stated, members, width, needsAt }: Block, leastRoots: number): number {
    const toLearn = this.#learn.left;
    const found = this.#found;
    const leftByFound = this.#leftByFound;
    const mostLeft = 1 - Math.max(0, leastRoots - Math.sqrt(this.#teach.most)) ** 2;
    let count = 0;
    for (let member = 0, at = 0; member < members; member++, at += width) {
      const left = leftBy(toLearn, stated, at, at + needsAt);
      found[count] = member;
      leftByFound[count] = left;
      count += Number(left <= mostLeft);
    }
    return count;
  }

  /** The same where each is asked for as much as its own place takes. (One loop for both takes a tenth longer among a million.) */
  #couldTeachAnywhere({ who, stated, members, width, needsAt }: Block, leastRoots: number): number {
    const toLearn = this.#learn.left;
    const { strains } = this.#places;
    const mostTaught = Math.sqrt(this.#teach.most);
    const found = this.#found;
    const leftByFound = this.#leftByFound;
    let count = 0;
    for (let member = 0, at = 0; member < members; member++, at += width) {
      const left = leftBy(toLearn, stated, at, at + needsAt);
      const leastRoot = Math.max(0, leastRoots * strains[who[2 * member + 1]!]! - mostTaught);
      found[count] = member;
      leftByFound[count] = left;
      count += Number(left <= 1 - leastRoot * leastRoot);
    }
    return count;
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

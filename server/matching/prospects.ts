import { bridgesAtMost } from './factors/bridge.ts';
import {
  dividesFactor,
  geographicExtent,
  groupsExtent,
  historicAtMost,
  joinedExtent,
  kindsExtent,
  linguisticExtent,
} from './factors/divides.ts';
import { mutualValue } from './factors/learning.ts';
import { formatFit, levelFit, weightOf } from './factors/opportunity.ts';
import { purposeFactor, purposeSimilarity } from './factors/purpose.ts';
import { timeFactor } from './factors/time.ts';
import type { Alike } from './factors/topic-similarity.ts';
import { availabilityRule, keepsOut } from './hard-rules.ts';
import type { Matching } from './matching.ts';
import type { Member } from './member.ts';
import type { Posting } from './network/postings.ts';

/** Single precision rounds; nobody may be lost by it. */
const roundingSlack = 1 + 1e-5;

/**
 * What everybody else in the network could be worth to a member at most, quickly and without
 * decoding anybody. Whoever may reach a score is then evaluated in full.
 *
 * The postings of topics alike to the member's needs and offers give everybody what it could teach
 * and learn. Of the former it is the most: where two offers of somebody answer one need both are
 * counted. All other factors but the bridge are exact, and computed once per distinct value: the
 * bridge is taken as if every third member could help, an exchange as if it had never been.
 */
export class Prospects {
  readonly #matching: Matching;
  readonly #learning: readonly Chances[];
  readonly #teaching: readonly Chances[];
  readonly #place: (row: number) => number;
  /** The factors of whoever is in a row that remain, those that cost least first. */
  readonly #others: readonly ((row: number) => number)[];

  constructor(member: Member, matching: Matching) {
    this.#matching = matching;
    this.#learning = chancesToLearn(member, matching);
    this.#teaching = chancesToTeach(member, matching);
    this.#place = placeAtMost(member, matching);
    this.#others = [
      availabilityOf(matching),
      ...limitsOf(member, matching),
      historyAtMost(member, matching),
      purposeOf(member, matching),
    ];
  }

  /**
   * Visits the row of everybody who may reach the score that counts, the most promising of each
   * block first.
   * @param visit tells the least score that counts from there on
   */
  each(visit: (row: number) => number): void {
    const { rowCount } = this.#matching.network;
    const learning = new Float32Array(Math.min(longestBlock, rowCount));
    const teaching = new Float32Array(learning.length);
    let least = 0;
    let length = shortestBlock;
    for (let first = 0; first < rowCount; first += length) {
      // Few at first, so that what a score must be to count is known before many are looked at.
      if (first > 0) length = Math.min(longestBlock, 2 * length);
      const end = Math.min(first + length, rowCount);
      sumUp(this.#learning, learning, first, end);
      sumUp(this.#teaching, teaching, first, end);
      const found = this.#prospectsOf(learning, teaching, first, end, least);
      for (const { row, most } of found) {
        if (most < least) break;
        least = visit(row);
      }
    }
  }

  #prospectsOf(
    learning: Float32Array,
    teaching: Float32Array,
    first: number,
    end: number,
    least: number,
  ): readonly Prospect[] {
    const found: Prospect[] = [];
    const place = this.#place;
    const scale = this.#matching.mostExposure * roundingSlack;
    // The mutual value is a power mean, never more than the plain one: most rows need no more.
    const leastSum = Math.max(Number.MIN_VALUE, (2 * least) / scale);
    for (let i = 0; i < end - first; i++) {
      const learned = learning[i]!;
      const taught = teaching[i]!;
      if (learned + taught < leastSum) continue;
      const row = first + i;
      const placed = scale * mutualValue(learned, taught) * place(row);
      if (placed === 0 || placed < least) continue;
      const most = this.#atMost(row, placed, least);
      if (most > 0) found.push({ row, most });
    }
    return found.sort((x, y) => y.most - x.most);
  }

  /** What the member in a row could be worth at most; 0 when that is nothing or too little. */
  #atMost(row: number, placed: number, least: number): number {
    let most = placed;
    for (const factor of this.#others) {
      most *= factor(row);
      if (most < least) return 0;
    }
    return most;
  }
}

interface Prospect {
  readonly row: number;
  readonly most: number;
}

/** Rows that are looked at together; the sums of the longest block still fit the processor's cache. */
const shortestBlock = 512;
const longestBlock = 16_384;

/** What everybody in one posting adds to the sums, by the number of the terms. */
class Chances {
  readonly #posting: Posting;
  readonly #byTerms: Float64Array;
  #next = 0;

  constructor(posting: Posting, byTerms: Float64Array) {
    this.#posting = posting;
    this.#byTerms = byTerms;
  }

  /** One more chance for each row from `first` to before `end`: `1 - (1 - before) (1 - chance)`. Block after block. */
  addTo(sums: Float32Array, first: number, end: number): void {
    const { rows, terms, length } = this.#posting;
    const chances = this.#byTerms;
    let next = this.#next;
    for (; next < length && rows[next]! < end; next++) {
      const at = rows[next]! - first;
      const before = sums[at]!;
      sums[at] = before + (1 - before) * chances[terms[next]!]!;
    }
    this.#next = next;
  }
}

function sumUp(all: readonly Chances[], sums: Float32Array, first: number, end: number): void {
  sums.fill(0);
  for (const chances of all) chances.addTo(sums, first, end);
}

function chancesToLearn({ needs }: Member, { network, topics, policy }: Matching): Chances[] {
  const { rows, offerers } = network;
  const wanted = needs.map((need) => ({
    alike: topics.offersFor(need.topic),
    chances: rows.offerTerms.map(
      ({ level, formats }) =>
        weightOf(need.priority, policy) *
        levelFit(need.levelWanted, level, policy) *
        formatFit(need.formats, formats, policy),
    ),
  }));
  return byTopic(wanted).flatMap(([topic, met]) => {
    const posting = offerers.of(rows.topics.known(topic));
    if (!posting) return [];
    const missed = new Float64Array(rows.offerTerms.size).fill(1);
    for (const { chances, similarity } of met)
      for (let i = 0; i < missed.length; i++) missed[i]! *= 1 - similarity * chances[i]!;
    return [
      new Chances(
        posting,
        missed.map((value) => 1 - value),
      ),
    ];
  });
}

function chancesToTeach({ offers }: Member, { network, topics, policy }: Matching): Chances[] {
  const { rows, needers } = network;
  const offered = offers.map((offer) => ({
    alike: topics.needsFor(offer.topic),
    chances: rows.needTerms.map(
      ({ priority, levelWanted, formats }) =>
        weightOf(priority, policy) *
        levelFit(levelWanted, offer.level, policy) *
        formatFit(formats, offer.formats, policy),
    ),
  }));
  return byTopic(offered).flatMap(([topic, answers]) => {
    const posting = needers.of(rows.topics.known(topic));
    if (!posting) return [];
    const best = new Float64Array(rows.needTerms.size);
    for (const { chances, similarity } of answers)
      for (let i = 0; i < best.length; i++) best[i] = Math.max(best[i]!, similarity * chances[i]!);
    return [new Chances(posting, best)];
  });
}

/** The topics that a need or an offer is alike to, and what it is worth with each terms of another. */
interface Statement {
  readonly alike: Alike;
  readonly chances: Float64Array;
}

/** For each topic the statements that it is alike to, and how alike. */
function byTopic(statements: readonly Statement[]) {
  const found = new Map<string, { readonly chances: Float64Array; similarity: number }[]>();
  for (const { alike, chances } of statements)
    for (const [topic, similarity] of alike) {
      const those = found.get(topic);
      if (those) those.push({ chances, similarity });
      else found.set(topic, [{ chances, similarity }]);
    }
  return [...found];
}

/** 1, or 0 for whoever is in nobody's list. */
function availabilityOf(matching: Matching): (row: number) => number {
  return matching.network.rows.availability.remembered((availability) =>
    availabilityRule({ availability }, matching) === null ? 1 : 0,
  );
}

/** 0 for whoever the member's own safety limits by region keep out, 1 for others; nothing where it has none. */
function limitsOf({ excludes }: Member, { network }: Matching): ((row: number) => number)[] {
  if (!excludes || excludes.regions.length === 0) return [];
  const { place, countries, use } = network.rows;
  const among = (isShown: boolean) => {
    const open = countries.remembered((country) => (keepsOut(excludes, country, isShown) ? 0 : 1));
    return place.remembered(({ country }) => open(country));
  };
  const [amongShown, amongHidden] = [among(true), among(false)];
  const isShown = use.remembered(({ country }) => (country === 'USED' ? 0 : 1));
  return [(row) => (isShown(row) === 1 ? amongShown(row) : amongHidden(row))];
}

/** `B x T x D`, the historic extent being 1. */
function placeAtMost(member: Member, matching: Matching): (row: number) => number {
  const { network, policy, time } = matching;
  const { place, countries, workers, languages } = network.rows;
  const bridge = languages.remembered(bridgesAtMost(member, matching));
  const working = workers.remembered((worker) =>
    timeFactor(time.sharedHours(member, worker), policy),
  );
  const geographic = countries.remembered((country) =>
    geographicExtent(member.country, country, policy),
  );
  const linguistic = languages.remembered((those) => linguisticExtent(member.languages, those));
  return place.remembered(({ country, worker, languages: those }) => {
    const extents = {
      GEOGRAPHIC: geographic(country),
      LINGUISTIC: linguistic(those),
      HISTORIC: 1,
    };
    return bridge(those) * working(worker) * dividesFactor(extents, policy);
  });
}

/**
 * What is left of `D` when the historic extent is less than 1, at most: it takes away least where
 * the other two extents are 1.
 */
function historyAtMost(member: Member, { network, policy }: Matching): (row: number) => number {
  const { rows } = network;
  const groups = rows.workingGroups.remembered((those) =>
    groupsExtent(member.workingGroups, those),
  );
  const kinds = rows.kind.remembered((kind) => kindsExtent(member.kind, kind));
  const joined = rows.joinedOn.remembered((day) => joinedExtent(member.joinedOn, day, policy));
  const farthest = { GEOGRAPHIC: 1, LINGUISTIC: 1 };
  return (row) =>
    dividesFactor(
      { ...farthest, HISTORIC: historicAtMost(groups(row), kinds(row), joined(row)) },
      policy,
    );
}

/** `P` of the member with whoever is in a row. */
function purposeOf(member: Member, { network, topics, policy }: Matching): (row: number) => number {
  const { themes, topics: numbers } = network.rows;
  const places = member.themes.map((_, place) => place);
  const alike = member.themes.map((theme) => {
    const byNumber = new Float64Array(numbers.size);
    for (const [other, similarity] of topics.themesLike(theme)) {
      const number = numbers.known(other);
      if (number !== undefined) byNumber[number] = similarity;
    }
    return byNumber;
  });
  const between = (one: number, other: number) => alike[one]![other]!;
  return (row) => purposeFactor(similarityTo(themes.list(row)), policy);

  function similarityTo(others: Uint32Array): number {
    // The members' own themes go by their place, everybody else's by number.
    return purposeSimilarity(places, others, between, policy);
  }
}

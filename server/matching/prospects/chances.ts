import { weightOf } from '../factors/opportunity.ts';
import type { Alike } from '../factors/topic-similarity.ts';
import type { Matching } from '../matching.ts';
import type { Member } from '../member.ts';
import type { Numbers } from '../network/numbers.ts';
import type { Statements } from '../network/statements.ts';

/** What a statement of the member has to do with one topic. */
interface Answer {
  /** The place of the statement among those of the member. */
  readonly statement: number;
  readonly similarity: number;
  /** What else the fit is made of, with the weight, by the number of the other's terms. */
  readonly byTerms: Float64Array;
}

/** What the member could learn from others, by the numbers of what they offer. */
export class ChancesToLearn {
  /** What each offer leaves to be learnt, at least, where everything that it answers is met by it alone. */
  readonly left: Float32Array;
  /** `L` of the member, at most. */
  readonly most: number;
  readonly #offered: Statements<unknown>;
  readonly #answers: readonly (readonly Answer[])[];
  /** For each need what meets it best, of what is looked at. */
  readonly #best: Float64Array;

  constructor({ needs }: Member, { network, topics, policy, termFits }: Matching) {
    const { rows } = network;
    const { offered } = rows;
    const weights = needs.map(({ priority }) => weightOf(priority, policy));
    const answers = needs.flatMap((need, statement) =>
      answersOf(topics.offersFor(need.topic), rows.topics, statement, termFits.ofNeed(need)),
    );
    this.left = new Float32Array(offered.size).fill(1);
    for (const [topic, { similarity, byTerms }] of answers)
      for (const offer of offered.about(topic)) {
        const chance = similarity * byTerms[offered.termsOf(offer)]!;
        this.left[offer] = atLeast(this.left[offer]! * (1 - chance));
      }
    this.most = 1 - weights.reduce((missed, weight) => missed * (1 - weight), 1);
    this.#offered = offered;
    this.#answers = byTopic(answers);
    this.#best = new Float64Array(needs.length);
  }

  /** `L` of the member from whoever offers what stands in the words from `start` to before `end`. */
  learning(words: Uint16Array | Uint32Array, start: number, end: number): number {
    const offered = this.#offered;
    const best = this.#best.fill(0);
    for (let i = start; i < end && words[i] !== 0; i++) {
      const terms = offered.termsOf(words[i]!);
      for (const answer of this.#answers[offered.topicOf(words[i]!)] ?? []) {
        const chance = answer.similarity * answer.byTerms[terms]!;
        if (chance > best[answer.statement]!) best[answer.statement] = chance;
      }
    }
    let missed = 1;
    for (const chance of best) missed *= 1 - chance;
    return 1 - missed;
  }
}

/** What others could learn from the member, by the numbers of what they need. */
export class ChancesToTeach {
  /** What each need leaves to be learnt, at least, met by the offer that fits it best. */
  readonly left: Float32Array;
  /** `L` of anybody else, at most. */
  readonly most: number;

  constructor({ offers }: Member, { network, topics, termFits }: Matching) {
    const { rows } = network;
    const { needed } = rows;
    this.left = new Float32Array(needed.size).fill(1);
    this.most = offers.length > 0 ? 1 : 0;
    for (const [statement, offer] of offers.entries()) {
      const byTerms = termFits.ofOffer(offer);
      const alike = topics.needsFor(offer.topic);
      for (const [topic, { similarity }] of answersOf(alike, rows.topics, statement, byTerms))
        for (const need of needed.about(topic)) {
          const left = atLeast(1 - similarity * byTerms[needed.termsOf(need)]!);
          if (left < this.left[need]!) this.left[need] = left;
        }
    }
  }
}

/**
 * What is left to be learnt of one by all that is stated from `start` to before `end`, four words
 * at least: what each leaves of what the others leave (`1 - L`, as in `learning.ts`).
 */
export function leftBy(
  left: Float32Array,
  words: Uint16Array | Uint32Array,
  start: number,
  end: number,
): number {
  let product =
    left[words[start]!]! *
    left[words[start + 1]!]! *
    (left[words[start + 2]!]! * left[words[start + 3]!]!);
  for (let i = start + 4; i < end; i++) product *= left[words[i]!]!;
  return product;
}

/** Single precision rounds; what is left must never be less, or somebody could be passed over. */
function atLeast(left: number): number {
  return left === 1 ? 1 : Math.fround(left * (1 - 2 ** -22));
}

/** With the numbers of the topics that a statement is alike to; those that nobody names have none. */
function answersOf(
  alike: Alike,
  topics: Numbers<string>,
  statement: number,
  byTerms: Float64Array,
): (readonly [topic: number, answer: Answer])[] {
  const answers: (readonly [number, Answer])[] = [];
  for (const [id, similarity] of alike) {
    const topic = topics.known(id);
    if (topic !== undefined) answers.push([topic, { statement, similarity, byTerms }]);
  }
  return answers;
}

function byTopic(answers: readonly (readonly [topic: number, answer: Answer])[]): Answer[][] {
  const found: Answer[][] = [];
  for (const [topic, answer] of answers) (found[topic] ??= []).push(answer);
  return found;
}

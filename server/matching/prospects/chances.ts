import { formatFit, levelFit, weightOf } from '../factors/opportunity.ts';
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
  /** What each offer adds to the learning, where everything that it answers is met by it alone. */
  readonly chances: Float32Array;
  /** `L` of the member, at most. */
  readonly most: number;
  readonly #offered: Statements<unknown>;
  readonly #answers: readonly (readonly Answer[])[];
  /** For each need what meets it best, of what is looked at. */
  readonly #best: Float64Array;

  constructor({ needs }: Member, { network, topics, policy }: Matching) {
    const { rows } = network;
    const { offered } = rows;
    const weights = needs.map(({ priority }) => weightOf(priority, policy));
    const answers = needs.flatMap((need, statement) => {
      const byTerms = offered.terms.map(
        ({ level, formats }) =>
          weights[statement]! *
          levelFit(need.levelWanted, level, policy) *
          formatFit(need.formats, formats, policy),
      );
      return answersOf(topics.offersFor(need.topic), rows.topics, statement, byTerms);
    });
    this.chances = new Float32Array(offered.size);
    for (const [topic, { similarity, byTerms }] of answers)
      for (const offer of offered.about(topic)) {
        const before = this.chances[offer]!;
        const chance = similarity * byTerms[offered.termsOf(offer)]!;
        this.chances[offer] = before + (1 - before) * chance;
      }
    this.most = 1 - weights.reduce((missed, weight) => missed * (1 - weight), 1);
    this.#offered = offered;
    this.#answers = byTopic(answers);
    this.#best = new Float64Array(needs.length);
  }

  /** `L` of the member from whoever offers what stands in the words from `start` to before `end`. */
  learning(words: Uint32Array, start: number, end: number): number {
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
  /** What each need adds to the learning, met by the offer that fits it best. */
  readonly chances: Float32Array;
  /** `L` of anybody else, at most. */
  readonly most: number;

  constructor({ offers }: Member, { network, topics, policy }: Matching) {
    const { rows } = network;
    const { needed } = rows;
    this.chances = new Float32Array(needed.size);
    this.most = offers.length > 0 ? 1 : 0;
    for (const [statement, offer] of offers.entries()) {
      const byTerms = needed.terms.map(
        ({ priority, levelWanted, formats }) =>
          weightOf(priority, policy) *
          levelFit(levelWanted, offer.level, policy) *
          formatFit(formats, offer.formats, policy),
      );
      const alike = topics.needsFor(offer.topic);
      for (const [topic, { similarity }] of answersOf(alike, rows.topics, statement, byTerms))
        for (const need of needed.about(topic)) {
          const chance = similarity * byTerms[needed.termsOf(need)]!;
          if (chance > this.chances[need]!) this.chances[need] = chance;
        }
    }
  }
}

/**
 * What all that is stated from `start` to before `end` comes to: one chance after the other adds
 * its share of what the others leave (`L`, as in `learning.ts`).
 */
export function sumOf(
  chances: Float32Array,
  words: Uint32Array,
  start: number,
  end: number,
): number {
  let sum = 0;
  for (let i = start; i < end; i++) sum += (1 - sum) * chances[words[i]!]!;
  return sum;
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

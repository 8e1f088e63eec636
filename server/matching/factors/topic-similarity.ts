import type { Topic } from '../member.ts';
import type { Policy } from '../policy.ts';
import { lexicalSimilarity, bigrams } from './lexical.ts';
import { Taxonomy } from './taxonomy.ts';

/** Topics with how alike they are to one, each above 0, at most 1. */
export type Alike = ReadonlyMap<string, number>;

/** How what is offered stands to what is needed; `related`: neither is part of the other. */
export type TopicRelation = 'same' | 'narrower' | 'broader' | 'related';

/**
 * How alike two topics are, 0..1; 0 below `minSimilarity`. Both in the taxonomy: Lin's measure
 * (`taxonomy.ts`), 0 where they would meet only in a top above all topics. One of them outside:
 * lexical similarity of the labels.
 *
 * What is alike to a topic is found when first asked for and kept for as long as the object lives.
 */
export class TopicSimilarity {
  readonly #policy: Policy;
  readonly #taxonomy: Taxonomy;
  readonly #labels: Labels;
  readonly #offersFor = new Map<string, Alike>();
  readonly #needsFor = new Map<string, Alike>();
  readonly #themesLike = new Map<string, Alike>();

  constructor(topics: readonly Topic[], policy: Policy) {
    this.#policy = policy;
    this.#taxonomy = new Taxonomy(topics);
    this.#labels = new Labels(topics, this.#taxonomy, policy.lexicalThreshold);
  }

  /**
   * How well an offer answers a need: 1 for the same topic; an offer narrower than the need at
   * least `narrowerAtLeast`, one broader than the need at most `broaderAtMost`. Not symmetric.
   */
  ofOffer(need: string, offer: string): number {
    return this.offersFor(need).get(offer) ?? 0;
  }

  /** How alike two themes are: as above, without the floor and the cap. Symmetric. */
  ofThemes(one: string, other: string): number {
    return this.themesLike(one).get(other) ?? 0;
  }

  relation(need: string, offer: string): TopicRelation {
    if (need === offer) return 'same';
    if (this.#taxonomy.upwards(offer).has(need)) return 'narrower';
    return this.#taxonomy.upwards(need).has(offer) ? 'broader' : 'related';
  }

  /** The topics an offer of which answers a need, by `ofOffer`. */
  offersFor(need: string): Alike {
    return remembered(this.#offersFor, need, () =>
      this.#enough(need, this.#taxonomy.downwards(need), (offer, alike) =>
        this.#answers(need, offer, alike),
      ),
    );
  }

  /** The topics a need of which an offer answers, by `ofOffer`. */
  needsFor(offer: string): Alike {
    return remembered(this.#needsFor, offer, () =>
      this.#enough(offer, this.#taxonomy.upwards(offer), (need, alike) =>
        this.#answers(need, offer, alike),
      ),
    );
  }

  /** The themes that are alike to one, by `ofThemes`. */
  themesLike(theme: string): Alike {
    return remembered(this.#themesLike, theme, () =>
      this.#enough(theme, [], (_other, alike) => alike),
    );
  }

  #answers(need: string, offer: string, alike: number): number {
    const { narrowerAtLeast, broaderAtMost } = this.#policy;
    const relation = this.relation(need, offer);
    if (relation === 'narrower') return Math.max(alike, narrowerAtLeast);
    if (relation === 'broader') return Math.min(alike, broaderAtMost);
    return alike;
  }

  /** Of the topics alike to one, and of some more, those that remain alike enough. */
  #enough(
    topic: string,
    more: Iterable<string>,
    similarity: (other: string, alike: number) => number,
  ): Alike {
    const alike = new Map([...this.#taxonomy.alikeTo(topic), ...this.#labels.alikeTo(topic)]);
    alike.set(topic, 1);
    const enough = new Map<string, number>();
    for (const other of new Set([...alike.keys(), ...more])) {
      const value = similarity(other, alike.get(other) ?? 0);
      if (value > 0 && value >= this.#policy.minSimilarity) enough.set(other, value);
    }
    return enough;
  }
}

/** Which topics are alike by their labels, where one of the two is outside the taxonomy. */
class Labels {
  readonly #taxonomy: Taxonomy;
  readonly #threshold: number;
  readonly #bigrams: ReadonlyMap<string, readonly ReadonlySet<string>[]>;
  /** The topics with a bigram in one of their labels: those that share none are not alike. */
  readonly #withBigram = new Map<string, Set<string>>();

  constructor(topics: readonly Topic[], taxonomy: Taxonomy, threshold: number) {
    this.#taxonomy = taxonomy;
    this.#threshold = threshold;
    const areAllConnected = topics.every(({ id }) => taxonomy.has(id));
    this.#bigrams = new Map(
      areAllConnected ? [] : topics.map(({ id, labels }) => [id, labels.map(bigrams)]),
    );
    for (const [id, labels] of this.#bigrams)
      for (const label of labels)
        for (const bigram of label)
          this.#withBigram.set(bigram, (this.#withBigram.get(bigram) ?? new Set<string>()).add(id));
  }

  /** Lexical similarity with every other topic for which it is above 0. Symmetric. */
  alikeTo(topic: string): Map<string, number> {
    const labels = this.#bigrams.get(topic) ?? [];
    const others = new Set<string>();
    for (const label of labels)
      for (const bigram of label)
        for (const other of this.#withBigram.get(bigram) ?? []) others.add(other);
    const alike = new Map<string, number>();
    const isConnected = this.#taxonomy.has(topic);
    for (const other of others) {
      if (other === topic || (isConnected && this.#taxonomy.has(other))) continue;
      const value = lexicalSimilarity(labels, this.#bigrams.get(other)!, this.#threshold);
      if (value > 0) alike.set(other, value);
    }
    return alike;
  }
}

function remembered(memory: Map<string, Alike>, topic: string, find: () => Alike): Alike {
  let found = memory.get(topic);
  if (!found) memory.set(topic, (found = find()));
  return found;
}

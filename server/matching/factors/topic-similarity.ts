import type { Topic } from '../member.ts';
import type { Policy } from '../policy.ts';
import { type Label, labelOf, lexicalSimilarity } from './lexical.ts';
import { Taxonomy } from './taxonomy.ts';

/** Topics with how alike they are to one, each above 0, at most 1. */
export type Alike = ReadonlyMap<string, number>;

/** How what is offered stands to what is needed; `related`: neither is part of the other. */
export type TopicRelation = 'same' | 'narrower' | 'broader' | 'related';

/**
 * How alike two topics are, 0..1; 0 below `minSimilarity`. Both in the taxonomy: Lin's measure
 * (`taxonomy.ts`), 0 where they would meet only in a top above all topics.
 *
 * A topic outside the taxonomy stands in it wherever its labels read like those of a topic there,
 * each place counting as much as the labels are alike: a misspelt name means what the right one
 * does, to topics above, below and beside it, and to another that misspells it otherwise. Two topics
 * outside are also as alike as their labels. The best way from one to the other counts.
 *
 * What is alike to a topic is found when first asked for and kept, as far as there is room.
 */
export class TopicSimilarity {
  readonly #policy: Policy;
  readonly #taxonomy: Taxonomy;
  readonly #labels: Labels;
  readonly #offersFor = new Memory();
  readonly #needsFor = new Memory();
  readonly #themesLike = new Memory();

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
    return this.#offersFor.get(need, () => this.#enough(need, (place) => this.#answersTo(place)));
  }

  /** The topics a need of which an offer answers, by `ofOffer`. */
  needsFor(offer: string): Alike {
    return this.#needsFor.get(offer, () => this.#enough(offer, (place) => this.#answeredBy(place)));
  }

  /** The themes that are alike to one, by `ofThemes`. */
  themesLike(theme: string): Alike {
    return this.#themesLike.get(theme, () =>
      this.#enough(theme, (place) => [...this.#taxonomy.alikeTo(place), [place, 1]]),
    );
  }

  /** Within the taxonomy: the offers that answer a need, without their lower bound. */
  #answersTo(need: string): Map<string, number> {
    const alike = this.#taxonomy.alikeTo(need);
    return new Map(
      [...alike.keys(), ...this.#taxonomy.downwards(need)].map((offer) => [
        offer,
        this.#answers(need, offer, alike.get(offer) ?? 0),
      ]),
    );
  }

  /** The same the other way. */
  #answeredBy(offer: string): Map<string, number> {
    const alike = this.#taxonomy.alikeTo(offer);
    return new Map(
      [...alike.keys(), ...this.#taxonomy.upwards(offer)].map((need) => [
        need,
        this.#answers(need, offer, alike.get(need) ?? 0),
      ]),
    );
  }

  #answers(need: string, offer: string, alike: number): number {
    const { narrowerAtLeast, broaderAtMost } = this.#policy;
    const relation = this.relation(need, offer);
    if (relation === 'same') return 1;
    if (relation === 'narrower') return Math.max(alike, narrowerAtLeast);
    if (relation === 'broader') return Math.min(alike, broaderAtMost);
    return alike;
  }

  /**
   * The topics alike enough to one: from where it stands to what is alike there, to whatever stands
   * there.
   * @param alikeTo of a topic in the taxonomy: those alike to it there
   */
  #enough(topic: string, alikeTo: (place: string) => Iterable<readonly [string, number]>): Alike {
    const enough = new Map([[topic, 1]]);
    const add = (other: string, value: number) => {
      if (value > (enough.get(other) ?? 0) && value >= this.#policy.minSimilarity)
        enough.set(other, value);
    };
    for (const [place, standing] of this.#labels.placesOf(topic))
      for (const [there, alike] of alikeTo(place)) {
        add(there, standing * alike);
        // Either way round the same two factors are multiplied first: what answers is what is answered, to the last bit.
        for (const [other, likewise] of this.#labels.alikeTo(there))
          add(other, standing * likewise * alike);
      }
    if (!this.#taxonomy.has(topic))
      for (const [other, alike] of this.#labels.alikeTo(topic)) add(other, alike);
    return enough;
  }
}

/** Which topics are alike by their labels, where one of the two is outside the taxonomy. */
class Labels {
  readonly #taxonomy: Taxonomy;
  readonly #threshold: number;
  readonly #labels: ReadonlyMap<string, readonly Label[]>;
  /** The topics with a bigram in one of their labels: those that share none are not alike. */
  readonly #withBigram = new Map<string, Set<string>>();
  readonly #alike = new Memory();

  constructor(topics: readonly Topic[], taxonomy: Taxonomy, threshold: number) {
    this.#taxonomy = taxonomy;
    this.#threshold = threshold;
    const areAllConnected = topics.every(({ id }) => taxonomy.has(id));
    this.#labels = new Map(
      areAllConnected ? [] : topics.map(({ id, labels }) => [id, labels.map(labelOf)]),
    );
    for (const [id, labels] of this.#labels)
      for (const { bigrams } of labels)
        for (const bigram of bigrams)
          this.#withBigram.set(bigram, (this.#withBigram.get(bigram) ?? new Set<string>()).add(id));
  }

  /** The topics of the taxonomy that a topic stands for, by how much: itself, or those that it reads like. */
  placesOf(topic: string): Alike {
    if (this.#taxonomy.has(topic)) return new Map([[topic, 1]]);
    return new Map([...this.alikeTo(topic)].filter(([other]) => this.#taxonomy.has(other)));
  }

  /** Lexical similarity with every other topic for which it is above 0. Symmetric. */
  alikeTo(topic: string): Alike {
    return this.#alike.get(topic, () => this.#alikeTo(topic));
  }

  #alikeTo(topic: string): Alike {
    const labels = this.#labels.get(topic) ?? [];
    const others = new Set<string>();
    for (const { bigrams } of labels)
      for (const bigram of bigrams)
        for (const other of this.#withBigram.get(bigram) ?? []) others.add(other);
    const alike = new Map<string, number>();
    const isConnected = this.#taxonomy.has(topic);
    for (const other of others) {
      if (other === topic || (isConnected && this.#taxonomy.has(other))) continue;
      const value = lexicalSimilarity(labels, this.#labels.get(other)!, this.#threshold);
      if (value > 0) alike.set(other, value);
    }
    return alike;
  }
}

/** What was found for the topics asked for last. Many free topics are alike to many others, each to each. */
class Memory {
  readonly #kept = new Map<string, Alike>();
  #size = 0;

  get(topic: string, find: () => Alike): Alike {
    const kept = this.#kept.get(topic);
    if (kept) return kept;
    const found = find();
    this.#kept.set(topic, found);
    this.#size += found.size;
    for (const [oldest, { size }] of this.#kept) {
      if (this.#size <= mostRemembered || oldest === topic) break;
      this.#kept.delete(oldest);
      this.#size -= size;
    }
    return found;
  }
}

/** Similarities, some fifty bytes each. */
const mostRemembered = 1_000_000;

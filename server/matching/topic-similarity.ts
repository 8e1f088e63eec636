import { lexicalSimilarity, trigrams } from './lexical.ts';
import type { Topic } from './member.ts';
import type { Policy } from './policy.ts';

/**
 * How alike two topics are, 0..1; 0 below `minSimilarity`.
 *
 * Both in the taxonomy: Lin's measure `2 IC(c) / (IC(a) + IC(b))`, where c is the common ancestor
 * (a topic being its own) with the most information content, and 0 where there is none, that is,
 * where the two would meet only in a top above all topics.
 * Intrinsic information content `IC(t) = 1 - ln(1 + descendants(t)) / ln(topics)`, counting the
 * distinct descendants, and as topics only those that are in the taxonomy: a topic that somebody
 * adds beside it moves no score. It is never counted from members.
 * One of them outside, without broader and narrower: lexical similarity of the labels.
 *
 * Sources: Lin, "An information-theoretic definition of similarity", ICML 1998; Seco, Veale, Hayes,
 * "An intrinsic information content metric for semantic similarity in WordNet", ECAI 2004.
 *
 * Broader ids that no topic has are ignored. Cycles do no harm: each topic of one is below the
 * others. Results are kept for as long as the object lives.
 */
export class TopicSimilarity {
  readonly #policy: Policy;
  /** For each topic in the taxonomy, itself and everything broader. */
  readonly #upwards = new Map<string, ReadonlySet<string>>();
  readonly #information = new Map<string, number>();
  readonly #labels = new Map<string, readonly string[]>();
  readonly #trigrams = new Map<string, readonly ReadonlySet<string>[]>();
  readonly #ofOffer = new Map<string, Map<string, number>>();
  readonly #ofThemes = new Map<string, Map<string, number>>();

  constructor(topics: readonly Topic[], policy: Policy) {
    this.#policy = policy;
    for (const topic of topics) this.#labels.set(topic.id, topic.labels);
    const broader = new Map(
      topics.map(({ id, broader }) => [
        id,
        broader.filter((other) => other !== id && this.#labels.has(other)),
      ]),
    );
    const connected = new Set(
      [...broader].flatMap(([id, up]) => (up.length > 0 ? [id, ...up] : [])),
    );
    const descendants = new Map<string, number>();
    for (const id of connected) {
      const upwards = new Set([id]);
      // A set that grows while it is walked visits what is added, each once: cycles end.
      for (const step of upwards) for (const up of broader.get(step) ?? []) upwards.add(up);
      this.#upwards.set(id, upwards);
      for (const up of upwards) if (up !== id) descendants.set(up, (descendants.get(up) ?? 0) + 1);
    }
    for (const id of connected)
      this.#information.set(
        id,
        1 - Math.log(1 + (descendants.get(id) ?? 0)) / Math.log(connected.size),
      );
  }

  /**
   * How well an offer answers a need: 1 for the same topic; an offer narrower than the need at
   * least `narrowerAtLeast`, one broader than the need at most `broaderAtMost`. Not symmetric.
   */
  ofOffer(need: string, offer: string): number {
    return remembered(this.#ofOffer, need, offer, () => {
      const alike = this.#alike(need, offer);
      if (need === offer) return alike;
      const { narrowerAtLeast, broaderAtMost } = this.#policy;
      if (this.#upwards.get(offer)?.has(need))
        return this.#enough(Math.max(alike, narrowerAtLeast));
      if (this.#upwards.get(need)?.has(offer)) return this.#enough(Math.min(alike, broaderAtMost));
      return this.#enough(alike);
    });
  }

  /** How alike two themes are: as above, without the floor and the cap. Symmetric. */
  ofThemes(one: string, other: string): number {
    return remembered(this.#ofThemes, one, other, () => this.#enough(this.#alike(one, other)));
  }

  #enough(similarity: number): number {
    return similarity >= this.#policy.minSimilarity ? similarity : 0;
  }

  #alike(one: string, other: string): number {
    if (one === other) return 1;
    return this.#upwards.has(one) && this.#upwards.has(other)
      ? this.#lin(one, other)
      : lexicalSimilarity(
          this.#trigramsOf(one),
          this.#trigramsOf(other),
          this.#policy.lexicalThreshold,
        );
  }

  #lin(one: string, other: string): number {
    const above = this.#upwards.get(other);
    let common = 0;
    for (const up of this.#upwards.get(one) ?? [])
      if (above?.has(up)) common = Math.max(common, this.#information.get(up) ?? 0);
    const both = (this.#information.get(one) ?? 0) + (this.#information.get(other) ?? 0);
    return common === 0 ? 0 : (2 * common) / both;
  }

  #trigramsOf(topic: string): readonly ReadonlySet<string>[] {
    let found = this.#trigrams.get(topic);
    if (!found) this.#trigrams.set(topic, (found = (this.#labels.get(topic) ?? []).map(trigrams)));
    return found;
  }
}

function remembered(
  memory: Map<string, Map<string, number>>,
  one: string,
  other: string,
  compute: () => number,
): number {
  let row = memory.get(one);
  if (!row) memory.set(one, (row = new Map()));
  let value = row.get(other);
  if (value === undefined) row.set(other, (value = compute()));
  return value;
}

import type { Topic } from '../member.ts';

/**
 * What lies above and below what, and how much a topic says.
 *
 * Intrinsic information content `IC(t) = 1 - ln(1 + descendants(t)) / ln(topics)`, 0..1, counts the
 * distinct descendants, and as topics only those that are connected to another: a topic that
 * somebody adds beside the taxonomy moves nothing. It is never counted from members.
 * Source: Seco, Veale, Hayes, "An intrinsic information content metric for semantic similarity in
 * WordNet", ECAI 2004.
 *
 * Broader ids that no topic has are ignored. Cycles do no harm: each topic of one is below the
 * others.
 */
export class Taxonomy {
  readonly #upwards = new Map<string, ReadonlySet<string>>();
  readonly #downwards = new Map<string, string[]>();
  readonly #information = new Map<string, number>();

  constructor(topics: readonly Topic[]) {
    const known = new Set(topics.map(({ id }) => id));
    const broader = new Map(
      topics.map(({ id, broader }) => [id, broader.filter((up) => up !== id && known.has(up))]),
    );
    for (const [id, up] of broader)
      if (up.length > 0) for (const topic of [id, ...up]) this.#downwards.set(topic, []);
    for (const id of this.#downwards.keys()) {
      const upwards = new Set([id]);
      // A set that grows while it is walked visits what is added, each once: cycles end.
      for (const step of upwards) for (const up of broader.get(step) ?? []) upwards.add(up);
      this.#upwards.set(id, upwards);
      for (const up of upwards) this.#downwards.get(up)!.push(id);
    }
    for (const [id, { length }] of this.#downwards)
      this.#information.set(id, 1 - Math.log(length) / Math.log(this.#downwards.size));
  }

  /** Whether the topic is connected to another. */
  has(topic: string): boolean {
    return this.#upwards.has(topic);
  }

  /** Itself and everything broader; nothing for a topic beside the taxonomy. */
  upwards(topic: string): ReadonlySet<string> {
    return this.#upwards.get(topic) ?? nothing;
  }

  /** Itself and everything narrower, each once. */
  downwards(topic: string): readonly string[] {
    return this.#downwards.get(topic) ?? [];
  }

  /**
   * Lin's measure `2 IC(c) / (IC(a) + IC(b))`, 0..1, of the topic with every topic for which it is
   * above 0; c is the common ancestor (a topic being its own) with the most information content.
   * Symmetric. Source: Lin, "An information-theoretic definition of similarity", ICML 1998.
   */
  alikeTo(topic: string): Map<string, number> {
    const common = new Map<string, number>();
    for (const up of this.upwards(topic)) {
      const information = this.#information.get(up)!;
      for (const below of this.downwards(up))
        if (information > (common.get(below) ?? 0)) common.set(below, information);
    }
    for (const [other, information] of common)
      common.set(
        other,
        (2 * information) / (this.#information.get(topic)! + this.#information.get(other)!),
      );
    return common;
  }
}

const nothing: ReadonlySet<string> = new Set();

import type { Locale } from '../i18n/locales.ts';
import { NearestLabels } from './nearest.ts';
import { normalise } from './normalise.ts';

/** A topic as far as finding it by name goes; a network's own topics may have labels in one language only. */
export interface NamedTopic {
  readonly key: string;
  /** The preferred label of each language that has one. */
  readonly labels: Readonly<Partial<Record<Locale, string>>>;
  readonly alternative?: Readonly<Partial<Record<Locale, readonly string[]>>>;
}

export type Lookup =
  | { readonly found: string }
  /** Keys of several topics that bear this name, in their order. */
  | { readonly ambiguous: readonly string[] }
  /** `nearest`: up to three names of topics with a similar name, the most similar first. */
  | { readonly unknown: true; readonly nearest: readonly string[] };

const suggestions = 3;

/** Finds topics by what people call them, in any language and spelling. */
export class TopicLookup {
  readonly #topics = new Map<string, NamedTopic>();
  /** Keys by normal form of a label. */
  readonly #preferred = new Map<string, Set<string>>();
  readonly #alternative = new Map<string, Set<string>>();
  readonly #nearest = new NearestLabels();

  constructor(topics: Iterable<NamedTopic>) {
    for (const topic of topics) this.add(topic);
  }

  /** Adds a topic, so that names later in the same import find it. Its key must be new. */
  add(topic: NamedTopic): void {
    if (this.#topics.has(topic.key)) throw new Error(`the topic ${topic.key} is there already`);
    this.#topics.set(topic.key, topic);
    for (const label of Object.values(topic.labels)) this.#enter(this.#preferred, topic.key, label);
    for (const label of Object.values(topic.alternative ?? {}).flat()) {
      this.#enter(this.#alternative, topic.key, label);
    }
  }

  /**
   * The topic that a key, else a preferred label, else an alternative label stands for, whatever its
   * language; labels are compared as `normalise` does, keys exactly.
   * @param locale the language of the suggestions where nothing was found.
   */
  find(nameOrKey: string, locale: Locale = 'en'): Lookup {
    const key = nameOrKey.trim();
    if (this.#topics.has(key)) return { found: key };
    const normalised = normalise(nameOrKey);
    const keys = [...(this.#preferred.get(normalised) ?? this.#alternative.get(normalised) ?? [])];
    if (keys.length === 1) return { found: keys[0]! };
    if (keys.length > 1) return { ambiguous: keys.sort() };
    const nearest = this.#nearest
      .keys(normalised, suggestions)
      .map((near) => this.#name(near, locale));
    return { unknown: true, nearest };
  }

  #enter(index: Map<string, Set<string>>, key: string, label: string): void {
    const normalised = normalise(label);
    // A label without letters and digits would be equal to every other such label.
    if (normalised === '') return;
    const keys = index.get(normalised);
    if (keys) keys.add(key);
    else index.set(normalised, new Set([key]));
    this.#nearest.add(key, normalised);
  }

  #name(key: string, locale: Locale): string {
    const labels = this.#topics.get(key)?.labels ?? {};
    return labels[locale] ?? labels.en ?? Object.values(labels)[0] ?? key;
  }
}

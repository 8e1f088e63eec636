import { randomUUIDv7 } from 'node:crypto';
import type { Locale } from '../i18n/locales.ts';
import { TopicLookup, type NamedTopic } from '../taxonomy/lookup.ts';
import { normalise } from '../taxonomy/normalise.ts';
import type { StoredTopic } from '../taxonomy/store.ts';
import { splitAtColon } from './cells.ts';
import { listSeparator, longest } from './columns.ts';
import type { Report } from './fault.ts';
import { nearest, quoted } from './suggestion.ts';

/** A topic that the file names and the network does not have yet. */
export interface NewTopic {
  readonly id: string;
  readonly key: string;
  readonly locale: Locale;
  readonly label: string;
  readonly normalised: string;
}

type Known = { readonly key: string } | { readonly ambiguous: readonly string[] };
type Unknown = { readonly nearest: readonly string[] };

/** Understands the topics that a file names. */
export class TopicDirectory {
  /** Topics that the file made necessary, in its order. */
  readonly added: NewTopic[] = [];
  readonly ids = new Map<string, string>();
  readonly #topics = new Map<string, NamedTopic>();
  readonly #lookup: TopicLookup;
  readonly #createIn: Locale | null;
  /** What was looked up already, and under which normal form: a file names the same topics again and again. */
  readonly #results = new Map<string, Known | Unknown>();
  readonly #spellings = new Map<string, string[]>();

  /** @param createIn creates topics that are unknown, named in this language; null: they are problems. */
  constructor(topics: readonly StoredTopic[], createIn: Locale | null) {
    for (const topic of topics) {
      this.#topics.set(topic.key, topic);
      this.ids.set(topic.key, topic.id);
    }
    this.#lookup = new TopicLookup(topics);
    this.#createIn = createIn;
  }

  /** The key of a topic by one of its names or by its key. */
  find(text: string, report: Report): string | undefined {
    const found = this.#search(text);
    if ('key' in found) return found.key;
    if ('ambiguous' in found) {
      report({
        key: 'import.ambiguousTopic',
        values: { found: quoted(text), keys: found.ambiguous.join(', ') },
      });
    } else if (this.#createIn) {
      return this.#create(text, this.#createIn, report);
    } else {
      report({
        key: 'import.topic',
        values: { found: quoted(text) },
        suggestions: found.nearest.map((key) => `"${key}"`),
      });
    }
  }

  /** A topic with a level after its last colon. A name may hold colons of its own, and even end like a level. */
  withLevel<T extends string>(
    entry: string,
    levels: readonly T[],
    usual: T,
    report: Report,
  ): { topic: string; level: T } | undefined {
    const [before, after] = splitAtColon(entry);
    const level = levels.find((value) => value.toLowerCase() === after?.toLowerCase());
    const prefixed = after !== null && isKnown(this.#search(before));
    const whole = after === null || isKnown(this.#search(entry));
    if (prefixed && !level && !whole) {
      const choices = levels.map((value) => value.toLowerCase());
      report({
        key: 'import.level',
        values: { found: quoted(after), entry: quoted(entry), allowed: choices.join(', ') },
        suggestions: nearest(after, choices),
      });
      return;
    }
    const asLevel = level !== undefined && (prefixed || !whole);
    const topic = this.find(asLevel ? before : entry, report);
    return topic === undefined ? undefined : { topic, level: asLevel ? level : usual };
  }

  #search(text: string): Known | Unknown {
    const name = text.trim();
    const known = this.#results.get(name);
    if (known) return known;
    const result = this.#lookUp(name);
    this.#results.set(name, result);
    const normalised = normalise(name);
    this.#spellings.set(normalised, [...(this.#spellings.get(normalised) ?? []), name]);
    return result;
  }

  #lookUp(name: string): Known | Unknown {
    if (this.#topics.has(name)) return { key: name };
    const found = this.#lookup.find(name, this.#createIn ?? 'en');
    if ('unknown' in found) return found;
    const all = 'found' in found ? [found.found] : found.ambiguous;
    // The lookup overlooks signs, but C, C# and C++ are three topics.
    const same = all.filter((key) =>
      namesOf(this.#topics.get(key)!).some((other) => signs(other) === signs(name)),
    );
    if (same.length === 1) return { key: same[0]! };
    return same.length > 1 ? { ambiguous: same } : { nearest: all };
  }

  #create(text: string, locale: Locale, report: Report): string | undefined {
    const label = text.trim().replace(/\s+/g, ' ');
    const normalised = normalise(label);
    if (normalised === '' || label.length > longest.topic) {
      report({
        key: 'import.newTopic',
        values: { found: quoted(label), limit: longest.topic },
      });
      return;
    }
    const key = this.#freeKey(label);
    const topic = { key, labels: { [locale]: label } };
    this.#topics.set(key, topic);
    this.#lookup.add(topic);
    // Spellings of it that were looked up before may mean it now.
    for (const spelling of this.#spellings.get(normalised) ?? []) this.#results.delete(spelling);
    this.#spellings.delete(normalised);
    this.added.push({ id: randomUUIDv7(), key, locale, label, normalised });
    this.ids.set(key, this.added.at(-1)!.id);
    return key;
  }

  #freeKey(label: string): string {
    const slug = slugOf(label);
    let key = slug;
    for (let number = 2; this.#topics.has(key); number += 1) key = `${slug}-${number}`;
    return key;
  }
}

/**
 * How each topic is written so that it is found again: by its English name, else by its first name, or by its
 * key where the name is not its own alone or would break a list.
 */
export function writableNames(topics: readonly StoredTopic[]): Map<string, string> {
  const directory = new TopicDirectory(topics, null);
  return new Map(
    topics.map(({ key, labels }) => {
      const name = labels.en ?? Object.values(labels)[0] ?? key;
      const writable =
        !name.includes(listSeparator) &&
        name === name.trim() &&
        directory.find(name, () => undefined) === key;
      return [key, writable ? name : key];
    }),
  );
}

function isKnown(result: Known | Unknown): result is Known {
  return 'key' in result || 'ambiguous' in result;
}

function namesOf({ labels, alternative = {} }: NamedTopic): string[] {
  return [...Object.values(labels), ...Object.values(alternative).flat()];
}

/** The signs that tell apart what letters alone do not. */
function signs(name: string): string {
  return name.replace(/[^#+]/g, '');
}

const words: Readonly<Record<string, string>> = { '#': ' sharp ', '+': ' plus ' };

/** Letters and digits of any script with `-` between words; letters with accents lose them. */
function slugOf(label: string): string {
  return label
    .replace(/[#+]/g, (sign) => words[sign] ?? '')
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .normalize('NFC')
    .toLowerCase()
    .split(/[^\p{L}\p{M}\p{N}]+/u)
    .filter(Boolean)
    .join('-');
}

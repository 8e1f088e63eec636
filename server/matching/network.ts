import { asUsedByOthers } from './consent.ts';
import { languageLevels } from './member.ts';
import type { LanguageSkill, Member, Topic } from './member.ts';
import { compareText, ordered } from './order.ts';

/** A member twice: with all it stated, for its own list, and with what it lets others use. */
export interface Entry {
  readonly own: Member;
  readonly seen: Member;
}

/** Members by what they state, so that those who matter to one member are found without a scan. */
export type Postings = ReadonlyMap<string, readonly Entry[]>;

export interface NetworkData {
  readonly version: string;
  readonly topics: readonly Topic[];
  readonly members: readonly Member[];
}

/** The members of a network. All postings are made of what members let others use. */
export class Network {
  /** Part of every tie-break; two networks of one version should hold the same. */
  readonly version: string;
  readonly topics: readonly Topic[];
  readonly #entries: ReadonlyMap<string, Entry>;
  readonly offerers: Postings;
  readonly needers: Postings;
  readonly #interpreters: Postings;
  readonly #relays: Postings;

  constructor({ version, topics, members }: NetworkData) {
    unique('topics', topics);
    unique('members', members);
    this.version = version;
    this.topics = [...topics].sort(byId);
    const entries = [...members].sort(byId).map((member) => {
      const own = inOrder(member);
      return { own, seen: asUsedByOthers(own) };
    });
    this.#entries = new Map(entries.map((entry) => [entry.own.id, entry]));
    this.offerers = postings(entries, ({ offers }) => offers.map(({ topic }) => topic));
    this.needers = postings(entries, ({ needs }) => needs.map(({ topic }) => topic));
    this.#interpreters = postings(entries, interpretedBothWays);
    this.#relays = postings(entries, ({ relays, languages }) => (relays ? pairsOf(languages) : []));
  }

  get size(): number {
    return this.#entries.size;
  }

  ids(): Iterable<string> {
    return this.#entries.keys();
  }

  entry(id: string): Entry | undefined {
    return this.#entries.get(id);
  }

  /** Who interprets in both directions between two languages. */
  interpreters(one: string, other: string): readonly Entry[] {
    return this.#interpreters.get(languagePair(one, other)) ?? [];
  }

  /** Who relays and has both languages, at whatever level. */
  relays(one: string, other: string): readonly Entry[] {
    return this.#relays.get(languagePair(one, other)) ?? [];
  }
}

/**
 * Builds the network. The order of members, topics and of every list within them leaves no trace.
 * @throws RangeError when two topics or two members have the same id
 */
export function buildNetwork(data: NetworkData): Network {
  return new Network(data);
}

/** The key of two languages in the postings, whichever comes first. */
export function languagePair(one: string, other: string): string {
  return ordered(one, other).join(' ');
}

function postings(
  entries: readonly Entry[],
  keysOf: (seen: Member) => readonly string[],
): Postings {
  const found = new Map<string, Entry[]>();
  for (const entry of entries)
    for (const key of new Set(keysOf(entry.seen))) {
      const list = found.get(key);
      if (list) list.push(entry);
      else found.set(key, [entry]);
    }
  return found;
}

function interpretedBothWays({ interprets }: Member): string[] {
  const directions = new Set(interprets.map(({ from, to }) => `${from} ${to}`));
  return interprets
    .filter(({ from, to }) => from !== to && directions.has(`${to} ${from}`))
    .map(({ from, to }) => languagePair(from, to));
}

function pairsOf(languages: readonly LanguageSkill[]): string[] {
  return languages.flatMap((one, i) =>
    languages.slice(i + 1).map((other) => languagePair(one.language, other.language)),
  );
}

/** Sums and products then run in one order, and are the same to the last bit. */
function inOrder(member: Member): Member {
  return {
    ...member,
    languages: oncePerLanguage(member.languages),
    offers: [...member.offers].sort(byTopic),
    needs: [...member.needs].sort(byTopic),
    themes: [...new Set(member.themes)].sort(),
    workingGroups: member.workingGroups && [...new Set(member.workingGroups)].sort(),
  };
}

/** A language stated twice counts once, at its best level. */
function oncePerLanguage(skills: readonly LanguageSkill[]): LanguageSkill[] {
  const best = new Map<string, LanguageSkill>();
  for (const skill of skills) {
    const { language } = skill;
    const known = best.get(language) ?? skill;
    const level = languageLevels[Math.max(rank(known), rank(skill))]!;
    best.set(language, { language, level, main: known.main || skill.main });
  }
  return [...best.keys()].sort().map((language) => best.get(language)!);
}

function rank({ level }: LanguageSkill): number {
  return languageLevels.indexOf(level);
}

/** By topic; two of one topic by all that they state. */
function byTopic<T extends { readonly topic: string }>(x: T, y: T): number {
  return compareText(x.topic, y.topic) || compareText(JSON.stringify(x), JSON.stringify(y));
}

function byId(x: { readonly id: string }, y: { readonly id: string }): number {
  return compareText(x.id, y.id);
}

function unique(what: string, items: readonly { readonly id: string }[]): void {
  const seen = new Set<string>();
  for (const { id } of items) {
    if (seen.has(id)) throw new RangeError(`${what}: two have the id ${id}`);
    seen.add(id);
  }
}

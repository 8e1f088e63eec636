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

/** An immutable network. All postings are made of what members let others use. */
export interface Network {
  /** Part of every tie-break; two networks of one version should hold the same. */
  readonly version: string;
  readonly topics: readonly Topic[];
  readonly members: ReadonlyMap<string, Entry>;
  readonly offerers: Postings;
  readonly needers: Postings;
  /** By two languages: who interprets in both directions between them. */
  readonly interpreters: Postings;
  /** By two languages: who relays and has both, at whatever level. */
  readonly relays: Postings;
}

export interface NetworkData {
  readonly version: string;
  readonly topics: readonly Topic[];
  readonly members: readonly Member[];
}

/**
 * Builds the network. The order of members, topics and of every list within them leaves no trace.
 * @throws RangeError when two topics or two members have the same id
 */
export function buildNetwork({ version, topics, members }: NetworkData): Network {
  unique('topics', topics);
  unique('members', members);
  const entries = [...members].sort(byId).map((member) => {
    const own = inOrder(member);
    return { own, seen: asUsedByOthers(own) };
  });
  return {
    version,
    topics: [...topics].sort(byId),
    members: new Map(entries.map((entry) => [entry.own.id, entry])),
    offerers: postings(entries, ({ offers }) => offers.map(({ topic }) => topic)),
    needers: postings(entries, ({ needs }) => needs.map(({ topic }) => topic)),
    interpreters: postings(entries, interpretedBothWays),
    relays: postings(entries, ({ relays, languages }) => (relays ? pairsOf(languages) : [])),
  };
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
    offers: [...member.offers].sort(byId),
    needs: [...member.needs].sort(byId),
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

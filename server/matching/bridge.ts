import { isShown } from './consent.ts';
import { mayHelp } from './hard-rules.ts';
import type { Matching } from './matching.ts';
import { languageLevels } from './member.ts';
import type { Field, LanguageLevel, Member } from './member.ts';
import { languagePair } from './network.ts';
import type { Entry } from './network.ts';
import { compareText } from './order.ts';
import type { Policy } from './policy.ts';
import { tieBreak } from './tie-break.ts';

export type BridgeKind = 'SHARED_LANGUAGE' | 'INTERPRETER' | 'RELAY';

/** How two members can understand each other, and how well. */
export interface Bridge {
  readonly kind: BridgeKind;
  /** `B`, above 0, at most 1. */
  readonly value: number;
}

/** What one has to know to cross a bridge. */
export interface Crossing {
  /** The shared ones, best first; or the language of the one, then the language of the other. */
  readonly languages: readonly string[];
  /** Ids of the third members that could stand between the two, in the order of turn. */
  readonly through: readonly string[];
  /** Whether the third members let themselves be named; true where none is needed. */
  readonly named: boolean;
}

/** What a language at this level is worth between two who both have it at least so well. */
export function levelValue(level: LanguageLevel, policy: Policy): number {
  return {
    A1: policy.languageA1,
    A2: policy.languageA2,
    B1: policy.languageB1,
    B2: policy.languageB2,
    C1: policy.languageC1,
    C2: policy.languageC1,
    NATIVE: policy.languageC1,
  }[level];
}

/**
 * The best bridge, null where there is none. Of equal ones the one that needs nobody else. A third
 * member is only looked for until one is found.
 */
export function bridgeBetween(a: Member, b: Member, matching: Matching): Bridge | null {
  const { policy } = matching;
  const [shared] = sharedLanguages(a, b, policy);
  let best: Bridge | null = shared ? { kind: 'SHARED_LANGUAGE', value: shared.value } : null;
  for (const { kind, value, thirds, helps } of servicesFor(a, b, matching)) {
    if (value <= (best?.value ?? 0)) continue;
    const someoneHelps = ([{ language: from }, { language: to }]: Languages) =>
      thirds(from, to).some((third) => helps(third, from, to));
    if (languagesOfBoth(a, b, policy).some(someoneHelps)) best = { kind, value };
  }
  return best;
}

/**
 * How a crosses the bridge of this kind to b.
 *
 * All routes through third members are worth the same. The one to tell is one whose third members
 * may be named, then the one in the languages that the two speak best, then the first by code.
 */
export function crossing(a: Member, b: Member, kind: BridgeKind, matching: Matching): Crossing {
  const { policy, seed, network } = matching;
  const service = servicesFor(a, b, matching).find((service) => service.kind === kind);
  if (!service) {
    const languages = sharedLanguages(a, b, policy).map(({ language }) => language);
    return { languages, through: [], named: true };
  }
  const { thirds, helps, read } = service;
  const routes = languagesOfBoth(a, b, policy).flatMap(([from, to]) => {
    const able = thirds(from.language, to.language).filter((third) =>
      helps(third, from.language, to.language),
    );
    const shown = able.filter(({ seen }) => isShown(seen, ...read));
    const named = shown.length > 0;
    const weaker = Math.min(from.value, to.value);
    const stronger = Math.max(from.value, to.value);
    const languages = [from.language, to.language] as const;
    return able.length > 0
      ? [{ languages, weaker, stronger, able: named ? shown : able, named }]
      : [];
  });
  routes.sort(
    (x, y) =>
      Number(y.named) - Number(x.named) ||
      y.weaker - x.weaker ||
      y.stronger - x.stronger ||
      compareText(languagePair(...x.languages), languagePair(...y.languages)),
  );
  const [{ languages, able, named } = { languages: [], able: [], named: false }] = routes;
  const through = able
    .map(({ own: { id } }) => ({ id, turn: tieBreak(seed, network.version, a.id, b.id, id) }))
    .sort((x, y) => x.turn - y.turn || compareText(x.id, y.id))
    .map(({ id }) => id);
  return { languages, through, named };
}

/** A language that is good enough to work in, and how good. */
interface Usable {
  readonly language: string;
  readonly value: number;
}

function usable({ languages }: Member, policy: Policy): Usable[] {
  return languages
    .map(({ language, level }) => ({ language, value: levelValue(level, policy) }))
    .filter(({ value }) => value > 0);
}

/** Those that both can use, best first by the lower of the two levels, then by code. */
function sharedLanguages(a: Member, b: Member, policy: Policy): Usable[] {
  const ofB = new Map(usable(b, policy).map(({ language, value }) => [language, value]));
  return (
    usable(a, policy)
      .map(({ language, value }) => ({ language, value: Math.min(value, ofB.get(language) ?? 0) }))
      .filter(({ value }) => value > 0)
      // Stable: a member's languages are in the order of their codes.
      .sort((x, y) => y.value - x.value)
  );
}

/** A language of the one, and a language of the other. */
type Languages = readonly [from: Usable, to: Usable];

function languagesOfBoth(a: Member, b: Member, policy: Policy): Languages[] {
  const ofB = usable(b, policy);
  return usable(a, policy).flatMap((from) => ofB.map((to): Languages => [from, to]));
}

/** What third members do for two others. */
interface Service {
  readonly kind: BridgeKind;
  readonly value: number;
  /** Who may do it between two languages, and whether one of them does it for these two. */
  readonly thirds: (from: string, to: string) => readonly Entry[];
  readonly helps: (third: Entry, from: string, to: string) => boolean;
  /** What is read of the third member, and betrayed by naming it. */
  readonly read: readonly Field[];
}

function servicesFor(a: Member, b: Member, matching: Matching): Service[] {
  const { network, policy } = matching;
  const isFluent = (third: Entry, wanted: string) =>
    third.seen.languages.some(
      ({ language, level }) =>
        language === wanted && languageLevels.indexOf(level) + 1 >= policy.relayLevel,
    );
  return [
    {
      kind: 'INTERPRETER',
      value: policy.interpreter,
      thirds: (from, to) => network.interpreters(from, to),
      helps: (third) => mayHelp(third, a, b, matching),
      read: ['interprets'],
    },
    {
      kind: 'RELAY',
      value: policy.relay,
      thirds: (from, to) => network.relays(from, to),
      helps: (third, from, to) =>
        isFluent(third, from) && isFluent(third, to) && mayHelp(third, a, b, matching),
      read: ['relays', 'languages'],
    },
  ];
}

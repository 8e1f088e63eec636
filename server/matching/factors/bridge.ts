import { mayHelp } from '../hard-rules.ts';
import type { Matching } from '../matching.ts';
import { languageLevels } from '../member.ts';
import type { LanguageLevel, LanguageSkill, Member } from '../member.ts';
import { languagePair } from '../network/network.ts';
import type { Thirds } from '../network/thirds.ts';
import { compareText } from '../order.ts';
import type { Policy, PolicyName } from '../policy.ts';
import { tieBreak } from '../tie-break.ts';

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
  /** Ids of third members that could stand between the two, in the order of turn, a few at most. */
  readonly through: readonly string[];
  /** Whether the third members let themselves be named; true where none is needed. */
  readonly named: boolean;
}

const levelConstants = {
  A1: 'languageA1',
  A2: 'languageA2',
  B1: 'languageB1',
  B2: 'languageB2',
  C1: 'languageC1',
  C2: 'languageC1',
  NATIVE: 'languageC1',
} as const satisfies Record<LanguageLevel, PolicyName>;

/** What a language at this level is worth between two who both have it at least so well. */
export function levelValue(level: LanguageLevel, policy: Policy): number {
  return policy[levelConstants[level]];
}

/**
 * The best bridge, null where there is none. Of equal ones the one that needs nobody else. A third
 * member is only looked for until one is found.
 */
export function bridgeBetween(a: Member, b: Member, matching: Matching): Bridge | null {
  const { policy } = matching;
  const shared = bestShared(a, b, policy);
  let best: Bridge | null = shared > 0 ? { kind: 'SHARED_LANGUAGE', value: shared } : null;
  for (const { kind, value, thirds, helps } of servicesFor(matching)) {
    if (value <= (best?.value ?? 0)) continue;
    const someoneHelps = (languages: Languages) => {
      const those = thirds(languages);
      const helping = (id: string) => helps(id, languages, a, b);
      return those.shown().some(helping) || those.used().some(helping);
    };
    if (languagesOfBoth(a, b, policy).some(someoneHelps)) best = { kind, value };
  }
  return best;
}

/**
 * What a bridge from a member to somebody is worth at most by one language of the latter, 0..1: as
 * if every third member could help.
 */
export function bridgesAtMost(from: Speaker, matching: Matching): (skill: LanguageSkill) => number {
  const { policy } = matching;
  const own = usable(from, policy);
  const services = servicesFor(matching);
  /** For each language: what it is worth as a shared one, and with the help of others. */
  const worth = new Map<string, { readonly shared: number; readonly helped: number }>();
  const worthOf = (language: string) => {
    let known = worth.get(language);
    if (!known) {
      const shared = own.find((skill) => skill.language === language)?.value ?? 0;
      const to = { language, value: 1 };
      const helped = services
        .filter(({ thirds }) => own.some((skill) => !thirds([skill, to]).isEmpty))
        .map(({ value }) => value);
      worth.set(language, (known = { shared, helped: Math.max(0, ...helped) }));
    }
    return known;
  };
  return ({ language, level }) => {
    const value = levelValue(level, policy);
    if (value === 0) return 0;
    const { shared, helped } = worthOf(language);
    return Math.max(Math.min(value, shared), helped);
  };
}

/** How many third members are told. */
const told = 5;

/**
 * How a crosses the bridge of this kind to b.
 *
 * All routes through third members are worth the same. The one to tell is one whose third members
 * may be named, then the one in the languages that the two speak best, then the first by code.
 */
export function crossing(a: Member, b: Member, kind: BridgeKind, matching: Matching): Crossing {
  const { policy, seed, network } = matching;
  const service = servicesFor(matching).find((service) => service.kind === kind);
  if (!service) {
    const languages = sharedLanguages(a, b, policy).map(({ language }) => language);
    return { languages, through: [], named: true };
  }
  const routes = languagesOfBoth(a, b, policy).sort(
    (x, y) => weaker(y) - weaker(x) || stronger(y) - stronger(x) || compareText(name(x), name(y)),
  );
  const turn = tieBreak(seed, network.version, a.id, b.id);
  for (const named of [true, false])
    for (const route of routes) {
      const thirds = service.thirds(route);
      const through = (named ? thirds.shown(turn) : thirds.used(turn))
        .filter((id) => service.helps(id, route, a, b))
        .take(told)
        .toArray();
      if (through.length > 0)
        return { languages: route.map(({ language }) => language), through, named };
    }
  return { languages: [], through: [], named: false };
}

/** A language that is good enough to work in, and how good. */
interface Usable {
  readonly language: string;
  readonly value: number;
}

type Speaker = Pick<Member, 'languages'>;

function usable({ languages }: Speaker, policy: Policy): Usable[] {
  return languages
    .map(({ language, level }) => ({ language, value: levelValue(level, policy) }))
    .filter(({ value }) => value > 0);
}

/** Those that both can use, best first by the lower of the two levels, then by code. */
function sharedLanguages(a: Speaker, b: Speaker, policy: Policy): Usable[] {
  const ofB = new Map(usable(b, policy).map(({ language, value }) => [language, value]));
  return (
    usable(a, policy)
      .map(({ language, value }) => ({ language, value: Math.min(value, ofB.get(language) ?? 0) }))
      .filter(({ value }) => value > 0)
      // Stable: a member's languages are in the order of their codes.
      .sort((x, y) => y.value - x.value)
  );
}

/** What the best of them is worth; 0 where there is none. */
function bestShared(a: Speaker, b: Speaker, policy: Policy): number {
  let best = 0;
  for (const one of a.languages)
    for (const other of b.languages)
      if (one.language === other.language) {
        const value = Math.min(levelValue(one.level, policy), levelValue(other.level, policy));
        best = Math.max(best, value);
      }
  return best;
}

/** A language of the one, and a language of the other. */
type Languages = readonly [from: Usable, to: Usable];

function languagesOfBoth(a: Speaker, b: Speaker, policy: Policy): Languages[] {
  const ofB = usable(b, policy);
  return usable(a, policy).flatMap((from) => ofB.map((to): Languages => [from, to]));
}

const weaker = ([from, to]: Languages) => Math.min(from.value, to.value);
const stronger = ([from, to]: Languages) => Math.max(from.value, to.value);
const name = ([from, to]: Languages) => languagePair(from.language, to.language);

/** What third members do for two others. */
interface Service {
  readonly kind: BridgeKind;
  readonly value: number;
  /** Who may do it between two languages, and whether one of them does it for these two. */
  readonly thirds: (languages: Languages) => Thirds;
  readonly helps: (id: string, languages: Languages, a: Member, b: Member) => boolean;
}

function servicesFor(matching: Matching): Service[] {
  const { network, policy } = matching;
  const isFluent = (skills: readonly LanguageSkill[], wanted: string) =>
    skills.some(
      ({ language, level }) =>
        language === wanted && languageLevels.indexOf(level) + 1 >= policy.relayLevel,
    );
  const helps: Service['helps'] = (id, _languages, a, b) => {
    const third = network.entry(id);
    return third !== undefined && mayHelp(third, a, b, matching);
  };
  return [
    {
      kind: 'INTERPRETER',
      value: policy.interpreter,
      thirds: ([from, to]) => network.interpreters(from.language, to.language),
      helps,
    },
    {
      kind: 'RELAY',
      value: policy.relay,
      thirds: ([from, to]) => network.relays(from.language, to.language),
      helps: (id, languages, a, b) =>
        languages.every(({ language }) =>
          isFluent(network.entry(id)?.seen.languages ?? [], language),
        ) && helps(id, languages, a, b),
    },
  ];
}

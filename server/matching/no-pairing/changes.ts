import { monthsAfter } from '../dates.ts';
import { levelValue } from '../factors/bridge.ts';
import type { Matching } from '../matching.ts';
import { languageLevels, topicLevels } from '../member.ts';
import type { LanguageLevel, Member, Need, TopicLevel } from '../member.ts';
import type { Entry } from '../network/network.ts';
import { compareText } from '../order.ts';
import { evaluate } from '../score.ts';
import { acceptableLevel, usableLanguages } from './obstacles.ts';
import type { Obstacle, Obstructed } from './obstacles.ts';
import type { OpenPartner, OpenPartners } from './open-partners.ts';

/** One thing that somebody could change. Topics, languages and members by id or code. */
export type PairingChange =
  /** The member takes requests again, or confirms that it does, or takes one exchange more. */
  | { readonly kind: 'RESUME' | 'CONFIRM' | 'RAISE_CAPACITY' }
  /** The member takes back that it set the partner aside. */
  | { readonly kind: 'RESTORE'; readonly partner: string }
  /** The need asks for this level. */
  | { readonly kind: 'ACCEPT_LEVEL'; readonly level: TopicLevel }
  /** The need asks for this topic. */
  | { readonly kind: 'WIDEN_TOPIC'; readonly topic: string }
  /** A rule that ends is over on this day, `YYYY-MM-DD`, if all are still as available as now. */
  | { readonly kind: 'WAIT'; readonly until: string }
  /** The member has the language at this level. */
  | { readonly kind: 'LEARN_LANGUAGE'; readonly language: string; readonly level: LanguageLevel }
  /** Somebody who is free interprets in both directions. */
  | { readonly kind: 'FIND_INTERPRETER'; readonly from: string; readonly to: string };

interface Attempt {
  readonly rule: Obstacle;
  readonly change: PairingChange;
  readonly works: () => boolean;
}

/**
 * The smallest change that gives a pairing that shows the need, with one of these, each of whom has
 * one thing in the way. What is smaller, from the smallest:
 *
 * 1. to restore somebody that the member set aside: the best for it
 * 2. to accept a lower level: the highest that will do
 * 3. to wait: until the earliest day
 * 4. to know a language one level better: the one that opens most
 * 5. to find an interpreter: from the member's best language into the one that opens most
 * 6. to learn a language: the one with the fewest levels to go, then the one that opens most
 *
 * Each is tried with the engine before it is named.
 */
export function smallestChange(
  need: Need,
  nearest: readonly Obstructed[],
  partners: OpenPartners,
): Pick<Attempt, 'rule' | 'change'> | null {
  const within = (...rules: Obstacle[]) =>
    nearest.flatMap(({ partner, obstacles }) => {
      const rule = obstacles.find((obstacle) => rules.includes(obstacle));
      return rule ? [{ partner, rule }] : [];
    });
  const alone = (rule: Obstacle) => within(rule).map(({ partner }) => partner);
  const foreign = alone('NO_BRIDGE');
  const languages = learnable(need, foreign, partners);
  const attempts = [
    () => restoring(need, alone('DISMISSED'), partners),
    () => acceptingLess(need, alone('LEVEL'), partners),
    () => waiting(need, within('RECENT_EXCHANGE', 'RECENT_DECLINE'), partners),
    () => languages.filter(({ steps }) => steps === 1),
    () => interpreting(need, foreign, partners),
    () => languages,
  ];
  for (const attempt of attempts) {
    const found = attempt().find(({ works }) => works());
    if (found) return { rule: found.rule, change: found.change };
  }
  return null;
}

/** The member with a need that asks for something else. */
export function withNeed({ own, seen }: Entry, need: Need, changed: Need): Entry {
  const needs = own.needs.map((one) => (one === need ? changed : one));
  return { own: { ...own, needs }, seen };
}

function restoring(need: Need, dismissed: readonly OpenPartner[], partners: OpenPartners) {
  const { member, matching } = partners;
  // As if the time of the dismissal were over.
  const restored = { ...matching, policy: { ...matching.policy, dismissMonths: 0 } };
  return dismissed
    .map((partner): Attempt & { readonly score: number; readonly id: string } => {
      const { id } = partner.shown;
      return {
        rule: 'DISMISSED',
        change: { kind: 'RESTORE', partner: id },
        works: () => partners.wouldShow(need, partner, member, restored),
        score: evaluate(member.own, partner.shown, matching)?.score ?? 0,
        id,
      };
    })
    .sort((x, y) => y.score - x.score || compareText(x.id, y.id));
}

function acceptingLess(need: Need, offering: readonly OpenPartner[], partners: OpenPartners) {
  const { member, matching } = partners;
  return offering
    .flatMap((partner): (Attempt & { readonly rank: number })[] => {
      const level = acceptableLevel(need, partner.shown, matching);
      if (!level) return [];
      const changed = { ...need, levelWanted: level };
      return [
        {
          rule: 'LEVEL',
          change: { kind: 'ACCEPT_LEVEL', level },
          works: () => partners.wouldShow(changed, partner, withNeed(member, need, changed)),
          rank: topicLevels.indexOf(level),
        },
      ];
    })
    .sort((x, y) => y.rank - x.rank);
}

function waiting(
  need: Need,
  recent: readonly { readonly partner: OpenPartner; readonly rule: Obstacle }[],
  partners: OpenPartners,
) {
  const { member, matching } = partners;
  return recent
    .map(({ partner, rule }): Attempt & { readonly until: string } => {
      const until = endOf(partner, partners);
      const then = { ...partner, entry: confirmed(partner.entry, until) };
      return {
        rule,
        change: { kind: 'WAIT', until },
        works: () =>
          partners.wouldShow(need, then, confirmed(member, until), { ...matching, asOf: until }),
        until,
      };
    })
    .sort((x, y) => compareText(x.until, y.until) || compareText(x.rule, y.rule));
}

/** The day on which everything that ends by itself between the two is over. */
function endOf({ shown }: OpenPartner, { member, matching }: OpenPartners): string {
  const { facts, policy, asOf } = matching;
  const { closed, declinedOn, dismissedOn } = facts.of(member.own.id, shown.id);
  return [
    asOf,
    closed && !closed.bothWantAgain ? monthsAfter(closed.on, policy.recentMonths) : asOf,
    declinedOn ? monthsAfter(declinedOn, policy.declineMonths) : asOf,
    dismissedOn ? monthsAfter(dismissedOn, policy.dismissMonths) : asOf,
  ].reduce((latest, day) => (day > latest ? day : latest));
}

/** When somebody confirmed last is its own affair: nobody is to learn it from how long to wait. */
function confirmed(entry: Entry, confirmedOn: string): Entry {
  const on = (member: Member): Member => ({
    ...member,
    availability: { ...member.availability, confirmedOn },
  });
  return { own: on(entry.own), seen: on(entry.seen) };
}

/** What the partners show that they speak, with as few levels to go as will do. */
function learnable(need: Need, foreign: readonly OpenPartner[], partners: OpenPartners) {
  const { member, matching } = partners;
  const level = languageLevels.find((level) => levelValue(level, matching.policy) > 0);
  if (!level) return [];
  return [...speakers(foreign, matching)]
    .map(([language, speaking]): Attempt & Reach & { readonly steps: number } => {
      const known = member.own.languages.find((skill) => skill.language === language);
      const rank = known ? languageLevels.indexOf(known.level) : -1;
      return {
        rule: 'NO_BRIDGE',
        change: { kind: 'LEARN_LANGUAGE', language, level },
        works: () => {
          const learned = withLanguage(member, language, level);
          return speaking.some((partner) => partners.wouldShow(need, partner, learned));
        },
        steps: languageLevels.indexOf(level) - rank,
        language,
        opens: speaking.length,
      };
    })
    .sort((x, y) => x.steps - y.steps || widest(x, y));
}

function interpreting(need: Need, foreign: readonly OpenPartner[], partners: OpenPartners) {
  const { member, matching } = partners;
  const [from] = usableLanguages(member.own, matching.policy).sort(
    (x, y) =>
      y.value - x.value || Number(y.main) - Number(x.main) || compareText(x.language, y.language),
  );
  if (!from || matching.policy.interpreter === 0) return [];
  return [...speakers(foreign, matching)]
    .map(([language, speaking]): Attempt & Reach => ({
      rule: 'NO_BRIDGE',
      change: { kind: 'FIND_INTERPRETER', from: from.language, to: language },
      works: () => {
        // Whatever the bridge is worth, it is there: as if the member spoke the language.
        const understood = withLanguage(member, language, 'C1');
        return speaking.some((partner) => partners.wouldShow(need, partner, understood));
      },
      language,
      opens: speaking.length,
    }))
    .sort(widest);
}

/** A language, and how many of those who offer what is needed speak it. */
interface Reach {
  readonly language: string;
  readonly opens: number;
}

const widest = (x: Reach, y: Reach) => y.opens - x.opens || compareText(x.language, y.language);

function speakers(those: readonly OpenPartner[], { policy }: Matching) {
  const found = new Map<string, OpenPartner[]>();
  for (const partner of those)
    for (const { language } of usableLanguages(partner.shown, policy)) {
      const speaking = found.get(language);
      if (speaking) speaking.push(partner);
      else found.set(language, [partner]);
    }
  return found;
}

function withLanguage({ own, seen }: Entry, language: string, level: LanguageLevel): Entry {
  const others = own.languages.filter((skill) => skill.language !== language);
  const skill = { language, level, main: false };
  return { own: { ...own, languages: [...others, skill] }, seen };
}

import type { InterpretationEntry } from '../members-csv/cells.ts';
import { networkLanguages, speaksNetworkLanguage } from './languages.ts';
import type { DemonstrationMember } from './member.ts';

/** Who interprets for others: those who can, where it is missed most. */

/** How many members interpret. */
const wanted = 12;
/** Between two of the network's own languages somebody is always needed, as if so many members were. */
const standingDemand = 5;
const strong = new Set(['C1', 'C2', 'NATIVE']);

interface Offer {
  readonly member: DemonstrationMember;
  readonly pair: readonly [string, string];
}

/** The members, some of whom now interpret in both directions between two languages. */
export function withInterpreters(members: readonly DemonstrationMember[]): DemonstrationMember[] {
  const missed = new Map<string, number>();
  for (const { languages } of members) {
    const [main] = languages;
    if (main && !speaksNetworkLanguage(languages))
      missed.set(main.language, (missed.get(main.language) ?? 0) + 1);
  }
  const served = new Map<string, number>();
  const demandFor = ({ pair: [one, other] }: Offer): number => {
    const demand = networkLanguages.includes(other) ? standingDemand : (missed.get(other) ?? 0);
    return demand / (1 + (served.get(`${one} ${other}`) ?? 0) * 2);
  };

  const offers = members.filter(canInterpret).flatMap(offersOf);
  const chosen = new Map<DemonstrationMember, readonly [string, string]>();
  while (chosen.size < wanted) {
    const open = offers.filter(({ member }) => !chosen.has(member));
    const [first, ...others] = open;
    if (!first) break;
    const { member, pair } = others.reduce(
      (best, offer) => (demandFor(offer) > demandFor(best) ? offer : best),
      first,
    );
    chosen.set(member, pair);
    served.set(pair.join(' '), (served.get(pair.join(' ')) ?? 0) + 1);
  }
  return members.map((member) => ({ ...member, interprets: bothWays(chosen.get(member)) }));
}

/** Interpreters are not put in danger by being called upon, and are there. */
function canInterpret({ atRisk, paused, capacity, kind }: DemonstrationMember): boolean {
  return (
    !atRisk && !paused && capacity > 1 && kind !== 'GRASSROOTS_GROUP' && kind !== 'SOCIAL_MOVEMENT'
  );
}

function offersOf(member: DemonstrationMember): Offer[] {
  const languages = member.languages
    .filter(({ level }) => strong.has(level))
    .map(({ language }) => language);
  return languages
    .filter((one) => networkLanguages.includes(one))
    .flatMap((one) =>
      languages
        .filter((other) => other !== one && (!networkLanguages.includes(other) || one < other))
        .map((other) => ({ member, pair: [one, other] as const })),
    );
}

function bothWays(pair: readonly [string, string] | undefined): InterpretationEntry[] {
  if (!pair) return [];
  const [one, other] = pair;
  return [
    { from: one, to: other },
    { from: other, to: one },
  ];
}

import { createRandom } from '../../../server/demo/random.ts';
import type { Random } from '../../../server/demo/random.ts';
import { geographicExtent, linguisticExtent } from '../../../server/matching/factors/divides.ts';
import { topicLevels } from '../../../server/matching/member.ts';
import type { LanguageSkill, Member, Need, Offer } from '../../../server/matching/member.ts';
import { defaultPolicy } from '../../../server/matching/policy.ts';
import { inhabitant, networkLanguages, pick, worldOf } from '../population.ts';

/** Two members that should meet, by id. */
export type Planted = readonly [string, string];

/** A third of the members are in one planted pair each. */
const plantedShare = 1 / 3;

/**
 * Members as they really are, some of them made for each other: in different subregions at least,
 * with main languages that are mostly not the same, a language that both have at B2 or better, a
 * theme of both, and two or three needs on either side that the other can meet at the level wanted.
 */
export function plant(
  size: number,
  seed: number,
): { readonly members: Member[]; readonly planted: Planted[] } {
  const world = worldOf(seed);
  const random = createRandom(seed + 2);
  const members = Array.from({ length: size }, (_, n) => inhabitant(n, world));
  const free = random.sample(
    members.map((_, n) => n),
    size,
  );
  const planted: Planted[] = [];
  while (planted.length < (size * plantedShare) / 2 && free.length > 1) {
    const one = free.pop()!;
    const at = free.findIndex((other) => areApart(members[one]!, members[other]!));
    if (at < 0) continue;
    const [other] = free.splice(at, 1) as [number];
    const [a, b] = madeForEachOther(members[one]!, members[other]!, random);
    members[one] = a;
    members[other] = b;
    planted.push([a.id, b.id]);
  }
  return { members, planted };
}

function areApart(a: Member, b: Member): boolean {
  return (
    geographicExtent(a.country, b.country, defaultPolicy) >= defaultPolicy.geographicRegion &&
    linguisticExtent(a.languages, b.languages) >= 0.5
  );
}

function madeForEachOther(a: Member, b: Member, random: Random): [Member, Member] {
  const shared = pick(random, networkLanguages);
  const theme = a.themes[0]!;
  const learnt = random.sample(a.needs, random.integer(2, 3));
  const bNeeds = b.needs.filter(({ topic }) => learnt.every((need) => need.topic !== topic));
  const taught = random.sample(
    bNeeds.filter(({ topic }) => a.needs.every((need) => need.topic !== topic)),
    random.integer(2, 3),
  );
  const common = (member: Member) => ({
    languages: speaking(shared, member.languages, random),
    themes: [theme, ...member.themes.filter((other) => other !== theme)].slice(0, 3),
    availability: { ...member.availability, paused: false },
  });
  return [
    { ...a, ...common(a), offers: answering(taught, a, random) },
    { ...b, ...common(b), needs: bNeeds, offers: answering(learnt, b, random) },
  ];
}

/** Offers that meet the needs, in the place of as many that the member made anyway. */
function answering(needs: readonly Need[], { offers }: Member, random: Random): Offer[] {
  const answers = needs.map(({ topic, levelWanted, formats }): Offer => {
    const level = Math.max(topicLevels.indexOf(levelWanted ?? 'BASIC'), random.integer(0, 2));
    return { topic, level: topicLevels[level]!, formats };
  });
  const others = offers.filter(({ topic }) => answers.every((answer) => answer.topic !== topic));
  return [...answers, ...others].slice(0, Math.max(answers.length, offers.length));
}

function speaking(
  language: string,
  skills: readonly LanguageSkill[],
  random: Random,
): LanguageSkill[] {
  const known = skills.find((skill) => skill.language === language);
  if (known && !/^(A|B1)/.test(known.level)) return [...skills];
  const others = skills.filter((skill) => skill !== known);
  const level = pick(random, ['B2', 'C1'] as const);
  return [...others, { language, level, main: known?.main ?? false }];
}

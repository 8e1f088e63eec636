import { languageLevels } from '../member.ts';
import type { LanguageSkill, Member } from '../member.ts';
import { compareText } from '../order.ts';

/** The member with its lists in one order: sums and products over them are then the same to the last bit. */
export function inOrder(member: Member): Member {
  return {
    ...member,
    languages: oncePerLanguage(member.languages),
    offers: member.offers.map(inFormatOrder).sort(byTopic),
    needs: member.needs.map(inFormatOrder).sort(byTopic),
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

function inFormatOrder<T extends { readonly formats: readonly string[] }>(stated: T): T {
  return { ...stated, formats: [...new Set(stated.formats)].sort() };
}

/** By topic; two of one topic by all that they state. */
function byTopic<T extends { readonly topic: string }>(x: T, y: T): number {
  return compareText(x.topic, y.topic) || compareText(JSON.stringify(x), JSON.stringify(y));
}

import type { Named } from '../directory/names.ts';
import { namesakes } from '../directory/names.ts';
import { isOneOf, languageLevels, type LanguageLevel } from '../graphql/enums.ts';
import type { VariablesOf } from '../graphql/graphql.ts';
import { textOf } from '#lib/forms/text.ts';
import type { setLanguages } from './mutations.ts';
import type { Profile } from './profile.ts';

type Input = VariablesOf<typeof setLanguages>['input']['languages'];

/** What stands in the controls of the form. */
export interface LanguagesValues {
  /** The levels of the languages that are there already, by their codes. */
  levels: Record<string, string>;
  main: string;
  removed: string[];
  /** The language to add as it was typed, the one chosen where that fits several, and its level. */
  language: string;
  chosen: string;
  level: string;
}

export const languagesFields = ['language', 'mainLanguage', 'interprets'] as const;

/** The languages as they are; `advised` may name one to add, or to know better, and its level. */
export function languagesOf(
  { languages }: Pick<Profile, 'languages'>,
  advised = new URLSearchParams(),
): LanguagesValues {
  const levels: Record<string, string> = Object.fromEntries(
    languages.map(({ language, level }) => [language.code, level]),
  );
  const name = advised.get('language') ?? '';
  const level = levelOf(advised.get('level') ?? '') ?? 'B2';
  const known = languages.find(({ language }) => language.name === name);
  if (known && advised.has('level')) levels[known.language.code] = level;
  return {
    levels,
    main: languages[0]?.language.code ?? '',
    removed: [],
    language: known ? '' : name,
    chosen: '',
    level,
  };
}

export function readLanguages(form: FormData, codes: readonly string[]): LanguagesValues {
  return {
    levels: Object.fromEntries(codes.map((code) => [code, textOf(form, `level-${code}`)])),
    main: textOf(form, 'mainLanguage'),
    removed: codes.filter((code) => form.has(`removed-${code}`)),
    language: textOf(form, 'language'),
    chosen: textOf(form, 'chosen'),
    level: textOf(form, 'level'),
  };
}

/** The languages that somebody may mean who typed a name, or the one that was then chosen. */
export function meantLanguages(
  { language, chosen }: LanguagesValues,
  languages: readonly Named[],
): readonly Named[] {
  const meant = namesakes(language, languages, 'language');
  const one = meant.filter(({ code }) => code === chosen);
  return one.length > 0 ? one : meant;
}

/** All languages to ask of the API, the main one first. */
export function languagesInput(values: LanguagesValues, added: string | undefined): Input {
  const kept = Object.entries(values.levels)
    .filter(([code]) => !values.removed.includes(code))
    .map(([language, level]) => ({ language, level: levelOf(level) }));
  const all = added ? [...kept, { language: added, level: levelOf(values.level) }] : kept;
  const isMain = ({ language }: { language: string }) => language === values.main;
  return [...all.filter(isMain), ...all.filter((skill) => !isMain(skill))];
}

function levelOf(value: string): LanguageLevel | undefined {
  return isOneOf(languageLevels, value) ? value : undefined;
}

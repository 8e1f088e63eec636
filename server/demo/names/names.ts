import type { MemberKind } from '../../../generated/prisma/enums.ts';
import { spokenIn } from '../../cldr/languages.ts';
import type { Country } from '../../cldr/territories.ts';
import type { Skill } from '../languages.ts';
import type { Random } from '../random.ts';
import { emblemsOf } from './emblems.ts';
import { peopleOf } from './people.ts';
import type { Words } from './voice.ts';
import { voiceOf, voices } from './voices.ts';

/** What a name is made of. */
export interface Named {
  readonly kind: MemberKind;
  readonly place: Country;
  /** Main language first. */
  readonly languages: readonly Skill[];
  /** Keys, the chief one first. */
  readonly themes: readonly string[];
}

/** Gives invented names, each once, and seldom the same emblem to two. */
export class Names {
  readonly #random: Random;
  readonly #taken: Set<string>;
  readonly #uses = new Map<string, number>();

  constructor(random: Random, taken: readonly string[]) {
    this.#random = random;
    this.#taken = new Set(taken);
  }

  /** Throws RangeError for an individual where `hasPeople` is false. */
  give(named: Named): string {
    for (;;) {
      const name =
        named.kind === 'INDIVIDUAL' ? this.#person(named) : this.#organisation(named.kind, named);
      if (this.#taken.has(name)) continue;
      this.#taken.add(name);
      return name;
    }
  }

  #person({ place, languages }: Named): string {
    const { given, family } = peopleWhere(languages, place) ?? { given: [], family: [] };
    return `${this.#seldom(given)} ${this.#seldom(family)}`;
  }

  #organisation(
    kind: Exclude<MemberKind, 'INDIVIDUAL'>,
    { place, languages, themes }: Named,
  ): string {
    const language = this.#languageOf(languages, place);
    const voice = voiceOf(language);
    const lender = this.#lenderOf(languages, language, place);
    const emblems = emblemsOf(lender, place);
    // What is the grammar of one language is not put around a landscape of another.
    const patterns = voice.patterns[kind].filter(
      (text) => lender === language || !text.includes('{place}'),
    );
    const filled = this.#random
      .pick(patterns)
      .replace('{emblem}', () => this.#seldom(emblems))
      .replace('{place}', () => this.#seldom(voice.places))
      .replace('{people}', () => this.#random.pick(wordsFor(themes, voice.people)))
      .replace('{cause}', () => this.#random.pick(wordsFor(themes, voice.causes)));
    const contractions = voice.contractions ?? [];
    return contractions.reduce((text, [pair, one]) => text.replace(pair, one), filled);
  }

  /**
   * The main language, or that of the country's offices. Who writes to the world in English or to
   * those offices often has a name in it, too.
   */
  #languageOf(languages: readonly Skill[], { code }: Country): string {
    const written = languages
      .filter(({ language, level }) => voices[language] && !level.startsWith('A'))
      .map(({ language }) => language);
    const ofOffices = spokenIn(code)
      .filter(({ language, official }) => official && voices[language])
      .map(({ language }) => language);
    const main = languages[0]?.language ?? '';
    const first = voices[main]
      ? main
      : (ofOffices.find((language) => written.includes(language)) ??
        written[0] ??
        ofOffices[0] ??
        'en');
    const other = written.find(
      (language) => language !== first && (language === 'en' || ofOffices.includes(language)),
    );
    return other && !worldLanguages.has(first) && this.#random.chance(0.35) ? other : first;
  }

  /** The language of the emblem: often one that is spoken at home, else that of the name. */
  #lenderOf(languages: readonly Skill[], language: string, place: Country): string {
    const lender = languages
      .filter((skill) => skill.level === 'NATIVE' && !worldLanguages.has(skill.language))
      .map((skill) => (skill.language === 'ar' ? 'ar-Latn' : skill.language))
      .find((code) => emblemsOf(code, place).length > 0);
    return lender && language !== 'ar' && this.#random.chance(0.7) ? lender : language;
  }

  #seldom(values: readonly string[]): string {
    const uses = (value: string) => this.#uses.get(value) ?? 0;
    const value = this.#random.weighted(values, (candidate) => 1 / (1 + 20 * uses(candidate)));
    this.#uses.set(value, uses(value) + 1);
    return value;
  }
}

/** Their emblems stand in names of their own only. */
const worldLanguages = new Set(['en', 'fr', 'es', 'pt']);

/** Whether there are names of people in the first language that somebody who speaks these is a native of. */
export function hasPeople(languages: readonly Skill[], place: Country): boolean {
  return peopleWhere(languages, place) !== null;
}

function peopleWhere(languages: readonly Skill[], place: Country) {
  const native = languages.find(({ level }) => level === 'NATIVE');
  return native ? peopleOf(native.language, place) : null;
}

/** The words for the first of the themes that has some. */
function wordsFor(themes: readonly string[], words: Words): readonly string[] {
  const theme = themes.find((key) => words[key]) ?? 'any';
  return words[theme] ?? [];
}

/** Whether a name says that its bearers are women. */
export function speaksOfWomen(name: string): boolean {
  return women.test(name);
}

const women =
  /\b(Women|Midwives|Femmes|Mujeres|Madres|Mulheres|Wanawake|Mahila|Nari|Krishani|Khawateen|Niswan|Perempuan|Wanita|Kababaihan|Fanm|Kadın|Donne|Frauen)|نساء|النساء|المزارعات|الفلاحات|العاملات|المدافعات/;

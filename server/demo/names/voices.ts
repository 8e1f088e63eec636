import { arabic } from './arabic.ts';
import { english } from './english.ts';
import { french } from './french.ts';
import { german, haitian, italian, romanian, swahili, turkish } from './further.ts';
import { portuguese } from './portuguese.ts';
import { bengali, hindi, nepali, urdu } from './south-asia.ts';
import { filipino, indonesian, malay } from './south-east-asia.ts';
import { spanish } from './spanish.ts';
import type { Voice } from './voice.ts';

/** The languages in which organisations have names, by code. */
export const voices: Readonly<Record<string, Voice>> = {
  en: english,
  fr: french,
  es: spanish,
  pt: portuguese,
  ar: arabic,
  sw: swahili,
  hi: hindi,
  bn: bengali,
  ne: nepali,
  ur: urdu,
  id: indonesian,
  ms: malay,
  fil: filipino,
  ht: haitian,
  tr: turkish,
  de: german,
  it: italian,
  ro: romanian,
};

/** The voice of a language; English where it has none. */
export function voiceOf(language: string): Voice {
  return voices[language] ?? english;
}

import type { Translator } from '../i18n/translator.ts';
import { isOutdated } from '../pairings/missing.ts';
import { isWithheld, sections, type Profile, type Section } from './profile.ts';

/**
 * How a part of the profile stands: filled in, not filled in though it matters, to be confirmed, or
 * kept to itself by the member.
 */
export type State = 'DONE' | 'MISSING' | 'ASK' | 'PRIVATE';

/** A part of the profile in outline. */
export interface Row {
  section: Section;
  title: string;
  state: State;
  /** What stands there, in short. */
  lines: string[];
}

/** More lines than these make an outline too long to take in. */
const mostLines = 4;

/** Every part of a profile, in outline, in the words of a language. */
export function outlineOf(profile: Profile, today: Date, translator: Translator): Row[] {
  return sections.map((section) => ({
    section,
    title: translator.t(`profile.${section}.title`),
    ...(isWithheld(profile, section)
      ? { state: 'PRIVATE' as const, lines: [] }
      : shorten(outlines[section](profile, translator, today), translator)),
  }));
}

interface Outline {
  state: State;
  lines: (string | null | undefined)[];
}

const outlines: Record<
  Section,
  (profile: Profile, translator: Translator, today: Date) => Outline
> = {
  availability({ availability }, { t, date }, today) {
    if (!availability) return { state: 'MISSING', lines: [] };
    const { paused, confirmedOn } = availability;
    if (paused) return { state: 'DONE', lines: [t('member.paused')] };
    if (!confirmedOn) return { state: 'ASK', lines: [t('profile.is-unconfirmed')] };
    return {
      state: isOutdated(confirmedOn, today) ? 'ASK' : 'DONE',
      lines: [t('member.open'), t('member.confirmed', { date: date(confirmedOn) })],
    };
  },
  offers: ({ offers }) => listed(offers.map(({ topic }) => topic.name)),
  needs: ({ needs }) => listed(needs.map(({ topic }) => topic.name)),
  languages: ({ languages }) => listed(languages.map(({ language }) => language.name)),
  themes: ({ themes }) => listed(themes.map(({ name }) => name)),
  about: ({ name, kind, country }, { t }) => ({
    state: 'DONE',
    lines: [name, kind && t(`terms.kind.${kind}`), country?.name],
  }),
  time: ({ availability, timeZone }, { t, hours, timeZone: zoneName }) => ({
    state: timeZone ? 'DONE' : 'MISSING',
    lines: [
      availability && hours(availability.workFrom, availability.workTo),
      timeZone && zoneName(timeZone.name),
      availability && t('member.capacity', { count: availability.capacity }),
    ],
  }),
  visibility: ({ visibility }, { t }) => ({
    state: 'DONE',
    lines: [visibility && t(`profile.audience.${visibility}`)],
  }),
};

function listed(names: string[]): Outline {
  return { state: names.length > 0 ? 'DONE' : 'MISSING', lines: names };
}

function shorten({ state, lines }: Outline, { t }: Translator) {
  const said = lines.filter((line) => line != null && line !== '') as string[];
  const rest = said.length - mostLines;
  if (rest <= 0) return { state, lines: said };
  return { state, lines: [...said.slice(0, mostLines), t('directory.more', { count: rest })] };
}

import { regionName } from '../cldr/territories.ts';
import type { Locale } from '../i18n/locales.ts';
import { listOf, message, type MessageKey } from '../i18n/message.ts';
import type { Change } from '../matching/round/changes.ts';
import type { Lesson } from '../pairings/arcs.ts';
import { bridgeSentence } from '../pairings/bridge-sentence.ts';
import type { Names } from '../pairings/names.ts';
import { isolate } from '../pairings/reasons.ts';

/** One step of an exchange: who learns from whom, and why; null where the two are not in the network any more. */
export interface Step {
  readonly teacher: string;
  readonly learner: string;
  readonly lesson: Lesson | null;
}

/** Topics that a sentence names. */
const topicsNamed = 3;

/** Why one can learn from another, as sentences about the two. */
export function stepReasons(
  { teacher, learner, lesson }: Step,
  names: Names,
  locale: Locale,
): string[] {
  if (!lesson) return [];
  const { learns, bridge, divides } = lesson.pairing;
  const people = {
    teacher: isolate(names.memberName(teacher), locale),
    learner: isolate(names.memberName(learner), locale),
  };
  const topics = [...new Set(learns.map(({ topic }) => topic))]
    .slice(0, topicsNamed)
    .map((id) => isolate(names.topicName(id, locale), locale));
  return [
    topics.length > 0
      ? message(locale, 'round.lesson.learns', { ...people, topics: listOf(locale, topics) })
      : message(locale, 'round.lesson.hidden', people),
    bridgeSentence(bridge, names, locale),
    ...(divides.length > 0
      ? [
          message(locale, 'round.lesson.divides', {
            divides: listOf(
              locale,
              divides.map(({ kind }) => message(locale, `round.divide.${kind}`)),
            ),
          }),
        ]
      : []),
  ];
}

/** What a group that floors and caps can name is called; by its key where nobody gave it a name. */
export function groupName(
  key: string,
  locale: Locale,
  workingGroups: ReadonlyMap<string, string>,
): string {
  const [sort = '', value = ''] = [key.split(':')[0], key.slice(key.indexOf(':') + 1)];
  if (key === 'everybody' || key === 'grassroots' || key === 'gender-focus')
    return message(locale, `round.group.${key}`);
  if (sort === 'kind') return message(locale, `round.kind.${value}` as MessageKey);
  if (sort === 'region') return regionName(value, locale);
  return workingGroups.get(value) ?? value;
}

export interface LimitNamed {
  readonly kind: 'FLOOR' | 'CAP';
  readonly group: string;
  readonly count: number;
}

/** "at least 10 places to learn for grassroots groups" */
export function limitSentence({ kind, group, count }: LimitNamed, locale: Locale): string {
  const key = kind === 'FLOOR' ? 'round.limit.floor' : 'round.limit.cap';
  return message(locale, key, { count, group: isolate(group, locale) });
}

/** What would change it for somebody left out. */
export function changeSentence(
  change: Change | null,
  {
    locale,
    nameOf,
    limit,
  }: {
    readonly locale: Locale;
    /** The name of a member by its name in the round. */
    readonly nameOf: (label: string) => string;
    readonly limit: (kind: 'FLOOR' | 'CAP', at: number) => string;
  },
): string {
  const say = (key: MessageKey, values = {}) => message(locale, key, values);
  const name = (label: string) => isolate(nameOf(label), locale);
  if (!change) return say('round.change.none');
  switch (change.kind) {
    case 'ALLOW':
      return say('round.change.ALLOW', { from: name(change.from), to: name(change.to) });
    case 'PLACE':
      return say('round.change.PLACE', { name: name(change.id) });
    case 'LONGER_CIRCLES':
      return say('round.change.LONGER_CIRCLES', { count: change.maxCircle });
    case 'WITHOUT_FLOOR':
      return say('round.change.WITHOUT_FLOOR', { limit: limit('FLOOR', change.at) });
    case 'WITHOUT_CAP':
      return say('round.change.WITHOUT_CAP', { limit: limit('CAP', change.at) });
    default:
      return say(`round.change.${change.kind}`);
  }
}

import {
  exchangeFormats,
  isOneOf,
  offerLevels,
  priorities,
  type ExchangeFormat,
} from '../graphql/enums.ts';
import type { VariablesOf } from '../graphql/graphql.ts';
import { textOf, textsOf } from '#lib/forms/text.ts';
import type { setNeeds, setOffers } from './mutations.ts';
import type { Profile } from './profile.ts';

type OfferInput = VariablesOf<typeof setOffers>['input']['offers'][number];
type NeedInput = VariablesOf<typeof setNeeds>['input']['needs'][number];

/** The two lists of topics with details: what a member can share, and what it wants to learn. */
export type TopicList = 'offers' | 'needs';

/** What stands in the controls of an offer or a need; also their names. */
export interface TopicValues {
  /** The key of the topic. */
  topic: string;
  /** Of an offer. */
  level: string;
  /** Of a need. */
  priority: string;
  /** Of a need; empty: any helps. */
  levelWanted: string;
  formats: string[];
  note: string;
}

export const topicFields = [
  'topic',
  'level',
  'priority',
  'levelWanted',
  'formats',
  'note',
] as const;

export const emptyTopic: TopicValues = {
  topic: '',
  level: 'PRACTISED',
  priority: 'NORMAL',
  levelWanted: '',
  formats: [],
  note: '',
};

/** The offer or need about a topic, as its form shows it; undefined where there is none. */
export function topicValuesOf(
  profile: Pick<Profile, TopicList>,
  list: TopicList,
  key: string,
): TopicValues | undefined {
  const found = profile[list].find(({ topic }) => topic.key === key);
  if (!found) return undefined;
  const own =
    'level' in found
      ? { level: found.level }
      : { priority: found.priority, levelWanted: found.levelWanted ?? '' };
  return { ...emptyTopic, ...own, topic: key, formats: found.formats, note: found.note ?? '' };
}

export function readTopic(form: FormData): TopicValues {
  return {
    topic: textOf(form, 'topic'),
    level: textOf(form, 'level'),
    priority: textOf(form, 'priority'),
    levelWanted: textOf(form, 'levelWanted'),
    formats: textsOf(form, 'formats[]'),
    note: textOf(form, 'note'),
  };
}

/** All offers, with the one about this topic changed, or added at the end. */
export function offersWith(
  offers: Profile['offers'],
  values: TopicValues,
  topic: string,
): OfferInput[] {
  const { level } = values;
  return withOne(offers.map(offerInput), {
    topic,
    level: isOneOf(offerLevels, level) ? level : undefined,
    ...common(values),
  });
}

/** All needs, with the one about this topic changed, or added at the end. */
export function needsWith(
  needs: Profile['needs'],
  values: TopicValues,
  topic: string,
): NeedInput[] {
  const { priority, levelWanted } = values;
  return withOne(needs.map(needInput), {
    topic,
    priority: isOneOf(priorities, priority) ? priority : undefined,
    levelWanted: isOneOf(offerLevels, levelWanted) ? levelWanted : null,
    ...common(values),
  });
}

export function offersWithout(offers: Profile['offers'], key: string): OfferInput[] {
  return offers.filter(({ topic }) => topic.key !== key).map(offerInput);
}

export function needsWithout(needs: Profile['needs'], key: string): NeedInput[] {
  return needs.filter(({ topic }) => topic.key !== key).map(needInput);
}

function offerInput({ topic, level, formats, note }: Profile['offers'][number]): OfferInput {
  return { topic: topic.id, level, formats, note };
}

function needInput(need: Profile['needs'][number]): NeedInput {
  const { topic, priority, levelWanted, formats, note } = need;
  return { topic: topic.id, priority, levelWanted, formats, note };
}

function common({ formats, note }: TopicValues): {
  formats: ExchangeFormat[];
  note: string | null;
} {
  return {
    formats: exchangeFormats.filter((format) => formats.includes(format)),
    note: note || null,
  };
}

function withOne<Item extends { topic: string }>(items: Item[], item: Item): Item[] {
  const place = items.findIndex(({ topic }) => topic === item.topic);
  return place === -1 ? [...items, item] : items.with(place, item);
}

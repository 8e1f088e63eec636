import { defineParams } from '@sveltejs/kit/params';
import { isDeed, type Deed } from './lib/exchanges/deeds.ts';
import { isLocale } from './lib/i18n/locales.ts';
import type { TopicList } from './lib/profile/topic-form.ts';

/** What a segment in square brackets may hold; anything else is not found. */
export const params = defineParams({
  locale: (segment: string) => (isLocale(segment) ? segment : undefined),
  /** Whose page it is: nothing for one's own member, or `members/<id>`; the value is the id. */
  owner: (path: string) => /^(?:members\/([^/]+))?$/.exec(path)?.map((id) => id ?? '')[1],
  /** What is done to an exchange. */
  deed: (segment: string): Deed | undefined => (isDeed(segment) ? segment : undefined),
  list: (segment: string): TopicList | undefined =>
    segment === 'offers' || segment === 'needs' ? segment : undefined,
});

import { typedText } from '../forms/text.ts';
import { outcomeTypes } from '../graphql/enums.ts';
import type { VariablesOf } from '../graphql/graphql.ts';
import { locales } from '../i18n/locales.ts';
import type { notesQuery } from './library.ts';

/** What can be asked of the library; also the names in the query string. */
export const filterFields = ['q', 'topic', 'language', 'outcome'] as const;
export type FilterField = (typeof filterFields)[number];

/** What the fields with a fixed choice are called in the reader's language. */
export interface Named {
  topics: readonly { id: string; key: string; name: string }[];
  language(code: string): string;
  outcome(outcome: (typeof outcomeTypes)[number]): string;
}

export interface LibraryFilter {
  /** As typed or chosen, to show it again. */
  values: Record<FilterField, string>;
  /** What is asked of the API. */
  variables: Pick<VariablesOf<typeof notesQuery>, 'filter' | 'search'>;
  /** What is asked, in words: one for each field that restricts. */
  chosen: { field: FilterField; label: string }[];
}

/** The languages to choose from; a link may name any other. */
export const languages = locales;

/** Reads the query string of the library; a value that means nothing restricts nothing. */
export function readFilter(query: URLSearchParams, named: Named): LibraryFilter {
  const values = Object.fromEntries(
    filterFields.map((field) => [field, typedText(query, field)]),
  ) as LibraryFilter['values'];
  const topic = named.topics.find(({ key }) => key === values.topic);
  const language = /^[a-z]{2,3}$/.test(values.language) ? values.language : undefined;
  const outcome = outcomeTypes.find((known) => known === values.outcome);
  const labels: Record<FilterField, string | undefined> = {
    q: values.q || undefined,
    topic: topic?.name,
    language: language && named.language(language),
    outcome: outcome && named.outcome(outcome),
  };
  return {
    values,
    variables: {
      search: values.q || null,
      filter: {
        topics: topic && [topic.id],
        languages: language ? [language] : undefined,
        outcomes: outcome && [outcome],
      },
    },
    chosen: filterFields.flatMap((field) => {
      const label = labels[field];
      return label ? [{ field, label }] : [];
    }),
  };
}

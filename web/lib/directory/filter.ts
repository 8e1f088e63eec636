import { typedText } from '../forms/text.ts';
import { memberKinds, type MemberKind } from '../graphql/enums.ts';
import type { VariablesOf } from '../graphql/graphql.ts';
import { namesakes, type Named } from './names.ts';
import type { membersQuery } from './members.ts';

/** What can be asked of the directory; also the names in the query string. */
export const filterFields = ['q', 'topic', 'kind', 'language', 'region', 'country'] as const;
export type FilterField = (typeof filterFields)[number];

/** What the fields with a fixed choice may hold, in the reader's language. */
export interface Choices {
  topics: readonly { id: string; key: string; name: string }[];
  kinds: readonly { value: MemberKind; label: string }[];
  languages: readonly Named[];
  regions: readonly Named[];
  countries: readonly Named[];
}

export interface Filter {
  /** As typed or chosen, to show it again. */
  values: Record<FilterField, string>;
  /** What is asked of the API. */
  variables: Pick<VariablesOf<typeof membersQuery>, 'filter' | 'search'>;
  /** What is asked, in words: one for each field that restricts. */
  chosen: { field: FilterField; label: string }[];
  /** The fields whose value means nothing. */
  unknown: Exclude<FilterField, 'q'>[];
}

/** Reads the query string of the directory. */
export function readFilter(query: URLSearchParams, choices: Choices): Filter {
  const values = Object.fromEntries(
    filterFields.map((field) => [field, typedText(query, field)]),
  ) as Filter['values'];

  const topic = choices.topics.filter(({ key }) => key === values.topic);
  const kind = memberKinds.filter((known) => known === values.kind);
  const language = namesakes(values.language, choices.languages, 'language');
  const region = choices.regions.filter(({ code }) => code === values.region);
  const country = namesakes(values.country, choices.countries, 'region');

  const found: Record<FilterField, string[]> = {
    q: values.q ? [values.q] : [],
    topic: topic.map(({ name }) => name),
    kind: choices.kinds.filter(({ value }) => kind.includes(value)).map(({ label }) => label),
    language: language.map(({ name }) => name),
    region: region.map(({ name }) => name),
    country: country.map(({ name }) => name),
  };
  const asked = filterFields.filter((field) => values[field] !== '');
  const codes = (things: readonly Named[]) => anyOf(things.map(({ code }) => code));

  return {
    values,
    variables: {
      search: values.q || null,
      filter: {
        topics: anyOf(topic.map(({ id }) => id)),
        kinds: anyOf(kind),
        languages: codes(language),
        regions: codes(region),
        countries: codes(country),
      },
    },
    chosen: asked
      .filter((field) => found[field].length > 0)
      .map((field) => ({ field, label: found[field].join(' / ') })),
    unknown: asked.filter(
      (field) => field !== 'q' && found[field].length === 0,
    ) as Filter['unknown'],
  };
}

/** An empty list would find nobody; what is not asked is left out. */
function anyOf<Value>(values: Value[]): Value[] | undefined {
  return values.length > 0 ? values : undefined;
}

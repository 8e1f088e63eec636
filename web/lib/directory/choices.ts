import type { RequestEvent } from '@sveltejs/kit';
import { typedText } from '../forms/text.ts';
import { execute } from '../graphql/execute.ts';
import { memberKinds } from '../graphql/enums.ts';
import { graphql } from '../graphql/graphql.ts';
import { translator } from '../i18n/translator.ts';
import { findTopics, type Topic } from '../topics/topics.ts';
import type { Choices } from './filter.ts';

// The long lists are fetched only where somebody typed a name that has to be understood.
const choicesQuery = graphql(`
  query DirectoryChoices($languages: Boolean!, $countries: Boolean!) {
    regions {
      code
      name
    }
    languages @include(if: $languages) {
      code
      name
    }
    countries @include(if: $countries) {
      code
      name
    }
  }
`);

/** What the filters of the directory offer and understand. */
export async function loadChoices(event: RequestEvent): Promise<Choices & { topics: Topic[] }> {
  const query = event.url.searchParams;
  const { t } = translator(event.locals.locale);
  const [topics, lists] = await Promise.all([
    findTopics(event, null),
    execute(event, choicesQuery, {
      languages: typedText(query, 'language') !== '',
      countries: typedText(query, 'country') !== '',
    }),
  ]);
  return {
    topics,
    kinds: memberKinds.map((kind) => ({ value: kind, label: t(`terms.kind.${kind}`) })),
    regions: lists.regions,
    languages: lists.languages ?? [],
    countries: lists.countries ?? [],
  };
}

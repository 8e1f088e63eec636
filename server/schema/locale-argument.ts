import type { builder } from './builder.ts';

type FieldBuilder = Pick<Parameters<Parameters<typeof builder.queryFields>[0]>[0], 'arg'>;

/** The argument `locale` of everything that has a name: it goes before the `Accept-Language` header. */
export function localeArgument(t: FieldBuilder) {
  return {
    locale: t.arg({
      type: 'Locale',
      description: 'The language of the answer; by default that of the request.',
    }),
  };
}

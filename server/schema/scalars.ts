import { GraphQLError, Kind } from 'graphql';
import { scopes } from '../access/viewer.ts';
import { type Locale, locales } from '../i18n/locales.ts';
import { builder } from './builder.ts';

builder.scalarType('DateTime', {
  description: 'A moment in time, ISO 8601 in UTC: `2026-11-30T09:00:00.000Z`.',
  serialize: (value) => (value as Date).toISOString(),
  parseValue: (value) => {
    const date = new Date(typeof value === 'string' ? value : Number.NaN);
    if (Number.isNaN(date.getTime()))
      throw new GraphQLError(
        `DateTime: found ${JSON.stringify(value)}, allowed is ISO 8601 such as 2026-11-30T09:00:00Z.`,
      );
    return date;
  },
});

builder.scalarType('Date', {
  description: 'A calendar day, ISO 8601: `2026-11-30`.',
  serialize: (value) => (value as Date).toISOString().slice(0, 10),
  parseValue: (value) => {
    if (
      typeof value !== 'string' ||
      !/^\d{4}-\d{2}-\d{2}$/.test(value) ||
      Number.isNaN(Date.parse(value))
    ) {
      throw new GraphQLError(
        `Date: found ${JSON.stringify(value)}, allowed is a day such as 2026-11-30.`,
      );
    }
    return value;
  },
});

builder.scalarType('Locale', {
  description: `A language that Peerbridge speaks: ${locales.join(', ')}.`,
  serialize: (value) => value,
  parseValue: parseLocale,
  // Written in a document it may stand as a word or as a string: both are natural for a language code.
  parseLiteral: (node) =>
    parseLocale(node.kind === Kind.STRING || node.kind === Kind.ENUM ? node.value : null),
});

builder.scalarType('Scope', {
  description: `What a key may do: ${scopes.join(', ')}.`,
  serialize: (value) => value,
});

function parseLocale(value: unknown): Locale {
  const locale = locales.find((candidate) => candidate === value);
  if (!locale)
    throw new GraphQLError(
      `Locale: found ${JSON.stringify(value)}, allowed are ${locales.join(', ')}.`,
    );
  return locale;
}

import { builder } from '../../schema/builder.ts';
import { ErrorInterface } from '../../schema/error-types.ts';
import { RoundBlockedError, RoundStateError } from '../errors.ts';

builder.objectType(RoundStateError, {
  name: 'RoundStateError',
  description: 'The round or proposal has come to a state in which this is not possible.',
  interfaces: [ErrorInterface],
});

builder.objectType(RoundBlockedError, {
  name: 'RoundBlockedError',
  description: 'Somebody cannot be asked any more. Nothing was published.',
  interfaces: [ErrorInterface],
  fields: (t) => ({
    exchanges: t.stringList({
      description: 'The names of the exchanges that cannot be asked for.',
      resolve: ({ exchanges }) => [...exchanges],
    }),
  }),
});

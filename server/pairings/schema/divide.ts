import type { Pairing } from '../../matching/explanation.ts';
import { builder } from '../../schema/builder.ts';
import { localeArgument } from '../../schema/locale-argument.ts';
import { divideReason } from '../reasons.ts';
import type { Part } from './part.ts';

const DivideKindType = builder.enumType('DivideKind', {
  description: 'What separates two members, and what an exchange would cross.',
  values: {
    GEOGRAPHIC: {
      value: 'GEOGRAPHIC',
      description: 'They work in different countries or regions.',
    },
    LINGUISTIC: { value: 'LINGUISTIC', description: 'They work in different main languages.' },
    HISTORIC: {
      value: 'HISTORIC',
      description:
        'They have not worked together, are of different kinds, or came to the network at different times.',
    },
  } as const,
});

export const DivideType = builder
  .objectRef<Part<Pairing['divides'][number]> & { pairing: Pairing }>('Divide')
  .implement({
    description: 'A divide that the pairing would cross.',
    fields: (t) => ({
      kind: t.field({
        type: DivideKindType,
        description: 'Which divide.',
        resolve: ({ value }) => value.kind,
      }),
      extent: t.float({
        description: 'How wide it is, above 0 and at most 1.',
        resolve: ({ value }) => value.extent,
      }),
      explanation: t.string({
        description: 'The same as a sentence.',
        args: localeArgument(t),
        resolve: ({ value, pairing, explained }, { locale }, context) =>
          divideReason(value.kind, pairing, explained, locale ?? context.locale),
      }),
    }),
  });

import { LanguageType } from '../../cldr/schema.ts';
import type { ExplainedBridge } from '../../matching/explanation.ts';
import { MemberType } from '../../members/schema/member.ts';
import { builder } from '../../schema/builder.ts';
import { localeArgument } from '../../schema/locale-argument.ts';
import { bridgeReason } from '../reasons.ts';
import type { Part } from './part.ts';
import { member } from './read.ts';

const BridgeKindType = builder.enumType('BridgeKind', {
  description: 'How two members can understand each other.',
  values: {
    SHARED_LANGUAGE: { value: 'SHARED_LANGUAGE', description: 'In a language that both know.' },
    INTERPRETER: { value: 'INTERPRETER', description: 'Through a member that interprets.' },
    RELAY: { value: 'RELAY', description: 'Through a third member that passes on what is said.' },
    WITHHELD: {
      value: 'WITHHELD',
      description: 'There is a way, but it rests on what a member does not show.',
    },
  } as const,
});

export const BridgeType = builder.objectRef<Part<ExplainedBridge>>('Bridge').implement({
  description: 'How the two can understand each other.',
  fields: (t) => ({
    kind: t.field({
      type: BridgeKindType,
      description: 'In which way.',
      resolve: ({ value }) => value.kind,
    }),
    languages: t.field({
      type: [LanguageType],
      description:
        'The shared languages, best first; with an interpreter or relay the language of the member and that of the partner.',
      resolve: ({ value }) => value.languages.map((code) => ({ code })),
    }),
    through: t.prismaField({
      type: [MemberType],
      description: 'Who could interpret or relay.',
      complexity: { field: 1, multiplier: 2 },
      resolve: (query, { value }, _args, context) =>
        Promise.all(value.through.map((id) => member(id, query, context))),
    }),
    explanation: t.string({
      description: 'The same as a sentence.',
      args: localeArgument(t),
      resolve: ({ value, explained }, { locale }, context) =>
        bridgeReason(value, explained, locale ?? context.locale),
    }),
  }),
});

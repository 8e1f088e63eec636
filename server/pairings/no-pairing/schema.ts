import { LanguageType } from '../../cldr/schema.ts';
import type { PairingChange } from '../../matching/no-pairing/changes.ts';
import type { NoPairingReason } from '../../matching/no-pairing/no-pairing.ts';
import { LanguageLevelType, OfferLevelType } from '../../members/schema/enums.ts';
import { consentHolder, MemberType } from '../../members/schema/member.ts';
import { NeedType } from '../../members/schema/parts.ts';
import { builder } from '../../schema/builder.ts';
import { localeArgument } from '../../schema/locale-argument.ts';
import { TopicType } from '../../taxonomy/schema.ts';
import { readNoPairingReasons } from './list.ts';
import type { Names } from '../names.ts';
import { changeSentence, ruleSentence } from './sentences.ts';

type Described<Value extends string> = { [Key in Value]: { value: Key; description: string } };

function described<Value extends string>(
  descriptions: Readonly<Record<Value, string>>,
): Described<Value> {
  return Object.fromEntries(
    Object.entries(descriptions).map(([value, description]) => [value, { value, description }]),
  ) as unknown as Described<Value>;
}

const NoPairingRuleType = builder.enumType('NoPairingRule', {
  description: 'What stands in the way of a pairing for a need.',
  values: described<NoPairingReason['rule']>({
    PAUSED: 'The member has paused requests.',
    UNCONFIRMED: 'The member has not confirmed lately that it is available.',
    NO_FREE_PLACE: 'The member has no free place for an exchange.',
    NO_AVAILABLE_PARTNER: 'Nobody who is available offers it, as far as the member may know.',
    LEVEL: 'It is offered at a lower level than the member wants.',
    NO_BRIDGE: 'There is no way to understand each other.',
    OPEN_EXCHANGE: 'The member is in an exchange with somebody who offers it.',
    RECENT_EXCHANGE: 'The member closed an exchange lately with somebody who offers it.',
    RECENT_DECLINE: 'A request between the member and somebody who offers it was declined lately.',
    DISMISSED: 'The member said “not now” to somebody who offers it.',
  }),
});

const PairingChangeKindType = builder.enumType('PairingChangeKind', {
  description: 'What could be changed.',
  values: described<PairingChange['kind']>({
    RESUME: 'To take requests again: `confirmAvailability`.',
    CONFIRM: 'To confirm that the member is available: `confirmAvailability`.',
    RAISE_CAPACITY: 'To have room for one more exchange.',
    ACCEPT_LEVEL: 'To want it at `level`.',
    WIDEN_TOPIC: 'To need `topic` instead.',
    LEARN_LANGUAGE: 'To know `language` at `languageLevel`.',
    FIND_INTERPRETER: 'To have somebody who interprets between `language` and `to`.',
    WAIT: 'To wait `until` then.',
    RESTORE: 'To take back the “not now” to `partner`: `restorePairing`.',
  }),
});

interface Named<T> {
  readonly value: T;
  readonly names: Names;
}

const PairingChangeType = builder.objectRef<Named<PairingChange>>('PairingChange').implement({
  description:
    'The smallest change that was found to give a pairing for the need. Which fields have a value depends on the kind.',
  fields: (t) => ({
    kind: t.field({
      type: PairingChangeKindType,
      description: 'What to change.',
      resolve: ({ value }) => value.kind,
    }),
    topic: t.prismaField({
      type: TopicType,
      nullable: true,
      description: 'What to need instead.',
      resolve: (query, { value }, _args, { prisma }) =>
        value.kind === 'WIDEN_TOPIC'
          ? prisma.topic.findUnique({ ...query, where: { id: value.topic } })
          : null,
    }),
    level: t.field({
      type: OfferLevelType,
      nullable: true,
      description: 'The level to want.',
      resolve: ({ value }) => (value.kind === 'ACCEPT_LEVEL' ? value.level : null),
    }),
    language: t.field({
      type: LanguageType,
      nullable: true,
      description: 'The language to learn, or the member’s own that somebody would interpret.',
      resolve: ({ value }) => {
        if (value.kind === 'LEARN_LANGUAGE') return { code: value.language };
        return value.kind === 'FIND_INTERPRETER' ? { code: value.from } : null;
      },
    }),
    languageLevel: t.field({
      type: LanguageLevelType,
      nullable: true,
      description: 'The level at which the language is enough.',
      resolve: ({ value }) => (value.kind === 'LEARN_LANGUAGE' ? value.level : null),
    }),
    to: t.field({
      type: LanguageType,
      nullable: true,
      description: 'The other language that somebody would interpret.',
      resolve: ({ value }) => (value.kind === 'FIND_INTERPRETER' ? { code: value.to } : null),
    }),
    until: t.field({
      type: 'Date',
      nullable: true,
      description: 'The day from which on there can be a pairing again.',
      resolve: ({ value }) => (value.kind === 'WAIT' ? new Date(value.until) : null),
    }),
    partner: t.prismaField({
      type: MemberType,
      nullable: true,
      description: 'Whom to restore.',
      resolve: (query, { value }, _args, { prisma }) =>
        value.kind === 'RESTORE'
          ? prisma.member.findUnique({ ...query, where: { id: value.partner } })
          : null,
    }),
    explanation: t.string({
      description: 'The same in words: what to do, or what would help.',
      args: localeArgument(t),
      resolve: ({ value, names }, { locale }, context) =>
        changeSentence(value, names, locale ?? context.locale),
    }),
  }),
});

const NoPairingReasonType = builder
  .objectRef<Named<NoPairingReason> & { readonly memberId: string }>('NoPairingReason')
  .implement({
    description: 'Why there is no pairing that meets a need.',
    fields: (t) => ({
      need: t.prismaField({
        type: NeedType,
        description: 'The need.',
        resolve: (query, { value, memberId }, _args, { prisma }) =>
          prisma.need.findUniqueOrThrow({
            ...query,
            where: { memberId_topicId: { memberId, topicId: value.need.topic } },
          }),
      }),
      rule: t.field({
        type: NoPairingRuleType,
        description: 'What stands in the way.',
        resolve: ({ value }) => value.rule,
      }),
      explanation: t.string({
        description: 'The same as a sentence to the member.',
        args: localeArgument(t),
        resolve: ({ value }, { locale }, context) => ruleSentence(value, locale ?? context.locale),
      }),
      change: t.field({
        type: PairingChangeType,
        nullable: true,
        description: 'What to change; null where nothing was found that alone would be enough.',
        resolve: ({ value: { change }, names }) => change && { value: change, names },
      }),
    }),
  });

builder.prismaObjectField('Member', 'noPairingReasons', (t) =>
  t.field({
    type: [NoPairingReasonType],
    nullable: true,
    description:
      'For each need that no pairing meets: why, and what could be changed. For the member itself and for the secretariat, where that may see whether it is available; null for others.',
    // Whoever offers what is needed is tried, some hundreds at most.
    complexity: { field: 100, multiplier: 5 },
    select: consentHolder,
    resolve: async (member, _args, context) => {
      const found = await readNoPairingReasons(context, member);
      if (!found) return null;
      return found.reasons.map((value) => ({ value, names: found.names, memberId: member.id }));
    },
  }),
);

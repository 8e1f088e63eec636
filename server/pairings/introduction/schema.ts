import { mayDecideForNetwork } from '../../access/policy.ts';
import { existingMembers } from '../../exchanges/schema/named.ts';
import { message } from '../../i18n/message.ts';
import { MemberType } from '../../members/schema/member.ts';
import { builder } from '../../schema/builder.ts';
import { InvalidInputError } from '../../schema/errors.ts';
import { localeArgument } from '../../schema/locale-argument.ts';
import { TopicType } from '../../taxonomy/schema.ts';
import { bridgeSentence } from '../bridge-sentence.ts';
import { type Names, readNames } from '../names.ts';
import { isolate } from '../reasons.ts';
import { member, topic } from '../schema/read.ts';
import { type InTheWay, inTheWayOf } from './obstacles.ts';
import { type IntroductionStep, stepsAmong, type StepTopic, topicsOfAll } from './steps.ts';

/** As many as can be asked for one exchange. */
const membersAtMost = 51;

const StepTopicType = builder.objectRef<StepTopic>('IntroductionTopic').implement({
  description: 'Something that the teacher of a step shares.',
  fields: (t) => ({
    topic: t.prismaField({
      type: TopicType,
      description: 'What would be learned: the topic that is offered.',
      resolve: (query, step, _args, context) => topic(step.topic, query, context),
    }),
    need: t.prismaField({
      type: TopicType,
      nullable: true,
      description:
        'What the learner wants to learn, and would thereby; null where it does not say so.',
      resolve: (query, { need }, _args, context) =>
        need === null ? null : topic(need, query, context),
    }),
  }),
});

const StepType = builder
  .objectRef<IntroductionStep & { readonly names: Names }>('IntroductionStep')
  .implement({
    description: 'One learns from another.',
    fields: (t) => ({
      teacher: t.prismaField({
        type: MemberType,
        description: 'From whom.',
        resolve: (query, { teacher }, _args, context) => member(teacher, query, context),
      }),
      learner: t.prismaField({
        type: MemberType,
        description: 'Who learns.',
        resolve: (query, { learner }, _args, context) => member(learner, query, context),
      }),
      topics: t.field({
        type: [StepTopicType],
        description:
          'All that the teacher shows to members that it can share; first what the learner shows that it wants to learn, the best first. Where none has a need, there is nothing to teach as far as is known.',
        complexity: { field: 1, multiplier: 5 },
        resolve: ({ topics }) => [...topics],
      }),
      bridge: t.string({
        nullable: true,
        description:
          'How the two can understand each other, as a sentence about them; null where no way is known.',
        args: localeArgument(t),
        resolve: ({ bridge, names }, { locale }, context) =>
          bridge && bridgeSentence(bridge, names, locale ?? context.locale),
      }),
    }),
  });

const ObstacleType = builder
  .objectRef<{ readonly members: InTheWay; readonly names: Names }>('IntroductionObstacle')
  .implement({
    description:
      'Why an exchange of the members cannot be asked for at present, as far as the secretariat may know.',
    fields: (t) => ({
      members: t.prismaField({
        type: [MemberType],
        description:
          'One that takes no requests at present, or two that cannot be asked together: for which reason is not said.',
        resolve: (query, { members }, _args, context) =>
          Promise.all(members.map((id) => member(id, query, context))),
      }),
      explanation: t.string({
        description: 'The same as a sentence.',
        args: localeArgument(t),
        resolve: ({ members, names }, args, context) => {
          const locale = args.locale ?? context.locale;
          const [one = '', other] = members.map((id) => isolate(names.memberName(id), locale));
          return other === undefined
            ? message(locale, 'introduction.closed', { names: one, count: 1 })
            : message(locale, 'introduction.apart', { one, other });
        },
      }),
    }),
  });

interface Introduction {
  readonly memberIds: readonly string[];
  readonly steps: readonly IntroductionStep[];
  readonly obstacles: readonly InTheWay[];
  readonly together: readonly string[];
  readonly names: Names;
}

const IntroductionType = builder.objectRef<Introduction>('Introduction').implement({
  description: 'Members that could be brought together. Nobody has been asked.',
  fields: (t) => ({
    members: t.prismaField({
      type: [MemberType],
      description: 'Who, in the order asked.',
      complexity: { field: 1, multiplier: 4 },
      resolve: (query, { memberIds }, _args, context) =>
        Promise.all(memberIds.map((id) => member(id, query, context))),
    }),
    steps: t.field({
      type: [StepType],
      description:
        'Who would learn what from whom; the last step leads back to the first, but for a group.',
      complexity: { field: 1, multiplier: 4 },
      resolve: ({ steps, names }) => steps.map((step) => ({ ...step, names })),
    }),
    together: t.prismaField({
      type: [TopicType],
      description: 'Topics that all of them show that they work on, share or want to learn.',
      complexity: { field: 1, multiplier: 3 },
      resolve: (query, { together }, _args, context) =>
        Promise.all(together.map((id) => topic(id, query, context))),
    }),
    obstacles: t.field({
      type: [ObstacleType],
      description: 'What stands in the way of asking them; empty: nothing.',
      complexity: { field: 1, multiplier: 2 },
      resolve: ({ obstacles, names }) => obstacles.map((members) => ({ members, names })),
    }),
  }),
});

builder.queryField('introduction', (t) =>
  t.field({
    type: IntroductionType,
    nullable: true,
    description:
      'What members could learn if `requestExchange` brought them together, and what stands in the way; for the secretariat, null for others.',
    args: {
      members: t.arg.idList({
        required: true,
        description: `Two members or more, at most ${membersAtMost}, in the order of giving: each learns from the one before, and the first from the last.`,
      }),
      group: t.arg.boolean({
        required: true,
        defaultValue: false,
        description: 'Whether all of them learn from the first instead, as in a group.',
      }),
    },
    resolve: async (_root, { members, group }, context) => {
      const { viewer, prisma, locale } = context;
      if (!mayDecideForNetwork(viewer)) return null;
      const named = members.slice(0, membersAtMost + 1);
      const memberIds = await existingMembers(named, ['members'], context);
      const path = ['members'];
      const values = { kind: 'GROUP', max: membersAtMost - 1 };
      if (memberIds.length < 2 || memberIds.length > membersAtMost)
        throw new InvalidInputError([
          { path, message: message(locale, 'exchange.error.partners', values) },
        ]);
      if (new Set(memberIds).size < memberIds.length)
        throw new InvalidInputError([
          { path, message: message(locale, 'exchange.error.partnerTwice') },
        ]);
      const matching = await context.pairings.matching();
      const steps = stepsAmong(matching, memberIds, group);
      const today = context.now().toISOString().slice(0, 10);
      const third = steps.flatMap(({ bridge }) => bridge?.through.slice(0, 1) ?? []);
      const [obstacles, names] = await Promise.all([
        inTheWayOf({ prisma, viewer }, memberIds, group, today),
        readNames(context, [], [...memberIds, ...third]),
      ]);
      const together = topicsOfAll(matching, memberIds);
      return { memberIds, steps, obstacles, together, names };
    },
  }),
);

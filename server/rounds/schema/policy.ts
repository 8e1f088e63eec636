import { MemberType } from '../../members/schema/member.ts';
import { builder } from '../../schema/builder.ts';
import type { RoundPolicy } from '../policy.ts';

const RoundFloorType = builder.objectRef<RoundPolicy['floors'][number]>('RoundFloor').implement({
  description: 'At least so many places to learn for a group.',
  fields: (t) => ({
    group: t.exposeString('group', { description: 'The key of the group.' }),
    receive: t.exposeInt('receive', { description: 'How many.' }),
  }),
});

const RoundCapType = builder.objectRef<RoundPolicy['caps'][number]>('RoundCap').implement({
  description: 'At most so many steps of which both ends are in a group.',
  fields: (t) => ({
    group: t.exposeString('group', { description: 'The key of the group.' }),
    inside: t.exposeInt('inside', { description: 'How many.' }),
  }),
});

export const RoundPolicyType = builder.objectRef<RoundPolicy>('RoundPolicy').implement({
  description: 'What the secretariat asks of a round.',
  fields: (t) => ({
    maxCircle: t.exposeInt('maxCircle', { description: 'The longest circle.' }),
    oneWay: t.exposeBoolean('oneWay', { description: 'Whether exchanges may go one way.' }),
    circleBonus: t.exposeFloat('circleBonus', {
      description: 'A step in a circle counts so much more of its weight.',
    }),
    coverageFirst: t.exposeBoolean('coverageFirst', {
      description: 'As many members as possible, before all else.',
    }),
    exchangesEach: t.exposeInt('exchangesEach', {
      description: 'So many exchanges for one member at most.',
    }),
    minWeight: t.exposeFloat('minWeight', { description: 'Weaker steps are left out.' }),
    seconds: t.exposeInt('seconds', {
      description: 'After so many seconds the best found so far is taken.',
    }),
    floors: t.field({
      type: [RoundFloorType],
      description: 'What groups receive at least.',
      resolve: ({ floors }) => [...floors],
    }),
    caps: t.field({
      type: [RoundCapType],
      description: 'What stays within groups at most.',
      resolve: ({ caps }) => [...caps],
    }),
    without: t.prismaField({
      type: [MemberType],
      description: 'Who takes no part.',
      resolve: (query, { without }, _args, { prisma }) =>
        prisma.member.findMany({ ...query, where: { id: { in: [...without] } } }),
    }),
  }),
});

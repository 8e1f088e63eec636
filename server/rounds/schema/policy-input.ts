import { message } from '../../i18n/message.ts';
import { builder } from '../../schema/builder.ts';
import type { Context } from '../../schema/context.ts';
import { InvalidInputError } from '../../schema/errors.ts';
import { idOfType } from '../../schema/ids.ts';
import { policyProblems, type RoundPolicy } from '../policy.ts';
import { groupsOfMembers } from '../store/making.ts';

const RoundFloorInput = builder.inputType('RoundFloorInput', {
  description: 'At least so many places to learn for a group.',
  fields: (t) => ({
    group: t.string({ required: true, description: 'A key of `roundGroups`.' }),
    receive: t.int({ required: true, description: 'How many.' }),
  }),
});

const RoundCapInput = builder.inputType('RoundCapInput', {
  description: 'At most so many steps of which both ends are in a group.',
  fields: (t) => ({
    group: t.string({ required: true, description: 'A key of `roundGroups`.' }),
    inside: t.int({ required: true, description: 'How many.' }),
  }),
});

export const RoundPolicyInput = builder.inputType('RoundPolicyInput', {
  description: 'What is asked of a round; what is not said stays as it is, or as it is by default.',
  fields: (t) => ({
    maxCircle: t.int({ description: 'The longest circle, 2 to 4; by default 3.' }),
    oneWay: t.boolean({ description: 'Whether exchanges may go one way; by default not.' }),
    circleBonus: t.float({
      description: 'A step in a circle counts so much more of its weight; by default 0.2.',
    }),
    coverageFirst: t.boolean({
      description: 'As many members as possible, before all else; by default so.',
    }),
    exchangesEach: t.int({
      description: 'So many exchanges for one member at most; by default 2. Only for a new round.',
    }),
    minWeight: t.float({
      description: 'Weaker steps are left out; by default 0.05. Only for a new round.',
    }),
    seconds: t.int({
      description: 'After so many seconds the best found so far is taken; 1 to 300, by default 20.',
    }),
    floors: t.field({ type: [RoundFloorInput], description: 'What groups receive at least.' }),
    caps: t.field({ type: [RoundCapInput], description: 'What stays within groups at most.' }),
    without: t.idList({ description: 'Members that take no part. Only for a new round.' }),
  }),
});

type PolicyInput = typeof RoundPolicyInput.$inferInput;

/**
 * The policy after what was said, checked.
 * @param isNew whether members and arcs are still to be chosen
 * @throws InvalidInputError
 */
export async function policyOf(
  input: PolicyInput | null | undefined,
  before: RoundPolicy,
  { prisma, viewer, locale }: Context,
  isNew = true,
): Promise<RoundPolicy> {
  const given = input ?? {};
  const without = (isNew ? (given.without ?? []) : []).map((id) => idOfType('Member', id));
  const policy: RoundPolicy = {
    maxCircle: given.maxCircle ?? before.maxCircle,
    oneWay: given.oneWay ?? before.oneWay,
    circleBonus: given.circleBonus ?? before.circleBonus,
    coverageFirst: given.coverageFirst ?? before.coverageFirst,
    exchangesEach: (isNew ? given.exchangesEach : null) ?? before.exchangesEach,
    minWeight: (isNew ? given.minWeight : null) ?? before.minWeight,
    seconds: given.seconds ?? before.seconds,
    floors: (given.floors ?? before.floors).map(({ group, receive }) => ({ group, receive })),
    caps: (given.caps ?? before.caps).map(({ group, inside }) => ({ group, inside })),
    without: isNew ? without.filter((id) => id !== null) : before.without,
  };
  const groups = new Set([
    'everybody',
    ...[...(await groupsOfMembers(prisma, viewer, 'everybody')).values()].flat(),
  ]);
  const issues = policyProblems(policy, groups).map(({ path, key, values }) => ({
    path,
    message: message(locale, key, values),
  }));
  if (without.includes(null))
    issues.push({ path: ['policy', 'without'], message: message(locale, 'round.error.members') });
  if (issues.length > 0) throw new InvalidInputError(issues);
  return policy;
}

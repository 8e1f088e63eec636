import type { NextBest } from '../../matching/round/next-best.ts';
import type { RoundExchange } from '../../matching/round/result.ts';
import { MemberType } from '../../members/schema/member.ts';
import { lessonOf } from '../../pairings/arcs.ts';
import { type Names, readNames } from '../../pairings/names.ts';
import { builder } from '../../schema/builder.ts';
import type { Context } from '../../schema/context.ts';
import { localeArgument } from '../../schema/locale-argument.ts';
import { keyOf } from '../rules.ts';
import { type Step, stepReasons } from '../sentences.ts';
import { memberBehind } from './member-behind.ts';
import type { ProposalView } from './view.ts';

/** An exchange on a page, with what its sentences are made of. */
interface Shown {
  readonly exchange: RoundExchange;
  readonly view: ProposalView;
  readonly steps: readonly Step[];
  readonly names: Names;
  readonly pinned: boolean;
  readonly nextBest: readonly (NextBest | null)[];
}

const StepType = builder
  .objectRef<{
    step: Step;
    names: Names;
    teacher: string;
    learner: string;
    view: ProposalView;
    weight: number | null;
  }>('RoundStep')
  .implement({
    description: 'One step of an exchange: one learns from another.',
    fields: (t) => ({
      teacher: t.prismaField({
        type: MemberType,
        nullable: true,
        description: 'From whom; null when it left the network.',
        resolve: (query, { teacher, view }, _args, context) =>
          memberBehind(teacher, query, view, context),
      }),
      learner: t.prismaField({
        type: MemberType,
        nullable: true,
        description: 'Who learns; null when it left the network.',
        resolve: (query, { learner, view }, _args, context) =>
          memberBehind(learner, query, view, context),
      }),
      weight: t.exposeFloat('weight', {
        nullable: true,
        description: 'What it is worth, 0 to 1, when the round was made; null until it is known.',
      }),
      reasons: t.stringList({
        description: 'Why, as sentences about the two, as things stand now.',
        args: localeArgument(t),
        resolve: ({ step, names }, { locale }, context) =>
          stepReasons(step, names, locale ?? context.locale),
      }),
    }),
  });

const NextBestType = builder
  .objectRef<{ next: NextBest; label: string; view: ProposalView }>('RoundNextBest')
  .implement({
    description: 'What a party of an exchange would have had instead.',
    fields: (t) => ({
      member: t.prismaField({
        type: MemberType,
        nullable: true,
        description: 'The party.',
        resolve: (query, { label, view }, _args, context) =>
          memberBehind(label, query, view, context),
      }),
      key: t.string({
        description: 'The name of the other exchange in this round; for `replace`.',
        resolve: ({ next }) => keyOf(next),
      }),
      names: t.stringList({
        description: 'Who would be in it, in giving order.',
        resolve: async ({ next, view }) => next.members.map(await view.names()),
      }),
      weight: t.float({
        description: 'What it would be worth.',
        resolve: ({ next }) => next.weight,
      }),
      fits: t.boolean({
        description: 'Whether it would fit beside the other exchanges, if this one fell.',
        resolve: ({ next }) => next.fits,
      }),
    }),
  });

export const ProposedExchangeType = builder.objectRef<Shown>('ProposedExchange').implement({
  description: 'An exchange of a proposal. Nobody has been asked for it yet.',
  fields: (t) => ({
    key: t.string({
      description: 'Its name in this round; for pins and prohibitions.',
      resolve: ({ exchange }) => keyOf(exchange),
    }),
    members: t.prismaField({
      type: [MemberType],
      description: 'Who takes part, in giving order; those who left the network are missing.',
      complexity: { field: 1, multiplier: 3 },
      resolve: async (query, { exchange, view }, _args, { prisma }) => {
        const members = await view.members();
        const ids = exchange.members.flatMap((label) => members.get(label) ?? []);
        const found = await Promise.all(
          ids.map((id) => prisma.member.findUnique({ ...query, where: { id } })),
        );
        return found.filter((member) => member !== null);
      },
    }),
    circle: t.boolean({
      description: 'Whether the last gives to the first; two in a circle learn from each other.',
      resolve: ({ exchange }) => exchange.circle,
    }),
    weight: t.float({
      description: 'What it is worth to the round, bonus included.',
      resolve: ({ exchange }) => exchange.weight,
    }),
    pinned: t.exposeBoolean('pinned', {
      description: 'Whether the secretariat holds it fixed.',
    }),
    steps: t.field({
      type: [StepType],
      description: 'Who learns from whom, and why.',
      complexity: { field: 1, multiplier: 3 },
      resolve: async ({ exchange, steps, names, view }) => {
        const { arcs } = await view.problem();
        const { members, circle } = exchange;
        return steps.map((step, at) => {
          const [teacher, learner] = [members[at]!, members[(at + 1) % members.length]!];
          const weight =
            arcs.find(({ from, to }) => from === teacher && to === learner)?.weight ?? null;
          return { step, names, teacher, learner, view, weight, circle };
        });
      },
    }),
    nextBest: t.field({
      type: [NextBestType],
      description:
        'For each party the most valuable exchange it could have had instead; empty until known.',
      complexity: { field: 1, multiplier: 3 },
      resolve: ({ exchange, nextBest, view }) =>
        nextBest.flatMap((next, at) =>
          next ? [{ next, label: exchange.members[at]!, view }] : [],
        ),
    }),
  }),
});

/** What the sentences of some exchanges are made of, with the names of all of them in two queries. */
export async function explained(
  view: ProposalView,
  context: Context,
  exchanges: readonly RoundExchange[],
): Promise<Omit<Shown, 'pinned' | 'nextBest'>[]> {
  const [members, matching] = await Promise.all([view.members(), context.pairings.matching()]);
  const stepsOf = ({ members: labels, circle }: RoundExchange): Step[] =>
    (circle ? labels : labels.slice(0, 1)).map((label, at) => {
      const teacher = members.get(label) ?? '';
      const learner = members.get(labels[(at + 1) % labels.length]!) ?? '';
      return { teacher, learner, lesson: lessonOf(matching, teacher, learner) };
    });
  const shown = exchanges.map((exchange) => ({ exchange, steps: stepsOf(exchange) }));
  const steps = shown.flatMap((one) => one.steps);
  const names = await readNames(
    context,
    steps.flatMap(({ lesson }) => (lesson?.pairing.learns ?? []).map(({ topic }) => topic)),
    steps.flatMap(({ teacher, learner, lesson }) =>
      [teacher, learner, ...(lesson?.pairing.bridge.through.slice(0, 1) ?? [])].filter(Boolean),
    ),
  );
  return shown.map((one) => ({ ...one, names, view }));
}

import { TimeZoneType } from '../../cldr/schema.ts';
import type { Prisma } from '../../../generated/prisma/client.ts';
import type { PrismaClient } from '../../database/database.ts';
import { builder } from '../../schema/builder.ts';
import type { Context } from '../../schema/context.ts';
import { suits } from '../rules.ts';
import { inOrderOf, isOwnOf, seenOf, type SeenParty } from '../seen.ts';
import { describedTimes, LocalTimeType, shownTimes, shownZone } from './local-time.ts';

type Proposal = Awaited<ReturnType<typeof readProposals>>[number];
type Time = Proposal['times'][number];
/** Proposals that are read at once. */
const mostRead = 100;

interface Seen {
  readonly parties: readonly SeenParty[];
}

async function readProposals(prisma: PrismaClient, where: Prisma.TimeProposalWhereInput) {
  const proposals = await prisma.timeProposal.findMany({
    where,
    orderBy: { id: 'desc' },
    take: mostRead,
    include: {
      times: {
        orderBy: { startsAt: 'asc' },
        include: { answers: { orderBy: { at: 'asc' } } },
      },
      exchange: { select: { parties: { select: { memberId: true } } } },
    },
  });
  return proposals.map((proposal) => {
    // Answers of a member that was removed meanwhile are nobody's.
    const isParty = ({ memberId }: { readonly memberId: string }) =>
      proposal.exchange.parties.some((party) => party.memberId === memberId);
    const times = proposal.times.map((time) => ({
      ...time,
      answers: time.answers.filter(isParty),
    }));
    return { ...proposal, times };
  });
}

const TimeAnswerType = builder.objectRef<Time['answers'][number]>('TimeAnswer').implement({
  description: 'Whether a time suits a party.',
  fields: (t) => ({
    member: t.prismaField({
      type: 'Member',
      description: 'Who says so.',
      resolve: (query, { memberId }, _args, { prisma }) =>
        prisma.member.findUniqueOrThrow({ ...query, where: { id: memberId } }),
    }),
    fits: t.exposeBoolean('fits', { description: 'Whether it suits.' }),
  }),
});

const ProposedTimeType = builder
  .objectRef<Time & Seen & { readonly chosenIn: string | null }>('ProposedTime')
  .implement({
    description: 'One of the times that are proposed.',
    fields: (t) => ({
      id: t.globalID({
        description: 'Its id, for `answerTimes` and `settleTime`.',
        resolve: ({ id }) => ({ id, type: 'ProposedTime' }),
      }),
      startsAt: t.expose('startsAt', { type: 'DateTime', description: describedTimes.startsAt }),
      local: t.field({
        type: [LocalTimeType],
        description: describedTimes.local,
        resolve: ({ startsAt, parties, chosenIn }) => shownTimes(startsAt, parties, chosenIn),
      }),
      answers: t.field({
        type: [TimeAnswerType],
        description: 'What the parties have said of it; whoever proposed it can come.',
        complexity: { field: 1, multiplier: 3 },
        resolve: ({ answers }) => answers,
      }),
      fitsAll: t.boolean({
        description: 'Whether every party has said that it suits.',
        resolve: (time) => time.parties.every(({ memberId }) => suits(time, memberId)),
      }),
    }),
  });

/** Proposals as the viewer sees them, of exchanges whose meetings it sees. */
async function proposalsSeen(
  { prisma, viewer }: Pick<Context, 'prisma' | 'viewer'>,
  where: Prisma.TimeProposalWhereInput,
) {
  return seenOf(await readProposals(prisma, where), { prisma, viewer }, (proposal, parties) => ({
    ...proposal,
    parties,
  }));
}

const TimeProposalType = builder.node(builder.objectRef<Proposal & Seen>('TimeProposal'), {
  description:
    'Times for a meeting that one party proposes to the others; for the parties that meet and the secretariat.',
  id: {
    description: 'Its id, for `answerTimes`, `settleTime` and `withdrawTimes`.',
    resolve: ({ id }) => id,
  },
  brandLoadedObjects: true,
  loadMany: async (ids: string[], context) =>
    inOrderOf(ids, await proposalsSeen(context, { id: { in: ids } })),
  fields: (t) => ({
    member: t.prismaField({
      type: 'Member',
      nullable: true,
      description: 'Who proposes; null: the secretariat.',
      resolve: (query, { memberId }, _args, { prisma }) =>
        memberId === null ? null : prisma.member.findUnique({ ...query, where: { id: memberId } }),
    }),
    minutes: t.exposeInt('minutes', { description: 'How long the meeting takes.' }),
    timeZone: t.field({
      type: TimeZoneType,
      nullable: true,
      description: describedTimes.timeZone,
      resolve: (proposal, _args, { viewer }) =>
        isOwnOf(viewer, proposal.memberId)
          ? { name: proposal.timeZone }
          : shownZone(proposal.timeZone, proposal.parties),
    }),
    note: t.exposeString('note', { nullable: true, description: 'What was added.' }),
    at: t.expose('at', { type: 'DateTime', description: 'When they were proposed.' }),
    settledAt: t.expose('settledAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When one of them was settled on, or they were taken back; null: still open.',
    }),
    times: t.field({
      type: [ProposedTimeType],
      description: 'The times, the earliest first.',
      complexity: { field: 1, multiplier: 4 },
      resolve: ({ times, parties, timeZone, memberId }, _args, { viewer }) =>
        times.map((time) => {
          const chosenIn = isOwnOf(viewer, memberId) ? timeZone : null;
          return { ...time, parties, chosenIn };
        }),
    }),
  }),
});

builder.prismaObjectField('Exchange', 'timeProposals', (t) =>
  t.field({
    type: [TimeProposalType],
    description:
      'Times that were proposed for meetings, the latest first, at most 50; for the parties that meet and the secretariat, empty for others.',
    complexity: { field: 2, multiplier: 5 },
    select: { id: true },
    resolve: async ({ id }, _args, context) =>
      (await proposalsSeen(context, { exchangeId: id })).slice(0, 50),
  }),
);

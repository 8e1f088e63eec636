import type { Prisma } from '../../../generated/prisma/client.ts';
import { SessionState as SessionStates } from '../../../generated/prisma/enums.ts';
import type { Viewer } from '../../access/viewer.ts';
import { TimeZoneType } from '../../cldr/schema.ts';
import type { PrismaClient } from '../../database/database.ts';
import { ExchangeFormatType } from '../../members/schema/enums.ts';
import { builder } from '../../schema/builder.ts';
import type { Context } from '../../schema/context.ts';
import { calendarOf } from '../calendar.ts';
import { withEndOfExchange } from '../rules.ts';
import { inOrderOf, isOwnOf, seenOf, type SeenParty } from '../seen.ts';
import { describedTimes, LocalTimeType, pageOf, shownTimes, shownZone } from './local-time.ts';

type StoredSession = Awaited<ReturnType<typeof readSessions>>[number];

function readSessions(prisma: PrismaClient, where: Prisma.ExchangeSessionWhereInput) {
  return prisma.exchangeSession.findMany({
    where,
    orderBy: [{ startsAt: 'asc' }, { id: 'asc' }],
    include: {
      exchange: { select: { endedAt: true, parties: { select: { memberId: true } } } },
      notes: { orderBy: [{ at: 'asc' }, { id: 'asc' }] },
      absences: { orderBy: [{ at: 'asc' }, { memberId: 'asc' }] },
    },
  });
}

const SessionStateType = builder.enumType('SessionState', {
  description: 'Whether a session is to come.',
  values: {
    PLANNED: { value: SessionStates.PLANNED, description: 'Its time is settled.' },
    HELD: { value: SessionStates.HELD, description: 'It was held, as somebody wrote down.' },
    CANCELLED: {
      value: SessionStates.CANCELLED,
      description: 'It does not take place, or its exchange came to an end before.',
    },
  } as const,
});

const SessionNoteType = builder.objectRef<StoredSession['notes'][number]>('SessionNote').implement({
  description: 'What somebody wrote about a session.',
  fields: (t) => ({
    id: t.globalID({
      description: 'Its id.',
      resolve: ({ id }) => ({ id, type: 'SessionNote' }),
    }),
    member: t.prismaField({
      type: 'Member',
      nullable: true,
      description: 'The party that wrote it; null: the secretariat.',
      resolve: (query, { memberId }, _args, { prisma }) =>
        memberId === null ? null : prisma.member.findUnique({ ...query, where: { id: memberId } }),
    }),
    text: t.exposeString('text', { description: 'The note, as plain text.' }),
    shared: t.exposeBoolean('shared', {
      description: 'Whether the other parties read it; else only the writer and the secretariat.',
    }),
    at: t.expose('at', { type: 'DateTime', description: 'When it was written.' }),
  }),
});

const AbsenceType = builder.objectRef<StoredSession['absences'][number]>('Absence').implement({
  description: 'That a party did not come to a session, and who said so.',
  fields: (t) => ({
    member: t.prismaField({
      type: 'Member',
      description: 'Who did not come.',
      resolve: (query, { memberId }, _args, { prisma }) =>
        prisma.member.findUniqueOrThrow({ ...query, where: { id: memberId } }),
    }),
    reportedBy: t.prismaField({
      type: 'Member',
      nullable: true,
      description: 'The party that said so; null: the secretariat.',
      resolve: (query, { reportedBy }, _args, { prisma }) =>
        reportedBy === null
          ? null
          : prisma.member.findUnique({ ...query, where: { id: reportedBy } }),
    }),
    at: t.expose('at', { type: 'DateTime', description: 'When it was said.' }),
  }),
});

/** Sessions as the viewer sees them, of exchanges whose meetings it sees. */
async function sessionsSeen(
  { prisma, viewer }: Pick<Context, 'prisma' | 'viewer'>,
  where: Prisma.ExchangeSessionWhereInput,
) {
  return seenOf(await readSessions(prisma, where), { prisma, viewer }, (session, parties) => ({
    ...withEndOfExchange(session, session.exchange.endedAt),
    parties,
  }));
}

const SessionType = builder.node(
  builder.objectRef<StoredSession & { readonly parties: readonly SeenParty[] }>('Session'),
  {
    description: 'One meeting of an exchange; for the parties that meet and the secretariat.',
    id: {
      description: 'Its id, for `moveSession`, `cancelSession` and `logSession`.',
      resolve: ({ id }) => id,
    },
    brandLoadedObjects: true,
    loadMany: async (ids: string[], context) =>
      inOrderOf(ids, await sessionsSeen(context, { id: { in: ids } })),
    fields: (t) => ({
      state: t.expose('state', { type: SessionStateType, description: 'Whether it is to come.' }),
      startsAt: t.expose('startsAt', { type: 'DateTime', description: describedTimes.startsAt }),
      minutes: t.exposeInt('minutes', { description: 'How long it takes.' }),
      local: t.field({
        type: [LocalTimeType],
        description: describedTimes.local,
        resolve: ({ startsAt, parties }) => shownTimes(startsAt, parties),
      }),
      timeZone: t.field({
        type: TimeZoneType,
        nullable: true,
        description: describedTimes.timeZone,
        resolve: ({ timeZone, parties }) => shownZone(timeZone, parties),
      }),
      format: t.expose('format', { type: ExchangeFormatType, description: 'How it takes place.' }),
      place: t.exposeString('place', {
        nullable: true,
        description:
          'Where: a link or a place, as plain text; for the parties and the secretariat.',
      }),
      notes: t.field({
        type: [SessionNoteType],
        description: 'What was written about it, as far as the viewer may read it.',
        complexity: { field: 1, multiplier: 2 },
        resolve: ({ notes }, _args, { viewer }) => notes.filter((note) => mayRead(viewer, note)),
      }),
      absences: t.field({
        type: [AbsenceType],
        description: 'Who did not come.',
        // But for a member that was removed meanwhile.
        resolve: ({ absences, exchange }) =>
          absences.filter((absence) =>
            exchange.parties.some(({ memberId }) => memberId === absence.memberId),
          ),
      }),
      ics: t.string({
        description:
          'A calendar file (iCalendar) for the viewer: an invitation, its change, or its cancellation. It names neither members nor places, and leads to the page of the exchange.',
        complexity: 1,
        resolve: (session, _args, context) => {
          const { viewer, locale } = context;
          const attendee = viewer.kind === 'person' ? viewer.email : null;
          const page = pageOf(context, session.exchangeId);
          return calendarOf(session, { attendee, page, locale });
        },
      }),
    }),
  },
);

/** A note that is not shared is for its writer and the secretariat; one that the secretariat wrote, for that alone. */
function mayRead(viewer: Viewer, { shared, memberId }: StoredSession['notes'][number]): boolean {
  if (shared || isOwnOf(viewer, memberId)) return true;
  return viewer.kind === 'person' && viewer.secretariat;
}

builder.prismaObjectField('Exchange', 'sessions', (t) =>
  t.field({
    type: [SessionType],
    description:
      'Its meetings, the earliest first; for the parties that meet and the secretariat, empty for others.',
    complexity: { field: 2, multiplier: 10 },
    select: { id: true },
    resolve: ({ id }, _args, context) => sessionsSeen(context, { exchangeId: id }),
  }),
);

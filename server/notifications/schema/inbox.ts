import { Mailing as Mailings } from '../../../generated/prisma/enums.ts';
import { ViewerType } from '../../access/schema.ts';
import type { Viewer } from '../../access/viewer.ts';
import { type Locale, locales } from '../../i18n/locales.ts';
import { message } from '../../i18n/message.ts';
import { builder } from '../../schema/builder.ts';
import type { Context } from '../../schema/context.ts';
import { checkPage, pageCost } from '../../schema/cost.ts';
import { ForbiddenError, InvalidInputError, NotFoundError } from '../../schema/errors.ts';
import { idsOfType } from '../../schema/ids.ts';
import { resultOf } from '../../schema/result.ts';
import { ownNews } from '../access.ts';
import { chooseMailing, markRead } from '../mailbox.ts';
import { NotificationType } from './notification.ts';

const MailingType = builder.enumType('Mailing', {
  description: 'When somebody gets e-mails.',
  values: {
    AT_ONCE: { value: Mailings.AT_ONCE, description: 'At once, one for each piece of news.' },
    DAILY: { value: Mailings.DAILY, description: 'Once a day, all together.' },
    NEVER: { value: Mailings.NEVER, description: 'Never: only the inbox.' },
  } as const,
});

const inboxWhere = (viewer: Viewer, unread: boolean | null | undefined) => ({
  AND: [ownNews(viewer), unread ? { readAt: null } : {}],
});

builder.objectFields(ViewerType, (t) => ({
  inbox: t.prismaConnection(
    {
      type: NotificationType,
      cursor: 'id',
      description: 'What the viewer should know, the newest first.',
      args: { unread: t.arg.boolean({ description: 'True: only what was not read yet.' }) },
      complexity: pageCost,
      maxSize: checkPage,
      totalCount: (viewer, { unread }, { prisma }) =>
        prisma.notification.count({ where: inboxWhere(viewer, unread) }),
      resolve: (query, viewer, { unread }, { prisma }) =>
        prisma.notification.findMany({
          ...query,
          where: inboxWhere(viewer, unread),
          orderBy: [{ at: 'desc' }, { id: 'desc' }],
        }),
    },
    { name: 'NotificationConnection', description: 'A page of news.' },
    { name: 'NotificationEdge', description: 'A piece of news on a page.' },
  ),
  unreadCount: t.int({
    description: 'How many pieces of news were not read yet.',
    resolve: (viewer, _args, { prisma }) =>
      viewer.kind === 'person' ? prisma.notification.count({ where: inboxWhere(viewer, true) }) : 0,
  }),
  mailing: t.field({
    type: MailingType,
    nullable: true,
    description: 'When the viewer gets e-mails; null for keys and anonymous people.',
    resolve: async (viewer, _args, { prisma }) =>
      viewer.kind === 'person' ? ((await mailboxOf(prisma, viewer))?.mailing ?? 'AT_ONCE') : null,
  }),
  mailLocale: t.field({
    type: 'Locale',
    nullable: true,
    description: 'The language of e-mails; null: guessed from the main language of the member.',
    resolve: async (viewer, _args, { prisma }): Promise<Locale | null> => {
      if (viewer.kind !== 'person') return null;
      const locale = (await mailboxOf(prisma, viewer))?.locale;
      return locales.find((one) => one === locale) ?? null;
    },
  }),
}));

function mailboxOf(prisma: Context['prisma'], { email }: { readonly email: string }) {
  return prisma.mailbox.findUnique({ where: { email } });
}

const MarkReadInput = builder.inputType('MarkReadInput', {
  description: 'What was read.',
  fields: (t) => ({
    notifications: t.idList({ description: 'These, at most 100.' }),
    all: t.boolean({ description: 'True: everything in the inbox.' }),
  }),
});

const viewerSuccess = (name: string, description: string) =>
  builder.objectRef<{ viewer: Viewer }>(name).implement({
    description,
    fields: (t) => ({
      viewer: t.expose('viewer', { type: ViewerType, description: 'Who is asking.' }),
    }),
  });

/** At a time; there are no longer pages. */
const mostMarked = 100;

builder.mutationField('markRead', (t) =>
  t.field({
    type: viewerSuccess('MarkReadSuccess', 'The news are marked as read.'),
    description: 'Marks news of the viewer as read; others stay as they are.',
    authScopes: { signedIn: true },
    errors: resultOf('MarkRead', [InvalidInputError, NotFoundError, ForbiddenError]),
    args: { input: t.arg({ type: MarkReadInput, required: true, description: 'Which.' }) },
    resolve: async (_root, { input }, { prisma, locale, now, viewer: asking }) => {
      const viewer = person(asking, locale);
      const ids = idsOfType('Notification', input.notifications ?? []);
      if (ids.length > mostMarked)
        throw new InvalidInputError([
          {
            path: ['notifications'],
            message: message(locale, 'error.tooMany', { found: ids.length, max: mostMarked }),
          },
        ]);
      await markRead(prisma, viewer, input.all ? 'all' : ids, now());
      return { viewer };
    },
  }),
);

const SetMailingInput = builder.inputType('SetMailingInput', {
  description: 'How the viewer wants to hear from Peerbridge.',
  fields: (t) => ({
    mailing: t.field({ type: MailingType, required: true, description: 'When.' }),
    locale: t.field({
      type: 'Locale',
      description: 'In which language; null: guessed from the main language of the member.',
    }),
  }),
});

builder.mutationField('setMailing', (t) =>
  t.field({
    type: viewerSuccess('SetMailingSuccess', 'The choice is noted, also for what waits.'),
    description: 'Chooses when, and in which language, the viewer gets e-mails.',
    authScopes: { signedIn: true },
    errors: resultOf('SetMailing', [ForbiddenError]),
    args: { input: t.arg({ type: SetMailingInput, required: true, description: 'How.' }) },
    resolve: async (_root, { input }, { prisma, locale, now, viewer: asking }) => {
      const viewer = person(asking, locale);
      const choice = { mailing: input.mailing, locale: input.locale ?? null };
      await chooseMailing(prisma, viewer, choice, now());
      return { viewer };
    },
  }),
);

function person(viewer: Viewer, locale: Locale): Extract<Viewer, { kind: 'person' }> {
  if (viewer.kind !== 'person')
    throw new ForbiddenError('UNAUTHENTICATED', message(locale, 'error.unauthenticated'));
  return viewer;
}

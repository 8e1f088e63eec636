import type { Mailing } from '../../generated/prisma/enums.ts';
import { actorOf, type Viewer } from '../access/viewer.ts';
import { record } from '../audit/store.ts';
import type { PrismaClient } from '../database/database.ts';
import type { Locale } from '../i18n/locales.ts';
import { announce } from './live.ts';
import { ownNews } from './access.ts';
import { nextDigest } from './rules.ts';

type Person = Extract<Viewer, { kind: 'person' }>;

/** How a person wants to hear from us. */
export interface MailingChoice {
  readonly mailing: Mailing;
  /** Null: guessed from the languages of the member. */
  readonly locale: Locale | null;
}

/** Notes the choice; what waits to be sent follows it. */
export async function chooseMailing(
  prisma: PrismaClient,
  viewer: Person,
  { mailing, locale }: MailingChoice,
  now: Date,
): Promise<void> {
  const { email } = viewer;
  await prisma.$transaction(async (transaction) => {
    await transaction.mailbox.upsert({
      where: { email },
      create: { email, mailing, locale },
      update: { mailing, locale },
    });
    // What is being sent, or tried again, goes on as it began.
    await transaction.notification.updateMany({
      where: { email, mailedAt: null, attempts: 0 },
      data:
        mailing === 'NEVER'
          ? { mailedAt: now }
          : { mailAfter: mailing === 'DAILY' ? nextDigest(now) : now },
    });
    await record(transaction, {
      actor: actorOf(viewer),
      action: 'setMailing',
      detail: { mailing, locale },
    });
    // Mail may have come due.
    await announce(transaction, { inbox: email });
  });
}

/** Marks news of the viewer as read; those that are not its own stay as they are. */
export async function markRead(
  prisma: PrismaClient,
  viewer: Person,
  which: readonly string[] | 'all',
  now: Date,
): Promise<void> {
  await prisma.$transaction(async (transaction) => {
    const { count } = await transaction.notification.updateMany({
      where: {
        AND: [ownNews(viewer), { readAt: null }, which === 'all' ? {} : { id: { in: [...which] } }],
      },
      data: { readAt: now },
    });
    if (count > 0) await announce(transaction, { inbox: viewer.email });
  });
}

import type { PrismaClient, Transaction } from '../database/database.ts';
import { readSigningSecret } from '../database/settings.ts';
import { followUpLink } from '../followups/links.ts';
import { type Mailer, MailError } from './mailer.ts';
import { invitationOf } from './invitation.ts';
import { newsMail } from './news-mail.ts';
import { newsOf, placeOf, type StoredNews } from './places.ts';
import { noteRefusal, type Recipient, readRecipient } from './recipient.ts';
import { type MailFailure, mostOfServer, nextAttempt } from './rules.ts';
import { readNews } from './sentences.ts';
import { notify } from './store.ts';

/** What delivery needs of the process. */
export interface Delivering {
  readonly prisma: PrismaClient;
  readonly mailer: Mailer;
  /** The origin that links start with. */
  readonly origin: string;
  readonly now: () => Date;
  /** A failure that will be tried again. */
  readonly failed: (error: unknown) => void;
}

/** News that go out in one message; `id` is the least of theirs, whichever was found first. */
interface Batch {
  readonly id: string;
  readonly ids: readonly string[];
  readonly email: string;
  /** Which try this is, from 1. */
  readonly attempt: number;
  readonly news: readonly StoredNews[];
  readonly recipient: Recipient;
}

/** For a database that is busy, in milliseconds. */
const patience = { maxWait: 60_000, timeout: 60_000 };
/** How long a try may take before another process, or this one after a crash, tries again, in minutes. */
const lease = 5;
/** Tries, over about a week, after which an address counts as refused, and any other message is given up: it stands in the inbox. */
const mostAttempts = 18;

/**
 * Sends what is due, message by message, until nothing is. Each is taken by a note in the database before it is sent and noted as
 * sent afterwards: a crash between the two sends it again, with the same Message-ID, and never loses it. Any number of
 * processes may do this at once.
 */
export async function deliver(delivering: Delivering, signal?: AbortSignal): Promise<void> {
  for (;;) {
    if (signal?.aborted) return;
    const taken = await takeNext(delivering);
    if (taken === 'nothing') return;
    // Where the mail server takes nothing from us, the others would only wait longer for having been tried.
    if (taken !== 'no mail' && (await send(delivering, taken)) === 'NO SERVER') return;
  }
}

async function takeNext({ prisma, now }: Delivering): Promise<Batch | 'no mail' | 'nothing'> {
  const at = now();
  return prisma.$transaction(async (transaction) => {
    const [first] = await transaction.$queryRaw<Row[]>`
      SELECT * FROM "Notification" WHERE "mailedAt" IS NULL AND "mailAfter" <= ${at}
      ORDER BY "attempts" > 0, "mailAfter", "id" LIMIT 1 FOR UPDATE SKIP LOCKED`;
    if (!first) return 'nothing';
    // What goes to one person is put together by one process at a time; another comes back for what is left.
    const [lock] = await transaction.$queryRaw<{ taken: boolean }[]>`
      SELECT pg_try_advisory_xact_lock(hashtextextended(${first.email}, 0)) AS "taken"`;
    if (!lock?.taken) return 'no mail';
    const recipient = await readRecipient(transaction, first.email);
    const rows = await belongingTo(transaction, first, recipient, at);
    const ids = rows.map(({ id }) => id);
    const news = rows.flatMap((row) => newsOf(row) ?? []).filter((item) => isFor(item, recipient));
    if (!recipient || recipient.refused || recipient.mailing === 'NEVER' || news.length === 0) {
      await transaction.notification.updateMany({
        where: { id: { in: ids } },
        data: { mailedAt: at },
      });
      return 'no mail';
    }
    const attempt = first.attempts + 1;
    await transaction.notification.updateMany({
      where: { id: { in: ids } },
      data: { attempts: attempt, mailAfter: new Date(at.getTime() + lease * 60_000) },
    });
    return { id: ids.toSorted()[0]!, ids, email: first.email, attempt, news, recipient };
  }, patience);
}

interface Row {
  readonly id: string;
  readonly email: string;
  readonly memberId: string | null;
  readonly kind: string;
  readonly exchangeId: string | null;
  readonly detail: unknown;
  readonly attempts: number;
  readonly mailAfter: Date;
}

/** A digest brings all that is due; one that is tried again, what it brought the first time, which was marked together. */
async function belongingTo(
  transaction: Transaction,
  first: Row,
  recipient: Recipient | null,
  at: Date,
): Promise<Row[]> {
  const { email, attempts, mailAfter } = first;
  if (recipient?.mailing !== 'DAILY') return [first];
  return transaction.notification.findMany({
    where: {
      email,
      mailedAt: null,
      attempts,
      mailAfter: attempts === 0 ? { lte: at } : mailAfter,
    },
    orderBy: [{ mailAfter: 'asc' }, { id: 'asc' }],
    take: mostInOne,
  });
}

/** Items of a digest; whoever has more finds the rest in the next one. */
const mostInOne = 100;

/** A person who no longer acts for the member, or the secretariat, does not hear of its affairs. */
function isFor({ memberId }: StoredNews, recipient: Recipient | null): boolean {
  if (!recipient) return false;
  return memberId === null ? recipient.viewer.secretariat : recipient.viewer.memberId === memberId;
}

/** Where a message could not even be put together. */
const ofOurs: MailFailure = { about: 'MESSAGE', code: null, forGood: false };

async function send(delivering: Delivering, batch: Batch): Promise<'NEXT' | 'NO SERVER'> {
  const { prisma, mailer, now, failed } = delivering;
  const { ids, email, attempt } = batch;
  const where = { id: { in: [...ids] } };
  try {
    await mailer.send(await compose(delivering, batch));
  } catch (error) {
    const { about, code, forGood }: MailFailure =
      error instanceof MailError ? error.failure : ofOurs;
    const ofServer = about === 'SERVER';
    const isLast = attempt >= mostAttempts && !ofServer;
    if (about === 'ADDRESS' && (forGood || isLast)) {
      await refuse(delivering, batch, code ?? 'no answer');
      return 'NEXT';
    }
    failed(error);
    const attempts = ofServer ? Math.min(attempt, mostOfServer) : attempt;
    const again = { attempts, mailAfter: nextAttempt(now(), attempts) };
    await prisma.notification.updateMany({ where, data: isLast ? { mailedAt: now() } : again });
    return ofServer ? 'NO SERVER' : 'NEXT';
  }
  // A failure of the database is none of the message, which is then sent again once its time is up.
  await prisma.notification.updateMany({ where, data: { mailedAt: now() } });
  return 'NEXT';

  async function refuse({ prisma, now }: Delivering, { recipient }: Batch, code: string) {
    const at = now();
    await prisma.$transaction(async (transaction) => {
      await noteRefusal(transaction, email, { code, at });
      await transaction.notification.updateMany({
        where: { email, mailedAt: null },
        data: { mailedAt: at },
      });
      await notify(transaction, at, [
        {
          kind: 'MAIL_REFUSED',
          exchangeId: null,
          to: 'SECRETARIAT',
          detail: { memberId: recipient.viewer.memberId },
          once: `mail refused ${email} ${at.toISOString()}`,
        },
      ]);
    });
  }
}

async function compose({ prisma, origin, now }: Delivering, batch: Batch) {
  const { id, email, news, recipient } = batch;
  const { locale, viewer } = recipient;
  const base = `${origin}/${locale}`;
  const reader = await readNews(prisma, viewer, news);
  const secret = await readSigningSecret(prisma);
  const linkOf = (item: StoredNews) => {
    const { followUpId } = item.detail;
    if (item.kind === 'FOLLOW_UP' && followUpId)
      return followUpLink(origin, locale, secret, { followUpId, email }, now());
    // The page of an exchange has one address for all who are in it: mailboxes that hold the same would tell who meets whom.
    return `${base}${reader.isSensitive(item) ? '/inbox' : placeOf(item)}`;
  };
  const mail = newsMail(
    { locale, to: email, base, messageId: id },
    news.map((item) => ({
      sentence: reader.sentence(item, locale),
      sensitive: reader.isSensitive(item),
      link: linkOf(item),
    })),
  );
  // A calendar leads to the page of the exchange, so it stays away where that must not be told.
  const calendars = await Promise.all(
    news
      .filter((item) => !reader.isSensitive(item))
      .map((item) => invitationOf(prisma, item, { attendee: email, page: linkOf(item), locale })),
  );
  return { ...mail, calendars: calendars.filter((calendar) => calendar !== null) };
}

import type { ExchangeAction } from '../../generated/prisma/enums.ts';
import type { Transaction } from '../database/database.ts';
import type { NewsKind } from './kinds.ts';
import { announce } from './live.ts';
import { nextDigest } from './rules.ts';

/** What the sentences are filled with: ids and moments, never names or texts, which are looked up when somebody reads. */
export interface NewsDetail {
  /** The member that did it; absent or null: the secretariat, or nobody. */
  readonly memberId?: string | null;
  /** Of a REMINDER and of STUCK: what is waited for. */
  readonly action?: ExchangeAction;
  /** Of a REMINDER: until when; of a session: when it begins. ISO 8601. */
  readonly at?: string;
  /** Of a FOLLOW_UP, and of HELP_WANTED. */
  readonly followUpId?: string;
  /** Of the news of learning notes. */
  readonly noteId?: string;
  /** Of the news of sessions. */
  readonly sessionId?: string;
}

/** Something that people should know. */
export interface News {
  readonly kind: NewsKind;
  readonly exchangeId: string | null;
  /** Every representative of the members, or everybody of the secretariat. */
  readonly to: { readonly memberIds: readonly string[] } | 'SECRETARIAT';
  readonly detail?: NewsDetail;
  /** Says which thing this is, without the recipient: the same thing is said to the same person once. */
  readonly once: string;
}

/** Writes news for everybody whom they are for, inside the transaction of what happened. Mail goes out afterwards. */
export async function notify(
  transaction: Transaction,
  now: Date,
  news: readonly News[],
): Promise<void> {
  const rows = [];
  for (const { kind, exchangeId, to, detail = {}, once } of news)
    for (const { email, memberId } of await recipientsOf(transaction, to))
      rows.push({
        email,
        memberId,
        kind,
        exchangeId,
        detail: { ...detail },
        once: `${once} ${memberId ?? 'secretariat'} ${email}`,
        at: now,
      });
  if (rows.length === 0) return;

  const mailboxes = await transaction.mailbox.findMany({
    where: { email: { in: [...new Set(rows.map(({ email }) => email))] } },
  });
  const mailbox = new Map(mailboxes.map((box) => [box.email, box]));
  const { count } = await transaction.notification.createMany({
    data: rows.map((row) => {
      const box = mailbox.get(row.email);
      const silent = box?.mailing === 'NEVER' || box?.refusedAt != null;
      return {
        ...row,
        mailAfter: box?.mailing === 'DAILY' ? nextDigest(now) : now,
        mailedAt: silent ? now : null,
      };
    }),
    skipDuplicates: true,
  });
  if (count === 0) return;
  for (const email of new Set(rows.map(({ email }) => email)))
    await announce(transaction, { inbox: email });
}

async function recipientsOf(
  transaction: Transaction,
  to: News['to'],
): Promise<{ email: string; memberId: string | null }[]> {
  if (to !== 'SECRETARIAT')
    return transaction.representative.findMany({
      where: { memberId: { in: [...to.memberIds] } },
      select: { email: true, memberId: true },
      orderBy: { id: 'asc' },
    });
  const secretaries = await transaction.user.findMany({
    where: { secretariat: true },
    select: { email: true },
    orderBy: { id: 'asc' },
  });
  return secretaries.map(({ email }) => ({ email, memberId: null }));
}

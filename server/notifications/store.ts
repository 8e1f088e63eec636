import type { ExchangeAction } from '../../generated/prisma/enums.ts';
import type { Transaction } from '../database/database.ts';
import { insertRows } from '../database/insert-rows.ts';
import { newIds } from '../database/new-ids.ts';
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
  const recipientsOf = await readRecipients(transaction, news);
  const rows = news.flatMap(({ kind, exchangeId, to, detail = {}, once }) =>
    recipientsOf(to).map(({ email, memberId }) => ({
      email,
      memberId,
      kind,
      exchangeId,
      detail: { ...detail },
      once: `${once} ${memberId ?? 'secretariat'} ${email}`,
      at: now,
    })),
  );
  if (rows.length === 0) return;

  const emails = [...new Set(rows.map(({ email }) => email))];
  const mailboxes = await transaction.mailbox.findMany({ where: { email: { in: emails } } });
  const mailbox = new Map(mailboxes.map((box) => [box.email, box]));
  const ids = newIds(rows.length);
  const count = await insertRows(
    transaction,
    'Notification',
    rows.map((row, at) => {
      const box = mailbox.get(row.email);
      const silent = box?.mailing === 'NEVER' || box?.refusedAt != null;
      return {
        id: ids[at]!,
        ...row,
        mailAfter: box?.mailing === 'DAILY' ? nextDigest(now) : now,
        mailedAt: silent ? now : null,
      };
    }),
    { skipDuplicates: true },
  );
  if (count === 0) return;
  await announce(transaction, ...emails.map((inbox) => ({ inbox })));
}

interface Recipient {
  readonly email: string;
  readonly memberId: string | null;
}

/** Who hears of each of the news, in at most one query for all members and one for the secretariat. */
async function readRecipients(
  transaction: Transaction,
  news: readonly News[],
): Promise<(to: News['to']) => readonly Recipient[]> {
  const members = news.flatMap(({ to }) => (to === 'SECRETARIAT' ? [] : to.memberIds));
  const representatives =
    members.length === 0
      ? []
      : await transaction.representative.findMany({
          where: { memberId: { in: [...new Set(members)] } },
          select: { email: true, memberId: true },
          orderBy: { id: 'asc' },
        });
  const secretaries = news.every(({ to }) => to !== 'SECRETARIAT')
    ? []
    : await transaction.user.findMany({
        where: { secretariat: true },
        select: { email: true },
        orderBy: { id: 'asc' },
      });
  const of = Map.groupBy(representatives, ({ memberId }) => memberId);
  return (to) =>
    to === 'SECRETARIAT'
      ? secretaries.map(({ email }) => ({ email, memberId: null }))
      : [...new Set(to.memberIds)].flatMap((memberId) => of.get(memberId) ?? []);
}

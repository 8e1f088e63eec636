import type { Prisma } from '../../../generated/prisma/client.ts';
import type { Transaction } from '../../database/database.ts';
import { networkChanged } from '../../database/network-version.ts';
import { planFollowUps } from '../../followups/plan.ts';
import { exchangeChanged } from '../../notifications/live.ts';
import { type News, notify } from '../../notifications/store.ts';
import type { Decided } from '../rules/decide.ts';
import {
  type Exchange,
  type ExchangeEvent,
  isOpen,
  isPrivate,
  type Party,
} from '../rules/exchange.ts';
import type { Transition } from '../rules/transitions.ts';

/** Writes what was decided: the event, and the exchange and its parties as they are after it. */
export async function writeDecided(
  transaction: Transaction,
  before: Exchange,
  { event, after }: Pick<Decided, 'event' | 'after'>,
): Promise<void> {
  await writeEvent(transaction, event);
  await transaction.exchange.update({
    where: { id: after.id },
    data: {
      state: after.state,
      version: after.version,
      toReview: [...after.toReview],
      reviewed: [...after.reviewed],
      changesWanted: after.changesWanted,
      agreementVersion: after.agreementVersion,
      quietSince: after.quietSince,
      onHoldUntil: after.onHoldUntil === null ? null : new Date(after.onHoldUntil),
      completedAt: after.completedAt,
      endedAt: after.endedAt,
    },
  });
  for (const party of after.parties) {
    const { memberId, ...data } = party;
    const stored = before.parties.find((one) => one.memberId === memberId);
    if (!stored) await writeParty(transaction, after.id, party);
    else if (JSON.stringify(stored) !== JSON.stringify(party))
      await transaction.exchangeParty.update({
        where: { exchangeId_memberId: { exchangeId: after.id, memberId } },
        data,
      });
  }
}

export async function writeEvent(transaction: Transaction, event: ExchangeEvent): Promise<void> {
  await transaction.exchangeEvent.create({
    data: { ...event, detail: event.detail as Prisma.InputJsonObject },
  });
}

export async function writeParty(
  transaction: Transaction,
  exchangeId: string,
  party: Party,
): Promise<void> {
  await transaction.exchangeParty.create({ data: { exchangeId, ...party } });
}

/** What follows of what was written: the plan of follow-ups, news, pages that are open elsewhere, matching. */
export async function follow(
  transaction: Transaction,
  before: Exchange | null,
  { event, after, transition }: Decided,
  more: { readonly news?: readonly News[]; readonly changed?: readonly string[] } = {},
): Promise<void> {
  const began = before?.state !== after.state;
  if (began && (after.state === 'ACTIVE' || after.state === 'COMPLETED'))
    await planFollowUps(transaction, after.id, event.at);
  await notify(transaction, event.at, more.news ?? newsOf(after, event, transition));
  // Nor do the pages of others stir.
  if (!isPrivate(event)) await exchangeChanged(transaction, after.id);
  const changed = matters(before, after, event)
    ? after.parties.map(({ memberId }) => memberId)
    : [];
  const members = [...changed, ...(more.changed ?? [])];
  if (members.length > 0) await networkChanged(transaction, members);
}

/** Whether what matching knows of the parties is not the same any more. */
function matters(before: Exchange | null, after: Exchange, { action }: ExchangeEvent): boolean {
  if (!before || before.parties.length !== after.parties.length) return true;
  return (
    action === 'SUBMIT_FOLLOW_UP' ||
    isOpen(before.state) !== isOpen(after.state) ||
    before.parties.some(
      ({ holdsPlace, answer }, index) =>
        holdsPlace !== after.parties[index]?.holdsPlace ||
        (answer !== after.parties[index]?.answer && after.parties[index]?.answer !== 'ACCEPTED'),
    )
  );
}

/** What the table says that others hear. */
export function newsOf(
  after: Exchange,
  event: ExchangeEvent,
  { tells, tellsSecretariat }: Transition,
): News[] {
  const invited =
    event.action === 'INVITE' ? event.detail.parties?.map((one) => one.memberId) : null;
  const involved = after.parties
    .filter(({ answer }) => answer === 'PENDING' || answer === 'ACCEPTED')
    .map(({ memberId }) => memberId);
  // Whoever is not waited for any more hears of that too.
  const everybody = after.parties.map(({ memberId }) => memberId);
  const memberIds = (invited ?? (event.action === 'EXPIRE' ? everybody : involved)).filter(
    (memberId) => memberId !== event.memberId,
  );
  const news = (kind: News['kind'], to: News['to']): News => ({
    kind,
    exchangeId: after.id,
    to,
    detail: { memberId: event.memberId },
    once: `${kind} ${after.id} ${event.number}`,
  });
  const proposedBySecretariat = after.proposer === 'SECRETARIAT' && event.by === 'MEMBER';
  const hears = tellsSecretariat ?? (proposedBySecretariat && isAnswer(event) ? tells : null);
  return [
    ...(tells && memberIds.length > 0 ? [news(tells, { memberIds })] : []),
    ...(hears && event.by !== 'SECRETARIAT' ? [news(hears, 'SECRETARIAT')] : []),
  ];
}

function isAnswer({ action }: ExchangeEvent): boolean {
  return action === 'ACCEPT' || action === 'DECLINE';
}

import type { Acting } from '../../exchanges/store/act.ts';
import { partyOf } from '../../exchanges/rules/exchange.ts';
import type { Transaction } from '../../database/database.ts';
import type { Context } from '../../schema/context.ts';
import { type CleanProposal, settledOn, suits } from '../rules.ts';
import { act, memberOf, newsFor, partiesOf, refuse, type Request } from './acting.ts';

/** Writes of times that are proposed and answered, each one action on the exchange. */

export async function proposeTimes(
  context: Context,
  request: Request,
  { times, ...proposal }: CleanProposal,
): Promise<void> {
  await act(context, { ...request, action: 'PROPOSE_TIMES' }, async (transaction, at) => {
    const memberId = memberOf(at);
    // Whoever proposes a time can come.
    const own = memberId && { answers: { create: { memberId, fits: true, at: at.now } } };
    const { id } = await transaction.timeProposal.create({
      data: {
        ...proposal,
        exchangeId: at.exchange.id,
        memberId,
        at: at.now,
        times: { create: times.map((startsAt) => ({ startsAt, ...own })) },
      },
      select: { id: true },
    });
    return {
      detail: { what: 'PROPOSED', proposal: id },
      news: newsFor(at, 'TIMES_PROPOSED'),
    };
  });
}

/**
 * Says which times suit a party; said again it counts anew. When the last party has answered, the session is planned for the
 * earliest time that suits all.
 */
export async function answerTimes(
  context: Context,
  request: Request,
  { proposalId, fits }: { readonly proposalId: string; readonly fits: readonly string[] },
): Promise<void> {
  await act(context, { ...request, action: 'ANSWER_TIMES' }, async (transaction, at) => {
    const { times } = await openProposal(context, transaction, at, proposalId);
    const memberId = memberOf(at) ?? '';
    const unknown = fits.findIndex((id) => !times.some((time) => time.id === id));
    if (unknown >= 0) refuse(context, ['fits', String(unknown)], 'meeting.noSuchTime');
    const ids = times.map(({ id }) => id);
    await transaction.timeAnswer.deleteMany({ where: { memberId, timeId: { in: ids } } });
    await transaction.timeAnswer.createMany({
      data: ids.map((timeId) => ({ timeId, memberId, fits: fits.includes(timeId), at: at.now })),
    });
    const proposal = await openProposal(context, transaction, at, proposalId);
    const time = settledOn(proposal.times, partiesOf(at.exchange), at.now);
    if (!time) return { detail: { proposal: proposalId }, news: newsFor(at, 'TIMES_ANSWERED') };
    const { detail, news } = await settle(transaction, at, proposal, time);
    return { detail: { ...detail, settled: true }, news };
  });
}

/**
 * Plans the session for one of the times without waiting for everybody: the proposer's to say, the host's and the
 * secretariat's. It must suit somebody else, and but in a group nobody may have said that it does not.
 */
export async function settleTime(
  context: Context,
  request: Request,
  { proposalId, timeId }: { readonly proposalId: string; readonly timeId: string },
): Promise<void> {
  await act(context, { ...request, action: 'LOG_SESSION' }, async (transaction, at) => {
    const proposal = await openProposal(context, transaction, at, proposalId);
    const time = proposal.times.find(({ id }) => id === timeId);
    if (!time) return refuse(context, 'time', 'meeting.noSuchTime');
    const memberId = memberOf(at);
    const hosts = memberId !== null && partyOf(at.exchange, memberId)?.host === true;
    if (memberId !== null && memberId !== proposal.memberId && !hosts)
      refuse(context, 'proposal', 'meeting.notYours');
    if (time.startsAt <= at.now) refuse(context, 'time', 'meeting.gone');
    const parties = partiesOf(at.exchange);
    const others = parties.filter((party) => party !== (memberId ?? proposal.memberId));
    const kept = time.answers.some(({ memberId: party, fits }) => !fits && parties.includes(party));
    if (!others.some((party) => suits(time, party)) || (kept && at.exchange.kind !== 'GROUP'))
      refuse(context, 'time', 'meeting.suitsNobody');
    return settle(transaction, at, proposal, time);
  });
}

/** Takes a proposal back, as its proposer or the secretariat. */
export async function withdrawTimes(
  context: Context,
  request: Request,
  proposalId: string,
): Promise<void> {
  await act(context, { ...request, action: 'PROPOSE_TIMES' }, async (transaction, at) => {
    const { memberId } = await openProposal(context, transaction, at, proposalId);
    const by = memberOf(at);
    if (by !== null && by !== memberId) refuse(context, 'proposal', 'meeting.notYours');
    await close(transaction, at, proposalId);
    return { detail: { what: 'WITHDRAWN', proposal: proposalId }, news: [] };
  });
}

type OpenProposal = Awaited<ReturnType<typeof openProposal>>;

async function openProposal(
  context: Context,
  transaction: Transaction,
  { exchange }: Acting,
  id: string,
) {
  const proposal = await transaction.timeProposal.findUnique({
    where: { id, exchangeId: exchange.id },
    include: { times: { include: { answers: true }, orderBy: { startsAt: 'asc' } } },
  });
  if (!proposal) return refuse(context, 'proposal', 'meeting.noProposal');
  if (proposal.settledAt) return refuse(context, 'proposal', 'meeting.settled');
  return proposal;
}

async function settle(
  transaction: Transaction,
  at: Acting,
  { id: proposalId, minutes, timeZone }: OpenProposal,
  { startsAt }: OpenProposal['times'][number],
) {
  await close(transaction, at, proposalId);
  const session = await transaction.exchangeSession.create({
    data: {
      exchangeId: at.exchange.id,
      state: 'PLANNED',
      startsAt,
      minutes,
      timeZone,
      format: 'ONLINE',
      createdAt: at.now,
      updatedAt: at.now,
    },
  });
  return {
    detail: {
      what: 'PLANNED',
      proposal: proposalId,
      session: session.id,
      startsAt: startsAt.toISOString(),
    },
    news: newsFor(at, 'SESSION_PLANNED', session),
  };
}

async function close(transaction: Transaction, { now }: Acting, id: string): Promise<void> {
  await transaction.timeProposal.update({ where: { id }, data: { settledAt: now } });
}

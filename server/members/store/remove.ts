import { actorOf, type Viewer } from '../../access/viewer.ts';
import { record } from '../../audit/store.ts';
import type { PrismaClient, Transaction } from '../../database/database.ts';
import { networkChanged } from '../../database/network-version.ts';
import { leaveExchanges, openWith } from '../../exchanges/store/leave.ts';
import { inTurn, lockMembers } from '../../exchanges/store/locks.ts';

/**
 * Removes a member and all that was kept of it. Its open exchanges end first, each in its own transaction, so that whoever is
 * stopped in between can begin again; what was asked meanwhile ends too.
 *
 * @returns how many exchanges ended for it
 */
export async function removeMember(
  prisma: PrismaClient,
  viewer: Viewer,
  memberId: string,
  now: Date,
): Promise<number> {
  for (let left = 0; ;) {
    left += await leaveExchanges(prisma, viewer, memberId, now);
    const removed = await inTurn(prisma, async (transaction) => {
      await lockMembers(transaction, [memberId]);
      if (await transaction.exchange.findFirst({ where: openWith(memberId), select: { id: true } }))
        return false;
      await forget(transaction, memberId);
      await record(transaction, {
        actor: actorOf(viewer),
        action: 'removeMember',
        subject: memberId,
      });
      await networkChanged(transaction, [memberId]);
      return true;
    });
    if (removed) return left;
  }
}

/**
 * What the row of the member takes along by itself: its profile, representatives, consents, private choices and those about it,
 * what it was shown, its part in exchanges and rounds, its answers to follow-ups, its consents to notes. What stays: that an
 * exchange took place, for those who were in it too; the trail of writes and events, which know it by an id alone; and what
 * it agreed to publish, without its name.
 */
async function forget(transaction: Transaction, memberId: string): Promise<void> {
  const exchanges = await transaction.exchangeParty.findMany({
    where: { memberId },
    select: { exchangeId: true },
  });
  const exchangeIds = { in: exchanges.map(({ exchangeId }) => exchangeId) };
  await forgetPeople(transaction, memberId);
  await forgetWords(transaction, memberId, exchangeIds);
  await forgetMeetings(transaction, memberId, exchangeIds);
  await transaction.learningNote.deleteMany({ where: { memberId, state: { not: 'PUBLISHED' } } });
  await transaction.learningNote.updateMany({ where: { memberId }, data: { memberId: null } });
  // Where others need it to interpret, the secretariat finds somebody else.
  await transaction.learningAgreement.updateMany({
    where: { interpreterId: memberId },
    data: { interpreterId: null, interpretation: 'SECRETARIAT' },
  });
  await transaction.member.delete({ where: { id: memberId } });
  await transaction.exchange.deleteMany({
    where: { id: exchangeIds, parties: { none: {} }, notes: { none: { state: 'PUBLISHED' } } },
  });
}

/** Those who acted for it: their accounts, sessions, mail and news; whoever works for the secretariat keeps the account. */
async function forgetPeople(transaction: Transaction, memberId: string): Promise<void> {
  const acting = await transaction.representative.findMany({
    where: { memberId },
    select: { email: true },
  });
  const addresses = acting.map(({ email }) => email);
  const secretaries = await transaction.user.findMany({
    where: { email: { in: addresses }, secretariat: true },
    select: { email: true },
  });
  const working = new Set(secretaries.map(({ email }) => email));
  const email = { in: addresses.filter((address) => !working.has(address)) };
  const users = await transaction.user.findMany({ where: { email }, select: { id: true } });
  await transaction.notification.deleteMany({ where: { OR: [{ memberId }, { email }] } });
  await transaction.mailbox.deleteMany({ where: { email } });
  await transaction.idempotencyKey.deleteMany({
    where: { actor: { in: users.map(({ id }) => `user:${id}`) } },
  });
  await transaction.verification.deleteMany({
    where: { OR: email.in.map((address) => ({ value: { contains: JSON.stringify(address) } })) },
  });
  await transaction.user.deleteMany({ where: { email } });
  await transaction.apiKey.deleteMany({ where: { memberId } });
}

/** What it wrote to others, and what agreements say of it beside what was learned and when. */
async function forgetWords(
  transaction: Transaction,
  memberId: string,
  exchangeIds: { in: string[] },
): Promise<void> {
  await transaction.exchangeMessage.deleteMany({ where: { memberId } });
  await transaction.exchangeRemark.deleteMany({ where: { memberId } });
  await transaction.exchange.updateMany({
    where: { proposer: 'MEMBER', parties: { some: { memberId, asked: false } } },
    data: { message: null },
  });
  await transaction.$executeRaw`
    UPDATE "ExchangeEvent" SET "detail" = "detail" - 'note' WHERE "memberId" = ${memberId}::uuid`;
  const ended = { id: exchangeIds, endedAt: { not: null } };
  await transaction.learningAgreement.updateMany({
    where: { exchange: ended },
    data: { roles: null, interpreters: null, safety: null, money: null },
  });
  await transaction.learningAgreement.updateMany({
    where: { memberId },
    data: { memberId: null },
  });
}

async function forgetMeetings(
  transaction: Transaction,
  memberId: string,
  exchangeIds: { in: string[] },
): Promise<void> {
  await transaction.timeProposal.deleteMany({ where: { memberId } });
  await transaction.timeAnswer.deleteMany({ where: { memberId } });
  await transaction.sessionNote.deleteMany({ where: { memberId } });
  await transaction.absence.deleteMany({ where: { memberId } });
  await transaction.absence.updateMany({
    where: { reportedBy: memberId },
    data: { reportedBy: null },
  });
  // Where they met may be where it is.
  await transaction.exchangeSession.updateMany({
    where: { exchange: { id: exchangeIds, endedAt: { not: null } } },
    data: { place: null },
  });
}

import type { Prisma } from '../../../generated/prisma/client.ts';
import { actorOf } from '../../access/viewer.ts';
import { record } from '../../audit/store.ts';
import type { Transaction } from '../../database/database.ts';
import type { RoundProblem } from '../../matching/round/problem.ts';
import { announce } from '../../notifications/live.ts';
import type { Context } from '../../schema/context.ts';
import { packed, unpacked } from '../packed.ts';
import type { RoundPolicy } from '../policy.ts';
import { type ClosedIn, type Given, underPolicy, withGiven, withoutClosed } from '../rules.ts';
import { solveProposal } from './running.ts';

/** Writes of rounds. Each is one transaction with its audit row; what takes long goes on afterwards. */

/** Begins a round; its first proposal is solved in the background. @returns its id */
export async function createRound(context: Context, policy: RoundPolicy): Promise<string> {
  const { prisma, viewer } = context;
  const now = context.now();
  const id = await prisma.$transaction(async (transaction) => {
    const round = await transaction.round.create({
      data: {
        policy: policy as unknown as Prisma.InputJsonObject,
        asOf: now,
        createdAt: now,
        proposals: {
          create: { number: 1, problem: new Uint8Array(0), aliveAt: now, createdAt: now },
        },
      },
    });
    await record(transaction, { actor: actorOf(viewer), action: 'createRound', subject: round.id });
    return round.id;
  });
  solveProposal(context, { roundId: id, number: 1 }, { policy, viewer, counts: true });
  return id;
}

export interface Adjustment {
  readonly roundId: string;
  readonly basedOn: number;
  readonly given: Given;
  /** Who is left out from now on, as it cannot be asked any more. */
  readonly closed: ClosedIn;
  readonly policy: RoundPolicy;
  /** Beside the one that counts, to be looked at. */
  readonly whatIf: boolean;
}

/**
 * Adds a proposal to a draft: another with some things held fixed or under another policy.
 * @returns its number; null when the round is no draft any more
 */
export async function adjust(
  context: Context,
  { roundId, basedOn, given, closed, policy, whatIf }: Adjustment,
): Promise<number | null> {
  const { prisma, viewer } = context;
  const now = context.now();
  const [base, participants] = await Promise.all([
    prisma.roundProposal.findUniqueOrThrow({
      where: { roundId_number: { roundId, number: basedOn } },
    }),
    prisma.roundParticipant.findMany({
      where: { roundId },
      select: { label: true, groups: true },
    }),
  ]);
  const groups = new Map(participants.map(({ label, groups: own }) => [label, own]));
  const before = await unpacked<RoundProblem>(base.problem);
  const asked = underPolicy(before, policy, (label) => groups.get(label) ?? []);
  const problem = withoutClosed(withGiven(asked, given), closed);
  const bytes = await packed(problem);
  const number = await prisma.$transaction(async (transaction) => {
    if (!(await lockDraft(transaction, roundId))) return null;
    const last = await transaction.roundProposal.aggregate({
      where: { roundId },
      _max: { number: true },
    });
    const next = (last._max.number ?? 0) + 1;
    await transaction.roundProposal.create({
      data: { roundId, number: next, basedOn, problem: bytes, aliveAt: now, createdAt: now },
    });
    if (!whatIf)
      await transaction.round.update({
        where: { id: roundId },
        data: { policy: policy as unknown as Prisma.InputJsonObject },
      });
    await record(transaction, {
      actor: actorOf(viewer),
      action: 'adjustRound',
      subject: roundId,
      detail: { number: next, basedOn },
    });
    await announce(transaction, { round: roundId });
    return next;
  });
  if (number !== null)
    solveProposal(context, { roundId, number }, { policy, viewer, counts: !whatIf });
  return number;
}

/** Gives a draft up, and ends what is being solved for it. @returns false when it is no draft */
export async function discard(context: Context, roundId: string): Promise<boolean> {
  const { prisma, viewer } = context;
  return prisma.$transaction(async (transaction) => {
    if (!(await lockDraft(transaction, roundId))) return false;
    await transaction.round.update({ where: { id: roundId }, data: { state: 'DISCARDED' } });
    await transaction.roundProposal.updateMany({
      where: { roundId, state: 'SOLVING' },
      data: { state: 'CANCELLED' },
    });
    await record(transaction, {
      actor: actorOf(viewer),
      action: 'discardRound',
      subject: roundId,
    });
    await announce(transaction, { round: roundId });
    return true;
  });
}

/**
 * Ends what is being solved: without a result, or soon with the best found so far. The other proposals stay.
 * @returns false when it was not being solved
 */
export async function cancel(
  { prisma, viewer }: Context,
  { roundId, number }: { readonly roundId: string; readonly number: number },
  keepBest: boolean,
): Promise<boolean> {
  return prisma.$transaction(async (transaction) => {
    const { count } = await transaction.roundProposal.updateMany({
      where: { roundId, number, state: 'SOLVING' },
      data: keepBest ? { enough: true } : { state: 'CANCELLED' },
    });
    if (count === 0) return false;
    await record(transaction, {
      actor: actorOf(viewer),
      action: 'cancelProposal',
      subject: roundId,
      detail: { number, keepBest },
    });
    await announce(transaction, { round: roundId });
    return true;
  });
}

/** Locks a round against others that change it. @returns whether it is a draft */
export async function lockDraft(transaction: Transaction, roundId: string): Promise<boolean> {
  const rows = await transaction.$queryRaw<{ state: string }[]>`
    SELECT "state"::text AS "state" FROM "Round" WHERE "id" = ${roundId}::uuid FOR UPDATE`;
  return rows[0]?.state === 'DRAFT';
}

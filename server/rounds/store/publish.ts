import { actorOf } from '../../access/viewer.ts';
import { record } from '../../audit/store.ts';
import { insertRows } from '../../database/insert-rows.ts';
import type { RoundProblem } from '../../matching/round/problem.ts';
import { readRound } from '../../matching/round/read.ts';
import type { RoundResult } from '../../matching/round/result.ts';
import { verifyRound } from '../../matching/round-verifier/verify.ts';
import { announce } from '../../notifications/live.ts';
import type { Context } from '../../schema/context.ts';
import { unpacked } from '../packed.ts';
import { askFor, Blocked, type BlockedExchange } from './asking.ts';
import { lockDraft } from './rounds.ts';

/** Hundreds of requests take their time; in milliseconds. */
const patience = { maxWait: 60_000, timeout: 600_000 } as const;

export type Published =
  | { readonly kind: 'PUBLISHED' }
  | { readonly kind: 'NO_DRAFT' | 'NOT_SOLVED' }
  | { readonly kind: 'BLOCKED'; readonly blocked: readonly BlockedExchange[] };

/**
 * Publishes a proposal: its result is verified once more, then everybody in it is asked, in one
 * transaction, so that a round is published as a whole or not at all. The members decide.
 */
export async function publish(
  context: Context,
  given: { readonly roundId: string; readonly number: number; readonly message: string | null },
): Promise<Published> {
  const { prisma, viewer } = context;
  const { roundId, number } = given;
  const proposal = await prisma.roundProposal.findUnique({
    where: { roundId_number: { roundId, number } },
  });
  if (!proposal?.result || proposal.state !== 'SOLVED') return { kind: 'NOT_SOLVED' };
  const [problem, result] = await Promise.all([
    unpacked<RoundProblem>(proposal.problem),
    unpacked<RoundResult>(proposal.result),
  ]);
  const { faults } = verifyRound(readRound(problem), result);
  if (faults.length > 0) throw new Error(`A round that was solved is not right: ${faults[0]}`);
  const members = await membersOf(context, roundId);
  const matching = await context.pairings.matching();
  const now = context.now();

  try {
    return await prisma.$transaction(async (transaction): Promise<Published> => {
      if (!(await lockDraft(transaction, roundId))) return { kind: 'NO_DRAFT' };
      const ids = await askFor(transaction, {
        exchanges: result.exchanges,
        memberOf: (label) => members.get(label) ?? null,
        matching,
        message: given.message,
        audit: actorOf(viewer),
        now,
      });
      await insertRows(
        transaction,
        'RoundExchange',
        ids.map((exchangeId, position) => ({ exchangeId, roundId, position })),
      );
      await transaction.round.update({
        where: { id: roundId },
        data: { state: 'PUBLISHED', current: number, publishedAt: now },
      });
      await transaction.roundProposal.updateMany({
        where: { roundId, state: 'SOLVING' },
        data: { state: 'CANCELLED' },
      });
      await record(transaction, {
        actor: actorOf(viewer),
        action: 'publishRound',
        subject: roundId,
        detail: { number, exchanges: ids.length },
      });
      await announce(transaction, { round: roundId });
      return { kind: 'PUBLISHED' };
    }, patience);
  } catch (error) {
    if (error instanceof Blocked) return { kind: 'BLOCKED', blocked: error.blocked };
    throw error;
  }
}

/** The members of a round by their names in its problem. */
export async function membersOf(
  { prisma }: Pick<Context, 'prisma'>,
  roundId: string,
): Promise<Map<string, string>> {
  const participants = await prisma.roundParticipant.findMany({
    where: { roundId },
    select: { label: true, memberId: true },
  });
  return new Map(participants.map(({ label, memberId }) => [label, memberId]));
}

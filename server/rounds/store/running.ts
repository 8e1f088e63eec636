import { Prisma, type RoundProposal } from '../../../generated/prisma/client.ts';
import type { Viewer } from '../../access/viewer.ts';
import type { Found } from '../../matching/round/found.ts';
import { Infeasible, NothingFound, NotPossible } from '../../matching/round/outcome.ts';
import type { RoundProblem } from '../../matching/round/problem.ts';
import { readRound } from '../../matching/round/read.ts';
import type { RoundResult } from '../../matching/round/result.ts';
import { announce } from '../../notifications/live.ts';
import type { Services } from '../../schema/context.ts';
import { packed, unpacked } from '../packed.ts';
import type { RoundPolicy } from '../policy.ts';
import { explainInThread, solveInThread } from '../solving.ts';
import { makeRound } from './making.ts';

type Running = Pick<Services, 'prisma' | 'now' | 'pairings' | 'inBackground'>;

export interface ProposalKey {
  readonly roundId: string;
  readonly number: number;
}

/** Milliseconds between two signs of life; after `silence` without one the process is taken for gone. */
const beat = 1_000;
const silence = 60_000;

/** As many seconds again, at most, go into the reasons. */
const reasonsShare = 1;

/** What runs in this process, so that it can be stopped with it. */
const running = new Set<AbortController>();

/** Ends what is being solved; nothing is lost but the work. */
export function stopSolving(): void {
  for (const controller of running) controller.abort(new Stopped());
}

class Stopped extends Error {}

/** The best round found so far, as it is stored; `bound` is null as long as nothing is proved. */
export type FoundSoFar = Omit<Found, 'bound'> & { readonly bound: number | null };

/** Failures that the secretariat can do something about, as they are stored. */
export type Failure =
  | {
      readonly kind: 'INFEASIBLE';
      readonly limits: readonly { kind: 'FLOOR' | 'CAP'; at: number }[];
    }
  | { readonly kind: 'NOTHING_FOUND' }
  | { readonly kind: 'TOO_LARGE' };

/**
 * Solves a proposal in the background: makes its problem where it has none yet, solves it, stores the
 * result, then says why. Each step is stored for itself and only while the proposal is still wanted, so
 * that a process that ends in between leaves a proposal that is silent, and nothing half done.
 */
export function solveProposal(
  services: Running,
  key: ProposalKey,
  task: {
    readonly policy: RoundPolicy;
    /** Who sees what the groups are made of. */
    readonly viewer: Viewer;
    /** Whether it is to be the one that counts once it is solved. */
    readonly counts: boolean;
  },
): void {
  services.inBackground('solve a round', solve(services, key, task));
}

async function solve(
  services: Running,
  key: ProposalKey,
  { policy, viewer, counts }: Parameters<typeof solveProposal>[2],
): Promise<void> {
  const { prisma, now } = services;
  const controller = new AbortController();
  running.add(controller);
  const { signal } = controller;
  const enough = new AbortController();
  let compared = '';
  let found: FoundSoFar | null = null;
  /** When the search began; before that members are compared. */
  let since: number | null = null;
  const said = () =>
    since === null ? compared : `${Math.floor((Date.now() - since) / 1000)} / ${policy.seconds}`;
  const alive = async () => {
    const [proposal] = await prisma.roundProposal.updateManyAndReturn({
      where: { ...key, state: 'SOLVING' },
      data: { aliveAt: now(), progress: said(), ...(found && { found: { ...found } }) },
      select: { enough: true },
    });
    if (proposal) {
      if (proposal.enough) enough.abort();
      await announce(prisma, { round: key.roundId });
      // Else somebody discarded the round or the proposal.
    } else controller.abort(new Stopped());
  };
  let beating: Promise<void> = Promise.resolve();
  const heart = setInterval(() => {
    beating = beating.then(alive).catch((error: unknown) => controller.abort(error));
  }, beat);

  try {
    const proposal = await prisma.roundProposal.findUniqueOrThrow({
      where: { roundId_number: key },
    });
    const instance = readRound(
      proposal.problem.length > 0
        ? await unpacked<RoundProblem>(proposal.problem)
        : await make(services, key, policy, viewer, signal, (text) => (compared = text)),
    );
    const before = await solvedBefore(services, key.roundId, proposal.basedOn);
    since = Date.now();
    const result = await solveInThread(instance, {
      seconds: policy.seconds,
      signal,
      enough: enough.signal,
      found: (best) => {
        found = { ...best, bound: best.bound < Infinity ? best.bound : null };
      },
      ...(before && { before }),
    });
    clearInterval(heart);
    await beating;
    if (!(await storeResult(services, key, result, counts))) return;
    const reasons = await explainInThread(instance, result, {
      seconds: policy.seconds * reasonsShare,
      signal,
    });
    await prisma.$transaction(async (transaction) => {
      await transaction.roundProposal.updateMany({
        where: { ...key, state: 'SOLVED' },
        data: { reasons: reasons as unknown as Prisma.InputJsonObject },
      });
      await announce(transaction, { round: key.roundId });
    });
  } catch (error) {
    clearInterval(heart);
    await beating;
    const failure = failureOf(error);
    if (failure) await end(services, key, { state: 'FAILED', failure: { ...failure } });
    else {
      await end(services, key, { state: 'CANCELLED' });
      if (!(error instanceof Stopped)) throw error;
    }
  } finally {
    clearInterval(heart);
    running.delete(controller);
  }
}

async function end(
  { prisma }: Running,
  key: ProposalKey,
  data: Prisma.RoundProposalUpdateManyMutationInput,
): Promise<void> {
  await prisma.$transaction(async (transaction) => {
    await transaction.roundProposal.updateMany({ where: { ...key, state: 'SOLVING' }, data });
    await announce(transaction, { round: key.roundId });
  });
}

function failureOf(error: unknown): Failure | null {
  if (error instanceof Infeasible) return { kind: 'INFEASIBLE', limits: error.limits };
  if (error instanceof NothingFound) return { kind: 'NOTHING_FOUND' };
  return error instanceof NotPossible ? { kind: 'TOO_LARGE' } : null;
}

/** Makes the problem from the network as it is now, and stores it with who stands behind its names. */
async function make(
  { prisma, pairings }: Running,
  key: ProposalKey,
  policy: RoundPolicy,
  viewer: Viewer,
  signal: AbortSignal,
  say: (text: string) => void,
): Promise<RoundProblem> {
  const matching = await pairings.matching();
  const { participants, problem } = await makeRound(
    prisma,
    matching,
    viewer,
    { roundId: key.roundId, policy },
    { signal, progress: (done, all) => say(`${done} / ${all}`) },
  );
  const bytes = await packed(problem);
  await prisma.$transaction(async (transaction) => {
    const members = new Set(
      (
        await transaction.member.findMany({
          where: { id: { in: participants.map(({ memberId }) => memberId) } },
          select: { id: true },
        })
      ).map(({ id }) => id),
    );
    await transaction.roundParticipant.createMany({
      // Whoever left the network meanwhile is a number without a name.
      data: participants
        .filter(({ memberId }) => members.has(memberId))
        .map((one) => ({ ...one, groups: [...one.groups], roundId: key.roundId })),
    });
    await transaction.roundProposal.update({
      where: { roundId_number: key },
      data: { problem: bytes },
    });
  });
  return problem;
}

/** The proposal that it was adjusted from, if that was solved. */
async function solvedBefore({ prisma }: Running, roundId: string, number: number | null) {
  if (number === null) return null;
  const proposal = await prisma.roundProposal.findUnique({
    where: { roundId_number: { roundId, number } },
  });
  if (!proposal?.result) return null;
  return {
    instance: readRound(await unpacked<RoundProblem>(proposal.problem)),
    result: await unpacked<RoundResult>(proposal.result),
  };
}

/** @returns false when the proposal is no longer wanted */
async function storeResult(
  { prisma, now }: Running,
  key: ProposalKey,
  result: RoundResult,
  counts: boolean,
): Promise<boolean> {
  const bytes = await packed(result);
  return prisma.$transaction(async (transaction) => {
    const { count } = await transaction.roundProposal.updateMany({
      where: { ...key, state: 'SOLVING' },
      data: {
        state: 'SOLVED',
        result: bytes,
        progress: null,
        found: Prisma.DbNull,
        aliveAt: now(),
      },
    });
    if (count === 0) return false;
    if (counts)
      await transaction.round.updateMany({
        where: { id: key.roundId, state: 'DRAFT', current: { lt: key.number } },
        data: { current: key.number },
      });
    await announce(transaction, { round: key.roundId });
    return true;
  });
}

/** Whether reasons are still to come: they take no longer than the search may, unless the process has ended. */
export function isExplaining(
  { state, reasons, aliveAt }: Pick<RoundProposal, 'state' | 'reasons' | 'aliveAt'>,
  { seconds }: Pick<RoundPolicy, 'seconds'>,
  now: Date,
): boolean {
  const longest = 1_000 * seconds * reasonsShare + silence;
  return state === 'SOLVED' && reasons === null && now.getTime() - aliveAt.getTime() < longest;
}

/** The state of a proposal: one whose process fell silent was cut short. */
export function stateOf(
  { state, aliveAt }: Pick<RoundProposal, 'state' | 'aliveAt'>,
  now: Date,
): RoundProposal['state'] {
  const isSilent = state === 'SOLVING' && now.getTime() - aliveAt.getTime() > silence;
  return isSilent ? 'CANCELLED' : state;
}

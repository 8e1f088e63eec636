import { record } from '../audit/store.ts';
import type { ExchangeState, PartyAnswer } from '../../generated/prisma/enums.ts';
import { inTurn } from '../exchanges/store/locks.ts';
import type { Matching } from '../matching/matching.ts';
import { Infeasible, NothingFound, NotPossible } from '../matching/round/outcome.ts';
import type { GivenExchange, RoundProblem } from '../matching/round/problem.ts';
import { readRound } from '../matching/round/read.ts';
import type { RoundExchange } from '../matching/round/result.ts';
import { announce } from '../notifications/live.ts';
import type { Services } from '../schema/context.ts';
import { unpacked } from './packed.ts';
import { solveInThread } from './solving.ts';
import { stepsOf } from './rules.ts';
import { askFor, Blocked, type BlockedExchange, goneIn } from './store/asking.ts';
import { membersOf } from './store/publish.ts';

type Repairing = Pick<Services, 'prisma' | 'now' | 'pairings'>;

/** An exchange that came to one of these before all had accepted it leaves places open. */
const fallen: readonly ExchangeState[] = ['DECLINED', 'EXPIRED', 'WITHDRAWN'];

/** Seconds for the next best of one round. */
const seconds = 10;
/** Who cannot be asked now is left out, and the next best is looked for again, so often. */
const triesAtMost = 6;

/**
 * Fills what declined and expired exchanges of published rounds left open by the next best. What others
 * accepted or are still asked stands as it is; those who declined are not asked again in this round.
 * Each fallen exchange is looked at once, also by several processes at a time.
 */
export async function repairRounds(services: Repairing): Promise<void> {
  const open = await services.prisma.roundExchange.findMany({
    where: { repairedAt: null, exchange: { state: { in: [...fallen] } } },
    distinct: ['roundId'],
    select: { roundId: true },
  });
  for (const { roundId } of open) await repair(services, roundId);
}

/** An exchange that the round asked for, by the names of its problem. */
interface Standing extends GivenExchange {
  readonly exchangeId: string;
  readonly state: ExchangeState;
  readonly isLookedAt: boolean;
  readonly answers: readonly { readonly label: string; readonly answer: PartyAnswer }[];
}

async function repair(services: Repairing, roundId: string): Promise<void> {
  const { pairings } = services;
  const members = await membersOf(services, roundId);
  const labels = new Map([...members].map(([label, memberId]) => [memberId, label]));
  const problem = await publishedProblem(services, roundId);
  if (!problem) return;
  const asked = await askedFor(services, roundId, labels);
  const isFallen = ({ state }: Standing) => fallen.includes(state);
  const news = asked.filter((one) => isFallen(one) && !one.isLookedAt);
  const declined = new Set(
    asked
      .filter(isFallen)
      .flatMap(({ answers }) =>
        answers.flatMap(({ label, answer }) =>
          answer === 'DECLINED' || answer === 'EXPIRED' ? [label] : [],
        ),
      ),
  );
  const freed = new Set(news.flatMap((one) => one.members).filter((one) => !declined.has(one)));
  const standing = asked.filter((one) => !isFallen(one));
  const open = await stillPossible(await pairings.matching(), problem, members, standing);

  const kept = new Set(declined);
  const apart: (readonly [string, string])[] = [];
  for (let tries = 0; tries < triesAtMost; tries++) {
    const next = await nextBest(open, { standing, kept, apart });
    const wanted = next.filter((one) => one.members.some((label) => freed.has(label)));
    const matching = await pairings.matching();
    try {
      await store(services, roundId, { news, wanted, members, matching });
      return;
    } catch (error) {
      if (!(error instanceof Blocked)) throw error;
      error.blocked.forEach((one: BlockedExchange) => {
        for (const label of one.members) kept.add(label);
        apart.push(...one.pairs);
      });
    }
  }
}

/** What stands and what can be learned as things are now: some may have hidden or taken back since what the round rested on. */
async function stillPossible(
  matching: Matching,
  problem: RoundProblem,
  members: ReadonlyMap<string, string>,
  standing: readonly GivenExchange[],
): Promise<RoundProblem> {
  const stands = new Set(standing.flatMap(stepsOf).map((step) => step.join()));
  const gone = new Set(await goneIn(matching, problem.arcs, (label) => members.get(label) ?? null));
  const arcs = problem.arcs.filter(
    (arc) => !gone.has(arc) || stands.has([arc.from, arc.to].join()),
  );
  return { ...problem, arcs };
}

/** The exchanges that a round could have beside those that stand. */
async function nextBest(
  problem: RoundProblem,
  {
    standing,
    kept,
    apart,
  }: {
    readonly standing: readonly GivenExchange[];
    /** Who is in nothing but what stands. */
    readonly kept: ReadonlySet<string>;
    readonly apart: readonly (readonly [string, string])[];
  },
): Promise<RoundExchange[]> {
  const used = new Map<string, { give: number; receive: number }>();
  const count = (label: string, way: 'give' | 'receive') => {
    const one = used.get(label) ?? { give: 0, receive: 0 };
    one[way]++;
    used.set(label, one);
  };
  for (const { members, circle } of standing)
    (circle ? members : members.slice(0, 1)).forEach((giver, at) => {
      count(giver, 'give');
      count(members[(at + 1) % members.length]!, 'receive');
    });
  const open: RoundProblem = {
    ...problem,
    pinned: standing.map(({ members, circle }) => ({ members, circle })),
    apart: [...(problem.apart ?? []), ...apart],
    participants: problem.participants.map((one) =>
      kept.has(one.id) ? { ...one, ...(used.get(one.id) ?? { give: 0, receive: 0 }) } : one,
    ),
  };
  const stands = new Set(standing.map(({ members, circle }) => [circle, ...members].join()));
  const isNew = ({ members, circle }: RoundExchange) => !stands.has([circle, ...members].join());
  // Floors that can no longer be met are no reason to leave everybody without.
  for (const floors of [open.floors ?? [], []])
    try {
      const { exchanges } = await solveInThread(readRound({ ...open, floors }), { seconds });
      return exchanges.filter(isNew);
    } catch (error) {
      if (error instanceof NothingFound || error instanceof NotPossible) return [];
      if (!(error instanceof Infeasible)) throw error;
    }
  return [];
}

/** Asks for the next best and notes that what fell was looked at: both or neither. */
async function store(
  { prisma, now }: Repairing,
  roundId: string,
  {
    news,
    wanted,
    members,
    matching,
  }: {
    readonly news: readonly Standing[];
    readonly wanted: readonly RoundExchange[];
    readonly members: ReadonlyMap<string, string>;
    readonly matching: Awaited<ReturnType<Services['pairings']['matching']>>;
  },
): Promise<void> {
  const at = now();
  await inTurn(prisma, async (transaction) => {
    await transaction.$queryRaw`SELECT "id" FROM "Round" WHERE "id" = ${roundId}::uuid FOR UPDATE`;
    const ids = news.map(({ exchangeId }) => exchangeId);
    const { count } = await transaction.roundExchange.updateMany({
      where: { exchangeId: { in: ids }, repairedAt: null },
      data: { repairedAt: at },
    });
    // Another process was faster; what it left is looked at next time.
    if (count < ids.length) throw new Overtaken();
    const last = await transaction.roundExchange.aggregate({
      where: { roundId },
      _max: { position: true },
    });
    const created = await askFor(transaction, {
      exchanges: wanted,
      memberOf: (label) => members.get(label) ?? null,
      matching,
      message: null,
      audit: 'system',
      now: at,
    });
    await transaction.roundExchange.createMany({
      data: created.map((exchangeId, index) => ({
        exchangeId,
        roundId,
        position: (last._max.position ?? 0) + 1 + index,
        replaces:
          news.find((one) => one.members.some((label) => wanted[index]!.members.includes(label)))
            ?.exchangeId ?? null,
      })),
    });
    await record(transaction, {
      actor: 'system',
      action: 'repairRound',
      subject: roundId,
      detail: { fallen: ids.length, exchanges: created.length },
    });
    await announce(transaction, { round: roundId });
  }).catch((error: unknown) => {
    if (!(error instanceof Overtaken)) throw error;
  });
}

class Overtaken extends Error {}

async function publishedProblem({ prisma }: Repairing, roundId: string) {
  const round = await prisma.round.findUnique({
    where: { id: roundId },
    select: { state: true, current: true },
  });
  if (round?.state !== 'PUBLISHED') return null;
  const { problem } = await prisma.roundProposal.findUniqueOrThrow({
    where: { roundId_number: { roundId, number: round.current } },
  });
  return unpacked<RoundProblem>(problem);
}

/** Everything that the round asked for, also in earlier repairs; members that left are in nothing. */
async function askedFor(
  { prisma }: Repairing,
  roundId: string,
  labels: ReadonlyMap<string, string>,
): Promise<Standing[]> {
  const rows = await prisma.roundExchange.findMany({
    where: { roundId },
    orderBy: { position: 'asc' },
    include: {
      exchange: {
        select: {
          kind: true,
          state: true,
          parties: { orderBy: { position: 'asc' }, select: { memberId: true, answer: true } },
        },
      },
    },
  });
  return rows.flatMap(({ exchangeId, repairedAt, exchange: { kind, state, parties } }) => {
    const known = parties.flatMap(({ memberId, answer }) => {
      const label = labels.get(memberId);
      return label ? [{ label, answer }] : [];
    });
    if (known.length < 2 || known.length < parties.length) return [];
    return [
      {
        exchangeId,
        state,
        isLookedAt: repairedAt !== null,
        members: known.map(({ label }) => label),
        circle: kind !== 'ONE_WAY',
        answers: known,
      },
    ];
  });
}

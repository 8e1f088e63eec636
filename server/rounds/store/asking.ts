import { askAll, type RequestedExchange } from '../../exchanges/store/ask.ts';
import type { Transaction } from '../../database/database.ts';
import type { Context } from '../../schema/context.ts';
import type { Matching } from '../../matching/matching.ts';
import type { GivenExchange, RoundProblem } from '../../matching/round/problem.ts';
import { arcsGone, isThere, lessonOf } from '../../pairings/arcs.ts';
import { membersNotToAsk, pairsNotToAsk } from '../../pairings/askable.ts';
import { type Closed, type ClosedIn, keyOf, stepsOf } from '../rules.ts';

/** Some exchanges of a round cannot be asked for as things stand. */
export class Blocked extends Error {
  readonly blocked: readonly BlockedExchange[];

  constructor(blocked: readonly BlockedExchange[]) {
    super('Some exchanges of the round cannot be asked for');
    this.blocked = blocked;
  }
}

/** Who of an exchange cannot be asked, and which two cannot be brought together; by their names in the round. */
export interface BlockedExchange extends Closed {
  readonly key: string;
}

/** Those arcs of a round that are there no more as things stand. */
export async function goneIn(
  matching: Matching,
  arcs: RoundProblem['arcs'],
  memberOf: (label: string) => string | null,
): Promise<RoundProblem['arcs']> {
  const behind = new Map(
    arcs.map((arc) => {
      // Whoever left the network is nobody in it.
      const [from, to] = [memberOf(arc.from) ?? '', memberOf(arc.to) ?? ''];
      return [{ from, to }, arc] as const;
    }),
  );
  const gone = await arcsGone(matching, [...behind.keys()]);
  return gone.map((arc) => behind.get(arc)!);
}

/** Who of a round cannot be asked as things stand, and what can no longer be learned, by their names in it. */
export async function closedIn(
  { prisma, pairings, now }: Pick<Context, 'prisma' | 'pairings' | 'now'>,
  { participants, arcs }: RoundProblem,
  memberOf: (label: string) => string | null,
): Promise<ClosedIn> {
  const labels = participants.map(({ id }) => id);
  const labelOf = new Map(
    labels.flatMap((label) => {
      const id = memberOf(label);
      return id === null ? [] : [[id, label] as const];
    }),
  );
  const ids = [...labelOf.keys()];
  const closed = await membersNotToAsk(prisma, ids, now().toISOString().slice(0, 10));
  const { never, together } = await pairsNotToAsk(prisma, ids);
  return {
    members: labels.filter(
      (label) => closed.has(memberOf(label) ?? '') || memberOf(label) === null,
    ),
    pairs: [...new Set([...never, ...together])].map((pair) => {
      const [one = '', other = ''] = pair.split(' ');
      return [labelOf.get(one)!, labelOf.get(other)!] as const;
    }),
    arcs: await goneIn(await pairings.matching(), arcs, memberOf),
  };
}

export interface Asked {
  readonly exchanges: readonly GivenExchange[];
  /** The member behind a name of the round; null when it left the network. */
  readonly memberOf: (label: string) => string | null;
  readonly matching: Matching;
  readonly message: string | null;
  /** As the audit trail names whoever it is. */
  readonly audit: string;
  readonly now: Date;
}

/** Topics that are named with each step; the parties will find out what else there is. */
const topicsAtMost = 3;

/**
 * Asks the members of exchanges, all of them or none: in the order given, as a part of a transaction.
 * @returns the ids of what they are asked for
 * @throws Blocked naming every exchange that cannot be asked for
 */
export async function askFor(
  transaction: Transaction,
  { exchanges, memberOf, matching, message, audit, now }: Asked,
): Promise<string[]> {
  const gone = exchanges.flatMap((exchange) => {
    const members = exchange.members.filter((label) => memberOf(label) === null);
    return members.length > 0 ? [{ key: keyOf(exchange), members, pairs: [] }] : [];
  });
  if (gone.length > 0) throw new Blocked(gone);
  const answer = await askAll(
    transaction,
    { audit, by: 'SECRETARIAT', memberId: null, now },
    exchanges.map((exchange) =>
      requested(exchange, (label) => memberOf(label)!, matching, message),
    ),
  );
  const blocked = exchanges.flatMap((exchange, at): BlockedExchange[] => {
    const obstacles = 'ids' in answer ? null : answer.obstacles[at];
    const labels = new Map(exchange.members.map((label) => [memberOf(label)!, label]));
    const members = (obstacles?.members ?? []).flatMap((id) => labels.get(id) ?? []);
    const pairs = (obstacles?.pairs ?? []).map(
      ([one, other]) => [labels.get(one)!, labels.get(other)!] as const,
    );
    // A round may be weeks old. What somebody hid or took back since is no reason any more to bring it together with anybody.
    const gone = stepsOf(exchange).filter(
      ([from, to]) => !isThere(matching, { from: memberOf(from)!, to: memberOf(to)! }),
    );
    const apart = members.length + pairs.length > 0 ? pairs : gone;
    return members.length + apart.length > 0
      ? [{ key: keyOf(exchange), members, pairs: apart }]
      : [];
  });
  if ('ids' in answer && blocked.length === 0) return [...answer.ids];
  throw new Blocked(blocked);
}

/** An exchange of a round as it is asked for; topics that somebody does not show are not named. */
function requested(
  { members: labels, circle }: GivenExchange,
  memberOf: (label: string) => string,
  matching: Matching,
  message: string | null,
): RequestedExchange {
  const members = labels.map(memberOf);
  const steps = circle ? members : members.slice(0, 1);
  const topics = steps.flatMap((teacherId, at) => {
    const learnerId = members[(at + 1) % members.length]!;
    const lessons = lessonOf(matching, teacherId, learnerId)?.pairing.learns ?? [];
    const known = [...new Set(lessons.map(({ topic }) => topic))].slice(0, topicsAtMost);
    return known.map((topicId) => ({ topicId, teacherId, learnerId }));
  });
  return {
    kind: !circle ? 'ONE_WAY' : members.length === 2 ? 'TWO_WAY' : 'CIRCLE',
    proposer: 'ROUND',
    parties: members.map((memberId) => ({ memberId, asked: true, host: false })),
    topics,
    message,
    outcome: null,
    formats: [],
    languages: [],
    places: null,
  };
}

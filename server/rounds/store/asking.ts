import type { RequestedExchange } from '../../exchanges/store/request.ts';
import { lockMembers } from '../../exchanges/store/locks.ts';
import { requestInTransaction } from '../../exchanges/store/request.ts';
import type { Transaction } from '../../database/database.ts';
import type { Matching } from '../../matching/matching.ts';
import type { GivenExchange } from '../../matching/round/problem.ts';
import { lessonOf } from '../../pairings/arcs.ts';
import { keyOf } from '../rules.ts';

/** Some exchanges of a round cannot be asked for as things stand. */
export class Blocked extends Error {
  readonly blocked: readonly BlockedExchange[];

  constructor(blocked: readonly BlockedExchange[]) {
    super('Some exchanges of the round cannot be asked for');
    this.blocked = blocked;
  }
}

export interface BlockedExchange {
  readonly key: string;
  /** Who cannot be asked, and which two cannot be brought together; by their names in the round. */
  readonly members: readonly string[];
  readonly pairs: readonly (readonly [string, string])[];
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
  const ids: string[] = [];
  const blocked: BlockedExchange[] = [];
  const everybody = exchanges.flatMap(({ members }) =>
    members.flatMap((one) => memberOf(one) ?? []),
  );
  await lockMembers(transaction, [...new Set(everybody)]);
  for (const exchange of exchanges) {
    const gone = exchange.members.filter((label) => memberOf(label) === null);
    if (gone.length > 0) {
      blocked.push({ key: keyOf(exchange), members: gone, pairs: [] });
      continue;
    }
    const asked = requested(exchange, (label) => memberOf(label)!, matching, message);
    const answer = await requestInTransaction(
      transaction,
      { audit, by: 'SECRETARIAT', memberId: null, now },
      asked,
    );
    if ('id' in answer) {
      ids.push(answer.id);
      continue;
    }
    const labels = new Map(exchange.members.map((label) => [memberOf(label)!, label]));
    blocked.push({
      key: keyOf(exchange),
      members: answer.members.flatMap((id) => labels.get(id) ?? []),
      pairs: answer.pairs.flatMap(([one, other]) => {
        const [a, b] = [labels.get(one), labels.get(other)];
        return a && b ? [[a, b] as const] : [];
      }),
    });
  }
  if (blocked.length > 0) throw new Blocked(blocked);
  return ids;
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

import type { Transaction } from '../database/database.ts';
import { openStates } from '../exchanges/rules/exchange.ts';
import { daysBetween } from '../matching/dates.ts';
import { readPolicy } from '../policy/store.ts';

/** Who is to be brought together; the members are locked against others who ask them. */
export interface Introduction {
  /** All of them. */
  readonly memberIds: readonly string[];
  /** Those of them that are asked whether they want to. */
  readonly askedIds: readonly string[];
  /** Where it is given, an exchange of two others is in nobody's way: all of a group learn from its host. */
  readonly hostId?: string;
}

/** What speaks against an introduction: members that cannot be asked, and pairs that cannot be brought together. */
export interface Obstacles {
  readonly members: readonly string[];
  readonly pairs: readonly (readonly [string, string])[];
}

/**
 * Why members cannot be asked for an exchange now. The same rules as those of matching: pauses, places, confirmed
 * availability, "never" and open exchanges. Nobody outside the secretariat may learn which of them it was.
 */
export async function obstaclesTo(
  transaction: Transaction,
  introduction: Introduction,
  today: string,
): Promise<Obstacles> {
  const [obstacles] = await obstaclesToEach(transaction, [introduction], today);
  return obstacles ?? { members: [], pairs: [] };
}

/**
 * The same of each of many, as if they were asked one after the other: two members that an earlier one brings together
 * are in an exchange already. Null: nothing speaks against it.
 */
export async function obstaclesToEach(
  transaction: Transaction,
  introductions: readonly Introduction[],
  today: string,
): Promise<(Obstacles | null)[]> {
  const all = [...new Set(introductions.flatMap(({ memberIds }) => memberIds))];
  const closed = await membersNotToAsk(
    transaction,
    [...new Set(introductions.flatMap(({ askedIds }) => askedIds))],
    today,
  );
  const { never, together } = await pairsNotToAsk(transaction, all);
  const begun = new Set<string>();
  return introductions.map(({ memberIds, askedIds, hostId }) => {
    const members = askedIds.filter((id) => closed.has(id));
    const pairs = pairsOf(memberIds).filter(
      ([one, other]) =>
        never.has(pairKey(one, other)) ||
        ((together.has(pairKey(one, other)) || begun.has(pairKey(one, other))) &&
          (!hostId || hostId === one || hostId === other)),
    );
    if (members.length > 0 || pairs.length > 0) return { members, pairs };
    for (const [one, other] of pairsOf(memberIds))
      if (!hostId || hostId === one || hostId === other) begun.add(pairKey(one, other));
    return null;
  });
}

/** Those of the members who take no requests: paused, full, or not confirmed for long. */
export async function membersNotToAsk(
  transaction: Transaction,
  memberIds: readonly string[],
  today: string,
): Promise<Set<string>> {
  const { availabilityDays } = await readPolicy(transaction);
  const members = await transaction.$queryRaw<
    { id: string; paused: boolean; confirmedOn: Date | null; isFull: boolean }[]
  >`
    SELECT "id", "paused", "confirmedOn", "capacity" <= (
      SELECT count(*) FROM "ExchangeParty" WHERE "memberId" = "Member"."id" AND "holdsPlace"
    ) AS "isFull"
    FROM "Member" WHERE "id" = ANY (${[...memberIds]}::uuid[])`;
  const isLong = (confirmedOn: Date | null) =>
    confirmedOn === null ||
    daysBetween(confirmedOn.toISOString().slice(0, 10), today) > availabilityDays;
  return new Set(
    members
      .filter(({ paused, confirmedOn, isFull }) => paused || isFull || isLong(confirmedOn))
      .map(({ id }) => id),
  );
}

/** The pairs of the members, as `pairKey` names them, that said "never", and those that are in an exchange already. */
export async function pairsNotToAsk(
  transaction: Transaction,
  memberIds: readonly string[],
): Promise<{ readonly never: ReadonlySet<string>; readonly together: ReadonlySet<string> }> {
  const all = [...memberIds];
  const never = await transaction.privateChoice.findMany({
    where: { kind: 'NEVER', memberId: { in: all }, partnerId: { in: all } },
    select: { memberId: true, partnerId: true },
  });
  // All of a group are in an exchange with its host, and not with each other.
  const together = await transaction.$queryRaw<{ one: string; other: string }[]>`
    SELECT DISTINCT a."memberId"::text AS "one", b."memberId"::text AS "other"
    FROM "ExchangeParty" a JOIN "ExchangeParty" b USING ("exchangeId") JOIN "Exchange" e ON e."id" = "exchangeId"
    WHERE a."memberId" < b."memberId" AND a."memberId" = ANY (${all}::uuid[]) AND b."memberId" = ANY (${all}::uuid[])
      AND a."answer" IN ('PENDING', 'ACCEPTED') AND b."answer" IN ('PENDING', 'ACCEPTED')
      AND e."state"::text = ANY (${[...openStates]})
      AND (e."kind" <> 'GROUP' OR a."host" OR b."host")`;
  return {
    never: new Set(never.map(({ memberId, partnerId }) => pairKey(memberId, partnerId))),
    together: new Set(together.map(({ one, other }) => pairKey(one, other))),
  };
}

/** Two members in either order. */
export function pairKey(one: string, other: string): string {
  return one < other ? `${one} ${other}` : `${other} ${one}`;
}

function pairsOf(memberIds: readonly string[]): [string, string][] {
  return memberIds.flatMap((one, at) =>
    memberIds.slice(at + 1).map((other) => [one, other] as [string, string]),
  );
}

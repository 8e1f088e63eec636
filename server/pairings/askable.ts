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
  { memberIds, askedIds, hostId }: Introduction,
  today: string,
): Promise<Obstacles> {
  const { availabilityDays } = await readPolicy(transaction);
  const all = [...memberIds];
  const asked = await transaction.$queryRaw<
    { id: string; paused: boolean; confirmedOn: Date | null; isFull: boolean }[]
  >`
    SELECT "id", "paused", "confirmedOn", "capacity" <= (
      SELECT count(*) FROM "ExchangeParty" WHERE "memberId" = "Member"."id" AND "holdsPlace"
    ) AS "isFull"
    FROM "Member" WHERE "id" = ANY (${[...askedIds]}::uuid[])`;
  const never = await transaction.privateChoice.findMany({
    where: { kind: 'NEVER', memberId: { in: all }, partnerId: { in: all } },
    select: { memberId: true, partnerId: true },
  });
  const together = await transaction.$queryRaw<{ one: string; other: string }[]>`
    SELECT DISTINCT a."memberId"::text AS "one", b."memberId"::text AS "other"
    FROM "ExchangeParty" a JOIN "ExchangeParty" b USING ("exchangeId") JOIN "Exchange" e ON e."id" = "exchangeId"
    WHERE a."memberId" < b."memberId" AND a."memberId" = ANY (${all}::uuid[]) AND b."memberId" = ANY (${all}::uuid[])
      AND a."answer" IN ('PENDING', 'ACCEPTED') AND b."answer" IN ('PENDING', 'ACCEPTED')
      AND e."state"::text = ANY (${[...openStates]})
      AND (e."kind" <> 'GROUP' OR a."host" OR b."host")`;
  const isLong = (confirmedOn: Date | null) =>
    confirmedOn === null ||
    daysBetween(confirmedOn.toISOString().slice(0, 10), today) > availabilityDays;
  return {
    members: asked
      .filter(({ paused, confirmedOn, isFull }) => paused || isFull || isLong(confirmedOn))
      .map(({ id }) => id),
    pairs: [
      ...never.map(({ memberId, partnerId }) => [memberId, partnerId] as const),
      ...together
        .filter(({ one, other }) => !hostId || hostId === one || hostId === other)
        .map(({ one, other }) => [one, other] as const),
    ],
  };
}

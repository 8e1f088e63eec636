import type { Transaction } from '../database/database.ts';
import { openStates } from '../exchanges/rules/exchange.ts';
import type { PairFactData } from '../matching/pair-facts.ts';

/**
 * What members have behind them and have said about each other, as matching takes it: every pair of the members asked
 * for, whichever of the two they are.
 */
export async function readPairFacts(
  database: Transaction,
  memberIds: readonly string[] | 'everybody',
): Promise<PairFactData> {
  const among = { in: memberIds === 'everybody' ? [] : [...memberIds] };
  const choices = await database.privateChoice.findMany({
    where: memberIds === 'everybody' ? {} : { OR: [{ memberId: among }, { partnerId: among }] },
    select: { memberId: true, partnerId: true, kind: true, on: true },
  });
  return {
    ...(await readExchangeFacts(database, memberIds)),
    doNotIntroduce: choices
      .filter(({ kind }) => kind === 'NEVER')
      .map(({ memberId, partnerId }) => [memberId, partnerId]),
    dismissals: choices
      .filter(({ kind }) => kind === 'NOT_NOW')
      .map(({ memberId: by, partnerId: partner, on }) => ({
        by,
        partner,
        on: on.toISOString().slice(0, 10),
      })),
  };
}

interface PairRow {
  readonly one: string;
  readonly other: string;
  readonly fact: 'OPEN' | 'CLOSED' | 'DECLINED';
  /** `YYYY-MM-DD` */
  readonly on: string;
  readonly again: boolean;
}

/**
 * The exchanges behind pairs: two that are in an open one, two that completed one, and one that said no to the other. All
 * that learn in a group have something to do with its host, and not with each other. Whether two want another exchange is what
 * both said last when they were asked.
 */
async function readExchangeFacts(
  database: Transaction,
  memberIds: readonly string[] | 'everybody',
): Promise<Required<Pick<PairFactData, 'openExchanges' | 'closedExchanges' | 'declines'>>> {
  const everybody = memberIds === 'everybody';
  const ids = everybody ? [] : [...memberIds];
  const rows = await database.$queryRaw<PairRow[]>`
    WITH "two" AS (
      SELECT e."id", e."state", e."proposer", e."completedAt", a."memberId" AS "one", b."memberId" AS "other",
        a."answer" AS "oneSaid", b."answer" AS "otherSaid", a."asked" AS "oneAsked", b."asked" AS "otherAsked",
        GREATEST(a."answeredAt", b."answeredAt") AS "answeredAt",
        e."kind" = 'GROUP' AS "isGroup"
      FROM "ExchangeParty" a JOIN "ExchangeParty" b USING ("exchangeId") JOIN "Exchange" e ON e."id" = "exchangeId"
      WHERE a."position" < b."position" AND (e."kind" <> 'GROUP' OR a."host" OR b."host")
        AND (${everybody} OR a."memberId" = ANY (${ids}::uuid[]) OR b."memberId" = ANY (${ids}::uuid[]))
    ), "fact" AS (
      SELECT *, CASE
        WHEN "oneSaid" IN ('PENDING', 'ACCEPTED') AND "otherSaid" IN ('PENDING', 'ACCEPTED')
          AND "state"::text = ANY (${[...openStates]}) THEN 'OPEN'
        WHEN "oneSaid" = 'ACCEPTED' AND "otherSaid" = 'ACCEPTED' AND "state" IN ('COMPLETED', 'CLOSED') THEN 'CLOSED'
        WHEN ("oneSaid" = 'DECLINED' OR "otherSaid" = 'DECLINED')
          AND ("isGroup" OR "proposer" <> 'MEMBER' OR NOT "oneAsked" OR NOT "otherAsked") THEN 'DECLINED'
        END AS "fact"
      FROM "two"
    )
    SELECT "one"::text, "other"::text, "fact",
      to_char(CASE "fact" WHEN 'CLOSED' THEN "completedAt" ELSE "answeredAt" END AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS "on",
      "fact" = 'CLOSED' AND (
        SELECT count(*) FROM unnest(ARRAY["one", "other"]) AS "asked" ("id") WHERE (
          SELECT "again" FROM "FollowUp"
          WHERE "exchangeId" = "fact"."id" AND "memberId" = "asked"."id" AND "answeredAt" IS NOT NULL AND "again" IS NOT NULL
          ORDER BY "answeredAt" DESC LIMIT 1
        )
      ) = 2 AS "again"
    FROM "fact" WHERE "fact" IS NOT NULL
    ORDER BY "one", "other", "on"`;
  const ofKind = (kind: PairRow['fact']) => rows.filter(({ fact }) => fact === kind);
  return {
    openExchanges: ofKind('OPEN').map(({ one, other }) => [one, other]),
    closedExchanges: ofKind('CLOSED').map(({ one, other, on, again }) => ({
      members: [one, other],
      on,
      bothWantAgain: again,
    })),
    declines: ofKind('DECLINED').map(({ one, other, on }) => ({ members: [one, other], on })),
  };
}

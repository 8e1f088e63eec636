import type { PrismaClient } from '../database/database.ts';
import type { Viewer } from './viewer.ts';

/**
 * What everybody may ask of the API within a minute, in the units of `schema/cost.ts`: hundreds of the largest pages. It stops
 * a script that has gone wild; nobody who reads pages comes near it.
 */
export const requestBudget = {
  /** Of a person or a key. */
  known: 2_000_000,
  /** Of everybody at one network address who has neither session nor key. */
  anonymous: 600_000,
  /** Seconds. */
  window: 60,
} as const;

export interface Spent {
  readonly limit: number;
  /** What is left after this request; 0 also where it was too much. */
  readonly remaining: number;
  /** Of this request. */
  readonly cost: number;
  /** When the whole budget is there again. */
  readonly resetAt: Date;
  /** Seconds until then, at least 1. */
  readonly seconds: number;
  /** Whether it was too much. */
  readonly refused: boolean;
}

/** Takes the cost of a request from the budget of whoever asks. All processes on the database share the budgets. */
export type Spend = (viewer: Viewer, clientAddress: string, cost: number) => Promise<Spent>;

export function createRequestBudget(prisma: PrismaClient): Spend {
  return async (viewer, clientAddress, cost) => {
    const key = `request:${ownerOf(viewer, clientAddress)}`;
    const limit = requestBudget[viewer.kind === 'anonymous' ? 'anonymous' : 'known'];
    // One statement, since every request pays for it. Counted no further than to one too many.
    const [row] = await prisma.$queryRaw<{ points: number; expire: Date; seconds: number }[]>`
      INSERT INTO "RateLimiterFlexible" AS "known" ("key", "points", "expire")
      VALUES (${key}, LEAST(${cost}::int, ${limit}::int + 1), now() + make_interval(secs => ${requestBudget.window}::int))
      ON CONFLICT ("key") DO UPDATE SET
        "points" = CASE WHEN "known"."expire" > now() THEN LEAST("known"."points" + EXCLUDED."points", ${limit}::int + 1) ELSE EXCLUDED."points" END,
        "expire" = CASE WHEN "known"."expire" > now() THEN "known"."expire" ELSE EXCLUDED."expire" END
      RETURNING "points", "expire", ceil(extract(epoch FROM "expire" - now()))::int AS "seconds"`;
    const { points, expire: resetAt, seconds } = row!;
    return {
      limit,
      remaining: Math.max(0, limit - points),
      cost,
      resetAt,
      seconds: Math.max(1, seconds),
      refused: points > limit,
    };
  };
}

/** A person is the same person on every page and device, and not the address of the server that makes the pages. */
function ownerOf(viewer: Viewer, clientAddress: string): string {
  switch (viewer.kind) {
    case 'person':
      return `user:${viewer.userId}`;
    case 'key':
      return `key:${viewer.keyId}`;
    case 'anonymous':
      return `client:${clientAddress}`;
  }
}

/**
 * As the `RateLimit` and `RateLimit-Policy` fields of draft-ietf-httpapi-ratelimit-headers-11, with a unit of our own: what
 * counts is the cost of requests, not their number.
 */
export function rateLimitHeaders({ limit, remaining, seconds }: Spent): Record<string, string> {
  return {
    'ratelimit-policy': `"default";q=${limit};qu="peerbridge-cost";w=${requestBudget.window}`,
    ratelimit: `"default";r=${remaining};t=${seconds}`,
  };
}

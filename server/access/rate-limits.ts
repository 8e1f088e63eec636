import { RateLimiterPrisma, RateLimiterRes } from 'rate-limiter-flexible';
import type { PrismaClient } from '../database/database.ts';
import { createRequestBudget, type Spend } from './request-budget.ts';

export interface RateLimits {
  /** Sign-in links asked for one address: 5 an hour. */
  linksPerAddress: Limit;
  /** Sign-in links asked for by one client: 20 an hour. */
  linksPerClient: Limit;
  /** Sign-in links redeemed by one client: 60 a minute, since a whole workshop may sign in behind one router. */
  redemptionsPerClient: Limit;
  /** What requests to the API cost, a minute. */
  spend: Spend;
}

export interface Limit {
  /** Counts one more for `key`; answers null, or the seconds to wait when it is one too many. */
  take(key: string): Promise<number | null>;
}

/** Limits that all processes on the database share. */
export function createRateLimits(prisma: PrismaClient): RateLimits {
  const limit = (keyPrefix: string, points: number, duration: number): Limit => {
    const limiter = new RateLimiterPrisma({ storeClient: prisma, keyPrefix, points, duration });
    return {
      take: async (key) => {
        try {
          await limiter.consume(key);
          return null;
        } catch (refusal) {
          if (refusal instanceof RateLimiterRes) return Math.ceil(refusal.msBeforeNext / 1000);
          throw refusal;
        }
      },
    };
  };
  return {
    linksPerAddress: limit('links-address', 5, 3600),
    linksPerClient: limit('links-client', 20, 3600),
    redemptionsPerClient: limit('redemptions-client', 60, 60),
    spend: createRequestBudget(prisma),
  };
}

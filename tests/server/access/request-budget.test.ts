import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createRequestBudget, requestBudget } from '../../../server/access/request-budget.ts';
import { anonymous } from '../../../server/access/viewer.ts';
import type { Database } from '../../../server/database/database.ts';
import { limits } from '../../../server/schema/cost.ts';
import { type Api, openApi } from '../api.ts';
import { databaseKinds, openTestDatabase } from '../database.ts';
import { loadSmallNetwork } from '../small-network.ts';

const budget = '{ rateLimit { limit remaining cost resetAt } }';

describe.each(databaseKinds)('the budget of requests, on %s', (kind) => {
  let database: Database;
  let api: Api;

  beforeAll(async () => {
    database = await openTestDatabase(kind);
    await loadSmallNetwork(database);
    api = await openApi(database);
  });
  afterAll(() => database.close());

  /** As if all of it, or a part, had been spent by whoever asked last. */
  const spendAll = (points: number) =>
    database.prisma.rateLimiterFlexible.updateMany({
      where: { key: { startsWith: 'request:' } },
      data: { points },
    });

  it('is told in the answer and in the headers of the draft', async () => {
    const haki = await api.as('haki@example.org');
    const first = await api.ask(budget, haki);
    expect(first.errors).toEqual([]);
    const { limit, remaining, cost, resetAt } = first.data.rateLimit;
    expect(limit).toBe(requestBudget.known);
    expect(cost).toBe(1);
    expect(Date.parse(resetAt) - Date.now()).toBeLessThanOrEqual(60_000);
    expect(first.headers.get('ratelimit-policy')).toBe(
      `"default";q=${limit};qu="peerbridge-cost";w=60`,
    );
    expect(first.headers.get('ratelimit')).toMatch(new RegExp(`^"default";r=${remaining};t=\\d+$`));
    const list = `query Other { viewer { role } } query List($first: Int) { members(first: $first) { nodes { name offers { level } } } rateLimit { cost remaining } }`;
    const ask = async (first: number) => {
      const answer = await api.app.fetch(
        new Request('http://localhost/graphql', {
          method: 'POST',
          headers: { 'content-type': 'application/json', ...haki },
          body: JSON.stringify({ query: list, operationName: 'List', variables: { first } }),
        }),
        { clientAddress: '192.0.2.1' },
      );
      return ((await answer.json()) as { data: { rateLimit: { cost: number } } }).data.rateLimit;
    };
    const [small, large] = [await ask(1), await ask(100)];
    expect(large.cost).toBeGreaterThan(50 * small.cost);
    const after = (await api.ask(budget, haki)).data.rateLimit.remaining;
    expect(after).toBe(remaining - small.cost - large.cost - 1);
  });

  it('is one for a person wherever it signs in, and another for everybody else', async () => {
    const remaining = async (headers: Readonly<Record<string, string>>) =>
      (await api.ask(budget, headers)).data.rateLimit.remaining;
    const first = await remaining(await api.as('eau@example.org'));
    expect(await remaining(await api.as('eau@example.org'))).toBe(first - 1);
    expect(await remaining(await api.as('ard@example.org'))).toBe(requestBudget.known - 1);
    const key = await api.asPartner();
    expect(await remaining(key)).toBe(requestBudget.known - 1);
    expect(await remaining(key)).toBe(requestBudget.known - 2);
    expect(await remaining(await api.asPartner())).toBe(requestBudget.known - 1);
    expect(await remaining({})).toBe(requestBudget.anonymous - 1);
    const spend = createRequestBudget(database.prisma);
    expect((await spend(anonymous, '192.0.2.1', 1)).remaining).toBe(requestBudget.anonymous - 2);
    expect((await spend(anonymous, '192.0.2.2', 1)).remaining).toBe(requestBudget.anonymous - 1);
  });

  it('refuses what is too much, says when to come back, and changes nothing', async () => {
    const haki = await api.as('haki@example.org');
    await spendAll(requestBudget.known);
    const refused = await api.ask('mutation { pauseAvailability(input: {}) { __typename } }', haki);
    expect(refused.status).toBe(429);
    const seconds = Number(refused.headers.get('retry-after'));
    expect(seconds).toBeGreaterThan(0);
    expect(seconds).toBeLessThanOrEqual(60);
    expect(refused.headers.get('ratelimit')).toBe(`"default";r=0;t=${seconds}`);
    expect(refused.errors).toMatchObject([{ extensions: { code: 'RATE_LIMITED' } }]);
    const stored = await database.prisma.member.findUnique({ where: { reference: 'haki' } });
    expect(stored?.paused).toBe(false);
    expect((await api.ask(budget, await api.as('pont@example.org'))).status).toBe(200);

    // A minute later.
    await database.prisma.rateLimiterFlexible.updateMany({ data: { expire: new Date() } });
    expect((await api.ask(budget, haki)).data.rateLimit.remaining).toBe(requestBudget.known - 1);
  });

  it('pays no more for a request that is too large to run than for the largest that is not', async () => {
    const partners = (inner: string) => `pairings(first: 100) { nodes { partner { ${inner} } } }`;
    const four = partners(partners(partners(partners('name'))));
    const query = `{ members(first: 100) { nodes { ${four} } } }`;
    const key = await api.asPartner();
    const { errors } = await api.ask(query, key);
    expect(errors).toMatchObject([{ extensions: { code: 'INVALID_INPUT' } }]);
    expect(errors[0]?.message).toContain('too large');
    const { remaining } = (await api.ask(budget, key)).data.rateLimit;
    expect(remaining).toBe(requestBudget.known - limits.complexity - 1);
  });

  it('counts requests that come at once, each of them', async () => {
    const spend = createRequestBudget(database.prisma);
    const spent = await Promise.all(
      Array.from({ length: 10 }, () => spend(anonymous, '192.0.2.3', 10)),
    );
    expect(spent.map(({ remaining }) => requestBudget.anonymous - remaining).sort()).toEqual(
      [10, 20, 30, 40, 50, 60, 70, 80, 90, 100].sort(),
    );
    const tooMuch = await spend(anonymous, '192.0.2.3', 2_000_000_000);
    expect(tooMuch).toMatchObject({ remaining: 0, refused: true });
    expect(await spend(anonymous, '192.0.2.3', 1)).toMatchObject({ refused: true });
  });
});

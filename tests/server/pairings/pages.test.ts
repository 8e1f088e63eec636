import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../../server/database/database.ts';
import { networkChanged } from '../../../server/database/network-version.ts';
import { type Api, openApi } from '../api.ts';
import { openTestDatabase } from '../database.ts';
import { globalId, importedOn, loadSmallNetwork } from '../small-network.ts';

describe('pages of a list of pairings in a network too large to count them', () => {
  let database: Database;
  let api: Api;
  let ids: Record<string, string>;

  beforeAll(async () => {
    database = await openTestDatabase('embedded');
    ids = await loadSmallNetwork(database);
    api = await openApi(database, { now: () => new Date(`${importedOn}T12:00:00Z`) });
    await database.prisma.$transaction(async (transaction) => {
      // As `presupuesto`, in a thousand places; what each offers differs a little.
      await transaction.$executeRaw`
        INSERT INTO "Member" ("id", "reference", "name", "searchName", "sortName", "pseudonym", "kind", "country", "confirmedOn", "updatedAt")
        SELECT gen_random_uuid(), 'many' || n, 'Many ' || n, 'many', 'many', 'Member many-' || n, 'NGO', 'GT', ${importedOn}::date, now()
        FROM generate_series(1, 1000) AS n`;
      await transaction.$executeRaw`
        INSERT INTO "LanguageSkill" ("memberId", "language", "level", "position")
        SELECT "id", 'en', 'B2', 0 FROM "Member" WHERE "reference" LIKE 'many%'`;
      await transaction.$executeRaw`
        INSERT INTO "Offer" ("id", "memberId", "topicId", "level", "position")
        SELECT gen_random_uuid(), m."id", t."id", 'EXPERT', 0 FROM "Member" m JOIN "Topic" t ON t."key" = 'budget-analysis'
        WHERE m."reference" IN (SELECT 'many' || n FROM generate_series(1, 60) AS n)`;
      await networkChanged(transaction, 'everything');
    });
  });
  afterAll(() => database.close());

  const page = async (args: string) => {
    const { data, errors } = await api.ask(
      `query($id: ID!) { member(id: $id) { pairings(${args}) { totalCount edges { cursor node { score partner { reference } } } pageInfo { hasNextPage hasPreviousPage } } } }`,
      await api.as('haki@example.org'),
      { id: globalId('Member', ids.haki ?? '') },
    );
    expect(errors).toEqual([]);
    const { edges, pageInfo, totalCount } = data.member.pairings;
    return {
      totalCount,
      ...pageInfo,
      cursors: edges.map(({ cursor }: { cursor: string }) => cursor) as string[],
      partners: edges.map(
        ({ node }: { node: { partner: { reference: string } } }) => node.partner.reference,
      ) as string[],
    };
  };

  it('make up the whole list, forwards and backwards', async () => {
    const whole = await page('first: 100');
    expect(whole.partners).toHaveLength(61);
    expect(whole).toMatchObject({ totalCount: 61, hasNextPage: false, hasPreviousPage: false });

    const forwards: string[] = [];
    for (let after = ''; ;) {
      const { partners, cursors, hasNextPage, hasPreviousPage, totalCount } = await page(
        `first: 25${after && `, after: "${after}"`}`,
      );
      expect(hasPreviousPage).toBe(forwards.length > 0);
      // Only whoever has reached the end knows how many there are.
      expect(totalCount).toBe(hasNextPage ? null : 61);
      forwards.push(...partners);
      after = cursors.at(-1) ?? '';
      if (!hasNextPage) break;
    }
    expect(forwards).toEqual(whole.partners);

    const last = await page('last: 20');
    expect(last.partners).toEqual(whole.partners.slice(-20));
    expect(last).toMatchObject({ hasNextPage: false, hasPreviousPage: true, totalCount: 61 });
    const before = await page(`last: 20, before: "${last.cursors[0]}"`);
    expect(before.partners).toEqual(whole.partners.slice(-40, -20));
    expect(before).toMatchObject({ hasNextPage: true, hasPreviousPage: true });
  });

  it('take cursors of their own list alone, and have none where they are empty', async () => {
    const cursor = (place: string) => Buffer.from(place).toString('base64');
    const ask = async (query: string) => {
      const haki = await api.as('haki@example.org');
      return api.ask(query, haki, { id: globalId('Member', ids.haki ?? '') });
    };
    const list = (after: string) =>
      `query($id: ID!) { member(id: $id) { pairings(after: "${cursor(after)}") { nodes { score } pageInfo { startCursor endCursor hasNextPage } } } }`;
    for (const query of [
      list(`GPC:S:${ids.haki}`),
      list(`OffsetConnection:${'9'.repeat(400)}`),
      list('OffsetConnection:-1'),
      `{ members(after: "${cursor('OffsetConnection:3')}") { totalCount } }`,
    ]) {
      const { errors } = await ask(query);
      expect(errors).toMatchObject([{ extensions: { code: 'INVALID_INPUT' } }]);
      expect(errors[0]?.message).toContain('is not a cursor of this list');
    }
    const { data } = await ask(list('OffsetConnection:999999999'));
    expect(data.member.pairings).toEqual({
      nodes: [],
      pageInfo: { startCursor: null, endCursor: null, hasNextPage: false },
    });
  });

  it('cost what it takes to find them', async () => {
    const cost = async (args: string) => {
      const query = `query($id: ID!) { rateLimit { cost } member(id: $id) { pairings(${args}) { nodes { score } } } }`;
      const variables = { id: globalId('Member', ids.haki ?? '') };
      const { data } = await api.ask(query, await api.as('haki@example.org'), variables);
      return data.rateLimit.cost as number;
    };
    const first = await cost('first: 20');
    expect(first).toBeLessThan(100);
    for (const far of ['last: 20', 'first: 20, filter: { topics: [] }'])
      expect((await cost(far)) - first).toBe(980);
  });

  it('hold what was asked for, also where that is far down the list', async () => {
    const whole = await page('first: 100');
    const { partners } = await page('first: 5, filter: { regions: ["013"] }');
    expect(partners).toEqual(whole.partners.slice(0, 5));
    expect((await page('first: 5, filter: { regions: ["002"] }')).partners).toEqual([]);
    expect((await page('first: 5, filter: { kinds: [ACADEMIC] }')).partners).toEqual([]);
  });
});

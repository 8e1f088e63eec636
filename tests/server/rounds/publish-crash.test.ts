import fc from 'fast-check';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { type Database, openDatabase } from '../../../server/database/database.ts';
import { loadDemonstration } from '../../../server/demo/store.ts';
import { silently } from '../../../server/progress.ts';
import { type Api, openApi } from '../api.ts';
import { databaseKinds, newDataFolder, newTestDatabase } from '../database.ts';
import { start } from '../programs.ts';
import { globalId } from '../small-network.ts';

const kinds = process.env.FULL ? databaseKinds : (['embedded'] as const);

/** When the server is killed, as a share of the time that publishing takes when it is left alone. */
const moments = fc.sample(fc.integer({ min: 10, max: 110 }), {
  numRuns: process.env.FULL ? 20 : 2,
  seed: 11,
});

const mutation = `mutation($input: PublishRoundInput!) {
  done: publishRound(input: $input) { __typename ... on Error { code } }
}`;

describe.each(kinds)('a round that is published by a server that is killed, on %s', (kind) => {
  let environment: Record<string, string>;
  let cookie: string;
  let round: string;
  let exchanges: number;
  /** Milliseconds that publishing takes; the first one says so. */
  let duration = 0;

  const withApi = async <T>(work: (database: Database, api: Api) => Promise<T>): Promise<T> => {
    const database = await openDatabase({
      databaseUrl: environment.DATABASE_URL ?? null,
      dataDir: environment.DATA_DIR ?? '',
    });
    const api = await openApi(database);
    const result = await work(database, api);
    await api.app.close();
    await database.close();
    return result;
  };
  const input = () => ({ round: globalId('Round', round), proposal: 1 });

  beforeAll(async () => {
    environment =
      kind === 'server'
        ? { DATABASE_URL: await newTestDatabase('server') }
        : { DATA_DIR: await newDataFolder() };
    environment = { ...environment, LOG_LEVEL: 'silent' };
    await withApi(async (database, api) => {
      const { prisma } = database;
      await loadDemonstration(database, 'always', silently);
      const headers = await api.asSecretariat();
      cookie = headers.cookie!;
      await api.ask(
        'mutation { createRound(input: { policy: { maxCircle: 2, seconds: 5 } }) { __typename } }',
        headers,
      );
      const { id } = await prisma.round.findFirstOrThrow();
      round = id;
      await vi.waitFor(
        async () => expect((await prisma.roundProposal.findFirstOrThrow()).state).toBe('SOLVED'),
        { timeout: 60_000, interval: 100 },
      );
      const { data } = await api.ask(
        'query($id: ID!) { node(id: $id) { ... on Round { proposal { keys } } } }',
        headers,
        { id: globalId('Round', id) },
      );
      exchanges = data.node.proposal.keys.length;
      expect(exchanges).toBeGreaterThan(50);
    });
    expect(await publishAndKill(null)).toBe('PublishRoundSuccess');
    await withApi(async (database) => {
      expect(await published(database)).toBe(true);
      await undo(database);
    });
  }, 180_000);

  /** @returns what was answered; null where the server was gone before */
  const publishAndKill = async (after: number | null): Promise<string | null> => {
    const server = start('tests/server/jobs/server.ts', [], environment);
    const [, address = ''] = await server.says(/Peerbridge is at (\S+)/);
    const began = performance.now();
    const answer = fetch(`${address}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie },
      body: JSON.stringify({ query: mutation, variables: { input: input() } }),
    })
      .then((response) => response.json())
      .then(({ data }: { data: { done: { __typename: string } } }) => data.done.__typename)
      .catch(() => null);
    await (after === null ? answer : new Promise((resolve) => setTimeout(resolve, after)));
    duration ||= performance.now() - began;
    server.kill('SIGKILL');
    await server.ended;
    return answer;
  };

  /** Whether all of it was published; fails where a part of it was. */
  const published = async ({ prisma }: Database) => {
    const { state } = await prisma.round.findUniqueOrThrow({ where: { id: round } });
    const asked = await prisma.exchange.findMany({
      where: { proposer: 'ROUND' },
      include: { parties: true, topics: true, events: true, round: true },
    });
    const ids = asked.map(({ id }) => id);
    const news = await prisma.notification.findMany({ where: { exchangeId: { in: ids } } });
    const audited = await prisma.auditEvent.findMany({
      where: { OR: [{ action: 'publishRound' }, { subject: { in: ids } }] },
    });
    const isPublished = state === 'PUBLISHED';
    expect(asked).toHaveLength(isPublished ? exchanges : 0);
    for (const one of asked) {
      expect(one).toMatchObject({ state: 'REQUESTED', version: 1, round: { roundId: round } });
      expect(one.parties).toHaveLength(2);
      expect(one.events).toMatchObject([{ number: 1, action: 'REQUEST' }]);
    }
    // Some keep to themselves what they need.
    if (isPublished)
      expect(asked.flatMap(({ topics }) => topics).length).toBeGreaterThan(exchanges);
    const pairs = asked.map(({ parties }) =>
      parties
        .map(({ memberId }) => memberId)
        .toSorted()
        .join(),
    );
    expect(new Set(pairs).size).toBe(asked.length);
    const told = await prisma.representative.findMany({
      where: { memberId: { in: asked.flatMap(({ parties }) => parties.map((p) => p.memberId)) } },
    });
    const of = Map.groupBy(told, ({ memberId }) => memberId);
    const wanted = asked.flatMap(({ id, parties }) =>
      parties.flatMap(({ memberId }) =>
        (of.get(memberId) ?? []).map(({ email }) => `${id} ${email}`),
      ),
    );
    expect(news.map(({ exchangeId, email }) => `${exchangeId} ${email}`).toSorted()).toEqual(
      wanted.toSorted(),
    );
    expect(audited).toHaveLength(isPublished ? exchanges + 1 : 0);
    return isPublished;
  };

  /** As it was before anybody published it. */
  const undo = async ({ prisma }: Database) => {
    const { count } = await prisma.exchange.deleteMany({ where: { proposer: 'ROUND' } });
    expect(count).toBe(exchanges);
    await prisma.notification.deleteMany();
    await prisma.auditEvent.deleteMany();
    await prisma.round.update({
      where: { id: round },
      data: { state: 'DRAFT', publishedAt: null },
    });
  };

  it.each(moments)(
    'after %i percent of the time it is published as a whole or not at all, and can be published then',
    async (share) => {
      const answer = await publishAndKill((duration * share) / 100);
      await withApi(async (database, api) => {
        const isPublished = await published(database);
        if (answer !== null) expect(isPublished).toBe(true);
        const again = await api.ask(mutation, { cookie }, { input: input() });
        expect(again.data.done).toMatchObject(
          isPublished ? { code: 'NOT_POSSIBLE_NOW' } : { __typename: 'PublishRoundSuccess' },
        );
        expect(await published(database)).toBe(true);
        await undo(database);
      });
    },
    120_000,
  );
});

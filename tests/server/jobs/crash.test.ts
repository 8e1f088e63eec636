import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Database, openDatabase } from '../../../server/database/database.ts';
import { readEvents, readExchange } from '../../../server/exchanges/store/exchange.ts';
import { type Api, openApi } from '../api.ts';
import { databaseKinds, newDataFolder, newTestDatabase } from '../database.ts';
import { storeExchange } from '../exchanges/stored-exchange.ts';
import { type MailServer, type ReceivedMail, startMailServer } from '../mail-server.ts';
import { start } from '../programs.ts';
import { globalId, loadSmallNetwork } from '../small-network.ts';

const day = 24 * 60 * 60 * 1000;
const program = 'tests/server/jobs/server.ts';
const ago = (days: number) => new Date(Date.now() - days * day);

/** One thing that somebody does, again and again until it is answered. */
interface Deed {
  readonly key: string;
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  acknowledged: boolean;
}

/** Milliseconds after the start at which the server is killed. */
const moments = fc.sample(fc.integer({ min: 0, max: 1200 }), {
  numRuns: process.env.FULL ? 50 : 3,
  seed: 7,
});

const kinds = process.env.FULL ? databaseKinds : (['embedded'] as const);

describe.each(kinds)('a server that is killed while people act and jobs run, on %s', (kind) => {
  let environment: Record<string, string>;
  let mails: MailServer;
  let ids: Record<string, string>;
  let cookies: Record<'eau' | 'haki', string>;
  let talking: string;
  const deeds: Deed[] = [];
  const received: ReceivedMail[] = [];
  const due = { remind: [] as string[], expire: [] as string[] };
  const asked: string[] = [];

  /** The database in this process, while no server has it. */
  const open = (): Promise<Database> =>
    openDatabase({
      databaseUrl: environment.DATABASE_URL ?? null,
      dataDir: environment.DATA_DIR ?? '',
    });
  const withApi = async <T>(
    work: (database: Database, api: Api) => Promise<T>,
    ahead = 0,
  ): Promise<T> => {
    const database = await open();
    const now = () => new Date(Date.now() + ahead);
    const config = { smtpUrl: mails.url, publicUrl: null };
    const api = await openApi(database, { now, config });
    const result = await work(database, api);
    await api.app.close();
    await database.close();
    return result;
  };

  beforeAll(async () => {
    mails = await startMailServer();
    environment =
      kind === 'server'
        ? { DATABASE_URL: await newTestDatabase('server') }
        : { DATA_DIR: await newDataFolder() };
    environment = { ...environment, SMTP_URL: mails.url, LOG_LEVEL: 'silent' };
    await withApi(async (database, api) => {
      ids = await loadSmallNetwork(database);
      // Many requests at a time, as this is not about capacity.
      await database.prisma.member.updateMany({
        data: { capacity: 1_000, confirmedOn: new Date() },
      });
      cookies = {
        eau: (await api.as('eau@example.org')).cookie!,
        haki: (await api.as('haki@example.org')).cookie!,
      };
      talking = await storeExchange(database.prisma, [ids.eau!, ids.haki!], new Date(), {
        state: 'ACTIVE',
      });
    });
  }, 60_000);
  afterAll(() => mails.close());

  /** What is due, and what will be answered, by the next server. */
  const prepare = async () => {
    await withApi(async ({ prisma }) => {
      const two = [ids.eau!, ids.haki!] as const;
      for (let n = 0; n < 3; n++) {
        due.remind.push(await storeExchange(prisma, two, ago(6)));
        due.expire.push(await storeExchange(prisma, two, ago(16)));
        asked.push(await storeExchange(prisma, two, new Date()));
      }
    });
    for (const id of asked.slice(-3))
      deeds.push({
        key: `accept ${id}`,
        query:
          'mutation($id: ID!, $key: String) { done: acceptExchange(input: { exchange: $id, idempotencyKey: $key }) { __typename } }',
        variables: { id: globalId('Exchange', id) },
        acknowledged: false,
      });
  };
  const nextMessage = (): Deed => {
    const deed = {
      key: `message ${deeds.length}`,
      query:
        'mutation($id: ID!, $text: String!, $key: String) { done: sendExchangeMessage(input: { exchange: $id, text: $text, idempotencyKey: $key }) { __typename } }',
      variables: { id: globalId('Exchange', talking), text: `message ${deeds.length}` },
      acknowledged: false,
    };
    deeds.push(deed);
    return deed;
  };
  /** Does a deed; when the server is gone, it may or may not be done. */
  const act = async (address: string, deed: Deed): Promise<boolean> => {
    try {
      const response = await fetch(`${address}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', cookie: cookies.haki },
        body: JSON.stringify({
          query: deed.query,
          variables: { ...deed.variables, key: deed.key },
        }),
      });
      const { data, errors } = (await response.json()) as {
        data?: { done?: { __typename: string } };
        errors?: unknown;
      };
      if (!data?.done) throw new Error(`${deed.key}: ${JSON.stringify(errors)}`);
      expect(data.done.__typename, deed.key).toMatch(/Success$/);
      deed.acknowledged = true;
      return true;
    } catch (error) {
      if (error instanceof TypeError || error instanceof SyntaxError) return false;
      throw error;
    }
  };

  it.each(moments)(
    '%i ms after its start, has done what it acknowledged, and once',
    async (moment) => {
      await prepare();
      const server = start(program, [], environment);
      const [, address = ''] = await server.says(/Peerbridge is at (\S+)/);
      const killed = new Promise((resolve) => setTimeout(resolve, moment)).then(() =>
        server.kill('SIGKILL'),
      );
      for (const deed of deeds.filter(({ acknowledged }) => !acknowledged))
        await act(address, deed);
      while (await act(address, nextMessage()));
      await killed;
      await server.ended;
      received.push(...mails.takeAll());

      const lost = await withApi(async ({ prisma }) => {
        await checkHistory(prisma);
        const keys = new Set((await prisma.idempotencyKey.findMany()).map(({ key }) => key));
        return deeds.filter(({ key, acknowledged }) => acknowledged && !keys.has(key));
      });
      expect(lost).toEqual([]);
    },
    120_000,
  );

  it('in the end has lost nothing and done nothing twice', async () => {
    const last = start(program, [], environment);
    const [, address = ''] = await last.says(/Peerbridge is at (\S+)/);
    for (const deed of deeds) await act(address, deed);
    last.kill('SIGTERM');
    await last.ended;
    // Long after everything that was taken to be sent could have been.
    for (const minutes of [10, 30])
      await withApi(async (_database, api) => {
        await api.app.jobs.run('sweep');
        await api.app.jobs.run('deliver');
      }, minutes * 60_000);
    received.push(...mails.takeAll());

    await withApi(async ({ prisma }) => {
      await checkHistory(prisma);
      const messages = await prisma.exchangeMessage.findMany({ where: { exchangeId: talking } });
      const texts = deeds.flatMap(({ variables }) => (variables.text as string | undefined) ?? []);
      expect(messages.map(({ text }) => text).sort()).toEqual(texts.sort());
      // The two share no language, so the secretariat looks first.
      for (const id of asked)
        expect((await readExchange(prisma, id))?.state, 'accepted').toBe('IN_REVIEW');
      for (const id of due.expire) expect((await readExchange(prisma, id))?.state).toBe('EXPIRED');
      for (const id of due.remind) {
        const reminded = await prisma.notification.findMany({
          where: { exchangeId: id, kind: 'REMINDER' },
          orderBy: { email: 'asc' },
        });
        expect(reminded.map(({ email }) => email)).toEqual([
          'haki@example.org',
          'second@example.org',
        ]);
      }

      const news = await prisma.notification.findMany();
      expect(news.filter(({ mailedAt }) => mailedAt === null)).toEqual([]);
      const mailsOf = Map.groupBy(received, ({ messageId }) => messageId);
      expect([...mailsOf.keys()].sort()).toEqual(news.map(({ id }) => `<${id}@localhost>`).sort());
      for (const { id, email } of news)
        for (const { to } of mailsOf.get(`<${id}@localhost>`) ?? []) expect(to).toEqual([email]);
    });
  }, 600_000);

  /** Every exchange has events without gaps, each action of the system once. */
  const checkHistory = async (prisma: Database['prisma']) => {
    for (const id of [...asked, ...due.expire, ...due.remind, talking]) {
      const exchange = await readExchange(prisma, id);
      const events = await readEvents(prisma, id);
      expect(exchange?.version).toBe(1 + events.length);
      expect(events.map(({ number }) => number)).toEqual(events.map((_, index) => index + 2));
      if (events.length > 0) expect(events.at(-1)?.state).toBe(exchange?.state);
    }
  };
});

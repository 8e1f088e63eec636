import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../../server/database/database.ts';
import { mostReadings } from '../../../server/notifications/hub.ts';
import { exchangeChanged } from '../../../server/notifications/live.ts';
import { notify } from '../../../server/notifications/store.ts';
import { type Api, openApi } from '../api.ts';
import { databaseKinds, openTestDatabase } from '../database.ts';
import { storeExchange } from '../exchanges/stored-exchange.ts';
import { globalId, loadSmallNetwork } from '../small-network.ts';

type Headers = Readonly<Record<string, string>>;

describe.each(databaseKinds)('subscriptions, on %s', (kind) => {
  let database: Database;
  let api: Api;
  let ids: Record<string, string>;
  let exchange: string;

  beforeAll(async () => {
    database = await openTestDatabase(kind);
    ids = await loadSmallNetwork(database);
    api = await openApi(database);
    exchange = await storeExchange(database.prisma, [ids.eau!, ids.haki!], new Date());
  });
  afterAll(async () => {
    await api.app.close();
    await database.close();
  });

  const request = (query: string, headers: Headers, variables = {}) =>
    api.app.fetch(
      new Request('http://localhost/graphql', {
        method: 'POST',
        headers: { 'content-type': 'application/json', accept: 'text/event-stream', ...headers },
        body: JSON.stringify({ query, variables }),
      }),
      { clientAddress: '192.0.2.1' },
    );
  /** The events of a stream, one after the other; null when it has ended. */
  const listen = async (query: string, headers: Headers, variables = {}) => {
    const response = await request(query, headers, variables);
    expect(response.headers.get('content-type')).toMatch(/^text\/event-stream/);
    const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
    let text = '';
    return {
      // oxlint-disable-next-line typescript/no-explicit-any
      async next(): Promise<any> {
        for (;;) {
          const found = /event: next\r?\ndata: (.*)\r?\n\r?\n/.exec(text);
          if (found) {
            text = text.slice(found.index + found[0].length);
            return JSON.parse(found[1]!);
          }
          const { done, value } = await reader.read();
          if (done) return null;
          text += value;
        }
      },
      leave: () => reader.cancel(),
    };
  };
  const inbox = 'subscription { inbox { unreadCount } }';
  const changed = 'subscription($id: ID!) { exchangeChanged(id: $id) { id state } }';
  const tell = (member: string, once: string) =>
    database.prisma.$transaction((transaction) =>
      notify(transaction, new Date(), [
        { kind: 'MESSAGE', exchangeId: null, to: { memberIds: [member] }, once },
      ]),
    );
  const unread = ({ data }: { data: { inbox: { unreadCount: number } } }) => data.inbox.unreadCount;

  it('tell of the inbox at once and then of each change of one’s own', async () => {
    const stream = await listen(inbox, await api.as('haki@example.org'));
    expect(unread(await stream.next())).toBe(0);
    await tell(ids.eau!, 'not for it');
    await tell(ids.haki!, 'first');
    expect(unread(await stream.next())).toBe(1);
    await tell(ids.haki!, 'second');
    expect(unread(await stream.next())).toBe(2);
    await api.ask(
      'mutation { markRead(input: { all: true }) { __typename } }',
      await api.as('haki@example.org'),
    );
    expect(unread(await stream.next())).toBe(0);
    await stream.leave();
  });

  it('tell the parties of an exchange when it changes, and nobody else', async () => {
    const id = globalId('Exchange', exchange);
    const stream = await listen(changed, await api.as('haki@example.org'), { id });
    expect((await stream.next()).data.exchangeChanged).toEqual({ id, state: 'REQUESTED' });
    await database.prisma.$transaction(async (transaction) => {
      await transaction.exchange.update({ where: { id: exchange }, data: { state: 'WITHDRAWN' } });
      await exchangeChanged(transaction, exchange);
    });
    expect((await stream.next()).data.exchangeChanged.state).toBe('WITHDRAWN');
    await stream.leave();

    for (const [headers, code] of [
      [await api.as('far@example.org'), 'NOT_FOUND'],
      [await api.asPartner(), 'FORBIDDEN'],
      [{}, 'UNAUTHENTICATED'],
    ] as const) {
      const refused = await listen(changed, headers, { id });
      expect((await refused.next()).errors[0].extensions.code).toBe(code);
      expect(await refused.next()).toBeNull();
    }
  });

  it('end with the session, and with the right to see', async () => {
    const headers = await api.as('eau@example.org');
    const id = globalId('Exchange', exchange);
    const streams = [await listen(inbox, headers), await listen(changed, headers, { id })];
    for (const stream of streams) await stream.next();
    await api.ask('mutation { signOut(input: {}) { __typename } }', headers);
    await tell(ids.eau!, 'signed out');
    await database.prisma.$transaction((transaction) => exchangeChanged(transaction, exchange));
    for (const stream of streams) expect(await stream.next()).toBeNull();

    const moved = await listen(changed, await api.as('second@example.org'), { id });
    await moved.next();
    const where = { email: 'second@example.org' };
    await database.prisma.representative.update({ where, data: { memberId: ids.far! } });
    await database.prisma.$transaction((transaction) => exchangeChanged(transaction, exchange));
    expect(await moved.next()).toBeNull();
    await database.prisma.representative.update({ where, data: { memberId: ids.haki! } });
  });

  it('are charged, guarded, and as many as anybody needs', async () => {
    const headers = await api.as('ard@example.org');
    const response = await request(inbox, headers);
    expect(response.headers.get('ratelimit')).toMatch(/r=\d+/);
    await response.body?.cancel();
    const nul = await listen(changed, headers, { id: 'a\0' });
    expect((await nul.next()).errors[0].extensions.code).toBe('INVALID_INPUT');
    const form = await request(inbox, { ...headers, 'content-type': 'text/plain' });
    expect(form.status).toBe(415);

    const streams = await Promise.all(
      Array.from({ length: mostReadings }, () => listen(inbox, headers)),
    );
    for (const stream of streams) await stream.next();
    const refused = await listen(inbox, headers);
    expect((await refused.next()).errors[0].extensions.code).toBe('RATE_LIMITED');
    await Promise.all(streams.map((stream) => stream.leave()));
    await expect
      .poll(async () => {
        const again = await listen(inbox, headers);
        const { data } = await again.next();
        await again.leave();
        return data?.inbox?.unreadCount;
      })
      .toBe(0);
  });

  it('end when the server stops', async () => {
    const other = await openApi(database);
    const response = await other.app.fetch(
      new Request('http://localhost/graphql', {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          accept: 'text/event-stream',
          ...(await other.as('ard@example.org')),
        },
        body: JSON.stringify({ query: inbox }),
      }),
      { clientAddress: '192.0.2.1' },
    );
    const text = response.text();
    await other.app.hush();
    expect(await text).toMatch(/event: complete/);
  });
});

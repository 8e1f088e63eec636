import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { databaseKinds } from '../database.ts';
import { type Exchanges, openExchanges } from '../exchanges/network.ts';

const remove = `mutation($input: RemoveMemberInput!) { removeMember(input: $input) {
  __typename ... on Error { code message } ... on RemoveMemberSuccess { member exchangesEnded } } }`;

describe.each(databaseKinds)('a member that leaves, on %s', (kind) => {
  let net: Exchanges;
  beforeAll(async () => void (net = await openExchanges(kind)));
  afterAll(() => net.close());

  const removed = async (input: object, who: Readonly<Record<string, string>>) =>
    (await net.api.ask(remove, who, { input })).data.removeMember;
  /** Every table as text, but for those that know people by ids alone. */
  const everything = async () => {
    const { prisma } = net.database;
    const tables = await prisma.$queryRaw<{ name: string }[]>`
      SELECT "tablename" AS "name" FROM "pg_tables" WHERE "schemaname" = 'public'`;
    const kept: Record<string, string> = {};
    for (const { name } of tables) {
      const rows = await prisma.$queryRawUnsafe<{ row: string }[]>(
        `SELECT to_jsonb(t)::text AS "row" FROM "${name}" t`,
      );
      kept[name] = rows.map(({ row }) => row).join('\n');
    }
    return kept;
  };

  it('is removed by nobody who may not', async () => {
    const member = net.member('c');
    expect(await removed({ member }, net.as('d'))).toMatchObject({ code: 'NOT_FOUND' });
    expect(await removed({ member }, {})).toMatchObject({ code: 'UNAUTHENTICATED' });
    for (const input of [{ member }, { reference: 'c' }, { reference: 'nobody' }]) {
      const key = await net.api.asPartner(['read:directory', 'read:exchanges']);
      expect(await removed(input, key)).toMatchObject({ code: 'FORBIDDEN' });
    }
    expect(await removed({}, net.secretariat)).toMatchObject({ code: 'INVALID_INPUT' });
    expect(await removed({ member, reference: 'c' }, net.secretariat)).toMatchObject({
      code: 'INVALID_INPUT',
    });
    expect(await removed({ reference: '' }, net.secretariat)).toMatchObject({ code: 'NOT_FOUND' });
  });

  it('ends its exchanges by the table, tells the others, and leaves nothing of itself', async () => {
    const secret = 'A secret of Ardhi';
    const running = await net.bring('ACTIVE', 'a', 'b');
    const asking = await net.request('a', 'c', { message: secret });
    const asked = await net.request('f', 'a');
    const done = await net.bring('COMPLETED', 'a', 'e');
    await net.act('sendExchangeMessage', { exchange: running, text: secret }, 'a');
    await net.act('holdExchange', { exchange: running, note: secret }, 'a');
    const elsewhere = await net.bring('AGREED', 'c', 'd');
    await net.database.prisma.notification.deleteMany();
    const id = net.ids['a'] ?? '';

    expect(await removed({ member: net.member('a') }, net.as('a'))).toEqual({
      __typename: 'RemoveMemberSuccess',
      member: net.member('a'),
      exchangesEnded: 3,
    });

    const state = async (exchange: string, who: string) => {
      const { data } = await net.api.ask(
        'query($id: ID!) { node(id: $id) { ... on Exchange { state parties { member { reference } } history { action summary } message messages { text } } } }',
        net.as(who),
        { id: exchange },
      );
      return data.node;
    };
    expect((await state(running, 'b')).state).toBe('CANCELLED');
    expect((await state(running, 'b')).history.at(-1).summary).toContain('A former member');
    expect(await state(asking, 'c')).toMatchObject({ state: 'WITHDRAWN', message: null });
    expect((await state(asked, 'f')).state).toBe('DECLINED');
    expect((await state(done, 'e')).state).toBe('COMPLETED');
    expect((await state(elsewhere, 'c')).state).toBe('AGREED');
    const news = await net.database.prisma.notification.findMany({ orderBy: { id: 'asc' } });
    expect(news.map(({ email, kind: what }) => `${email} ${what}`).toSorted()).toEqual([
      'b@example.org CANCELLED',
      'c@example.org WITHDRAWN',
      'f@example.org DECLINED',
    ]);

    const kept = await everything();
    for (const [table, rows] of Object.entries(kept)) {
      expect(rows, table).not.toMatch(/A secret|Ardhi|a@example\.org/);
      const byId = [
        'AuditEvent',
        'NetworkChange',
        'ExchangeEvent',
        'ExchangeTopic',
        'Notification',
      ];
      if (!byId.includes(table)) expect(rows, table).not.toContain(id);
    }
    const { data } = await net.api.ask('{ viewer { role } }', net.as('a'));
    expect(data.viewer.role).toBeNull();
  });

  it('is suggested to nobody any more, from the next answer on', async () => {
    const partners = async () => {
      const { data } = await net.api.ask(
        '{ viewer { member { pairings(first: 50) { nodes { partner { reference } } } } } }',
        net.as('c'),
      );
      return data.viewer.member.pairings.nodes.map(
        ({ partner }: { partner: { reference: string } }) => partner.reference,
      );
    };
    expect(await partners()).toContain('e');
    const key = await net.api.asPartner(['write:members']);
    expect(await removed({ reference: 'e' }, key)).toMatchObject({ exchangesEnded: 0 });
    expect(await partners()).not.toContain('e');
    expect(await removed({ reference: 'e' }, key)).toMatchObject({ code: 'NOT_FOUND' });
  });

  it('leaves a group that goes on', async () => {
    const group = await net.request('b', 'c', {
      kind: 'GROUP',
      places: 3,
      share: [net.topic('budget-analysis')],
    });
    const invited = await net.act(
      'inviteToExchange',
      { exchange: group, partners: [net.member('d'), net.member('one')] },
      'b',
    );
    expect(invited.exchange?.state).toBe('REQUESTED');
    await net.act('acceptExchange', { exchange: group }, 'c');
    await net.act('acceptExchange', { exchange: group }, 'd');
    expect(await removed({ reference: 'd' }, net.secretariat)).toMatchObject({ exchangesEnded: 2 });
    const { data } = await net.api.ask(
      'query($id: ID!) { node(id: $id) { ... on Exchange { state parties { member { reference } } } } }',
      net.secretariat,
      { id: group },
    );
    expect(data.node).toMatchObject({ state: 'ACCEPTED' });
    expect(
      data.node.parties.map((party: { member: { reference: string } }) => party.member.reference),
    ).not.toContain('d');
  });
});

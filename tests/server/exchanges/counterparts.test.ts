import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { readPairFacts } from '../../../server/pairings/facts.ts';
import { databaseKinds } from '../database.ts';
import { confirmedOn, type Exchanges, openExchanges } from './network.ts';

describe.each(databaseKinds)('what an exchange changes for its parties, on %s', (kind) => {
  let net: Exchanges;
  beforeAll(async () => {
    net = await openExchanges(kind);
    const { prisma } = net.database;
    await prisma.member.update({
      where: { id: net.ids['b'] },
      data: {
        notes: 'Ring twice.',
        consents: { create: { field: 'CONTACT', audience: 'COUNTERPART' } },
      },
    });
    // A member that keeps its name for counterparts.
    await prisma.consent.create({
      data: { memberId: net.ids['d']!, field: 'NAME', audience: 'COUNTERPART' },
    });
  });
  afterAll(() => net.close());
  afterEach(async () => {
    await net.clear();
    net.setNow(`${confirmedOn}T12:00:00Z`);
  });

  const profile = async (reference: string, who: string) => {
    const query = `query($id: ID!) { member(id: $id) { name notes contacts withheld } }`;
    return (await net.api.ask(query, net.as(who), { id: net.member(reference) })).data.member;
  };
  const act = async (mutation: string, who: string, exchange: string, more: object = {}) =>
    (await net.act(mutation, { exchange, ...more }, who)).exchange;

  it('opens what is kept for counterparts, from the acceptance to the end', async () => {
    const hidden = { notes: null, contacts: [] };
    const open = { notes: 'Ring twice.', contacts: ['b@example.org'] };
    const id = await net.request('a', 'b');
    expect(await profile('b', 'a')).toMatchObject(hidden);
    await act('acceptExchange', 'b', id);
    expect(await profile('b', 'a')).toMatchObject(open);
    expect(await profile('b', 'c')).toMatchObject(hidden);
    await act('cancelExchange', 'a', id);
    expect(await profile('b', 'a')).toMatchObject(hidden);

    const whole = await net.bring('COMPLETED');
    expect(await profile('b', 'a')).toMatchObject(open);
    await act('closeExchange', 'secretariat', whole);
    expect(await profile('b', 'a')).toMatchObject(hidden);
  });

  it('opens it in the very answer of the acceptance, and in no search of others', async () => {
    const id = await net.request('d', 'e');
    const accepted = await act('acceptExchange', 'e', id);
    expect(accepted.parties[0].member.name).toBe('Delta');
    const found = async (who: string) => {
      const query = `{ members(search: "Delta") { nodes { name } } }`;
      return (await net.api.ask(query, net.as(who))).data.members.nodes;
    };
    expect(await found('e')).toEqual([{ name: 'Delta' }]);
    expect(await found('a')).toEqual([]);
    const history = accepted.history.map(({ summary }: { summary: string }) => summary);
    expect(history).toEqual(['Delta asked for this exchange.', 'Estero accepted.']);
  });

  it('opens nothing while the secretariat still looks at it', async () => {
    await net.database.prisma.member.update({
      where: { id: net.ids['risk'] },
      data: {
        notes: 'Only by night.',
        consents: { create: { field: 'NOTES', audience: 'COUNTERPART' } },
      },
    });
    const id = await net.request('a', 'risk');
    expect((await act('acceptExchange', 'risk', id)).state).toBe('IN_REVIEW');
    const before = await profile('risk', 'a');
    expect(before).toMatchObject({ notes: null });
    expect(before.name).not.toBe('Night Garden');
    await act('reviewExchange', 'secretariat', id, { decision: 'APPROVE' });
    expect(await profile('risk', 'a')).toMatchObject({ notes: 'Only by night.' });
    // What it keeps from all but the secretariat it keeps from counterparts too.
    expect((await profile('risk', 'a')).name).toBe(before.name);
  });

  it('opens nothing to somebody that said no, or has not answered', async () => {
    const circle = { kind: 'GROUP', partners: [net.member('c'), net.member('d')] };
    const id = await net.request('b', 'a', circle);
    await act('acceptExchange', 'a', id);
    await act('declineExchange', 'c', id, { reason: 'OTHER' });
    expect((await profile('b', 'a')).notes).toBe('Ring twice.');
    expect((await profile('b', 'c')).notes).toBeNull();
    expect((await profile('b', 'd')).notes).toBeNull();
  });

  it('takes a pair out of each other’s lists, and places out of what is free', async () => {
    const partners = async (reference: string) => {
      const query = `query($id: ID!) { member(id: $id) { pairings(first: 50) { nodes { partner { reference } } } noPairingReasons { rule } } }`;
      const { data } = await net.api.ask(query, net.as(reference), { id: net.member(reference) });
      return data.member.pairings.nodes.map(
        ({ partner }: { partner: { reference: string } }) => partner.reference,
      );
    };
    expect(await partners('a')).toContain('one');
    const id = await net.request('a', 'one');
    expect(await partners('a')).not.toContain('one');
    expect(await partners('one')).not.toContain('a');
    expect(await partners('b')).not.toContain('a1');
    // A request holds no place; an acceptance does, and one has but one.
    const c = await net.request('b', 'one').then(
      (other) => act('withdrawExchange', 'b', other),
      () => null,
    );
    expect(c.state).toBe('WITHDRAWN');
    await act('acceptExchange', 'one', id);
    expect(await partners('one')).toEqual([]);
    await act('cancelExchange', 'a', id);
    expect(await partners('one')).toContain('a');

    const declined = await net.request('a', 'one');
    await act('declineExchange', 'one', declined, { reason: 'OTHER' });
    expect(await partners('a')).not.toContain('one');
  });

  it('is told to matching with what both said about another time', async () => {
    const { prisma } = net.database;
    const { a = '', b = '', c = '', d = '', e = '' } = net.ids;
    const facts = async (ids: readonly string[] | 'everybody' = 'everybody') => {
      const { openExchanges, closedExchanges, declines } = await readPairFacts(prisma, ids);
      return { openExchanges, closedExchanges, declines };
    };
    net.setNow('2026-03-05T23:30:00Z');
    const id = await net.bring('COMPLETED');
    const closed = { members: [a, b], on: '2026-03-05' };
    expect((await facts()).closedExchanges).toEqual([{ ...closed, bothWantAgain: false }]);
    const exchangeId = Buffer.from(id, 'base64').toString().split(':')[1]!;
    const say = (
      memberId: string,
      again: boolean,
      answeredAt: string,
      kind_: 'END' | 'AFTER_3_MONTHS',
    ) =>
      prisma.followUp.upsert({
        where: { exchangeId_memberId_kind: { exchangeId, memberId, kind: kind_ } },
        create: {
          exchangeId,
          memberId,
          kind: kind_,
          dueOn: new Date(),
          again,
          answeredAt: new Date(answeredAt),
        },
        update: { again, answeredAt: new Date(answeredAt) },
      });
    await say(a, true, '2026-03-06', 'END');
    expect((await facts()).closedExchanges).toEqual([{ ...closed, bothWantAgain: false }]);
    await say(b, true, '2026-03-07', 'END');
    expect((await facts([b])).closedExchanges).toEqual([{ ...closed, bothWantAgain: true }]);
    await say(b, false, '2026-06-07', 'AFTER_3_MONTHS');
    expect((await facts()).closedExchanges).toEqual([{ ...closed, bothWantAgain: false }]);

    await net.clear();
    const group = await net.request('a', 'b', {
      kind: 'GROUP',
      partners: [net.member('c'), net.member('d')],
    });
    await act('declineExchange', 'c', group, { reason: 'OTHER' });
    await act('acceptExchange', 'b', group);
    const sorted = (pairs: readonly (readonly string[])[] = []) =>
      pairs.map((pair) => [...pair].sort()).sort();
    const said = await facts();
    expect(sorted(said.openExchanges)).toEqual(
      sorted([
        [a, b],
        [a, d],
      ]),
    );
    expect(said.declines).toEqual([{ members: [a, c], on: '2026-03-05' }]);
    expect((await facts([e])).openExchanges).toEqual([]);
    expect(await facts([])).toEqual({ openExchanges: [], closedExchanges: [], declines: [] });
  });
});

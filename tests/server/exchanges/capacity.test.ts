import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { databaseKinds } from '../database.ts';
import { globalId } from '../small-network.ts';
import { type Exchanges, openExchanges } from './network.ts';

describe.each(databaseKinds)('places, on %s', (kind) => {
  let net: Exchanges;
  beforeAll(async () => void (net = await openExchanges(kind)));
  afterAll(() => net.close());
  afterEach(async () => {
    await net.checkReplay();
    await net.clear();
  });

  it('the last one goes to one of two that accept at once, and the other hears it kindly', async () => {
    for (let round = 0; round < 5; round++) {
      const first = await net.request('a', 'one');
      const second = await net.request('b', 'one');
      const accept = (exchange: string) => net.act('acceptExchange', { exchange }, 'one');
      const results = await Promise.all([accept(first), accept(second)]);
      expect(results.map(({ __typename }) => __typename).sort()).toEqual([
        'AcceptExchangeSuccess',
        'NoFreePlaceError',
      ]);
      const refused = results.find(({ code }) => code === 'NO_FREE_PLACE');
      expect(refused.message).toContain('no free place');
      await net.clear();
    }
  });

  it('are free again after an end, and an asker that is full by now is noticed', async () => {
    const mine = await net.request('one', 'a');
    const theirs = await net.request('b', 'one');
    await net.act('acceptExchange', { exchange: theirs }, 'one');
    const late = await net.act('acceptExchange', { exchange: mine }, 'a');
    expect(late).toMatchObject({ __typename: 'NoFreePlaceError' });
    // The one who could not accept is shown whom else it could work with.
    expect(late.pairings.length).toBeGreaterThan(0);
    expect((await net.act('cancelExchange', { exchange: theirs }, 'b')).exchange.state).toBe(
      'CANCELLED',
    );
    expect((await net.act('acceptExchange', { exchange: mine }, 'a')).exchange.state).toBe(
      'ACCEPTED',
    );
  });
});

describe('two hundred that accept at once', () => {
  let net: Exchanges;
  beforeAll(async () => void (net = await openExchanges('server')));
  afterAll(() => net.close());

  it('fill twenty last places, and nobody meets an error', async () => {
    const { prisma } = net.database;
    const now = new Date('2026-03-02T12:00:00Z');
    const member = (reference: string, capacity: number) => ({
      reference,
      name: reference,
      searchName: reference,
      sortName: reference,
      pseudonym: reference,
      country: 'KE',
      capacity,
      confirmedOn: now,
      languages: { create: { language: 'en', position: 0 } },
      representatives: { create: { email: `${reference}@example.org` } },
    });
    const made = async (reference: string, capacity: number) =>
      (await prisma.member.create({ data: member(reference, capacity) })).id;
    const hosts = [];
    for (let host = 0; host < 20; host++) hosts.push(await made(`host${host}`, 1));
    const exchanges: { id: string; host: number }[] = [];
    for (let asker = 0; asker < 200; asker++) {
      const memberId = await made(`asker${asker}`, 1);
      const host = asker % 20;
      const at = { answeredAt: now, answer: 'ACCEPTED' as const };
      const { id } = await prisma.exchange.create({
        data: {
          kind: 'TWO_WAY',
          state: 'REQUESTED',
          proposer: 'MEMBER',
          version: 1,
          quietSince: now,
          createdAt: now,
          parties: {
            create: [
              { memberId, position: 0, asked: false, ...at },
              { memberId: hosts[host]!, position: 1, asked: true, answer: 'PENDING' },
            ],
          },
          events: {
            create: {
              number: 1,
              at: now,
              action: 'REQUEST',
              by: 'MEMBER',
              memberId,
              state: 'REQUESTED',
              detail: {
                kind: 'TWO_WAY',
                proposer: 'MEMBER',
                places: null,
                parties: [
                  { memberId, asked: false, host: false },
                  { memberId: hosts[host]!, asked: true, host: false },
                ],
              },
            },
          },
        },
      });
      exchanges.push({ id, host });
    }
    const headers = await Promise.all(
      hosts.map((_, host) => net.api.as(`host${host}@example.org`)),
    );
    const query = `mutation($input: AcceptExchangeInput!) { acceptExchange(input: $input) {
      __typename ... on Error { code } } }`;
    const answers = await Promise.all(
      exchanges.map(({ id, host }) =>
        net.api.ask(query, headers[host], { input: { exchange: globalId('Exchange', id) } }),
      ),
    );
    expect(answers.filter(({ status, errors }) => status !== 200 || errors.length > 0)).toEqual([]);
    const count = (typename: string) =>
      answers.filter(({ data }) => data.acceptExchange.__typename === typename).length;
    expect(count('AcceptExchangeSuccess')).toBe(20);
    expect(count('NoFreePlaceError')).toBe(180);
    const held = await prisma.exchangeParty.groupBy({
      by: ['memberId'],
      where: { holdsPlace: true },
      _count: true,
    });
    expect(held).toHaveLength(40);
    expect(held.every(({ _count }) => _count === 1)).toBe(true);
    expect(await net.checkReplay()).toBe(200);
  });
});

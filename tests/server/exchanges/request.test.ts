import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { networkChanged } from '../../../server/database/network-version.ts';
import { databaseKinds } from '../database.ts';
import { globalId } from '../small-network.ts';
import { type Exchanges, openExchanges } from './network.ts';

describe.each(databaseKinds)('a request, on %s', (kind) => {
  let net: Exchanges;
  beforeAll(async () => void (net = await openExchanges(kind)));
  afterAll(() => net.close());
  afterEach(async () => {
    await net.checkReplay();
    await net.clear();
  });

  const ask = (input: object, who = 'a') => net.act('requestExchange', input, who);
  const partner = (reference: string, more: object = {}) => ({
    partner: net.member(reference),
    ...more,
  });

  it('says everything that is wrong with it, and nothing is stored', async () => {
    const member = (reference: string) => net.member(reference);
    const topic = net.topic('budget-analysis');
    const bad: readonly (readonly [object, string])[] = [
      [partner('a'), 'partner'],
      [partner('b', { partners: [member('c')] }), 'partners'],
      [partner('b', { kind: 'CIRCLE' }), 'partners'],
      [partner('b', { kind: 'CIRCLE', partners: ['c', 'd', 'e'].map(member) }), 'partners'],
      [partner('b', { kind: 'CIRCLE', partners: [member('b')] }), 'partners'],
      [partner('b', { kind: 'ONE_WAY', learn: [topic], share: [topic] }), 'learn'],
      [partner('b', { kind: 'GROUP', learn: [topic] }), 'learn'],
      [partner('b', { kind: 'GROUP', places: 0 }), 'places'],
      [partner('b', { kind: 'GROUP', places: 1_000 }), 'places'],
      [partner('b', { places: 2 }), 'places'],
      [partner('b', { learn: [topic, 'nonsense'] }), 'learn'],
      [partner('b', { share: [globalId('Member', net.ids['b']!)] }), 'share'],
      [partner('b', { learn: Array.from({ length: 21 }, () => topic) }), 'learn'],
      [partner('b', { languages: ['xx-nonsense'] }), 'languages'],
      [partner('b', { message: 'x'.repeat(5_001) }), 'message'],
      [partner('b', { message: 'x'.repeat(1_000_000) }), 'message'],
      [partner('b', { idempotencyKey: '' }), 'idempotencyKey'],
      [partner('b', { idempotencyKey: 'x'.repeat(201) }), 'idempotencyKey'],
    ];
    for (const [input, path] of bad) {
      const result = await ask(input);
      expect(result.__typename, JSON.stringify(input)).toBe('InvalidInputError');
      expect(result.issues[0].path[0], JSON.stringify(input)).toBe(path);
    }
    for (const id of [
      'nonsense',
      topic,
      globalId('Member', '01990000-0000-7000-8000-000000000000'),
    ])
      expect(await ask({ partner: id })).toMatchObject({
        __typename: 'NotFoundError',
        path: ['partner'],
      });
    expect(await ask(partner('b', { member: member('c') }))).toMatchObject({
      __typename: 'NotFoundError',
      path: ['member'],
    });
    expect(await net.database.prisma.exchange.count()).toBe(0);
    expect(await net.database.prisma.notification.count()).toBe(0);
  });

  it('cannot be sent to whoever cannot be asked, and nobody learns why', async () => {
    const { prisma } = net.database;
    const { b = '', a = '' } = net.ids;
    const where = { id: b };
    const answers: unknown[] = [];
    const trying = async (change: () => Promise<unknown>, undo: () => Promise<unknown>) => {
      await change();
      await prisma.$transaction((transaction) => networkChanged(transaction, [b]));
      const answer = await ask(partner('b'));
      expect(answer.__typename).toBe('PartnerUnavailableError');
      answers.push(answer);
      await undo();
    };
    const set = (data: object) => () => prisma.member.update({ where, data });
    await trying(set({ paused: true }), set({ paused: false }));
    await trying(set({ capacity: 0 }), set({ capacity: 5 }));
    await trying(set({ confirmedOn: null }), set({ confirmedOn: new Date('2026-03-02') }));
    await trying(
      set({ confirmedOn: new Date('2025-10-01') }),
      set({ confirmedOn: new Date('2026-03-02') }),
    );
    for (const [memberId, partnerId, bySecretariat] of [
      [a, b, false],
      [b, a, false],
      [b, a, true],
    ] as const)
      await trying(
        () =>
          prisma.privateChoice.create({
            data: { memberId, partnerId, kind: 'NEVER', bySecretariat, on: new Date() },
          }),
        () => prisma.privateChoice.deleteMany(),
      );
    const id = await net.request('b', 'a');
    await trying(
      () => Promise.resolve(),
      () => net.act('withdrawExchange', { exchange: id }, 'b'),
    );
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect((await ask(partner('b'))).__typename).toBe('RequestExchangeSuccess');
  });

  it('is one of three that may wait for an answer', async () => {
    for (const reference of ['b', 'c', 'd']) await net.request('a', reference);
    const refused = await ask(partner('e'));
    expect(refused).toMatchObject({
      __typename: 'TooManyRequestsError',
      code: 'TOO_MANY_OPEN_REQUESTS',
      limit: 3,
    });
    expect(refused.open).toHaveLength(3);
    expect((await ask(partner('e', { member: net.member('a') }), 'secretariat')).__typename).toBe(
      'TooManyRequestsError',
    );
    // What it was asked, and what the secretariat proposes, does not count.
    await net.request('e', 'a');
    const proposal = { partner: net.member('a'), partners: [net.member('f')] };
    expect((await ask(proposal, 'secretariat')).exchange.state).toBe('REQUESTED');
  });

  it('keeps to the limit when many are sent at once', async () => {
    const results = await Promise.all(
      ['b', 'c', 'd', 'e', 'f'].map((reference) => ask(partner(reference))),
    );
    const kinds = results.map(({ __typename }) => __typename).sort();
    expect(kinds).toEqual([
      ...Array.from({ length: 3 }, () => 'RequestExchangeSuccess'),
      ...Array.from({ length: 2 }, () => 'TooManyRequestsError'),
    ]);
  });

  it('joins two only once, also when both ask at once', async () => {
    const results = await Promise.all([
      ask(partner('b')),
      ask(partner('a'), 'b'),
      ask(partner('b')),
    ]);
    expect(results.filter(({ exchange }) => exchange)).toHaveLength(1);
    expect(await net.database.prisma.exchange.count()).toBe(1);
  });

  it('with a key is done once, however often it is sent', async () => {
    const input = partner('b', { message: 'Hello', idempotencyKey: 'k1' });
    const first = await ask(input);
    const again = await ask({ ...input });
    expect(again.exchange.id).toBe(first.exchange.id);
    const other = await ask({ ...input, message: 'Something else' });
    expect(other).toMatchObject({
      __typename: 'InvalidInputError',
      issues: [{ path: ['idempotencyKey'] }],
    });
    // A key is its sender's own.
    expect((await ask(partner('c', { idempotencyKey: 'k1' }), 'd')).exchange).toBeDefined();
    expect(await net.database.prisma.exchange.count()).toBe(2);

    const exchange = first.exchange.id;
    const text = { exchange, text: 'Hello', idempotencyKey: 'k2' };
    const send = (more: object) => net.act('sendExchangeMessage', { ...text, ...more }, 'a');
    const sent = await Promise.all([1, 2, 3, 4].map(() => send({})));
    expect(sent.map(({ exchange: { version } }) => version)).toEqual([2, 2, 2, 2]);
    expect((await send({ text: 'Other' })).__typename).toBe('InvalidInputError');
    expect(
      (await net.act('withdrawExchange', { exchange, idempotencyKey: 'k2' }, 'a')).__typename,
    ).toBe('InvalidInputError');
    expect(await net.database.prisma.exchangeMessage.count()).toBe(1);
    expect(await net.database.prisma.notification.count({ where: { kind: 'MESSAGE' } })).toBe(1);
  });

  it('with a key that was refused can be sent again', async () => {
    await net.database.prisma.member.update({
      where: { id: net.ids['b'] },
      data: { paused: true },
    });
    const input = partner('b', { idempotencyKey: 'k' });
    expect((await ask(input)).__typename).toBe('PartnerUnavailableError');
    await net.database.prisma.member.update({
      where: { id: net.ids['b'] },
      data: { paused: false },
    });
    expect((await ask(input)).exchange).toBeDefined();
  });
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { networkChanged } from '../../../server/database/network-version.ts';
import { readRound } from '../../../server/matching/round/read.ts';
import { verifyRound } from '../../../server/matching/round-verifier/verify.ts';
import { repairRounds } from '../../../server/rounds/repair.ts';
import { databaseKinds } from '../database.ts';
import { globalId } from '../small-network.ts';
import { now, openRounds, type Rounds } from './network.ts';

const uuidOf = (id: string) => Buffer.from(id, 'base64').toString().split(':')[1]!;

describe.each(databaseKinds)('rounds that are published, on %s', (kind) => {
  let net: Rounds;
  beforeAll(async () => void (net = await openRounds(kind)));
  afterAll(() => net.close());

  const decline = async (exchange: string, memberId: string) => {
    const emails = {
      [net.ids.presupuesto!]: 'presupuesto@example.org',
      [net.ids.full!]: 'full@example.org',
    };
    const { data } = await net.api.ask(
      `mutation($input: DeclineExchangeInput!) { declineExchange(input: $input) { __typename ... on Error { message } } }`,
      await net.api.as(emails[memberId]!),
      { input: { exchange: globalId('Exchange', exchange), reason: 'NO_TIME' } },
    );
    expect(data.declineExchange.__typename).toBe('DeclineExchangeSuccess');
  };
  const show = (reference: string, visibility: 'SECRETARIAT' | 'MEMBERS') =>
    net.database.prisma.$transaction(async (transaction) => {
      const id = net.ids[reference]!;
      await transaction.member.update({ where: { id }, data: { visibility } });
      await networkChanged(transaction, [id]);
    });

  it('ask nobody where some cannot be asked any more, say which, and go on without them', async () => {
    const { prisma } = net.database;
    const round = await net.create({ minWeight: 0 });
    const { number, keys, exchanges } = await net.solved(round);
    const before = await prisma.exchange.count();
    await prisma.member.update({ where: { id: net.ids.haki! }, data: { paused: true } });
    const refused = await net.publish(round, number);
    expect(refused).toMatchObject({
      __typename: 'RoundBlockedError',
      code: 'PARTNER_UNAVAILABLE',
    });
    const hakis = exchanges.nodes
      .filter(({ members }: { members: { name: string }[] }) =>
        members.some(({ name }) => name === 'Haki ya Ardhi'),
      )
      .map(({ key }: { key: string }) => key);
    expect(hakis.length).toBeGreaterThan(0);
    expect(refused.exchanges.toSorted()).toEqual(hakis.toSorted());
    for (const { key, names, explanation } of refused.blocked) {
      expect(keys).toContain(key);
      expect(names).toContain('Haki ya Ardhi');
      expect(explanation).toMatch(/Haki ya Ardhi.* takes no requests now/);
    }
    expect(await prisma.exchange.count()).toBe(before);
    expect(await prisma.roundExchange.count()).toBe(0);
    expect((await prisma.round.findMany({ where: { state: 'PUBLISHED' } })).length).toBe(0);

    // Without them the rest can be published.
    const more = 'proposal { number }';
    const { proposal } = await net.change('adjustRound', { round, refresh: true }, { more });
    const rest = await net.solved(round, proposal.number);
    await prisma.member.update({ where: { id: net.ids.haki! }, data: { paused: false } });
    for (const { members } of rest.exchanges.nodes)
      expect(members.map(({ name }: { name: string }) => name)).not.toContain('Haki ya Ardhi');
    expect(
      verifyRound(readRound(JSON.parse(rest.problemJson)), JSON.parse(rest.resultJson)).faults,
    ).toEqual([]);
  });

  it('bring nobody together who has said “never” since, and do not say so', async () => {
    const { prisma } = net.database;
    const round = await net.create({ minWeight: 0, maxCircle: 2 });
    const { number, exchanges } = await net.solved(round);
    const [first] = exchanges.nodes;
    const [one, other] = first.members.map(({ id }: { id: string }) => uuidOf(id)) as [
      string,
      string,
    ];
    await prisma.privateChoice.create({
      data: { memberId: one, partnerId: other, kind: 'NEVER', on: now() },
    });
    const refused = await net.publish(round, number);
    expect(refused.blocked).toEqual([
      {
        key: first.key,
        names: first.members.map(({ name }: { name: string }) => name),
        explanation: 'Those in it cannot be asked together any more.',
      },
    ]);
    expect(await prisma.exchange.count({ where: { proposer: 'ROUND' } })).toBe(0);
    const more = 'proposal { number }';
    const pinned = await net.change(
      'adjustRound',
      { round, pin: [first.key], refresh: true },
      { more },
    );
    const rest = await net.solved(round, pinned.proposal.number);
    expect(rest.keys).not.toContain(first.key);
    expect(rest.forbidden).toEqual([]);
    // Whoever reads the round and knows which number it is itself does not learn who keeps away from it.
    expect(rest.problemJson).not.toContain('apart');

    // Of circles of four two have no arc: there they have to be named, and nobody is refreshed for it.
    const policy = { maxCircle: 4 };
    const wider = await net.change('adjustRound', { round, policy }, { more });
    const { problemJson } = await net.solved(round, wider.proposal.number);
    const labels = await prisma.roundParticipant.findMany({
      where: { roundId: uuidOf(round), memberId: { in: [one, other] } },
    });
    const apart = JSON.parse(problemJson).apart.map((two: string[]) => two.toSorted());
    expect(apart).toContainEqual(labels.map(({ label }) => label).toSorted());
    await prisma.privateChoice.deleteMany({ where: { kind: 'NEVER' } });
  });

  it('bring nobody together by what it hid since, and go on without it', async () => {
    const { prisma } = net.database;
    const round = await net.create({ minWeight: 0 });
    const { number, exchanges } = await net.solved(round);
    const hers = exchanges.nodes.filter(({ members }: { members: { name: string }[] }) =>
      members.some(({ name }) => name === 'Haki ya Ardhi'),
    );
    expect(hers).toHaveLength(1);
    await show('haki', 'SECRETARIAT');
    expect(await net.publish(round, number)).toMatchObject({
      __typename: 'RoundBlockedError',
      exchanges: [hers[0].key],
      blocked: [{ explanation: 'Those in it cannot be asked together any more.' }],
    });
    expect(await prisma.exchange.count({ where: { proposer: 'ROUND' } })).toBe(0);
    expect(await prisma.auditEvent.count({ where: { action: 'publishRound' } })).toBe(0);
    const more = 'proposal { number }';
    const input = { round, refresh: true, pin: [hers[0].key] };
    const { proposal } = await net.change('adjustRound', input, { more });
    const rest = await net.solved(round, proposal.number);
    expect(rest.keys).toHaveLength(exchanges.totalCount - 1);
    for (const { members } of rest.exchanges.nodes)
      expect(members.map(({ name }: { name: string }) => name)).not.toContain('Haki ya Ardhi');
    await show('haki', 'MEMBERS');
  });

  it('ask everybody when they are published, and fill what is declined by the next best', async () => {
    const { prisma } = net.database;
    await prisma.$transaction(async (transaction) => {
      await transaction.member.update({ where: { id: net.ids.full! }, data: { capacity: 1 } });
      await networkChanged(transaction, [net.ids.full!]);
    });
    const round = await net.create({ minWeight: 0, exchangesEach: 1 });
    const { number, exchanges } = await net.solved(round);
    // Two press the button, at once.
    const input = { round, proposal: number, message: 'Welcome' };
    const pressed = await Promise.all([
      net.change('publishRound', input),
      net.change('publishRound', input),
    ]);
    expect(pressed.map((one) => one.round?.state ?? one.code).toSorted()).toEqual([
      'NOT_POSSIBLE_NOW',
      'PUBLISHED',
    ]);
    const asked = await prisma.exchange.findMany({
      where: { proposer: 'ROUND' },
      include: { parties: true, topics: true },
    });
    expect(asked).toHaveLength(exchanges.totalCount);
    for (const one of asked) {
      expect(one).toMatchObject({ state: 'REQUESTED', message: 'Welcome' });
      expect(one.parties.every(({ asked: is, answer }) => is && answer === 'PENDING')).toBe(true);
      expect(one.topics.length).toBeGreaterThan(0);
    }
    expect((await net.change('publishRound', { round, proposal: number })).code).toBe(
      'NOT_POSSIBLE_NOW',
    );
    expect((await net.change('adjustRound', { round })).code).toBe('NOT_POSSIBLE_NOW');

    const declined = asked.find(({ parties }) =>
      parties.some(({ memberId }) => memberId === net.ids.haki),
    )!;
    const by = declined.parties.find(({ memberId }) => memberId !== net.ids.haki)!.memberId;
    const other = by === net.ids.full ? net.ids.presupuesto! : net.ids.full!;
    await decline(declined.id, by);
    const before = new Set(asked.map(({ id }) => id));
    await Promise.all([repairRounds(net.api.app.services), repairRounds(net.api.app.services)]);
    await repairRounds(net.api.app.services);
    const rows = await prisma.roundExchange.findMany({
      include: { exchange: { include: { parties: true } } },
    });
    expect(rows.find(({ exchangeId }) => exchangeId === declined.id)!.repairedAt).not.toBeNull();
    const repaired = rows.filter(({ exchangeId }) => !before.has(exchangeId));
    expect(repaired).toHaveLength(1);
    const { replaces, exchange } = repaired[0]!;
    expect(replaces).toBe(declined.id);
    const { data } = await net.api.ask(
      `query($id: ID!) { node(id: $id) { ... on Round { outcomes { state count }
        asked(first: 100) { totalCount nodes { repairs exchange { id state } } } } } }`,
      net.secretariat,
      { id: round },
    );
    expect(data.node.asked.totalCount).toBe(rows.length);
    expect(data.node.asked.nodes.filter((one: { repairs: boolean }) => one.repairs)).toEqual([
      { repairs: true, exchange: { id: globalId('Exchange', exchange.id), state: 'REQUESTED' } },
    ]);
    expect(data.node.outcomes).toContainEqual({ state: 'DECLINED', count: 1 });
    expect(exchange.parties.map(({ memberId }) => memberId).toSorted()).toEqual(
      [net.ids.haki!, other].toSorted(),
    );
    // What others were asked stands as it was.
    const others = rows.filter(
      ({ exchangeId }) => before.has(exchangeId) && exchangeId !== declined.id,
    );
    expect(others.every(({ exchange: { state } }) => state === 'REQUESTED')).toBe(true);
    expect(await prisma.auditEvent.count({ where: { action: 'repairRound' } })).toBe(1);
  });

  it('fill what is declined with nobody who has hidden since', async () => {
    const { prisma } = net.database;
    await prisma.round.deleteMany();
    await prisma.exchange.deleteMany();
    await prisma.$transaction((transaction) => networkChanged(transaction, 'everything'));
    const round = await net.create({ minWeight: 0, exchangesEach: 1 });
    const { number } = await net.solved(round);
    expect((await net.publish(round, number)).__typename).toBe('PublishRoundSuccess');
    const hakis = { proposer: 'ROUND', parties: { some: { memberId: net.ids.haki! } } } as const;
    const [asked] = await prisma.exchange.findMany({ where: hakis, include: { parties: true } });
    const by = asked!.parties.find(({ memberId }) => memberId !== net.ids.haki)!.memberId;
    const other = by === net.ids.full ? 'presupuesto' : 'full';
    await decline(asked!.id, by);
    await show(other, 'SECRETARIAT');
    await repairRounds(net.api.app.services);
    expect(await prisma.exchange.count({ where: hakis })).toBe(1);
    const looked = await prisma.roundExchange.findMany({ where: { exchangeId: asked!.id } });
    expect(looked.map(({ repairedAt }) => repairedAt)).toEqual([now()]);
    await show(other, 'MEMBERS');
  });
});

import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { networkChanged } from '../../../server/database/network-version.ts';
import { lockMembers } from '../../../server/exchanges/store/locks.ts';
import { importMembers } from '../../../server/members-csv/import.ts';
import { databaseKinds } from '../database.ts';
import { confirmedOn, type Exchanges, openExchanges } from './network.ts';

describe.each(databaseKinds)('what an exchange keeps to itself, on %s', (kind) => {
  let net: Exchanges;
  beforeAll(async () => void (net = await openExchanges(kind)));
  afterAll(() => net.close());
  afterEach(async () => {
    await net.checkReplay();
    await net.clear();
    await net.database.prisma.privateChoice.deleteMany();
    net.setNow(`${confirmedOn}T12:00:00Z`);
  });

  const ask = async (fields: string, id: string, who: string) => {
    const query = `query($id: ID!) { exchange(id: $id) { ${fields} } }`;
    const { data, errors } = await net.api.ask(query, net.as(who), { id });
    if (errors.length > 0) throw new Error(JSON.stringify(errors));
    return data.exchange;
  };
  const does = async (mutation: string, input: object, who: string) => {
    const name = mutation[0]!.toUpperCase() + mutation.slice(1);
    const query = `mutation($input: ${name}Input!) { result: ${mutation}(input: $input) {
      __typename ... on Error { message path } } }`;
    const { data, errors } = await net.api.ask(query, net.as(who), { input });
    if (errors.length > 0) throw new Error(JSON.stringify(errors));
    return data.result;
  };
  const never = (one: string, other: string, bySecretariat = true) =>
    net.database.prisma.privateChoice.create({
      data: {
        memberId: net.ids[one]!,
        partnerId: net.ids[other]!,
        kind: 'NEVER',
        bySecretariat,
        on: net.now(),
      },
    });
  const reviewed = async (id: string) => (await ask('state toReview', id, 'secretariat')) as object;

  it('names no need that may be used for matching and is never shown', async () => {
    const { prisma } = net.database;
    const a = net.ids['a']!;
    const hidden = { field: 'NEEDS', audience: 'SECRETARIAT', useForMatching: true } as const;
    await prisma.consent.create({ data: { memberId: a, ...hidden } });
    await prisma.$transaction((transaction) => networkChanged(transaction, [a]));
    const id = await net.request('a', 'b');
    const { topics } = await ask('topics { topic { key } }', id, 'b');
    expect(topics).toEqual([{ topic: { key: 'community-mapping' } }]);
    await prisma.consent.deleteMany({ where: { memberId: a } });
    await prisma.$transaction((transaction) => networkChanged(transaction, [a]));
  });

  it('comes before the secretariat where the two are to be kept apart since it was asked for', async () => {
    const id = await net.request('a', 'b');
    await never('b', 'a');
    const accepted = await net.act('acceptExchange', { exchange: id }, 'b');
    expect(accepted.exchange).toMatchObject({ state: 'IN_REVIEW', toReview: [] });
    expect(await reviewed(id)).toEqual({ state: 'IN_REVIEW', toReview: ['SAFETY'] });
    const agreement = { exchange: id, objectives: 'To map.', outcome: 'NEW_KNOWLEDGE' };
    await net.act('draftAgreement', agreement, 'a');
    expect(await reviewed(id)).toEqual({ state: 'IN_REVIEW', toReview: ['SAFETY'] });
    await net.act('reviewExchange', { exchange: id, decision: 'APPROVE' }, 'secretariat');
    const other = { ...agreement, basedOn: 1, objectives: 'To map land.' };
    expect((await net.act('draftAgreement', other, 'b')).exchange.state).toBe('ACCEPTED');
  });

  it('says of no member that interprets whether it is paused or to be kept apart', async () => {
    const { prisma } = net.database;
    const where = { id: net.ids['c']! };
    await prisma.member.update({ where, data: { relays: true } });
    const exchange = await net.bring('ACCEPTED');
    const plan = { interpretation: 'MEMBER', interpreter: net.member('c') };
    const draft = { exchange, objectives: 'To map.', outcome: 'NEW_KNOWLEDGE', ...plan };
    const kept = await never('c', 'b');
    const apart = await does('draftAgreement', draft, 'a');
    expect(apart).toMatchObject({ __typename: 'InvalidInputError', path: ['interpreter'] });
    await prisma.privateChoice.deleteMany({ where: { memberId: kept.memberId } });
    await prisma.member.update({ where, data: { paused: true } });
    expect(await does('draftAgreement', draft, 'a')).toEqual(apart);
    await prisma.member.update({ where, data: { paused: false } });
    expect((await does('draftAgreement', draft, 'a')).__typename).toBe('DraftAgreementSuccess');
    await prisma.member.update({ where, data: { relays: false } });
  });

  it('tells by no number, gap or date that another answered a follow-up, or wrote to itself', async () => {
    const exchange = await net.bring('ACTIVE');
    const fields = 'version quietSince history { number action }';
    const before = await ask(fields, exchange, 'b');
    const inFull = await ask(fields, exchange, 'secretariat');
    net.setNow('2026-04-05T13:00:00Z');
    const { followUps } = await ask('followUps { id }', exchange, 'a');
    const session = { exchange, startsAt: '2026-03-01T10:00', timeZone: 'UTC' };
    const answers = { followUp: followUps[0].id, help: 'A map.' };
    const answered = await does('submitFollowUp', answers, 'a');
    expect(answered.__typename).toBe('SubmitFollowUpSuccess');
    expect(await ask(fields, exchange, 'b')).toEqual(before);
    expect((await ask(fields, exchange, 'a')).version).toBe(inFull.version + 1);

    await does('logSession', session, 'b');
    const logged = await ask(`${fields} sessions { id }`, exchange, 'b');
    expect(logged.history.map(({ number }: { number: number }) => number)).toEqual(
      Array.from({ length: logged.version }, (_, index) => index + 1),
    );
    const note = { ...session, session: logged.sessions[0].id, note: 'For us alone.' };
    for (const who of ['a', 'secretariat']) {
      await does('logSession', note, who);
      expect(await ask(`${fields} sessions { id }`, exchange, 'b')).toEqual(logged);
    }
    expect((await ask(fields, exchange, 'a')).version).toBe(logged.version + 2);
    expect((await ask(fields, exchange, 'secretariat')).version).toBe(logged.version + 3);

    // What was seen is counted in the same way.
    await does('holdExchange', { exchange }, 'a');
    const late = { exchange, seen: logged.version };
    const { changes } = await net.act('holdExchange', late, 'b');
    expect(changes.map(({ action }: { action: string }) => action)).toEqual(['HOLD']);
  });

  it('is not read again with the key of a request by somebody who acts for another member by now', async () => {
    const { representative } = net.database.prisma;
    const where = { email: 'a@example.org' };
    const input = { partner: net.member('b'), idempotencyKey: 'once' };
    expect((await net.act('requestExchange', input, 'a')).exchange.state).toBe('REQUESTED');
    await representative.update({ where, data: { memberId: net.ids['d']! } });
    const again = await net.act('requestExchange', input, 'a');
    await representative.update({ where, data: { memberId: net.ids['a']! } });
    expect(again).toMatchObject({ code: 'INVALID_INPUT', path: ['idempotencyKey'] });
  });

  it('betrays to the secretariat no time zone that is kept from it', async () => {
    const exchange = await net.bring('ACCEPTED');
    const times = { exchange, member: net.member('a'), minutes: 60, times: ['2026-03-04T10:00'] };
    const withhold = { memberId: net.ids['a']!, field: 'TIME_ZONE', audience: 'SELF' } as const;
    await net.database.prisma.consent.create({ data: withhold });
    const withheld = await does('proposeTimes', times, 'secretariat');
    await net.database.prisma.consent.deleteMany({ where: { memberId: net.ids['a']! } });
    expect(withheld).toMatchObject({ __typename: 'InvalidInputError', path: ['timeZone'] });
    const shown = await does('proposeTimes', times, 'secretariat');
    expect(shown.__typename).toBe('ProposeTimesSuccess');
  });

  it('asks no more members at a time than one request may', async () => {
    const { prisma } = net.database;
    const group = { kind: 'GROUP', places: 100 };
    const exchange = await net.request('a', 'b', group);
    const made = await Promise.all(
      Array.from({ length: 50 }, (_, index) =>
        prisma.member.create({
          data: {
            reference: `crowd${index}`,
            name: `Crowd ${index}`,
            searchName: `crowd ${index}`,
            sortName: `crowd ${index}`,
            pseudonym: `Crowd ${index}`,
            country: 'KE',
            confirmedOn: net.now(),
          },
        }),
      ),
    );
    const ids = made.map(({ id }) => Buffer.from(`Member:${id}`).toString('base64'));
    const invite = (partners: readonly string[]) =>
      does('inviteToExchange', { exchange, partners }, 'a');
    expect(await invite(ids)).toMatchObject({ __typename: 'InvalidInputError' });
    expect((await invite(ids.slice(1))).__typename).toBe('InviteToExchangeSuccess');
    expect(await invite(ids.slice(0, 1))).toMatchObject({ path: ['partners'] });
    await does('acceptExchange', { exchange }, 'b');
    expect((await invite(ids.slice(0, 1))).__typename).toBe('InviteToExchangeSuccess');
    await prisma.exchange.deleteMany();
    await prisma.member.deleteMany({ where: { id: { in: made.map(({ id }) => id) } } });
  });

  it('takes no session from before calendars', async () => {
    const exchange = await net.bring('ACCEPTED');
    for (const year of ['0000', '0001', '1850', '2020'])
      expect(
        await does('logSession', { exchange, startsAt: `${year}-01-01T10:00` }, 'a'),
      ).toMatchObject({ __typename: 'InvalidInputError', path: ['startsAt'] });
  });

  it('is one of the two however many ask at once, each the other', async () => {
    for (let round = 0; round < 3; round++) {
      const ask = (who: string, partner: string, kind_: string) =>
        net.act('requestExchange', { partner: net.member(partner), kind: kind_ }, who);
      const results = await Promise.all([
        ask('a', 'b', 'TWO_WAY'),
        ask('b', 'a', 'TWO_WAY'),
        ask('a', 'b', 'JOINT'),
        ask('b', 'a', 'GROUP'),
      ]);
      const names = results.map(({ __typename }) => __typename).sort();
      expect(names.slice(0, 3)).toEqual(Array(3).fill('PartnerUnavailableError'));
      expect(names[3]).toBe('RequestExchangeSuccess');
      expect(await net.database.prisma.exchange.count()).toBe(1);
      await net.clear();
    }
  });

  it('is still to be read where a party was removed', async () => {
    const exchange = await net.bring('ACTIVE', 'e', 'f');
    const times = { exchange, minutes: 30, times: ['2026-03-05T10:00'], timeZone: 'UTC' };
    await does('proposeTimes', times, 'e');
    const held = { exchange, startsAt: '2026-03-01T10:00', timeZone: 'UTC' };
    await does('logSession', { ...held, absent: [net.member('e')] }, 'f');
    await net.database.prisma.member.delete({ where: { id: net.ids['e']! } });
    const read = await ask(
      `timeProposals { times { answers { member { name } } } } sessions { absences { member { name } } }
       history { summary member { name } } agreement { author { name } signatures { member { name } } }`,
      exchange,
      'f',
    );
    expect(read).toMatchObject({
      timeProposals: [{ times: [{ answers: [] }] }],
      sessions: [{ absences: [] }],
      agreement: { author: null, signatures: [{ member: { name: 'Fanal' } }] },
    });
    expect(read.history[0]).toEqual({
      summary: 'A former member asked for this exchange.',
      member: null,
    });
    await net.clear();
  });
});

describe('an import while members act', () => {
  let net: Exchanges;
  beforeAll(async () => void (net = await openExchanges('server')));
  afterAll(() => net.close());

  it('takes members in the order in which exchanges take them, whatever the order of its rows', async () => {
    const { prisma } = net.database;
    const [first = '', last = ''] = [net.ids['a'], net.ids['b']].toSorted();
    const named = (id: string) => Object.keys(net.ids).find((name) => net.ids[name] === id);
    const rows = [last, first].map((id) => `${named(id)},Another,KE,en`);
    const csv = ['id,name,country,languages', ...rows, ''].join('\n');
    const options = {
      dryRun: false,
      createTopics: false,
      locale: 'en',
      today: confirmedOn,
    } as const;
    const isBlocked = async () => {
      const [waiting] = await prisma.$queryRaw<{ count: bigint }[]>`
        SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
      return Number(waiting?.count) > 0;
    };
    const importing = await prisma.$transaction(async (transaction) => {
      await lockMembers(transaction, [first]);
      const running = importMembers(prisma, bytesOf(csv), { ...options, actor: 'command' });
      while (!(await isBlocked()));
      // Nobody would ever go on if the import had the last one already.
      await lockMembers(transaction, [last]);
      return { running };
    });
    expect(await importing.running).toMatchObject({ problems: [], updated: 2 });
  });
});

async function* bytesOf(text: string): AsyncIterable<Uint8Array> {
  yield new TextEncoder().encode(text);
}

import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { databaseKinds } from '../database.ts';
import { confirmedOn, type Exchanges, openExchanges } from './network.ts';

describe.each(databaseKinds)('the life of an exchange, on %s', (kind) => {
  let net: Exchanges;
  beforeAll(async () => void (net = await openExchanges(kind)));
  afterAll(() => net.close());
  afterEach(async () => {
    await net.checkReplay();
    await net.clear();
    net.setNow(`${confirmedOn}T12:00:00Z`);
  });

  const news = async () => {
    const rows = await net.database.prisma.notification.findMany({
      select: { email: true, kind: true },
      orderBy: { id: 'asc' },
    });
    await net.database.prisma.notification.deleteMany();
    return rows.map(({ email, kind: what }) => `${email.split('@')[0]} ${what}`);
  };
  const does = async (mutation: string, who: string, exchange: string, more: object = {}) => {
    const result = await net.act(mutation, { exchange, ...more }, who);
    expect(result, `${mutation} by ${who}`).toHaveProperty('exchange.state');
    return result.exchange;
  };
  const cannot = async (mutation: string, who: string, exchange: string, more: object = {}) => {
    const result = await net.act(mutation, { exchange, ...more }, who);
    expect(result.__typename, `${mutation} by ${who}`).toBe('ExchangeStateError');
    return result;
  };
  const places = async () =>
    (
      await net.database.prisma.exchangeParty.findMany({
        where: { holdsPlace: true },
        select: { member: { select: { reference: true } } },
        orderBy: { member: { reference: 'asc' } },
      })
    ).map(({ member }) => member.reference);

  it('goes from a request to its end, and everybody knows whose turn it is', async () => {
    const asked = await net.act(
      'requestExchange',
      {
        partner: net.member('b'),
        learn: [net.topic('budget-analysis')],
        share: [net.topic('community-mapping')],
        message: '  Hello\r\n<b>you</b>\u0007 ',
        outcome: 'ENHANCED_SKILL',
      },
      'a',
    );
    expect(asked.exchange).toMatchObject({
      state: 'REQUESTED',
      kind: 'TWO_WAY',
      proposer: 'MEMBER',
      version: 1,
      message: 'Hello\n<b>you</b>',
      viewerCan: ['WITHDRAW', 'STOP_FOR_SAFETY', 'SEND_MESSAGE'],
      nextAction: {
        action: 'ACCEPT',
        member: { reference: 'b' },
        waitsForViewer: false,
        dueAt: '2026-03-17T12:00:00.000Z',
        explanation: 'We are waiting for the answer of Baraza. By 17 March 2026.',
      },
    });
    expect(await news()).toEqual(['b REQUESTED']);
    expect(await places()).toEqual([]);
    const { id } = asked.exchange;

    const accepted = await does('acceptExchange', 'b', id);
    expect(accepted).toMatchObject({
      state: 'ACCEPTED',
      version: 2,
      nextAction: { action: 'DRAFT_AGREEMENT', member: { reference: 'a' }, waitsForViewer: false },
    });
    expect(await places()).toEqual(['a', 'b']);
    expect(await news()).toEqual(['a ACCEPTED']);

    const agreement = {
      objectives: 'To map together.',
      outcome: 'ENHANCED_SKILL',
      formats: ['ONLINE'],
      languages: ['en'],
      interpretation: 'NOT_NEEDED',
    };
    const drafted = await does('draftAgreement', 'a', id, agreement);
    expect(drafted.nextAction).toMatchObject({ action: 'SIGN_AGREEMENT', waitsForViewer: true });
    expect((await does('signAgreement', 'a', id, { version: 1 })).state).toBe('ACCEPTED');
    await cannot('signAgreement', 'a', id, { version: 1 });
    await cannot('startExchange', 'b', id);
    const agreed = await does('signAgreement', 'b', id, { version: 1 });
    expect(agreed).toMatchObject({ state: 'AGREED', nextAction: { action: 'START' } });
    expect(await news()).toEqual(['b AGREEMENT_CHANGED', 'b SIGNED', 'a AGREED']);

    expect((await does('startExchange', 'b', id)).state).toBe('ACTIVE');
    const note = 'Until the rains are over.';
    const held = await does('holdExchange', 'a', id, { until: '2026-05-01', note });
    expect(held).toMatchObject({ state: 'ON_HOLD', onHoldUntil: '2026-05-01' });
    expect(held.history.at(-1)).toMatchObject({
      summary: 'Ardhi put the exchange on hold until 1 May 2026.',
      note,
    });
    expect((await does('resumeExchange', 'b', id)).onHoldUntil).toBeNull();
    const one = await does('completeExchange', 'b', id);
    expect(one).toMatchObject({
      state: 'ACTIVE',
      nextAction: { action: 'COMPLETE', member: { reference: 'a' } },
    });
    await cannot('completeExchange', 'b', id);
    const all = await does('completeExchange', 'a', id);
    expect(all).toMatchObject({
      state: 'COMPLETED',
      nextAction: { action: 'CLOSE', member: null },
    });
    expect(await places()).toEqual([]);
    expect(await news()).toEqual([
      'a STARTED',
      'b HELD',
      'a RESUMED',
      'a COMPLETED_BY_ONE',
      'b COMPLETED',
    ]);
    const refused = await net.act('closeExchange', { exchange: id }, 'a');
    expect(refused.__typename).toBe('ForbiddenError');
    const closed = await does('closeExchange', 'secretariat', id, { verdict: 'REACHED' });
    expect(closed).toMatchObject({ state: 'CLOSED', verdict: 'REACHED', nextAction: null });
    const actions = await net.database.prisma.auditEvent.findMany({
      where: { subject: decoded(id) },
    });
    expect(actions).toHaveLength(closed.version);
  });

  it('ends with a decline, and says kindly why', async () => {
    const id = await net.request('a', 'b');
    const more = { reason: 'NO_TIME', note: 'After the harvest.' };
    const declined = await does('declineExchange', 'b', id, more);
    expect(declined).toMatchObject({ state: 'DECLINED', nextAction: null, viewerCan: [] });
    expect(declined.history.at(-1)).toMatchObject({
      summary: 'Baraza declined: no time at present.',
      reason: 'NO_TIME',
    });
    expect(declined.parties[1]).toMatchObject({
      declineReason: 'NO_TIME',
      declineNote: 'After the harvest.',
    });
    expect(await news()).toEqual(['b REQUESTED', 'a DECLINED']);
    await cannot('acceptExchange', 'b', id);
  });

  it('is withdrawn by who asked, and by nobody else', async () => {
    const id = await net.request('a', 'b');
    await cannot('withdrawExchange', 'b', id);
    await cannot('acceptExchange', 'a', id);
    expect((await does('withdrawExchange', 'a', id)).state).toBe('WITHDRAWN');
    const again = await net.act('withdrawExchange', { exchange: id, seen: 1 }, 'a');
    expect(again).toMatchObject({
      __typename: 'ExchangeStateError',
      code: 'NOT_POSSIBLE_NOW',
      message: 'This is not possible now. The request was withdrawn.',
      exchange: { state: 'WITHDRAWN' },
      changes: [{ number: 2, action: 'WITHDRAW', summary: 'Ardhi withdrew the request.' }],
    });
  });

  it('is cancelled with a word to the others, and stopped without one', async () => {
    const first = await net.bring('ACCEPTED');
    const note = 'We have to move.';
    const cancelled = await does('cancelExchange', 'b', first, { note });
    expect(cancelled.history.at(-1)).toMatchObject({ action: 'CANCEL', note });
    expect(await places()).toEqual([]);

    for (const state of ['ACCEPTED', 'AGREED', 'ACTIVE'] as const) {
      await net.clear();
      const id = await net.bring(state);
      await news();
      const secret = 'Somebody follows me.';
      const stopped = await does('stopExchangeForSafety', 'b', id, { note: secret });
      expect(stopped.state).toBe('STOPPED_FOR_SAFETY');
      expect(await news()).toEqual(['a STOPPED', 'secretariat STOPPED']);
      const query = `query($id: ID!) { exchange(id: $id) { history { action by member { reference } summary note } } }`;
      const { data } = await net.api.ask(query, net.as('a'), { id });
      expect(data.exchange.history.at(-1)).toEqual({
        action: 'STOP_FOR_SAFETY',
        by: 'SYSTEM',
        member: null,
        summary: 'The exchange was stopped for safety.',
        note: null,
      });
      expect(JSON.stringify(data)).not.toContain(secret);
      const remarks = await net.database.prisma.exchangeRemark.findMany();
      expect(remarks).toMatchObject([{ text: secret, memberId: net.ids['b'] }]);
      await net.database.prisma.exchangeRemark.deleteMany();
    }
  });

  it('takes messages as text, and keeps the clock of silence from running', async () => {
    const id = await net.request('a', 'b');
    net.setNow('2026-03-10T12:00:00Z');
    const text = '  <script>alert(1)</script>\r\nsecond line\u0000'.replace('\u0000', '\u001b');
    const said = await does('sendExchangeMessage', 'b', id, { text });
    expect(said.nextAction.dueAt).toBe('2026-03-25T12:00:00.000Z');
    await does('sendExchangeMessage', 'secretariat', id, { text: 'Can we help?' });
    const query = `query($id: ID!) { exchange(id: $id) { messages { author { reference } text at } } }`;
    const { data } = await net.api.ask(query, net.as('a'), { id });
    expect(data.exchange.messages).toMatchObject([
      { author: { reference: 'b' }, text: '<script>alert(1)</script>\nsecond line' },
      { author: null, text: 'Can we help?' },
    ]);
    for (const [bad, path] of [
      ['x'.repeat(5_001), 'text'],
      ['x'.repeat(1_000_000), 'text'],
      [' \n ', 'text'],
    ] as const)
      expect(await net.act('sendExchangeMessage', { exchange: id, text: bad }, 'a')).toMatchObject({
        __typename: 'InvalidInputError',
        issues: [{ path: [path] }],
      });
    expect(await net.database.prisma.exchangeMessage.count()).toBe(2);
  });

  it('is nobody’s but its parties’ and the secretariat’s', async () => {
    const id = await net.request('a', 'b');
    const query = `query($id: ID!) { exchange(id: $id) { id } node(id: $id) { id } exchanges { totalCount } }`;
    const seen = async (headers: Record<string, string>) => {
      const { data } = await net.api.ask(query, headers, { id });
      return [data.exchange !== null, data.node !== null, data.exchanges.totalCount];
    };
    for (const who of ['a', 'b', 'secretariat'])
      expect(await seen(net.as(who))).toEqual([true, true, 1]);
    for (const headers of [
      net.as('c'),
      {},
      await net.api.asPartner(['read:directory', 'read:exchanges']),
    ])
      expect(await seen(headers)).toEqual([false, false, 0]);

    const stranger = await net.act('acceptExchange', { exchange: id }, 'c');
    expect(stranger).toMatchObject({ __typename: 'NotFoundError', path: ['exchange'] });
    for (const exchange of ['nonsense', net.member('a'), net.topic('budget-analysis')])
      expect(await net.act('acceptExchange', { exchange }, 'b')).toEqual(stranger);
    const member = net.member('b');
    expect(await net.act('acceptExchange', { exchange: id, member }, 'a')).toMatchObject({
      __typename: 'NotFoundError',
      path: ['member'],
    });
    for (const headers of [{}, await net.api.asPartner(['write:members'])])
      expect(await net.act('acceptExchange', { exchange: id }, headers)).toMatchObject({
        __typename: 'ForbiddenError',
      });
  });

  it('is asked for and answered by the secretariat on behalf of members', async () => {
    const input = { member: net.member('a'), partner: net.member('b') };
    const { exchange } = await net.act('requestExchange', input, 'secretariat');
    expect(exchange.history[0]).toMatchObject({
      by: 'SECRETARIAT',
      member: { reference: 'a' },
      summary: 'Ardhi (through the secretariat) asked for this exchange.',
    });
    const query = `query($id: ID!, $b: ID!) { exchange(id: $id) { own: viewerCan forB: viewerCan(member: $b) } }`;
    const { data } = await net.api.ask(query, net.secretariat, {
      id: exchange.id,
      b: net.member('b'),
    });
    expect(data.exchange.own).toEqual(['STOP_FOR_SAFETY', 'SEND_MESSAGE']);
    expect(data.exchange.forB).toContain('ACCEPT');
    await cannot('acceptExchange', 'secretariat', exchange.id);
    const accepted = await does('acceptExchange', 'secretariat', exchange.id, {
      member: net.member('b'),
    });
    expect(accepted.state).toBe('ACCEPTED');
    const audit = await net.database.prisma.auditEvent.findFirstOrThrow({
      where: { action: 'acceptExchange' },
      orderBy: { id: 'desc' },
    });
    expect(audit.detail).toEqual({ onBehalfOf: net.ids['b'] });
  });

  it('is proposed by the secretariat, and both are asked', async () => {
    const input = { partner: net.member('a'), partners: [net.member('b')] };
    const { exchange } = await net.act('requestExchange', input, 'secretariat');
    expect(exchange).toMatchObject({
      proposer: 'SECRETARIAT',
      parties: [
        { asked: true, answer: 'PENDING' },
        { asked: true, answer: 'PENDING' },
      ],
    });
    expect((await news()).toSorted()).toEqual(['a REQUESTED', 'b REQUESTED']);
    const first = await does('acceptExchange', 'b', exchange.id);
    expect(first).toMatchObject({ state: 'REQUESTED', nextAction: { member: { reference: 'a' } } });
    expect(await places()).toEqual([]);
    expect((await news()).toSorted()).toEqual(['a ACCEPTED', 'secretariat ACCEPTED']);
    expect((await does('acceptExchange', 'a', exchange.id)).state).toBe('ACCEPTED');
    expect(await places()).toEqual(['a', 'b']);
    await net.clear();
    const again = await net.act('requestExchange', input, 'secretariat');
    expect((await does('withdrawExchange', 'secretariat', again.exchange.id)).state).toBe(
      'WITHDRAWN',
    );
  });

  it('is a circle once each of its members has said yes for itself', async () => {
    const circle = {
      kind: 'CIRCLE',
      partners: [net.member('c')],
      learn: [net.topic('media-work')],
      share: [net.topic('community-mapping')],
    };
    const id = await net.request('a', 'b', circle);
    const query = `query($id: ID!) { exchange(id: $id) { topics { topic { key } teacher { reference } learner { reference } } } }`;
    const { data } = await net.api.ask(query, net.as('c'), { id });
    expect(data.exchange.topics).toEqual([
      { topic: { key: 'media-work' }, teacher: { reference: 'c' }, learner: { reference: 'a' } },
      {
        topic: { key: 'community-mapping' },
        teacher: { reference: 'a' },
        learner: { reference: 'b' },
      },
    ]);
    expect((await does('acceptExchange', 'c', id)).state).toBe('REQUESTED');
    await cannot('acceptExchange', 'c', id);
    expect((await does('acceptExchange', 'b', id)).state).toBe('ACCEPTED');
    expect(await places()).toEqual(['a', 'b', 'c']);
    await net.clear();
    const other = await net.request('a', 'b', circle);
    await does('acceptExchange', 'c', other);
    expect((await does('declineExchange', 'b', other, { reason: 'OTHER' })).state).toBe('DECLINED');
  });

  it('is a group whose places fill up', async () => {
    const id = await net.request('a', 'b', {
      kind: 'GROUP',
      partners: [net.member('c'), net.member('d')],
      places: 2,
    });
    expect((await does('acceptExchange', 'b', id)).state).toBe('ACCEPTED');
    net.setNow('2026-03-03T12:00:00Z');
    const reason = { reason: 'NOT_A_PRIORITY', note: 'We know this.' };
    const declined = await does('declineExchange', 'd', id, reason);
    expect(declined).toMatchObject({ state: 'ACCEPTED' });
    // Why somebody said no is for the host.
    const query = `query($id: ID!) { exchange(id: $id) { history { summary } parties { member { reference } declineReason declineNote } } }`;
    const seen = async (who: string) =>
      (await net.api.ask(query, net.as(who), { id })).data.exchange;
    expect((await seen('b')).parties[3]).toMatchObject({ declineReason: null, declineNote: null });
    expect((await seen('b')).history.at(-1).summary).toBe('Delta declined.');
    expect((await seen('a')).parties[3]).toMatchObject({ declineNote: 'We know this.' });
    net.setNow('2026-03-04T12:00:00Z');

    expect(
      (await does('inviteToExchange', 'a', id, { partners: [net.member('e')] })).parties,
    ).toHaveLength(5);
    await cannot('inviteToExchange', 'b', id, { partners: [net.member('f')] });
    expect((await does('acceptExchange', 'c', id)).state).toBe('ACCEPTED');
    expect(await net.act('acceptExchange', { exchange: id }, 'e')).toMatchObject({
      __typename: 'NoFreePlaceError',
      code: 'NO_FREE_PLACE',
    });
    expect(await places()).toEqual(['a', 'b', 'c']);
    // Whoever said no reads nothing of what is written from then on.
    await does('sendExchangeMessage', 'b', id, { text: 'Only for us' });
    const texts = `query($id: ID!) { exchange(id: $id) { messages { text } history { action } } }`;
    const left = await net.api.ask(texts, net.as('d'), { id });
    expect(left.data.exchange.messages).toEqual([]);
    expect(left.data.exchange.history.at(-1)).toEqual({ action: 'DECLINE' });
    const went = await does('cancelExchange', 'c', id);
    expect(went).toMatchObject({ state: 'ACCEPTED' });
    expect(went.history.at(-1).summary).toBe('Cacao left the group.');
    expect(await places()).toEqual(['a', 'b']);
    expect((await does('acceptExchange', 'e', id)).state).toBe('ACCEPTED');
  });

  it('is one-way and joint work as well', async () => {
    const learn = [net.topic('budget-analysis')];
    const query = `query($id: ID!) { exchange(id: $id) { kind topics { teacher { reference } learner { reference } } } }`;
    const topicsOf = async (id: string) =>
      (await net.api.ask(query, net.as('a'), { id })).data.exchange;
    expect(await topicsOf(await net.request('a', 'b', { kind: 'ONE_WAY', learn }))).toEqual({
      kind: 'ONE_WAY',
      topics: [{ teacher: { reference: 'b' }, learner: { reference: 'a' } }],
    });
    expect(await topicsOf(await net.request('a', 'f', { kind: 'JOINT', learn }))).toEqual({
      kind: 'JOINT',
      topics: [{ teacher: null, learner: null }],
    });
  });

  it('is about what the pairing is about where nothing else is said', async () => {
    const id = await net.request('a', 'b');
    const query = `query($id: ID!) { exchange(id: $id) { topics { topic { key } learner { reference } } } }`;
    const { data } = await net.api.ask(query, net.as('b'), { id });
    expect(data.exchange.topics).toEqual([
      { topic: { key: 'budget-analysis' }, learner: { reference: 'a' } },
      { topic: { key: 'community-mapping' }, learner: { reference: 'b' } },
    ]);
  });

  it('waits for the secretariat where the two share no language', async () => {
    const id = await net.request('a', 'fr');
    const accepted = await does('acceptExchange', 'fr', id);
    expect(accepted).toMatchObject({
      state: 'IN_REVIEW',
      toReview: ['INTERPRETATION'],
      nextAction: { action: 'REVIEW', member: null, waitsForViewer: false },
    });
    expect(await news()).toEqual(['fr REQUESTED', 'a ACCEPTED', 'secretariat REVIEW_NEEDED']);
    expect(
      (await net.act('reviewExchange', { exchange: id, decision: 'APPROVE' }, 'a')).__typename,
    ).toBe('ForbiddenError');
    const waits = `{ exchanges(filter: { turn: true }) { nodes { id } } }`;
    const turns = async (who: string) =>
      (await net.api.ask(waits, net.as(who))).data.exchanges.nodes.length;
    expect([await turns('a'), await turns('fr'), await turns('secretariat')]).toEqual([0, 0, 1]);
    const changes = await does('reviewExchange', 'secretariat', id, {
      decision: 'ASK_FOR_CHANGES',
      note: 'Name an interpreter.',
    });
    expect(changes).toMatchObject({
      state: 'IN_REVIEW',
      changesWanted: true,
      nextAction: { action: 'DRAFT_AGREEMENT' },
    });
    expect([await turns('a'), await turns('secretariat')]).toEqual([1, 0]);
    const approved = await does('reviewExchange', 'secretariat', id, { decision: 'APPROVE' });
    expect(approved).toMatchObject({ state: 'ACCEPTED', toReview: [] });
    expect(await places()).toEqual(['a', 'fr']);

    await net.clear();
    const other = await net.request('a', 'fr');
    await does('acceptExchange', 'fr', other);
    const refused = await does('reviewExchange', 'secretariat', other, { decision: 'REFUSE' });
    expect(refused.state).toBe('CANCELLED');
    expect(await places()).toEqual([]);
  });

  it('tells nobody but the secretariat that somebody is at risk', async () => {
    const id = await net.request('a', 'risk');
    expect((await does('acceptExchange', 'risk', id)).toReview).toEqual(['INTERPRETATION']);
    const query = `query($id: ID!) { exchange(id: $id) { state toReview history { summary } } }`;
    const seen = async (who: string) =>
      (await net.api.ask(query, net.as(who), { id })).data.exchange;
    expect(await seen('secretariat')).toMatchObject({
      state: 'IN_REVIEW',
      toReview: ['INTERPRETATION', 'SAFETY'],
    });
    expect(JSON.stringify(await seen('a'))).not.toContain('SAFETY');
  });

  it('is reviewed anew when somebody joins a group for whom it was not', async () => {
    const partners = [net.member('b'), net.member('fr')];
    const id = await net.request('a', 'risk', { kind: 'GROUP', partners });
    expect((await does('acceptExchange', 'risk', id)).state).toBe('IN_REVIEW');
    const joined = await does('acceptExchange', 'b', id);
    expect(joined).toMatchObject({ state: 'IN_REVIEW', toReview: ['INTERPRETATION'] });
    const decision = { decision: 'APPROVE' };
    expect((await does('reviewExchange', 'secretariat', id, decision)).state).toBe('ACCEPTED');
    expect((await does('acceptExchange', 'fr', id)).state).toBe('IN_REVIEW');
    expect(await places()).toEqual(['a', 'b', 'fr', 'risk']);
  });

  it('asks at an answer whether more requests are welcome', async () => {
    const stored = () =>
      net.database.prisma.member.findUniqueOrThrow({
        where: { id: net.ids['b'] },
        select: { paused: true, confirmedOn: true },
      });
    net.setNow('2026-04-05T12:00:00Z');
    const first = await net.request('a', 'b');
    await does('acceptExchange', 'b', first, { keepReceiving: false });
    expect(await stored()).toMatchObject({ paused: true });
    await does('cancelExchange', 'a', first);
    const input = { partner: net.member('b') };
    expect((await net.act('requestExchange', input, 'c')).__typename).toBe(
      'PartnerUnavailableError',
    );
    await net.database.prisma.member.update({
      where: { id: net.ids['b'] },
      data: { paused: false },
    });
    const second = await net.request('a', 'b');
    await does('declineExchange', 'b', second, { reason: 'OTHER', keepReceiving: true });
    expect(await stored()).toEqual({ paused: false, confirmedOn: new Date('2026-04-05') });
    await net.database.prisma.member.update({
      where: { id: net.ids['b'] },
      data: { confirmedOn: new Date(confirmedOn) },
    });
  });

  it('is found by what one looks for', async () => {
    const open = await net.bring('ACTIVE');
    await net.request('c', 'a');
    const over = await net.request('a', 'd');
    await does('withdrawExchange', 'a', over);
    const find = async (filter: object, who = 'a') => {
      const query = `query($filter: ExchangeFilter) { exchanges(filter: $filter) { totalCount nodes { id state } } }`;
      const { data } = await net.api.ask(query, net.as(who), { filter });
      expect(data.exchanges.totalCount).toBe(data.exchanges.nodes.length);
      return data.exchanges.nodes.map(({ state }: { state: string }) => state);
    };
    expect(await find({})).toEqual(['WITHDRAWN', 'REQUESTED', 'ACTIVE']);
    expect(await find({ open: true })).toEqual(['REQUESTED', 'ACTIVE']);
    expect(await find({ open: false })).toEqual(['WITHDRAWN']);
    expect(await find({ states: ['ACTIVE'] })).toEqual(['ACTIVE']);
    expect(await find({ kinds: ['CIRCLE'] })).toEqual([]);
    expect(await find({ turn: true })).toEqual(['REQUESTED', 'ACTIVE']);
    expect(await find({ member: net.member('d') })).toEqual(['WITHDRAWN']);
    expect(await find({ member: net.member('d') }, 'b')).toEqual([]);
    expect(await find({ member: 'nonsense' })).toEqual([]);
    expect(await find({ member: net.member('b') }, 'secretariat')).toEqual(['ACTIVE']);
    expect(open).toBeTruthy();
  });

  it('is read in as many statements for one as for many', async () => {
    const heard: string[] = [];
    const listen = net.database.prisma.$on.bind(net.database.prisma) as (
      event: 'query',
      hear: (event: { query: string }) => void,
    ) => void;
    if (kind === 'embedded') listen('query', ({ query }) => heard.push(query));
    const query = `{ exchanges { nodes { id state viewerCan parties { answer member { name } }
      nextAction { action member { name } explanation waitsForViewer } } } }`;
    const count = async () => {
      heard.length = 0;
      expect((await net.api.ask(query, net.as('a'))).errors).toEqual([]);
      return heard.length;
    };
    await net.bring('ACTIVE');
    const one = await count();
    for (const other of ['c', 'd', 'e']) await net.bring('ACTIVE', 'a', other);
    expect(await count()).toBe(one);
  });

  it('tells its history in four languages', async () => {
    const id = await net.bring('COMPLETED');
    const query = `query($id: ID!) { exchange(id: $id) { nextAction { explanation }
      ${['en', 'fr', 'es', 'ar'].map((locale) => `${locale}: history { summary(locale: ${locale}) }`).join('\n')} } }`;
    const { data } = await net.api.ask(query, net.as('a'), { id });
    const told = ['en', 'fr', 'es', 'ar'].map((locale) =>
      data.exchange[locale].map(({ summary }: { summary: string }) => summary),
    );
    for (const sentences of told) {
      expect(sentences).toHaveLength(8);
      for (const sentence of sentences) expect(sentence).not.toMatch(/[{}]|undefined|none/);
    }
    expect(told.map((sentences) => sentences[1])).toEqual([
      'Baraza accepted.',
      'Baraza a accepté.',
      'Baraza aceptó.',
      'Baraza: قبول الطلب.',
    ]);
  });
});

function decoded(id: string): string {
  return Buffer.from(id, 'base64').toString().split(':')[1] ?? '';
}

import ical, { type VEvent } from 'node-ical';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '../../../server/database/database.ts';
import { type Api, openApi } from '../api.ts';
import { databaseKinds, openTestDatabase } from '../database.ts';
import { globalId, importedOn, loadSmallNetwork } from '../small-network.ts';
import { done, openExchange, type OpenExchange, startExchange } from './open-exchange.ts';

type Headers = Readonly<Record<string, string>>;

const outcome = `__typename ... on Error { code message path } ... on InvalidInputError { issues { path message } }`;
const local = `local { own timeZone { name } dateTime text notice member { reference } }`;
const meetings = `timeProposals { id minutes note settledAt timeZone { name } member { reference }
    times { id startsAt fitsAll ${local} answers { fits member { reference } } } }
  sessions { id state startsAt minutes format place timeZone { name } ${local} ics
    notes { text shared member { reference } } absences { member { reference } reportedBy { reference } } }`;

const mutation = (name: string) => {
  const type = `${name[0]?.toUpperCase()}${name.slice(1)}`;
  return `mutation($input: ${type}Input!) { result: ${name}(input: $input) { ${outcome}
    ... on ${type}Success { exchange { version ${meetings} } } } }`;
};

describe.each(databaseKinds)('meetings, on %s', (kind) => {
  let database: Database;
  let api: Api;
  let ids: Record<string, string>;
  let haki: Headers;
  let presupuesto: Headers;
  let eau: Headers;
  let secretariat: Headers;
  let now: Date;
  let open: OpenExchange;

  beforeAll(async () => {
    database = await openTestDatabase(kind);
    ids = await loadSmallNetwork(database);
    now = new Date(`${importedOn}T12:00:00Z`);
    api = await openApi(database, { now: () => now });
    haki = await api.as('haki@example.org');
    presupuesto = await api.as('presupuesto@example.org');
    eau = await api.as('eau@example.org');
    secretariat = await api.asSecretariat();
  });
  afterAll(() => database.close());
  beforeEach(async () => {
    now = new Date(`${importedOn}T12:00:00Z`);
    const partner = { id: ids['presupuesto'] ?? '', headers: presupuesto };
    open = await openExchange(api, haki, partner);
  });
  afterEach(async () => {
    await database.prisma.exchange.deleteMany();
    await database.prisma.consent.deleteMany();
  });

  const id = (reference: string) => globalId('Member', ids[reference] ?? '');
  const say = async (name: string, input: object, headers: Headers) =>
    (await api.ask(mutation(name), headers, { input })).data.result;
  const withExchange = (input: object) => ({ exchange: open.exchange, ...input });
  const propose = (times: readonly string[], headers: Headers, more = {}) =>
    say('proposeTimes', withExchange({ times, minutes: 60, ...more }), headers);
  const seenBy = async (headers: Headers, fields = meetings) => {
    const query = `query($id: ID!) { exchange: node(id: $id) { ... on Exchange { ${fields} } } }`;
    return (await api.ask(query, headers, { id: open.exchange })).data?.exchange;
  };
  const nodes = async (wanted: readonly string[], headers: Headers) => {
    const query = `query($ids: [ID!]!) { nodes(ids: $ids) { id __typename
      ... on Session { startsAt place ${local} } ... on TimeProposal { note times { startsAt ${local} } } } }`;
    return (await api.ask(query, headers, { ids: wanted })).data?.nodes;
  };
  const zoneOf = (reference: string, timeZone: string | null) =>
    database.prisma.member.update({ where: { id: ids[reference] ?? '' }, data: { timeZone } });
  const newsOf = async () =>
    (await database.prisma.notification.findMany({ orderBy: { id: 'asc' } })).map(
      ({ kind: sort, email }) => `${sort} ${email}`,
    );

  it('are found by their ids, for those who may see them and as they may', async () => {
    await propose(['2026-03-10T15:00'], haki, { note: 'After the rains' });
    const plan = {
      startsAt: '2026-03-12T15:00',
      timeZone: 'UTC',
      format: 'ONLINE',
      place: 'There',
    };
    await say('planSession', withExchange(plan), haki);
    for (const headers of [haki, presupuesto, secretariat]) {
      const { timeProposals, sessions } = await seenBy(headers);
      const [session, proposal] = [sessions[0].id, timeProposals[0].id];
      const found = await nodes([proposal, session, proposal], headers);
      expect(found).toEqual([
        expect.objectContaining({
          id: proposal,
          __typename: 'TimeProposal',
          note: 'After the rains',
        }),
        expect.objectContaining({ id: session, __typename: 'Session', place: 'There' }),
        expect.objectContaining({ id: proposal }),
      ]);
      expect(found[1].local).toEqual(sessions[0].local);
      expect(found[0].times[0].local).toEqual(timeProposals[0].times[0].local);
      for (const others of [eau, {}, await api.asPartner(['read:exchanges', 'read:directory'])])
        expect(await nodes([proposal, session], others)).toEqual([null, null]);
    }
  });

  it('come about by times that are proposed by one and suit the other, each by its own clock', async () => {
    const { exchange } = await propose(['2026-03-11T10:00', '2026-03-10T16:00'], haki, {
      note: ' Before the rains? <b>Yes</b> ',
    });
    const [proposal] = exchange.timeProposals;
    expect(proposal).toMatchObject({
      minutes: 60,
      note: 'Before the rains? <b>Yes</b>',
      settledAt: null,
      timeZone: { name: 'Africa/Nairobi' },
      member: { reference: 'haki' },
      times: [
        {
          startsAt: '2026-03-10T13:00:00.000Z',
          answers: [{ fits: true, member: { reference: 'haki' } }],
          fitsAll: false,
        },
        { startsAt: '2026-03-11T07:00:00.000Z' },
      ],
    });
    expect(exchange.sessions).toEqual([]);
    const [asSeen] = (await seenBy(presupuesto)).timeProposals;
    expect(asSeen.times[0].local).toMatchObject([
      { own: true, timeZone: { name: 'America/Guatemala' }, dateTime: '2026-03-10T07:00' },
      { own: false, timeZone: { name: 'Africa/Nairobi' }, dateTime: '2026-03-10T16:00' },
    ]);
    expect(asSeen.times[0].local[0].text).toContain('10 March 2026');

    const input = { proposal: proposal.id, fits: [asSeen.times[0].id] };
    const answered = await say('answerTimes', input, presupuesto);
    expect(answered.exchange.timeProposals[0].settledAt).toBe(now.toISOString());
    expect(answered.exchange.sessions).toMatchObject([
      { state: 'PLANNED', startsAt: '2026-03-10T13:00:00.000Z', minutes: 60, format: 'ONLINE' },
    ]);
    expect(await newsOf()).toEqual(
      expect.arrayContaining([
        'TIMES_PROPOSED presupuesto@example.org',
        'SESSION_PLANNED haki@example.org',
      ]),
    );
    expect((await seenBy(haki, `history { summary }`)).history.at(-1).summary).toBe(
      'Centro Presupuesto Vivo said which times fit, and a meeting is planned.',
    );
    const again = await say('answerTimes', input, presupuesto);
    expect(again).toMatchObject({ __typename: 'InvalidInputError', path: ['proposal'] });
    expect((await seenBy(haki)).sessions).toHaveLength(1);
  });

  it('come about once, however often the last answer is sent at the same moment', async () => {
    const { exchange } = await propose(['2026-03-11T10:00'], haki);
    const [{ id: proposal, times }] = exchange.timeProposals;
    const input = { proposal, fits: [times[0].id] };
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => say('answerTimes', input, presupuesto)),
    );
    const types = answers.map(({ __typename }) => __typename).toSorted();
    expect(types).toEqual(['AnswerTimesSuccess', ...Array(4).fill('InvalidInputError')]);
    expect((await seenBy(haki)).sessions).toHaveLength(1);
  });

  it('wait where nothing suits both, and go on with other times', async () => {
    const { exchange } = await propose(['2026-03-11T10:00'], haki);
    const [proposal] = exchange.timeProposals;
    const none = await say('answerTimes', { proposal: proposal.id, fits: [] }, presupuesto);
    expect(none.exchange.sessions).toEqual([]);
    expect(none.exchange.timeProposals[0]).toMatchObject({ settledAt: null });
    const time = proposal.times[0].id;
    const input = { proposal: proposal.id, time };
    expect(await say('settleTime', input, haki)).toMatchObject({ path: ['time'] });
    expect(await say('withdrawTimes', { proposal: proposal.id }, presupuesto)).toMatchObject({
      path: ['proposal'],
    });
    const taken = await say('withdrawTimes', { proposal: proposal.id }, haki);
    expect(taken.exchange.timeProposals[0].settledAt).toBe(now.toISOString());

    // The secretariat proposes; whoever answers for a party does it on its behalf.
    const offered = await propose(['2026-03-12T10:00'], secretariat, { timeZone: 'Asia/Beirut' });
    const [ofSecretariat] = offered.exchange.timeProposals;
    expect(ofSecretariat).toMatchObject({ member: null, times: [{ answers: [] }] });
    const [only] = ofSecretariat.times;
    const fits = [only.id];
    await say('answerTimes', { proposal: ofSecretariat.id, fits }, haki);
    const onBehalf = { proposal: ofSecretariat.id, fits, member: id('presupuesto') };
    const settled = await say('answerTimes', onBehalf, secretariat);
    expect(settled.exchange.sessions).toMatchObject([{ startsAt: '2026-03-12T08:00:00.000Z' }]);
  });

  it('are settled on before everybody has answered, by whoever proposed them', async () => {
    const { exchange } = await propose(['2026-03-11T10:00', '2026-03-12T10:00'], haki);
    const [{ id: proposal, times }] = exchange.timeProposals;
    const input = { proposal, time: times[1].id };
    expect(await say('settleTime', input, haki)).toMatchObject({ path: ['time'] });
    await database.prisma.timeAnswer.create({
      data: {
        timeId: Buffer.from(times[1].id, 'base64').toString().split(':')[1] ?? '',
        memberId: ids['presupuesto'] ?? '',
        fits: true,
        at: now,
      },
    });
    expect(await say('settleTime', input, presupuesto)).toMatchObject({ path: ['proposal'] });
    const settled = await say('settleTime', input, haki);
    expect(settled.exchange.sessions).toMatchObject([{ startsAt: '2026-03-12T07:00:00.000Z' }]);
  });

  it('are not in the hour that daylight saving skips; of one that comes twice, in the first', async () => {
    await zoneOf('haki', 'Europe/Berlin');
    const refused = await propose(['2026-03-29T01:30', '2026-03-29T02:30'], haki);
    expect(refused).toMatchObject({
      __typename: 'InvalidInputError',
      issues: [
        {
          path: ['times', '1'],
          message:
            '“29 March 2026 at 02:30” does not exist: that day the clocks of Europe/Berlin go forward from 02:00 to 03:00. Choose a time before 02:00, or from 03:00 on.',
        },
      ],
    });
    const inArabic = { ...haki, 'accept-language': 'ar' };
    const arabic = await propose(['2026-03-29T02:30'], inArabic);
    expect(arabic.message).toContain('تتقدم الساعات في Europe/Berlin');
    const { exchange } = await propose(['2026-10-25T02:30'], haki);
    const [time] = exchange.timeProposals[0].times;
    expect(time.startsAt).toBe('2026-10-25T00:30:00.000Z');
    expect(time.local[0]).toMatchObject({
      dateTime: '2026-10-25T02:30',
      notice: 'That day the clocks go back and this time comes twice; the first is meant.',
    });
    await zoneOf('haki', 'Africa/Nairobi');
  });

  it('are refused with every reason at once, and nothing is kept', async () => {
    const times = ['2026-03-02T14:59', '2027-04-01T10:00', 'soon'];
    const refused = await propose(times, haki, { minutes: 0, note: 'x'.repeat(2_001) });
    const paths = refused.issues.map(({ path }: { path: string[] }) => path.join('.'));
    expect(paths).toEqual(['minutes', 'note', 'times.0', 'times.1', 'times.2']);
    expect(await propose(['2026-03-12T10:00'], secretariat)).toMatchObject({ path: ['timeZone'] });
    expect((await seenBy(haki)).timeProposals).toEqual([]);
    const key = { idempotencyKey: 'once' };
    for (const _ of [1, 2]) await propose(['2026-03-12T10:00'], haki, key);
    expect((await seenBy(haki)).timeProposals).toHaveLength(1);
  });

  it('are planned, moved and cancelled, and calendars follow', async () => {
    const event = (file: string) => {
      const parts = Object.values(ical.sync.parseICS(file)) as VEvent[];
      return parts.find(({ type }) => type === 'VEVENT')!;
    };
    const planned = await say(
      'planSession',
      withExchange({ startsAt: '2026-03-20T10:00', place: ' https://meet.example/x ' }),
      haki,
    );
    const [session] = planned.exchange.sessions;
    expect(session).toMatchObject({
      state: 'PLANNED',
      minutes: 60,
      place: 'https://meet.example/x',
    });
    expect(session.ics).toContain('METHOD:REQUEST');
    const first = event(session.ics);
    expect(first.start).toEqual(new Date('2026-03-20T07:00:00Z'));

    const input = { session: session.id, startsAt: '2026-03-20T11:00', timeZone: 'Europe/Madrid' };
    const moved = await say('moveSession', input, presupuesto);
    const second = event(moved.exchange.sessions[0].ics);
    expect(second).toMatchObject({ uid: first.uid, start: new Date('2026-03-20T10:00:00Z') });
    expect(Number(second.sequence)).toBe(1);
    expect(moved.exchange.sessions[0].place).toBe('https://meet.example/x');
    const { version } = moved.exchange;
    expect((await say('moveSession', input, presupuesto)).exchange.version).toBe(version);

    const cancelled = await say('cancelSession', { session: session.id }, haki);
    const third = event(cancelled.exchange.sessions[0].ics);
    expect(cancelled.exchange.sessions[0].ics).toContain('METHOD:CANCEL');
    expect(third).toMatchObject({ uid: first.uid, status: 'CANCELLED' });
    expect(Number(third.sequence)).toBe(2);
    expect(await say('moveSession', input, haki)).toMatchObject({ path: ['session'] });

    // Nobody else's names or places are in what calendars copy.
    for (const file of [session.ics, cancelled.exchange.sessions[0].ics])
      expect(file).not.toMatch(/Presupuesto|Haki|meet\.example|presupuesto@/);
    expect(session.ics.replaceAll('\r\n ', '')).toContain('haki@example.org');
  });

  it('that are planned fall with their exchange', async () => {
    await say('planSession', withExchange({ startsAt: '2026-03-20T10:00' }), haki);
    await done(api, presupuesto, 'cancelExchange', { exchange: open.exchange });
    const [session] = (await seenBy(haki)).sessions;
    expect(session).toMatchObject({ state: 'CANCELLED' });
    expect(session.ics).toContain('METHOD:CANCEL');
    expect(session.ics).toContain('SEQUENCE:1');
    const late = await say('moveSession', { session: session.id, minutes: 30 }, haki);
    expect(late).toMatchObject({ __typename: 'ExchangeStateError', code: 'NOT_POSSIBLE_NOW' });
  });

  it('are written down with notes for all or for oneself, and with who did not come', async () => {
    await startExchange(api, [haki, presupuesto], open.exchange);
    const planned = await say('planSession', withExchange({ startsAt: '2026-03-03T10:00' }), haki);
    const [{ id: session }] = planned.exchange.sessions;
    const log = (input: object, headers: Headers) =>
      say('logSession', withExchange({ session, ...input }), headers);
    expect(await log({}, haki)).toMatchObject({ path: ['startsAt'] });

    now = new Date('2026-03-03T09:00:00Z');
    const absent = [id('presupuesto')];
    await log({ note: 'We waited.', shared: true, absent }, haki);
    await log({ note: 'They often forget.', absent: null }, haki);
    await log({ note: 'No power here,\u0007 sorry.\r\nTomorrow?', shared: true }, presupuesto);
    const notesOf = async (headers: Headers) =>
      (await seenBy(headers)).sessions[0].notes.map(({ text }: { text: string }) => text);
    const shared = ['We waited.', 'No power here, sorry.\nTomorrow?'];
    expect(await notesOf(presupuesto)).toEqual(shared);
    expect(await notesOf(haki)).toEqual([shared[0], 'They often forget.', shared[1]]);
    expect(await notesOf(secretariat)).toEqual([shared[0], 'They often forget.', shared[1]]);
    await log({ note: 'For us.' }, secretariat);
    expect(await notesOf(haki)).not.toContain('For us.');
    const [held] = (await seenBy(presupuesto)).sessions;
    expect(held).toMatchObject({
      state: 'HELD',
      absences: [{ member: { reference: 'presupuesto' }, reportedBy: { reference: 'haki' } }],
    });

    // Each takes back what it said itself, and nothing else.
    await log({ absent: [] }, presupuesto);
    expect((await seenBy(haki)).sessions[0].absences).toHaveLength(1);
    // Told again by another, it is there once, as the first one told it, and is no news.
    const told = await database.prisma.notification.count();
    await log({ absent }, presupuesto);
    expect((await seenBy(haki)).sessions[0].absences).toMatchObject([
      { reportedBy: { reference: 'haki' } },
    ]);
    expect(await database.prisma.notification.count()).toBe(told);
    await log({ absent: [], note: '', shared: true }, haki);
    expect((await seenBy(haki)).sessions[0].absences).toEqual([]);
    expect(await notesOf(presupuesto)).toEqual([shared[1]]);
    expect(await log({ absent: [id('eau')] }, haki)).toMatchObject({ path: ['absent', '0'] });
    expect(
      (await newsOf()).filter((news) => news === 'SESSION_LOGGED presupuesto@example.org'),
    ).toHaveLength(2);
  });

  it('suggest times in the working hours of both, on the half hours of the viewer', async () => {
    const suggested = async (headers: Headers, args = 'from: "2026-03-28", minutes: 60') =>
      (await seenBy(headers, `suggestedTimes(${args}) { startsAt working remarks ${local} }`))
        .suggestedTimes;
    await zoneOf('presupuesto', 'Europe/Berlin');
    const [first] = await suggested(haki);
    expect(first).toMatchObject({ startsAt: '2026-03-30T07:00:00.000Z', working: true });
    expect(first.remarks).toEqual([]);
    expect(first.local.map(({ dateTime }: { dateTime: string }) => dateTime)).toEqual([
      '2026-03-30T10:00',
      '2026-03-30T09:00',
    ]);
    await zoneOf('presupuesto', 'America/Guatemala');
    const [early] = await suggested(haki);
    expect(early).toMatchObject({ working: false });
    expect(early.remarks).toHaveLength(1);
    expect((await api.ask(`{ viewer { role } }`, haki)).errors).toEqual([]);
    expect(await suggested(secretariat)).toMatchObject([
      { startsAt: early.startsAt },
      {},
      {},
      {},
      {},
      {},
    ]);
  });

  it('do not betray hours and zones that a party withholds', async () => {
    const query = `suggestedTimes { startsAt working remarks ${local} } timeProposals { timeZone { name } times { ${local} } }
      sessions { timeZone { name } ${local} ics }`;
    const { prisma } = database;
    const memberId = ids['presupuesto'] ?? '';
    const keep = (field: 'TIME_ZONE' | 'AVAILABILITY' | 'COUNTRY') =>
      prisma.consent.create({ data: { memberId, field, audience: 'SELF' } });
    await keep('TIME_ZONE');
    await propose(['2026-03-12T04:00'], presupuesto);
    await say('planSession', withExchange({ startsAt: '2026-03-13T10:00' }), presupuesto);
    const withheld = await seenBy(haki, query);
    expect(withheld.suggestedTimes[0].remarks[0]).toContain('Centro Presupuesto Vivo');
    expect(withheld.timeProposals[0]).toMatchObject({ timeZone: null, times: [{ local: [{}] }] });
    expect(withheld.sessions[0]).toMatchObject({ timeZone: null });
    expect((await seenBy(presupuesto, query)).sessions[0].timeZone).toEqual({
      name: 'America/Guatemala',
    });
    // Wherever it lives and works, the others see the same.
    const data = { workFrom: 0, workTo: 60, timeZone: 'Pacific/Auckland', country: 'NZ' };
    const before = await prisma.member.findUniqueOrThrow({ where: { id: memberId } });
    for (const change of [data, { ...data, timeZone: null }]) {
      await prisma.member.update({ where: { id: memberId }, data: change });
      expect(await seenBy(haki, query)).toEqual(withheld);
    }
    await keep('AVAILABILITY');
    await prisma.consent.deleteMany({ where: { field: 'TIME_ZONE' } });
    await prisma.member.update({ where: { id: memberId }, data });
    const known = await seenBy(haki, query);
    expect(known.suggestedTimes[0].remarks.at(-1)).toContain('the usual ones are assumed');
    await prisma.member.update({
      where: { id: memberId },
      data: { ...data, workFrom: 300, workTo: 900 },
    });
    expect(await seenBy(haki, query)).toEqual(known);
    await prisma.consent.deleteMany();
    await prisma.consent.createMany({
      data: [
        { memberId, field: 'COUNTRY', audience: 'SELF' },
        { memberId, field: 'TIME_ZONE', audience: 'MEMBERS' },
      ],
    });
    const timesIn = async (country: string) => {
      await prisma.member.update({ where: { id: memberId }, data: { ...data, country } });
      return seenBy(haki, query);
    };
    // Working days are those of a country: in Egypt Fridays are free.
    expect(await timesIn('EG')).toEqual(await timesIn('NZ'));
    const { workFrom, workTo, timeZone, country } = before;
    await prisma.member.update({
      where: { id: memberId },
      data: { workFrom, workTo, timeZone, country },
    });
  });

  it('are nobody else’s', async () => {
    const planned = await say('planSession', withExchange({ startsAt: '2026-03-20T10:00' }), haki);
    const { exchange } = await propose(['2026-03-11T10:00'], haki);
    const session = planned.exchange.sessions[0].id;
    const [{ id: proposal, times }] = exchange.timeProposals;
    for (const headers of [eau, await api.asPartner(['read:exchanges']), {}])
      expect(await seenBy(headers)).toBeNull();
    const attempts: [string, object][] = [
      ['proposeTimes', withExchange({ times: ['2026-03-11T10:00'], minutes: 60 })],
      ['answerTimes', { proposal, fits: [times[0].id] }],
      ['settleTime', { proposal, time: times[0].id }],
      ['withdrawTimes', { proposal }],
      ['planSession', withExchange({ startsAt: '2026-03-11T10:00' })],
      ['moveSession', { session, minutes: 30 }],
      ['cancelSession', { session }],
      ['logSession', withExchange({ session })],
    ];
    for (const [name, input] of attempts) {
      const refused = await say(name, input, eau);
      expect(refused).toMatchObject({ __typename: 'NotFoundError' });
      const absent = JSON.parse(
        JSON.stringify(input).replaceAll(
          /"(exchange|session|proposal)":"[^"]+"/g,
          (_match, field: string) => `"${field}":"${globalId('Nothing', ids['eau'] ?? '')}"`,
        ),
      ) as object;
      expect(await say(name, absent, eau)).toEqual(refused);
      for (const headers of [{}, await api.asPartner(['write:members'])])
        expect(await say(name, input, headers)).toMatchObject({ __typename: 'ForbiddenError' });
    }
    expect((await seenBy(haki)).sessions).toMatchObject([{ state: 'PLANNED', minutes: 60 }]);
    // The id of a time is for the actions on it alone.
    const node = `query($id: ID!) { node(id: $id) { id } }`;
    expect((await api.ask(node, haki, { id: times[0].id })).data?.node ?? null).toBeNull();
  });
});

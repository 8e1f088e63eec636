import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../../server/database/database.ts';
import { type Api, openApi } from '../api.ts';
import { databaseKinds, openTestDatabase } from '../database.ts';
import { globalId, importedOn, loadSmallNetwork } from '../small-network.ts';
import { type Steps, steps } from './agreement-steps.ts';

type Headers = Readonly<Record<string, string>>;

describe.each(databaseKinds)('learning agreements, on %s', (kind) => {
  let database: Database;
  let api: Api;
  let ids: Record<string, string>;
  let step: Steps;
  let haki: Headers;
  let presupuesto: Headers;
  let eau: Headers;
  let ard: Headers;
  let secretariat: Headers;

  beforeAll(async () => {
    database = await openTestDatabase(kind);
    ids = await loadSmallNetwork(database);
    api = await openApi(database, { now: () => new Date(`${importedOn}T12:00:00Z`) });
    step = steps(api, ids);
    haki = await api.as('haki@example.org');
    presupuesto = await api.as('presupuesto@example.org');
    eau = await api.as('eau@example.org');
    ard = await api.as('ard@example.org');
    secretariat = await api.asSecretariat();
  });
  afterAll(() => database.close());
  afterEach(async () => {
    await database.prisma.exchange.deleteMany();
    await database.prisma.privateChoice.deleteMany();
  });

  const id = (reference: string) => globalId('Member', ids[reference] ?? '');
  const terms = { objectives: 'Learn to read budgets', outcome: 'ENHANCED_SKILL' };
  const draft = (exchange: string, more: object, headers: Headers) =>
    step.act('draftAgreement', { exchange, ...terms, ...more }, headers);
  const sign = (exchange: string, version: number, headers: Headers, more = {}) =>
    step.act('signAgreement', { exchange, version, ...more }, headers);
  const changes = async (exchange: string, headers: Headers, since?: number, locale = 'en') => {
    const query = `query($id: ID!, $since: Int, $l: Locale) { exchange(id: $id) { agreement {
      changes(since: $since) { field label(locale: $l) before(locale: $l) after(locale: $l) } } } }`;
    const { data } = await api.ask(query, headers, { id: exchange, since, l: locale });
    return data.exchange.agreement.changes;
  };
  const together = () => step.accepted(haki, 'presupuesto', presupuesto);
  const strangers = async () => {
    const exchange = await step.accepted(eau, 'ard', ard);
    expect(await step.exchange(exchange, eau)).toMatchObject({
      state: 'IN_REVIEW',
      toReview: ['INTERPRETATION'],
    });
    return exchange;
  };

  it('are drafted by one, signed by all, and then agreed', async () => {
    const exchange = await together();
    expect(await draft(exchange, { startsOn: '2026-04-01', languages: ['en-GB'] }, haki)).toEqual({
      __typename: 'DraftAgreementSuccess',
      exchange: expect.objectContaining({
        state: 'ACCEPTED',
        toReview: [],
        agreement: {
          version: 1,
          objectives: terms.objectives,
          languages: [{ code: 'en' }],
          interpretation: 'NOT_NEEDED',
          interpreter: null,
          interpreters: null,
          startsOn: '2026-04-01',
          money: null,
          author: { reference: 'haki' },
          signatures: [],
        },
      }),
    });
    const first = await sign(exchange, 1, haki);
    expect(first.exchange).toMatchObject({ state: 'ACCEPTED' });
    expect(first.exchange.agreement.signatures).toEqual([
      { member: { reference: 'haki' }, version: 1, current: true },
    ]);
    const second = await sign(exchange, 1, presupuesto);
    expect(second.exchange).toMatchObject({ state: 'AGREED' });
    expect(second.exchange.parties.map(({ signed }: { signed: boolean }) => signed)).toEqual([
      true,
      true,
    ]);
  });

  it('any change takes back every signature, and each sees what changed since its own', async () => {
    const exchange = await together();
    await draft(exchange, { roles: 'Haki hosts', formats: ['ONLINE'] }, haki);
    await sign(exchange, 1, haki);
    await draft(exchange, { basedOn: 1, roles: 'Both host', formats: ['ONLINE'] }, presupuesto);
    await sign(exchange, 2, presupuesto);
    const third = { basedOn: 2, startsOn: '2026-04-01', formats: ['ONLINE', 'WORKSHOP'] };
    const after = await draft(exchange, third, haki);
    expect(after.exchange.agreement.signatures).toEqual([
      { member: { reference: 'haki' }, version: 1, current: false },
      { member: { reference: 'presupuesto' }, version: 2, current: false },
    ]);
    const common = [
      { field: 'FORMATS', label: 'Formats', before: 'online', after: 'online and workshop' },
    ];
    const startsOn = { field: 'STARTS_ON', label: 'First day', before: null };
    expect(await changes(exchange, haki)).toEqual([
      ...common,
      { field: 'ROLES', label: 'Who does what', before: 'Haki hosts', after: null },
      { ...startsOn, after: '1 April 2026' },
    ]);
    expect(await changes(exchange, presupuesto)).toEqual([
      ...common,
      { field: 'ROLES', label: 'Who does what', before: 'Both host', after: null },
      { ...startsOn, after: '1 April 2026' },
    ]);
    expect(await changes(exchange, secretariat, 2)).toHaveLength(3);
    expect(await changes(exchange, haki, 3)).toEqual([]);
    expect(await changes(exchange, haki, 7)).toEqual([]);
    expect(await changes(exchange, haki, -1)).toEqual([]);
    const all: { field: string }[] = await changes(exchange, haki, 0);
    expect(all.map(({ field }) => field)).toEqual([
      'OBJECTIVES',
      'OUTCOME',
      'FORMATS',
      'STARTS_ON',
      'INTERPRETATION',
    ]);
  });

  it.each(['fr', 'es', 'ar'])('the changes are told in %s', async (locale) => {
    const exchange = await together();
    await draft(exchange, {}, haki);
    const input = { basedOn: 1, outcome: 'NEW_KNOWLEDGE', languages: ['fr'] };
    await draft(exchange, input, presupuesto);
    const told = await changes(exchange, haki, undefined, locale);
    expect(told).toHaveLength(2);
    expect(told).not.toEqual(await changes(exchange, haki, undefined, 'en'));
  });

  it('a signed agreement that is changed is open again', async () => {
    const exchange = await together();
    await draft(exchange, {}, haki);
    for (const party of [haki, presupuesto]) await sign(exchange, 1, party);
    const changed = await draft(exchange, { basedOn: 1, roles: 'New' }, presupuesto);
    expect(changed.exchange.state).toBe('ACCEPTED');
    expect((await step.exchange(exchange, haki)).viewerCan).not.toContain('START');
  });

  it('saving without a change makes no version', async () => {
    const exchange = await together();
    await draft(exchange, { languages: ['en', 'es'] }, haki);
    await sign(exchange, 1, haki);
    const { version } = await step.exchange(exchange, haki);
    const again = { basedOn: 0, objectives: ` ${terms.objectives}\r\n`, languages: ['en', 'es'] };
    const same = await draft(exchange, again, presupuesto);
    expect(same.exchange).toMatchObject({ version, agreement: { version: 1 } });
    expect(same.exchange.agreement.signatures).toMatchObject([{ current: true }]);
  });

  it('who wrote from an older version is told so, and nothing is lost', async () => {
    const exchange = await together();
    await draft(exchange, {}, haki);
    const stale = await draft(exchange, { roles: 'Mine' }, presupuesto);
    expect(stale).toMatchObject({
      __typename: 'StaleVersionError',
      code: 'STALE_VERSION',
      current: 1,
    });
    expect((await step.exchange(exchange, haki)).agreement).toMatchObject({ version: 1 });
    for (const version of [0, 2, -1]) {
      const refused = await sign(exchange, version, haki);
      expect(refused).toMatchObject({ __typename: 'StaleVersionError', current: 1 });
    }
  });

  it('of two drafts at the same moment one is refused', async () => {
    const exchange = await together();
    const answers = await Promise.all([
      draft(exchange, { roles: 'Mine' }, haki),
      draft(exchange, { roles: 'Yours' }, presupuesto),
    ]);
    expect(answers.map(({ __typename }) => __typename).toSorted()).toEqual([
      'DraftAgreementSuccess',
      'StaleVersionError',
    ]);
  });

  it('a draft that is sent twice with one key is written once', async () => {
    const exchange = await together();
    const input = { idempotencyKey: 'k1', roles: 'Mine' };
    for (let time = 0; time < 2; time++)
      expect((await draft(exchange, input, haki)).exchange.agreement.version).toBe(1);
  });

  it('nothing is signed before it is settled how the parties understand each other', async () => {
    const exchange = await strangers();
    expect((await draft(exchange, {}, eau)).exchange.state).toBe('IN_REVIEW');
    const early = await sign(exchange, 1, eau);
    expect(early).toMatchObject({ __typename: 'ExchangeStateError' });

    // A member that interprets needs nobody's approval.
    const plan = { basedOn: 1, interpretation: 'MEMBER', interpreter: id('pont') };
    const planned = await draft(exchange, plan, ard);
    expect(planned.exchange).toMatchObject({ state: 'ACCEPTED', toReview: [] });
    expect(planned.exchange.agreement.interpreter).toEqual({ reference: 'pont' });
    expect((await sign(exchange, 2, eau)).__typename).toBe('SignAgreementSuccess');
    expect((await sign(exchange, 2, ard)).exchange.state).toBe('AGREED');

    // Without it the question is open again.
    const without = await draft(exchange, { basedOn: 2 }, ard);
    expect(without.exchange).toMatchObject({ state: 'IN_REVIEW', toReview: ['INTERPRETATION'] });
  });

  it('what the parties speak is looked at again when they sign', async () => {
    const exchange = await together();
    await draft(exchange, {}, haki);
    const skill = { memberId_language: { memberId: ids['presupuesto']!, language: 'en' } };
    const { languageSkill } = database.prisma;
    await languageSkill.update({ where: skill, data: { level: 'A2' } });
    expect(await sign(exchange, 1, haki)).toMatchObject({ __typename: 'ExchangeStateError' });
    await languageSkill.update({ where: skill, data: { level: 'B1' } });
    expect((await sign(exchange, 1, haki)).__typename).toBe('SignAgreementSuccess');
    await languageSkill.update({ where: skill, data: { level: 'B2' } });
  });

  it('what the secretariat approved is not asked again, but for a change of the very thing', async () => {
    const exchange = await strangers();
    await draft(exchange, { interpretation: 'SECRETARIAT' }, eau);
    const review = { exchange, decision: 'APPROVE' };
    expect((await step.act('reviewExchange', review, secretariat)).exchange.state).toBe('ACCEPTED');
    expect((await sign(exchange, 1, eau)).__typename).toBe('SignAgreementSuccess');
    const more = { interpretation: 'SECRETARIAT', roles: 'More', basedOn: 1 };
    expect((await draft(exchange, more, ard)).exchange.state).toBe('ACCEPTED');
    const money = { ...more, basedOn: 2, money: 'Two tickets' };
    expect((await draft(exchange, money, ard)).exchange).toMatchObject({
      state: 'IN_REVIEW',
      toReview: ['MONEY'],
    });
    const others = { ...money, basedOn: 3, interpretation: 'PARTIES', interpreters: 'Amina' };
    expect((await draft(exchange, others, ard)).exchange.toReview.toSorted()).toEqual([
      'INTERPRETATION',
      'MONEY',
    ]);
  });

  it('name a member that interprets, is no party, and must not be kept apart', async () => {
    const exchange = await strangers();
    const refused = async (interpreter: string) => {
      const input = { interpretation: 'MEMBER', interpreter };
      const answer = await draft(exchange, input, eau);
      expect(answer).toMatchObject({ __typename: 'InvalidInputError', path: ['interpreter'] });
      return answer.message;
    };
    // A party may relay for others, and not for itself.
    const party = { where: { id: ids['ard']! } };
    await database.prisma.member.update({ ...party, data: { relays: true } });
    const answers = [await refused(id('haki')), await refused(id('ard'))];
    await database.prisma.member.update({ ...party, data: { relays: false } });
    answers.push(await refused(globalId('Topic', ids['pont'] ?? '')), await refused('nonsense'));
    const never = { memberId: ids['pont']!, partnerId: ids['ard']!, kind: 'NEVER' } as const;
    await database.prisma.privateChoice.create({ data: { ...never, on: new Date() } });
    answers.push(await refused(id('pont')));
    // The answer does not tell which it is.
    expect(new Set(answers).size).toBe(1);
  });

  it('know who could interpret, as far as the viewer may know', async () => {
    const { prisma } = database;
    const exchange = await strangers();
    const possible = async (headers: Headers) => {
      const query = `query($id: ID!) { exchange(id: $id) { possibleInterpreters { reference } } }`;
      const { data } = await api.ask(query, headers, { id: exchange });
      return data.exchange.possibleInterpreters.map((one: never) => one['reference']);
    };
    expect(await possible(eau)).toEqual(['pont']);
    // Who relays comes after who interprets.
    const relay = { where: { id: ids['haki']! } };
    await prisma.languageSkill.createMany({
      data: ['fr', 'ar'].map((language, index) => ({
        memberId: ids['haki']!,
        language,
        level: 'B1' as const,
        position: 8 + index,
      })),
    });
    await prisma.member.update({ ...relay, data: { relays: true } });
    expect(await possible(eau)).toEqual(['pont', 'haki']);
    await prisma.member.update({ ...relay, data: { paused: true } });
    expect(await possible(eau)).toEqual(['pont']);
    await prisma.member.update({ ...relay, data: { paused: false, relays: false } });
    await prisma.languageSkill.deleteMany({
      where: { memberId: ids['haki']!, language: { in: ['fr', 'ar'] } },
    });

    const member = { where: { id: ids['pont']! } };
    await prisma.member.update({ ...member, data: { visibility: 'SECRETARIAT' } });
    expect([await possible(eau), await possible(secretariat)]).toEqual([[], ['pont']]);
    await prisma.member.update({ ...member, data: { visibility: 'MEMBERS' } });
    const never = { memberId: ids['ard']!, partnerId: ids['pont']!, kind: 'NEVER' } as const;
    await prisma.privateChoice.create({ data: { ...never, on: new Date() } });
    expect(await possible(eau)).toEqual([]);
  });

  it('tell nobody by who could interpret which languages somebody speaks', async () => {
    const { prisma } = database;
    const consent = async (more: {
      audience: 'COUNTERPART' | 'SECRETARIAT';
      useForMatching?: true;
    }) => {
      await prisma.consent.deleteMany({ where: { memberId: ids['ard']! } });
      await prisma.consent.create({
        data: { memberId: ids['ard']!, field: 'LANGUAGES', useForMatching: false, ...more },
      });
    };
    await consent({ audience: 'COUNTERPART' });
    const { exchange } = await step.act('requestExchange', { partner: id('ard') }, eau);
    const possible = async (headers: Headers) => {
      const query = `query($id: ID!) { exchange(id: $id) { possibleInterpreters { reference } } }`;
      const { data } = await api.ask(query, headers, { id: exchange.id });
      return data.exchange.possibleInterpreters.map((one: never) => one['reference']);
    };
    // Once they are to work together, and not before.
    expect([await possible(eau), await possible(secretariat)]).toEqual([[], ['pont']]);
    await step.act('acceptExchange', { exchange: exchange.id }, ard);
    expect(await possible(eau)).toEqual([]);
    const review = { exchange: exchange.id, decision: 'APPROVE' };
    await step.act('reviewExchange', review, secretariat);
    expect(await possible(eau)).toEqual(['pont']);
    await consent({ audience: 'SECRETARIAT', useForMatching: true });
    expect([await possible(eau), await possible(secretariat)]).toEqual([[], ['pont']]);
    await prisma.consent.deleteMany({ where: { memberId: ids['ard']! } });

    // Nor by their order when somebody said that it is available.
    const [pont, other] = [ids['pont']!, ids['far']!];
    const ways = [
      { from: 'ar', to: 'fr' },
      { from: 'fr', to: 'ar' },
    ];
    await prisma.interpretation.createMany({
      data: ways.map((way, position) => ({ ...way, position, memberId: other })),
    });
    const orders = [];
    for (const audience of ['MEMBERS', 'SECRETARIAT'] as const)
      for (const [first, second] of [
        [pont, other],
        [other, pont],
      ] as const) {
        const key = { memberId: first, field: 'AVAILABILITY' } as const;
        const both = { in: [first, second] };
        await prisma.consent.deleteMany({ where: { memberId: both } });
        for (const memberId of both.in)
          await prisma.consent.create({ data: { ...key, memberId, audience } });
        const on = (day: string) => ({ data: { confirmedOn: new Date(day) } });
        await prisma.member.update({ where: { id: first }, ...on('2026-03-02') });
        await prisma.member.update({ where: { id: second }, ...on('2026-02-02') });
        orders.push((await possible(eau)).join());
      }
    expect(orders.slice(0, 2)).toEqual(['pont,far', 'far,pont']);
    expect(orders[2]).toBe(orders[3]);
    await prisma.consent.deleteMany({ where: { memberId: { in: [pont, other] } } });
    await prisma.interpretation.deleteMany({ where: { memberId: other } });
  });

  it('refuse what cannot be, all at once and in the language of the request', async () => {
    const exchange = await together();
    const input = {
      objectives: ' \u0007',
      languages: ['en', 'zz'],
      startsOn: '2026-05-01',
      endsOn: '2026-04-01',
      roles: 'x'.repeat(1_000_000),
    };
    const answer = await draft(exchange, input, { ...haki, 'accept-language': 'fr' });
    expect(answer.issues).toMatchObject([
      { path: ['objectives'], message: 'Merci d’écrire quelque chose ici.' },
      { path: ['roles'] },
      { path: ['languages', '1'] },
      { path: ['endsOn'] },
    ]);
    expect((await step.exchange(exchange, haki)).agreement).toBeNull();
  });

  it('are for those that take part and the secretariat', async () => {
    const exchange = await together();
    await draft(exchange, { safety: 'No photographs' }, haki);
    const query = `query($id: ID!) { exchange(id: $id) { agreement { safety } agreements { version } } }`;
    const read = async (headers: Headers) =>
      (await api.ask(query, headers, { id: exchange })).data?.exchange ?? null;
    const whole = { agreement: { safety: 'No photographs' }, agreements: [{ version: 1 }] };
    for (const headers of [haki, presupuesto, secretariat])
      expect(await read(headers)).toEqual(whole);
    for (const headers of [eau, {}, await api.asPartner(['read:exchanges', 'read:directory'])])
      expect(await read(headers)).toBeNull();
    // Whoever is asked later, or has left, reads none of it.
    const party = { exchangeId: Buffer.from(exchange, 'base64').toString().split(':')[1]! };
    for (const answer of ['PENDING', 'DECLINED'] as const) {
      await database.prisma.exchangeParty.updateMany({
        where: { ...party, memberId: ids['presupuesto']! },
        data: { answer },
      });
      expect(await read(presupuesto)).toEqual({ agreement: null, agreements: [] });
    }
    for (const headers of [eau, {}])
      for (const answer of [await draft(exchange, {}, headers), await sign(exchange, 1, headers)])
        expect(['NotFoundError', 'ForbiddenError']).toContain(answer.__typename);
  });

  it('are drafted and signed by the secretariat on behalf of a party, and say so', async () => {
    const exchange = await together();
    const drafted = await draft(exchange, {}, secretariat);
    expect(drafted.exchange.agreement.author).toBeNull();
    const alone = await sign(exchange, 1, secretariat);
    expect(alone.__typename).toBe('ExchangeStateError');
    const member = id('presupuesto');
    const signed = await sign(exchange, 1, secretariat, { member });
    expect(signed.exchange.agreement.signatures).toEqual([
      { member: { reference: 'presupuesto' }, version: 1, current: true },
    ]);
  });
});

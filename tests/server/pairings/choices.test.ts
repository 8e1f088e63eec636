import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../../server/database/database.ts';
import { networkChanged, networkVersion } from '../../../server/database/network-version.ts';
import { readPairFacts } from '../../../server/pairings/facts.ts';
import { type Api, openApi } from '../api.ts';
import { databaseKinds, openTestDatabase } from '../database.ts';
import { globalId, importedOn, loadSmallNetwork } from '../small-network.ts';

type Headers = Readonly<Record<string, string>>;

const outcome = `__typename ... on Error { code message path } ... on InvalidInputError { issues { path message } }`;
const choices = `privateChoices { partner { reference name } kind reason note on until bySecretariat }`;

const dismissPairing = `mutation($input: DismissPairingInput!) { result: dismissPairing(input: $input) { ${outcome}
  ... on DismissPairingSuccess { member { reference ${choices} } } } }`;
const restorePairing = `mutation($input: RestorePairingInput!) { result: restorePairing(input: $input) { ${outcome}
  ... on RestorePairingSuccess { member { reference ${choices} } } } }`;
const avoidMember = `mutation($input: AvoidMemberInput!) { result: avoidMember(input: $input) { ${outcome}
  ... on AvoidMemberSuccess { member { reference ${choices} } } } }`;

describe.each(databaseKinds)('private choices, on %s', (kind) => {
  let database: Database;
  let api: Api;
  let ids: Record<string, string>;
  let haki: Headers;
  let presupuesto: Headers;
  let secretariat: Headers;

  beforeAll(async () => {
    database = await openTestDatabase(kind);
    ids = await loadSmallNetwork(database);
    api = await openApi(database, { now: () => new Date(`${importedOn}T12:00:00Z`) });
    haki = await api.as('haki@example.org');
    presupuesto = await api.as('presupuesto@example.org');
    secretariat = await api.asSecretariat();
  });
  afterAll(() => database.close());
  afterEach(async () => {
    await database.prisma.privateChoice.deleteMany();
    await database.prisma.$transaction((transaction) => networkChanged(transaction, 'everything'));
  });

  const id = (reference: string) => globalId('Member', ids[reference] ?? '');
  const about = (partner: string, more = {}) => ({ partner: id(partner), ...more });
  const choose = async (mutation: string, input: object, headers: Headers) =>
    (await api.ask(mutation, headers, { input })).data.result;
  const partnersOf = async (reference: string, headers = secretariat): Promise<string[]> => {
    const query = `query($id: ID!) { member(id: $id) { pairings { nodes { partner { reference } } } } }`;
    const { data } = await api.ask(query, headers, { id: id(reference) });
    return data.member.pairings.nodes.map((node: never) => node['partner']['reference']);
  };
  const choicesOf = async (reference: string, headers: Headers) => {
    const query = `query($id: ID!) { member(id: $id) { ${choices} } }`;
    return (await api.ask(query, headers, { id: id(reference) })).data.member?.privateChoices;
  };
  const stored = () => database.prisma.privateChoice.count();

  it('"not now" keeps somebody out of one list, until it is taken back', async () => {
    const input = about('presupuesto', { reason: 'NO_TIME', note: '  After the rains.  ' });
    const said = await choose(dismissPairing, input, haki);
    const partner = { reference: 'presupuesto', name: 'Centro Presupuesto Vivo' };
    const choice = {
      partner,
      kind: 'NOT_NOW',
      reason: 'NO_TIME',
      note: 'After the rains.',
      on: importedOn,
      until: '2026-09-02',
      bySecretariat: false,
    };
    expect(said).toEqual({
      __typename: 'DismissPairingSuccess',
      member: { reference: 'haki', privateChoices: [choice] },
    });
    expect(await partnersOf('haki', haki)).toEqual([]);
    expect(await partnersOf('presupuesto', presupuesto)).toContain('haki');

    await choose(dismissPairing, about('presupuesto', { reason: 'OTHER' }), haki);
    expect(await choicesOf('haki', haki)).toEqual([{ ...choice, reason: 'OTHER', note: null }]);
    expect(await stored()).toBe(1);

    const restored = await choose(restorePairing, about('presupuesto'), haki);
    expect(restored.member.privateChoices).toEqual([]);
    expect(await partnersOf('haki', haki)).toEqual(['presupuesto']);
    expect((await choose(restorePairing, about('presupuesto'), haki)).member).toBeDefined();
  });

  it('"not now" ends by itself', async () => {
    await choose(dismissPairing, about('presupuesto', { reason: 'NO_TIME' }), haki);
    const said = async (on: string) => {
      await database.prisma.privateChoice.updateMany({ data: { on: new Date(on) } });
      await database.prisma.$transaction((tx) => networkChanged(tx, [ids['haki'] ?? '']));
      return [(await choicesOf('haki', haki)).length, await partnersOf('haki', haki)];
    };
    expect(await said('2025-09-03')).toEqual([1, []]);
    expect(await said('2025-09-02')).toEqual([0, ['presupuesto']]);
  });

  it('"never" keeps two out of both lists, and the other one cannot tell why', async () => {
    const everything = async () => {
      const query = `query($id: ID!, $me: ID!) {
        members(first: 100) { totalCount nodes { id name offers { topic { key } } availability { paused confirmedOn } viewerCanEdit } }
        member(id: $id) { id name languages { level } withheld privateChoices { kind } pairings { totalCount } noPairingReasons { rule } }
        me: member(id: $me) { ${choices} } }`;
      const variables = { id: id('haki'), me: id('presupuesto') };
      return JSON.stringify(await api.ask(query, presupuesto, variables).then(({ data }) => data));
    };
    const own = async () => {
      const query = `query($id: ID!) { member(id: $id) {
        pairings(first: 100) { totalCount nodes { partner { id } score reasons } }
        noPairingReasons { need { topic { key } } rule explanation change { kind explanation } } } }`;
      const { data } = await api.ask(query, presupuesto, { id: id('presupuesto') });
      return JSON.stringify(data);
    };
    const [before, list] = [await everything(), await own()];
    const said = await choose(avoidMember, about('presupuesto'), haki);
    expect(said.member.privateChoices).toMatchObject([
      { kind: 'NEVER', reason: null, note: null, until: null, bySecretariat: false },
    ]);
    expect(await partnersOf('haki', haki)).toEqual([]);
    expect(await everything()).toBe(before);
    const avoided = await own();
    expect(avoided).not.toBe(list);

    // The same as if the one that avoids it were not there at all.
    await choose(avoidMember, about('presupuesto', { avoid: false }), haki);
    expect(await own()).toBe(list);
    const available = (paused: boolean) =>
      database.prisma.$transaction(async (transaction) => {
        const where = { id: ids['haki'] ?? '' };
        await transaction.member.update({ where, data: { paused } });
        await networkChanged(transaction, [where.id]);
      });
    await available(true);
    expect(await own()).toBe(avoided);
    await available(false);
  });

  it('"never" of the secretariat is seen by the secretariat alone', async () => {
    const input = about('presupuesto', { member: id('haki') });
    await choose(avoidMember, input, secretariat);
    await choose(avoidMember, input, secretariat);
    expect(await stored()).toBe(1);
    expect(await choicesOf('haki', haki)).toEqual([]);
    expect(await choicesOf('haki', secretariat)).toMatchObject([{ bySecretariat: true }]);
    expect(await partnersOf('haki', haki)).toEqual([]);

    // The member's own word stands beside it, and is not the other's to take back.
    await choose(avoidMember, about('presupuesto'), haki);
    expect(await choicesOf('haki', haki)).toMatchObject([{ bySecretariat: false }]);
    await choose(avoidMember, about('presupuesto', { avoid: false }), haki);
    expect(await choicesOf('haki', secretariat)).toMatchObject([{ bySecretariat: true }]);
    await choose(avoidMember, { ...input, avoid: false }, secretariat);
    expect(await partnersOf('haki', haki)).toEqual(['presupuesto']);
  });

  it('the secretariat chooses on behalf of a member, and takes that back', async () => {
    const member = id('haki');
    const reason = 'DOES_NOT_FIT';
    await choose(dismissPairing, about('presupuesto', { member, reason }), secretariat);
    await choose(avoidMember, about('eau', { member, bySecretariat: false }), secretariat);
    const seen: { kind: string }[] = await choicesOf('haki', haki);
    expect(seen.toSorted((one, other) => one.kind.localeCompare(other.kind))).toMatchObject([
      { partner: { reference: 'eau' }, kind: 'NEVER', bySecretariat: false },
      { partner: { reference: 'presupuesto' }, kind: 'NOT_NOW', reason, bySecretariat: false },
    ]);
    await choose(restorePairing, about('presupuesto', { member }), secretariat);
    await choose(avoidMember, about('eau', { member, avoid: false }), secretariat);
    expect(await stored()).toBe(0);
    const refused = await choose(avoidMember, about('eau', { bySecretariat: true }), haki);
    expect(refused).toMatchObject({ __typename: 'ForbiddenError', code: 'FORBIDDEN' });
  });

  it('nobody else sees them, nor chooses for others', async () => {
    await choose(dismissPairing, about('presupuesto', { reason: 'NO_TIME' }), haki);
    for (const headers of [presupuesto, await api.asPartner()])
      expect(await choicesOf('haki', headers)).toBeNull();
    expect(await choicesOf('haki', {})).toBeUndefined();
    const input = about('eau', { member: id('haki'), reason: 'NO_TIME' });
    expect(await choose(dismissPairing, input, presupuesto)).toMatchObject({
      __typename: 'NotFoundError',
      path: ['member'],
    });
    for (const headers of [{}, await api.asPartner(['write:members'])])
      expect(await choose(dismissPairing, input, headers)).toMatchObject({
        __typename: 'ForbiddenError',
      });
    expect(await stored()).toBe(1);
  });

  it('are refused with every reason that the one who chooses can act on', async () => {
    const unknown = [
      globalId('Member', '01990000-0000-7000-8000-000000000000'),
      globalId('Topic', ids['haki'] ?? ''),
      'nonsense',
    ];
    const answers = [];
    for (const partner of unknown) answers.push(await choose(avoidMember, { partner }, haki));
    for (const answer of answers)
      expect(answer).toEqual({
        __typename: 'NotFoundError',
        code: 'NOT_FOUND',
        message: 'There is no such member.',
        path: ['partner'],
      });
    for (const member of [...unknown, ''])
      expect(await choose(avoidMember, about('eau', { member }), secretariat)).toEqual({
        __typename: 'NotFoundError',
        code: 'NOT_FOUND',
        message: 'There is no such member, or it may not be changed by you.',
        path: ['member'],
      });
    // Whoever is hidden is as good as any other.
    expect(await choose(avoidMember, about('hidden'), haki)).toMatchObject({
      __typename: 'AvoidMemberSuccess',
      member: { privateChoices: [{ partner: { reference: null } }] },
    });
    for (const mutation of [avoidMember, restorePairing])
      for (const [member, headers] of [
        [id('haki'), haki],
        [globalId('Member', ids.haki!.toUpperCase()), secretariat],
      ] as const)
        expect(await choose(mutation, about('haki', { member }), headers)).toMatchObject({
          __typename: 'InvalidInputError',
          issues: [{ path: ['partner'] }],
        });
    const noted = (length: number) =>
      choose(dismissPairing, about('eau', { reason: 'OTHER', note: 'é'.repeat(length) }), haki);
    expect((await noted(500)).__typename).toBe('DismissPairingSuccess');
    expect(await noted(501)).toMatchObject({ issues: [{ path: ['note'] }] });
  });

  it('are written down without saying whom they are about, and only where something changes', async () => {
    const { prisma } = database;
    const version = () => networkVersion(prisma);
    const written = async (work: () => Promise<unknown>) => {
      const [before, from] = [await version(), await prisma.auditEvent.count()];
      await work();
      const audit = await prisma.auditEvent.findMany({ orderBy: { id: 'asc' }, skip: from });
      return [Number(await version()) - Number(before), audit.map(({ action }) => action)];
    };
    const never = () => choose(avoidMember, about('presupuesto'), haki);
    expect(await written(never)).toEqual([1, ['avoidMember']]);
    expect(await written(never)).toEqual([0, []]);
    const restore = () => choose(restorePairing, about('presupuesto'), haki);
    expect(await written(restore)).toEqual([0, []]);
    const events = await prisma.auditEvent.findMany();
    expect(JSON.stringify(events)).not.toContain(ids['presupuesto']);
  });

  it('are read for matching with every pair of a member, whichever of the two it is', async () => {
    await choose(avoidMember, about('presupuesto'), haki);
    await choose(dismissPairing, about('haki', { reason: 'OTHER' }), presupuesto);
    await choose(avoidMember, about('eau'), presupuesto);
    const { haki: h = '', presupuesto: p = '', eau: e = '' } = ids;
    const dismissals = [{ by: p, partner: h, on: importedOn }];
    const ofHaki = await readPairFacts(database.prisma, [h]);
    expect(ofHaki).toMatchObject({ doNotIntroduce: [[h, p]], dismissals });
    const all = await readPairFacts(database.prisma, 'everybody');
    expect(all.dismissals).toEqual(dismissals);
    expect(all.doNotIntroduce).toHaveLength(2);
    expect(all.doNotIntroduce).toEqual(
      expect.arrayContaining([
        [h, p],
        [p, e],
      ]),
    );
    expect(await readPairFacts(database.prisma, [])).toMatchObject({
      doNotIntroduce: [],
      dismissals: [],
    });
  });
});

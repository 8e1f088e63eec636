import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../../server/database/database.ts';
import { type Api, openApi } from '../api.ts';
import { databaseKinds, openTestDatabase } from '../database.ts';
import { globalId, importedOn, loadSmallNetwork } from '../small-network.ts';

const errors =
  '__typename ... on Error { code message path } ... on InvalidInputError { issues { path message } }';

describe.each(databaseKinds)('a profile, on %s', (kind) => {
  let database: Database;
  let api: Api;
  let ids: Record<string, string>;
  let topics: Record<string, string>;
  let haki: Readonly<Record<string, string>>;

  beforeAll(async () => {
    database = await openTestDatabase(kind);
    ids = await loadSmallNetwork(database);
    api = await openApi(database, { now: () => new Date(`${importedOn}T12:00:00Z`) });
    haki = await api.as('haki@example.org');
    const found = await database.prisma.topic.findMany({ select: { id: true, key: true } });
    topics = Object.fromEntries(found.map(({ id, key }) => [key, globalId('Topic', id)]));
  });
  afterAll(() => database.close());

  const change = async (mutation: string, input: object, headers = haki, fields = 'name') => {
    const type = `${mutation[0]?.toUpperCase()}${mutation.slice(1)}`;
    const inputType = mutation.endsWith('Availability') ? 'MemberInput' : `${type}Input`;
    const answer = await api.ask(
      `mutation($input: ${inputType}!) { ${mutation}(input: $input) { ... on ${type}Success { member { ${fields} } } ${errors} } }`,
      headers,
      { input },
    );
    expect(answer.errors).toEqual([]);
    return answer.data[mutation];
  };

  it('is changed by its representative, with a row in the audit trail and no personal data there', async () => {
    const result = await change(
      'updateMember',
      {
        name: '  \u202EHaki \u001b\n ya Ardhi na Maji ',
        country: 'tz',
        timeZone: 'africa/nairobi',
        workFrom: '08:00',
        workTo: '16:30',
        capacity: 3,
        notes: 'Call first.',
        themes: [topics.water],
        workingGroups: ['monitoring'],
        genderFocus: true,
      },
      haki,
      'name country { code } timeZone { name } availability { workFrom workTo capacity } notes themes { key } workingGroups { key } genderFocus',
    );
    expect(result.member).toEqual({
      name: 'Haki ya Ardhi na Maji',
      country: { code: 'TZ' },
      timeZone: { name: 'Africa/Nairobi' },
      availability: { workFrom: '08:00', workTo: '16:30', capacity: 3 },
      notes: 'Call first.',
      themes: [{ key: 'water' }],
      workingGroups: [{ key: 'monitoring' }],
      genderFocus: true,
    });
    const [entry] = await database.prisma.auditEvent.findMany({
      where: { action: 'updateMember' },
      orderBy: { id: 'desc' },
      take: 1,
    });
    expect(entry).toMatchObject({ subject: ids.haki, actor: expect.stringMatching(/^user:/) });
    expect(JSON.stringify(entry)).not.toMatch(/Haki|Call first|example\.org/);
    // Found by its new name, in another spelling, and no longer by the old one.
    const search = async (text: string) =>
      (
        await api.ask('query($s: String) { members(search: $s) { nodes { reference } } }', haki, {
          s: text,
        })
      ).data.members.nodes;
    expect(await search('MAJI haki')).toEqual([{ reference: 'haki' }]);
  });

  it('keeps the id of an offer whose topic stays, and replaces the rest', async () => {
    const fields = 'offers { id topic { key } level formats note }';
    const first = await change(
      'setOffers',
      {
        offers: [
          { topic: topics['community-mapping'], level: 'EXPERT' },
          { topic: topics.land, note: ' ours ', formats: ['VISIT', 'VISIT'] },
        ],
      },
      haki,
      fields,
    );
    expect(first.member.offers).toMatchObject([
      { topic: { key: 'community-mapping' }, level: 'EXPERT', formats: [], note: null },
      { topic: { key: 'land' }, level: 'PRACTISED', formats: ['VISIT'], note: 'ours' },
    ]);
    const second = await change(
      'setOffers',
      { offers: [{ topic: topics.land, level: 'BASIC' }] },
      haki,
      fields,
    );
    expect(second.member.offers).toEqual([
      {
        id: first.member.offers[1].id,
        topic: { key: 'land' },
        level: 'BASIC',
        formats: [],
        note: null,
      },
    ]);
  });

  it('hides whoever says that it is at risk, until it says otherwise', async () => {
    const say = (input: object) => change('updateMember', input, haki, 'atRisk visibility');
    const show = (visibility: string) => change('setConsent', { visibility }, haki, 'visibility');
    const seenByOthers = async () => {
      const { data } = await api.ask(
        'query($id: ID!) { member(id: $id) { name atRisk withheld } }',
        await api.as('presupuesto@example.org'),
        { id: globalId('Member', ids.haki!) },
      );
      return data.member;
    };
    await show('PARTNERS');
    // Whatever it had said of single fields.
    const own = ['NAME', 'OFFERS'].map((field) => ({ field, audience: 'PARTNERS' }));
    const matched = { field: 'NEEDS', audience: 'MEMBERS', useForMatching: true };
    await change('setConsent', { consents: [...own, matched] }, haki, 'visibility');
    expect((await seenByOthers()).name).toMatch(/^Haki/);
    expect((await say({ atRisk: true })).member).toEqual({
      atRisk: true,
      visibility: 'SECRETARIAT',
    });
    const hidden = await seenByOthers();
    expect(hidden.name).not.toMatch(/Haki/);
    expect(hidden.withheld).toEqual(expect.arrayContaining(['NAME', 'OFFERS', 'NEEDS']));
    const left = await database.prisma.consent.findMany({ where: { memberId: ids.haki! } });
    expect(left).toEqual([
      expect.objectContaining({ field: 'NEEDS', audience: 'SECRETARIAT', useForMatching: true }),
    ]);
    expect(hidden.atRisk).toBeNull();
    // Saying it again, or no longer, opens nothing and closes nothing that was decided since.
    await show('MEMBERS');
    expect((await say({ atRisk: true })).member.visibility).toBe('MEMBERS');
    expect((await say({ atRisk: false })).member).toEqual({ atRisk: false, visibility: 'MEMBERS' });
    await show('SELF');
    expect((await say({ atRisk: true })).member.visibility).toBe('SELF');
    await say({ atRisk: false });
    await show('MEMBERS');
  });

  it('takes needs and languages in the order given, main language first', async () => {
    const needs = await change(
      'setNeeds',
      {
        needs: [
          { topic: topics.water, priority: 'LOW', levelWanted: 'EXPERT' },
          { topic: topics['budget-analysis'] },
        ],
      },
      haki,
      'needs { topic { key } priority levelWanted }',
    );
    expect(needs.member.needs).toEqual([
      { topic: { key: 'water' }, priority: 'LOW', levelWanted: 'EXPERT' },
      { topic: { key: 'budget-analysis' }, priority: 'NORMAL', levelWanted: null },
    ]);
    const languages = await change(
      'setLanguages',
      { languages: [{ language: 'sw', level: 'NATIVE' }, { language: 'es-419' }] },
      haki,
      'languages { language { code } level main }',
    );
    expect(languages.member.languages).toEqual([
      { language: { code: 'sw' }, level: 'NATIVE', main: true },
      { language: { code: 'es' }, level: 'C1', main: false },
    ]);
  });

  it('says between which of its languages it interprets, and whether it relays', async () => {
    const fields = 'interprets { from { code } to { code } } relays';
    const set = (input: object) => change('setLanguages', input, haki, fields);
    const languages = [{ language: 'sw', level: 'NATIVE' }, { language: 'es' }, { language: 'en' }];
    const both = [
      { from: 'es-419', to: 'sw' },
      { from: 'sw', to: 'es' },
    ];
    const stored = [
      { from: { code: 'es' }, to: { code: 'sw' } },
      { from: { code: 'sw' }, to: { code: 'es' } },
    ];
    expect((await set({ languages, interprets: both })).member).toEqual({
      interprets: stored,
      relays: false,
    });
    expect((await set({ languages })).member.interprets).toEqual(stored);
    // Nobody is suggested to interpret a language that it no longer works in.
    const [swahili, , english] = languages;
    expect((await set({ languages: [swahili, english] })).member.interprets).toEqual([]);
    expect((await set({ languages, interprets: both })).member.interprets).toEqual(stored);
    const refused = await set({
      languages,
      interprets: [
        { from: 'sw', to: 'fr' },
        { from: 'klingon!', to: 'sw' },
        { from: 'sw', to: 'sw' },
        { from: 'en', to: 'sw' },
        { from: 'en', to: 'sw' },
      ],
    });
    expect(refused.issues.map(({ path }: { path: string[] }) => path.join('.'))).toEqual([
      'interprets.0.to',
      'interprets.1.from',
      'interprets.2.to',
      'interprets.4',
    ]);
    expect((await change('updateMember', { relays: true }, haki, fields)).member).toEqual({
      interprets: stored,
      relays: true,
    });
    expect((await set({ languages, interprets: [] })).member).toEqual({
      interprets: [],
      relays: true,
    });
    const seen = async (email: string) =>
      (
        await api.ask('query($id: ID!) { member(id: $id) { relays } }', await api.as(email), {
          id: globalId('Member', ids.haki ?? ''),
        })
      ).data.member.relays;
    expect(await seen('eau@example.org')).toBe(true);
    await change('setConsent', { consents: [{ field: 'INTERPRETS', audience: 'SECRETARIAT' }] });
    expect(await seen('eau@example.org')).toBeNull();
    expect(await seen('haki@example.org')).toBe(true);
  });

  it('names every problem of an input at once, where it is and in the language of the reader, and changes nothing', async () => {
    const before = await database.prisma.member.findUniqueOrThrow({
      where: { id: ids.haki },
      include: { offers: true, languages: true },
    });
    const update = await change(
      'updateMember',
      {
        name: '',
        country: 'XX',
        timeZone: 'Mars/Olympus',
        workFrom: '17:00',
        workTo: '09:00',
        capacity: 21,
        notes: 'x'.repeat(4001),
        workingGroups: ['nobody'],
      },
      { ...haki, 'accept-language': 'fr' },
    );
    expect(update.__typename).toBe('InvalidInputError');
    expect(update.issues.map(({ path }: { path: string[] }) => path.join('.')).sort()).toEqual([
      'capacity',
      'country',
      'name',
      'notes',
      'timeZone',
      'workFrom',
      'workingGroups.0',
    ]);
    expect(update.issues.map(({ message }: { message: string }) => message)).toContain(
      '« Mars/Olympus » n’est pas un fuseau horaire. Écrivez par exemple Africa/Nairobi.',
    );
    const offers = await change('setOffers', {
      offers: [
        { topic: topics.land },
        { topic: topics.land },
        { topic: globalId('Topic', '01890000-0000-7000-8000-000000000000') },
        { topic: topics.water, note: 'x'.repeat(1001) },
      ],
    });
    expect(offers.issues.map(({ path }: { path: string[] }) => path.join('.'))).toEqual([
      'offers.1.topic',
      'offers.2.topic',
      'offers.3.note',
    ]);
    const languages = await change('setLanguages', {
      languages: [{ language: 'sw' }, { language: 'sw-KE' }, { language: 'klingon!' }],
    });
    expect(languages.issues.map(({ path }: { path: string[] }) => path.join('.'))).toEqual([
      'languages.1.language',
      'languages.2.language',
    ]);
    expect((await change('setLanguages', { languages: [] })).issues).toEqual([
      { path: ['languages'], message: 'Name at least one language.' },
    ]);
    expect(
      await database.prisma.member.findUniqueOrThrow({
        where: { id: ids.haki },
        include: { offers: true, languages: true },
      }),
    ).toEqual(before);
  });

  it('is nobody else’s to change, and the answer does not tell whether it exists', async () => {
    const others = globalId('Member', ids.presupuesto ?? '');
    const nobody = globalId('Member', '01890000-0000-7000-8000-000000000000');
    for (const [mutation, input] of [
      ['updateMember', { name: 'Mine' }],
      ['setOffers', { offers: [] }],
      ['setNeeds', { needs: [] }],
      ['setLanguages', { languages: [{ language: 'en' }] }],
      ['confirmAvailability', {}],
      ['pauseAvailability', {}],
      ['setConsent', { visibility: 'PARTNERS' }],
    ] as const) {
      const one = await change(mutation, { ...input, member: others });
      const other = await change(mutation, { ...input, member: nobody });
      expect(one, mutation).toEqual(other);
      expect(one.code, mutation).toBe('NOT_FOUND');
      expect((await change(mutation, input, {})).code, mutation).toBe('UNAUTHENTICATED');
      expect(
        (await change(mutation, input, await api.asPartner(['write:members', 'read:directory'])))
          .code,
        mutation,
      ).toBe('FORBIDDEN');
    }
    const behalf = await change(
      'updateMember',
      { member: others, name: 'Centro Presupuesto Vivo' },
      await api.asSecretariat(),
    );
    expect(behalf.member.name).toBe('Centro Presupuesto Vivo');
  });

  it('is opened by its member alone where the member keeps it to itself', async () => {
    const { member } = { member: globalId('Member', ids.haki ?? '') };
    const secretariat = await api.asSecretariat();
    const codeOf = async (input: object) =>
      (await change('setConsent', { member, ...input }, secretariat)).code;
    await change('setConsent', { consents: [{ field: 'NOTES', audience: 'SELF' }] });
    expect(await codeOf({ consents: [{ field: 'NOTES', audience: 'SECRETARIAT' }] })).toBe(
      'INVALID_INPUT',
    );
    expect(
      await codeOf({
        consents: [{ field: 'OFFERS', audience: 'SECRETARIAT', useForMatching: true }],
      }),
    ).toBe('INVALID_INPUT');
    expect(await codeOf({ consents: [{ field: 'OFFERS', audience: 'MEMBERS' }] })).toBeUndefined();
    await change('setConsent', { visibility: 'SELF' });
    expect(await codeOf({ visibility: 'MEMBERS' })).toBe('INVALID_INPUT');
    await change('setConsent', {
      visibility: 'MEMBERS',
      consents: [{ field: 'NOTES', audience: 'COUNTERPART' }],
    });
  });

  it('hides and shows a field as its member says, and its place in the alphabet with it', async () => {
    const names = async () =>
      (
        await api.ask('{ members(first: 50) { nodes { name } } }', await api.as('eau@example.org'))
      ).data.members.nodes.map(({ name }: { name: string }) => name);
    const shown: string[] = await names();
    expect(shown).toContain('Haki ya Ardhi na Maji');
    await change('setConsent', { consents: [{ field: 'NAME', audience: 'SECRETARIAT' }] });
    const hidden: string[] = await names();
    expect(hidden).not.toContain('Haki ya Ardhi na Maji');
    // Pseudonyms stand after every name.
    expect(hidden.findIndex((name) => name.startsWith('Member '))).toBe(
      hidden.filter((name) => !name.startsWith('Member ')).length,
    );
    expect(
      (
        await change('setConsent', {
          consents: [
            { field: 'NAME', audience: 'SELF' },
            { field: 'NAME', audience: 'MEMBERS' },
          ],
        })
      ).issues[0].path,
    ).toEqual(['consents', '1', 'field']);
    await change('setConsent', { consents: [{ field: 'NAME', audience: 'MEMBERS' }] });
    expect(await names()).toEqual(shown);
  });
});

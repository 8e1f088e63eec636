import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../../server/database/database.ts';
import { importMembers } from '../../../server/members-csv/import.ts';
import { type Api, openApi } from '../api.ts';
import { databaseKinds, openTestDatabase } from '../database.ts';
import { type Steps, steps } from '../exchanges/agreement-steps.ts';
import { globalId, importedOn, loadSmallNetwork } from '../small-network.ts';

type Headers = Readonly<Record<string, string>>;

const fields = `id state version title body language { code } licence topics { key } outcome authors publishedAt
  createdAt updatedAt author { reference } exchange { id } consents { member { reference } version named current withdrawnAt }
  viewerCanEdit viewerCanPublish viewerCanWithdraw`;

describe.each(databaseKinds)('learning notes, on %s', (kind) => {
  let database: Database;
  let api: Api;
  let ids: Record<string, string>;
  let step: Steps;
  let haki: Headers;
  let presupuesto: Headers;
  let eau: Headers;
  let hidden: Headers;
  let secretariat: Headers;
  let key: Headers;
  let now = new Date(`${importedOn}T12:00:00Z`);

  beforeAll(async () => {
    database = await openTestDatabase(kind);
    ids = await loadSmallNetwork(database);
    api = await openApi(database, { now: () => now });
    step = steps(api, ids);
    haki = await api.as('haki@example.org');
    presupuesto = await api.as('presupuesto@example.org');
    eau = await api.as('eau@example.org');
    hidden = await api.as('hidden@example.org');
    secretariat = await api.asSecretariat();
    key = await api.asPartner(['read:library']);
  });
  afterAll(() => database.close());
  afterEach(async () => {
    await database.prisma.exchange.deleteMany();
    await database.prisma.notification.deleteMany();
  });

  const id = (reference: string) => globalId('Member', ids[reference] ?? '');
  const text = { title: 'Mapping evicted homes', body: 'What we learned.', language: 'en' };
  const success = `note { ${fields} }`;
  const save = (exchange: string, more: object, headers: Headers) =>
    step.act('saveLearningNote', { exchange, ...text, ...more }, headers, success);
  const publish = (note: string, more: object, headers: Headers) =>
    step.act('publishLearningNote', { note, version: 1, named: false, ...more }, headers, success);
  const withdraw = (note: string, headers: Headers, more: object = {}) =>
    step.act('withdrawLearningNote', { note, ...more }, headers, success);
  const read = async (note: string, headers: Headers) => {
    const query = `query($id: ID!) { learningNote(id: $id) { ${fields} } }`;
    return (await api.ask(query, headers, { id: note })).data?.learningNote ?? null;
  };
  const active = () => step.active(haki, 'presupuesto', presupuesto);
  const drafted = async (more: object = {}) => {
    const exchange = await active();
    const { note } = await save(exchange, more, haki);
    return { exchange, note: note.id as string };
  };
  const published = async (named: readonly [boolean, boolean] = [false, false]) => {
    const all = await drafted();
    await publish(all.note, { named: named[0] }, haki);
    const { note } = await publish(all.note, { named: named[1] }, presupuesto);
    expect(note.state).toBe('PUBLISHED');
    return all;
  };

  /** Every way in which somebody who is no party could come across a note. */
  const everywhere = async (note: string, exchange: string, headers: Headers): Promise<string> => {
    const query = `query($id: ID!, $exchange: ID!) {
      learningNote(id: $id) { ${fields} }
      node(id: $id) { id ... on LearningNote { ${fields} } }
      nodes(ids: [$id]) { id ... on LearningNote { ${fields} } }
      newest: learningNotes(first: 100) { totalCount nodes { ${fields} } }
      found: learningNotes(search: "mapping") { totalCount nodes { ${fields} } }
      named: learningNotes(search: "Haki") { totalCount nodes { ${fields} } }
      english: learningNotes(filter: { languages: ["en"] }) { totalCount edges { cursor node { ${fields} } } }
      hoped: learningNotes(filter: { outcomes: [ENHANCED_SKILL] }) { totalCount nodes { id } }
      exchange(id: $exchange) { learningNotes { id title } } }`;
    const { data, errors } = await api.ask(query, headers, { id: note, exchange });
    return JSON.stringify({ data, errors });
  };

  it('are drafted by a party for the parties and the secretariat', async () => {
    const topics = await database.prisma.topic.findMany({ where: { key: 'land' } });
    const { exchange, note } = await drafted({
      topics: topics.map((topic) => globalId('Topic', topic.id)),
    });
    const draft = {
      id: note,
      state: 'DRAFT',
      version: 1,
      ...text,
      language: { code: 'en' },
      licence: 'CC_BY_SA',
      topics: [{ key: 'land' }],
      outcome: 'ENHANCED_SKILL',
      authors: [],
      publishedAt: null,
      author: { reference: 'haki' },
      exchange: { id: exchange },
      viewerCanEdit: true,
      viewerCanPublish: true,
      viewerCanWithdraw: true,
    };
    for (const headers of [haki, presupuesto, secretariat])
      expect(await read(note, headers)).toMatchObject(draft);
    for (const headers of [eau, {}, key]) {
      expect(await read(note, headers)).toBeNull();
      expect(await everywhere(note, exchange, headers)).not.toContain('Mapping evicted');
      expect((await save(exchange, { note }, headers)).__typename).toMatch(
        /NotFoundError|ForbiddenError/,
      );
      for (const answer of [await publish(note, {}, headers), await withdraw(note, headers)])
        expect(answer.__typename).toMatch(/NotFoundError|ForbiddenError/);
    }
  });

  it.each([
    [false, false, []],
    [true, false, ['Haki ya Ardhi']],
    [false, true, ['Centro Presupuesto Vivo']],
    [true, true, ['Centro Presupuesto Vivo', 'Haki ya Ardhi']],
  ] as const)('are published when all agree, named %s and %s', async (one, other, authors) => {
    const { exchange, note } = await drafted();
    const first = await publish(note, { named: one }, haki);
    expect(first.note).toMatchObject({ state: 'DRAFT', viewerCanPublish: false });
    expect(await read(note, {})).toBeNull();
    await publish(note, { named: other }, presupuesto);

    for (const headers of [{}, eau, key])
      expect(await read(note, headers)).toEqual({
        id: note,
        state: 'PUBLISHED',
        version: 1,
        ...text,
        language: { code: 'en' },
        licence: 'CC_BY_SA',
        topics: [],
        outcome: 'ENHANCED_SKILL',
        authors,
        publishedAt: now.toISOString(),
        createdAt: null,
        updatedAt: null,
        author: null,
        exchange: null,
        consents: [],
        viewerCanEdit: false,
        viewerCanPublish: false,
        viewerCanWithdraw: false,
      });
    const seen = await everywhere(note, exchange, {});
    expect(seen).toContain('Mapping evicted');
    // Neither the exchange nor those that are not named show in any way.
    const members = await database.prisma.member.findMany();
    const secrets = [exchange, ...members.map(({ pseudonym }) => pseudonym)];
    if (!one) secrets.push('Haki', ids['haki'] ?? '', id('haki'));
    if (!other) secrets.push('Presupuesto', ids['presupuesto'] ?? '', id('presupuesto'));
    for (const secret of secrets) expect(seen).not.toContain(secret);
  });

  it('show a name for nothing but the consent to it', async () => {
    const exchange = await active();
    const { prisma } = database;
    await prisma.member.update({
      where: { id: ids['haki']! },
      data: { visibility: 'SELF' },
    });
    const note = (await save(exchange, {}, haki)).note.id;
    const onBehalf = { member: id('haki'), named: true };
    expect(await publish(note, onBehalf, secretariat)).toMatchObject({
      __typename: 'InvalidInputError',
      path: ['named'],
    });
    await publish(note, { named: true }, haki);
    await publish(note, { member: id('presupuesto'), named: true }, secretariat);
    expect((await read(note, {})).authors).toEqual(['Centro Presupuesto Vivo', 'Haki ya Ardhi']);
    // Said again, not to be named any more.
    expect((await publish(note, { named: false }, haki)).note.state).toBe('PUBLISHED');
    expect((await read(note, {})).authors).toEqual(['Centro Presupuesto Vivo']);
    await prisma.member.update({ where: { id: ids['haki']! }, data: { visibility: 'MEMBERS' } });
  });

  it('name nobody any more who has gone into hiding, until it says so again', async () => {
    const { prisma } = database;
    const { note } = await published([true, true]);
    const hide = (mutation: string, type: string, input: object) =>
      api.ask(`mutation($input: ${type}!) { ${mutation}(input: $input) { __typename } }`, haki, {
        input,
      });
    const file = async (atRisk: string) => {
      const rows = `id,name,country,languages,at_risk\nhaki,Haki ya Ardhi,KE,en,${atRisk}`;
      const csv = new TextEncoder().encode(rows);
      const options = { dryRun: false, createTopics: false, actor: 'command' };
      const { problems } = await importMembers(
        prisma,
        (async function* () {
          yield csv;
        })(),
        { ...options, locale: 'en', today: importedOn },
      );
      expect(problems).toEqual([]);
    };
    const name = (audience: string) => ({ consents: [{ field: 'NAME', audience }] });
    for (const hiding of [
      () => hide('updateMember', 'UpdateMemberInput', { atRisk: true }),
      () => hide('setConsent', 'SetConsentInput', { visibility: 'SECRETARIAT' }),
      () => hide('setConsent', 'SetConsentInput', name('COUNTERPART')),
      () => file('yes'),
    ]) {
      expect((await read(note, {})).authors).toEqual(['Centro Presupuesto Vivo', 'Haki ya Ardhi']);
      await hiding();
      for (const headers of [{}, eau, key])
        expect((await read(note, headers)).authors).toEqual(['Centro Presupuesto Vivo']);
      await publish(note, { named: true }, haki);
      expect((await read(note, {})).authors).toContain('Haki ya Ardhi');
      // As it was; to show more takes no name away.
      await prisma.consent.deleteMany({ where: { memberId: ids['haki']! } });
      const open = { atRisk: false, visibility: 'MEMBERS' } as const;
      await prisma.member.update({ where: { id: ids['haki']! }, data: open });
    }
    await hide('setConsent', 'SetConsentInput', name('PARTNERS'));
    expect((await read(note, {})).authors).toContain('Haki ya Ardhi');
    await prisma.consent.deleteMany({ where: { memberId: ids['haki']! } });
  });

  it('ask every party anew when the text changes', async () => {
    const { exchange, note } = await published([true, true]);
    const same = await save(exchange, { note }, presupuesto);
    expect(same.note).toMatchObject({ state: 'PUBLISHED', version: 1 });
    const changed = await save(exchange, { note, version: 1, title: 'Other' }, presupuesto);
    expect(changed.note).toMatchObject({
      state: 'DRAFT',
      version: 2,
      authors: [],
      author: { reference: 'presupuesto' },
    });
    expect(changed.note.consents).toHaveLength(2);
    for (const consent of changed.note.consents)
      expect(consent).toMatchObject({ version: null, current: false, named: false });
    expect(await everywhere(note, exchange, {})).not.toMatch(/Mapping|Other/);

    expect(await publish(note, { version: 1 }, haki)).toMatchObject({
      __typename: 'StaleVersionError',
      current: 2,
    });
    expect(await save(exchange, { note, version: 1, title: 'Mine' }, haki)).toMatchObject({
      __typename: 'StaleVersionError',
      current: 2,
    });
    for (const headers of [haki, presupuesto]) await publish(note, { version: 2 }, headers);
    expect((await read(note, {})).title).toBe('Other');
  });

  it.each(['haki', 'presupuesto', 'secretariat', 'on behalf'])(
    'that are withdrawn by %s are nowhere any more',
    async (by) => {
      const { exchange, note } = await published([true, true]);
      const headers = { haki, presupuesto }[by] ?? secretariat;
      const more = by === 'on behalf' ? { member: id('presupuesto') } : {};
      expect((await withdraw(note, headers, more)).note).toMatchObject({ state: 'WITHDRAWN' });
      for (const reader of [{}, eau, key, hidden]) {
        const seen = await everywhere(note, exchange, reader);
        expect(seen).not.toMatch(/Mapping|What we learned|Haki|Presupuesto/);
        expect(seen).toContain('"newest":{"totalCount":0');
        expect(await read(note, reader)).toBeNull();
      }
      for (const reader of [haki, presupuesto, secretariat])
        expect(await read(note, reader)).toMatchObject({ state: 'WITHDRAWN', title: text.title });
      // Twice is once.
      const audits = { where: { action: 'withdrawLearningNote' } };
      const before = await database.prisma.auditEvent.count(audits);
      await withdraw(note, headers, more);
      expect(await database.prisma.auditEvent.count(audits)).toBe(before);
    },
  );

  it('can be withdrawn whatever became of the exchange, and come back by the same word', async () => {
    const { exchange, note } = await published();
    const stopped = await step.act('stopExchangeForSafety', { exchange }, presupuesto);
    expect(stopped.exchange.state).toBe('STOPPED_FOR_SAFETY');
    expect((await withdraw(note, presupuesto)).note.state).toBe('WITHDRAWN');
    expect(await publish(note, {}, presupuesto)).toMatchObject({
      __typename: 'ExchangeStateError',
    });

    const other = await published();
    await withdraw(other.note, haki);
    expect((await publish(other.note, {}, haki)).note.state).toBe('PUBLISHED');
    // Of the secretariat’s withdrawal nobody’s word is left.
    await withdraw(other.note, secretariat);
    expect((await publish(other.note, {}, haki)).note.state).toBe('WITHDRAWN');
    expect((await publish(other.note, {}, presupuesto)).note.state).toBe('PUBLISHED');
  });

  it('are written once for one key, and belong to one exchange', async () => {
    const exchange = await active();
    const input = { idempotencyKey: 'n1' };
    const first = await save(exchange, input, haki);
    expect((await save(exchange, input, haki)).note.id).toBe(first.note.id);
    expect(await database.prisma.learningNote.count()).toBe(1);
    const elsewhere = await step.active(eau, 'haki', haki).catch(() => null);
    if (elsewhere) {
      const moved = await save(elsewhere, { note: first.note.id }, haki);
      expect(moved.__typename).toBe('NotFoundError');
    }
  });

  it('the secretariat says for whom it agrees', async () => {
    const { note } = await drafted();
    expect(await publish(note, {}, secretariat)).toMatchObject({
      __typename: 'InvalidInputError',
      path: ['member'],
    });
    for (const member of [id('eau'), 'nonsense'])
      expect((await publish(note, { member }, secretariat)).__typename).toBe('NotFoundError');
    expect((await publish(note, { member: id('haki') }, eau)).__typename).toBe('NotFoundError');
  });

  it('a key needs the scope', async () => {
    const { note } = await published();
    const directory = await api.asPartner(['read:directory']);
    const listed = await api.ask('{ learningNotes { totalCount } }', directory);
    expect(listed.errors[0]?.extensions?.code).toBe('FORBIDDEN');
    const query = `query($id: ID!) { node(id: $id) { id } }`;
    expect((await api.ask(query, directory, { id: note })).data).toEqual({ node: null });
    expect((await api.ask(query, key, { id: note })).data).toEqual({ node: { id: note } });
  });

  it('tell the other parties, and stand in the history', async () => {
    const { exchange, note } = await drafted();
    await publish(note, {}, haki);
    await publish(note, {}, presupuesto);
    await withdraw(note, haki);
    const news = await database.prisma.notification.findMany({ orderBy: { id: 'asc' } });
    expect(
      news
        .filter((one) => one.kind.startsWith('NOTE_'))
        .map((one) => [one.kind, one.email])
        .toSorted(),
    ).toEqual([
      ['NOTE_DRAFTED', 'presupuesto@example.org'],
      ['NOTE_PUBLISHED', 'haki@example.org'],
      ['NOTE_PUBLISHED', 'second@example.org'],
      ['NOTE_WITHDRAWN', 'presupuesto@example.org'],
    ]);
    const { history } = await step.exchange(exchange, haki);
    expect(history.filter(({ action }: never) => action === 'PUBLISH_LEARNING_NOTE')).toHaveLength(
      3,
    );
  });

  it('are listed in pages, by cursors of their own', async () => {
    const exchange = await active();
    const notes: string[] = [];
    for (let count = 0; count < 3; count++) {
      now = new Date(now.getTime() + 60_000);
      const { note } = await save(exchange, {}, haki);
      for (const headers of [haki, presupuesto]) await publish(note.id, {}, headers);
      notes.unshift(note.id);
    }
    const page = async (args: string) => {
      const query = `{ learningNotes(search: "mapping", ${args}) { totalCount nodes { id }
        edges { cursor } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`;
      const { data, errors } = await api.ask(query);
      return data?.learningNotes ?? errors[0];
    };
    const first = await page('first: 2');
    expect(first).toMatchObject({ totalCount: 3, pageInfo: { hasNextPage: true } });
    expect(first.nodes).toEqual(notes.slice(0, 2).map((note) => ({ id: note })));
    const second = await page(`first: 2, after: "${first.pageInfo.endCursor}"`);
    expect(second.nodes).toEqual([{ id: notes[2] }]);
    expect(second.pageInfo).toMatchObject({ hasNextPage: false });
    const last = await page('last: 1');
    expect(last.nodes).toEqual([{ id: notes[2] }]);
    expect((await page(`last: 5, before: "${last.pageInfo.startCursor}"`)).nodes).toHaveLength(2);
    const nowhere = await page(`first: 2, after: "${second.pageInfo.endCursor}"`);
    expect(nowhere).toMatchObject({ nodes: [], pageInfo: { startCursor: null } });
    for (const wrong of [
      'first: 101',
      'first: 0',
      'after: "x"',
      `after: "${Buffer.from("note:1:1:'").toString('base64')}"`,
    ])
      expect((await page(wrong)).extensions.code, wrong).toBe('INVALID_INPUT');
  });
});

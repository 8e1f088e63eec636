import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '../../../server/database/database.ts';
import { networkVersion } from '../../../server/database/network-version.ts';
import { importRows } from '../../../server/members-csv/import.ts';
import { loadBuiltin } from '../../../server/taxonomy/store.ts';
import { databaseKinds, openTestDatabase } from '../database.ts';
import { exported, importCsv, usual } from './csv.ts';

const header = 'id,name,country,languages';
const one = `${header}\nm1,One,KE,en\n`;
const counts = (created: number, updated: number, unchanged: number) => ({
  created,
  updated,
  unchanged,
  problems: [],
  problemCount: 0,
});

describe.each(databaseKinds)('importing members.csv on %s', (kind) => {
  let database: Database;
  beforeAll(async () => {
    database = await openTestDatabase(kind);
    await loadBuiltin(database.prisma);
  });
  afterAll(() => database.close());
  beforeEach(async () => {
    await database.prisma.member.deleteMany();
    await database.prisma.auditEvent.deleteMany();
  });

  const importing = (file: string | Uint8Array, options = {}) =>
    importCsv(database.prisma, file, options);
  const member = (reference: string) =>
    database.prisma.member.findUniqueOrThrow({
      where: { reference },
      include: {
        languages: { orderBy: { position: 'asc' } },
        offers: { orderBy: { position: 'asc' }, include: { topic: true } },
        needs: { orderBy: { position: 'asc' }, include: { topic: true } },
        themes: { orderBy: { position: 'asc' }, include: { topic: true } },
        interprets: { orderBy: { position: 'asc' } },
        workingGroups: { orderBy: { position: 'asc' } },
        representatives: { orderBy: { position: 'asc' } },
        consents: true,
      },
    });

  it('gives ids that tell neither when a member came nor after which others', async () => {
    const rows = (from: number) =>
      Array.from({ length: 40 }, (_, n) => `m${from + n},${from + n},KE,en,Land`);
    const withOffers = (from: number) => [`${header},offers`, ...rows(from)].join('\n');
    await importing(withOffers(0), { today: '2026-02-01' });
    await importing(withOffers(40), { today: '2026-11-30' });
    const members = await database.prisma.member.findMany({ include: { offers: true } });
    const ids = members.flatMap(({ id, offers }) => [id, ...offers.map((offer) => offer.id)]);
    expect(ids).toHaveLength(160);
    const times = ids.map((id) => parseInt(id.replaceAll('-', '').slice(0, 12), 16));
    expect(new Set(times)).toEqual(new Set([Date.UTC(2026, 0)]));
    for (const id of ids) expect(id).toMatch(/^[^-]+-[^-]+-7[^-]{3}-[89ab]/);
  });

  it('creates members with the defaults of the contract', async () => {
    expect(await importing(one)).toEqual(counts(1, 0, 0));
    const { pseudonym, ...created } = await member('m1');
    expect(created).toMatchObject({
      name: 'One',
      searchName: 'one',
      sortName: 'one',
      kind: 'NGO',
      country: 'KE',
      timeZone: 'Africa/Nairobi',
      capacity: 2,
      joinedOn: null,
      genderFocus: false,
      atRisk: false,
      visibility: 'MEMBERS',
      confirmedOn: new Date('2026-03-02'),
      paused: false,
      workFrom: 540,
      workTo: 1020,
      languages: [{ language: 'en', level: 'C1', position: 0 }],
    });
    expect(pseudonym).toMatch(/^Member [0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}$/);
  });

  it('stores everything that a row says, in its order', async () => {
    await importing(
      `${header},time_zone,offers,needs,themes,interprets,working_groups,joined_on,contact_email\n` +
        'm1,One,US,qu:native;es:B2,America/Denver,Land:expert;Housing,Food:high,Water;Land,es>qu;qu>es,monitoring;economic-policy,2015-04-30,B@example.org;a@example.org\n',
    );
    const stored = await member('m1');
    expect(stored.timeZone).toBe('America/Denver');
    expect(stored.languages.map(({ language, level }) => [language, level])).toEqual([
      ['qu', 'NATIVE'],
      ['es', 'B2'],
    ]);
    expect(stored.offers.map(({ topic, level }) => [topic.key, level])).toEqual([
      ['land', 'EXPERT'],
      ['housing', 'PRACTISED'],
    ]);
    expect(stored.needs.map(({ topic, priority }) => [topic.key, priority])).toEqual([
      ['food', 'HIGH'],
    ]);
    expect(stored.themes.map(({ topic }) => topic.key)).toEqual(['water', 'land']);
    expect(stored.interprets.map(({ from, to }) => `${from}>${to}`)).toEqual(['es>qu', 'qu>es']);
    expect(stored.workingGroups.map(({ key }) => key)).toEqual(['monitoring', 'economic-policy']);
    expect(stored.joinedOn).toEqual(new Date('2015-04-30'));
    expect(stored.representatives.map(({ email }) => email)).toEqual([
      'b@example.org',
      'a@example.org',
    ]);
  });

  it('hides members at risk, behind a pseudonym that is no hint', async () => {
    await importing(`${header},at_risk,visibility\nm1,Aaa,KE,en,yes,\nm2,Bbb,KE,en,yes,PARTNERS\n`);
    const hidden = await member('m1');
    expect(hidden.visibility).toBe('SECRETARIAT');
    expect(hidden.sortName).not.toMatch(/aaa/i);
    expect(hidden.sortName > 'ي').toBe(true);
    expect((await member('m2')).visibility).toBe('PARTNERS');
  });

  it('is idempotent by id, and confirms availability on the day', async () => {
    const two = `${one}m2,Two,FR,fr\n`;
    expect(await importing(two)).toEqual(counts(2, 0, 0));
    const before = await member('m1');
    expect(await importing(two, { today: '2026-04-01' })).toEqual(counts(0, 0, 2));
    expect(await member('m1')).toEqual({ ...before, confirmedOn: new Date('2026-04-01') });
    const changed = two.replace('Two', 'Deux') + 'm3,Three,ES,es\n';
    expect(await importing(changed)).toEqual(counts(1, 1, 1));
    const { name, searchName, sortName } = await member('m2');
    expect([name, searchName, sortName]).toEqual(['Deux', 'deux', 'deux']);
  });

  it('updates lists as a whole, and only those that differ', async () => {
    const file = (offers: string, languages = 'en;fr') =>
      `${header},offers,themes\nm1,One,KE,${languages},${offers},Land;Water\nm2,Two,KE,en,Food,Food\n`;
    await importing(file('Land;Housing'));
    const before = await member('m1');
    expect(await importing(file('Housing:expert;Food', 'fr;en'))).toEqual(counts(0, 1, 1));
    const after = await member('m1');
    expect(after.offers.map(({ topic, level }) => [topic.key, level])).toEqual([
      ['housing', 'EXPERT'],
      ['food', 'PRACTISED'],
    ]);
    expect(after.languages.map(({ language }) => language)).toEqual(['fr', 'en']);
    expect(after.themes).toEqual(before.themes);
    expect(after.id).toBe(before.id);
    expect(await importing(file('', 'fr;en'))).toEqual(counts(0, 1, 1));
    expect((await member('m1')).offers).toEqual([]);
    expect((await member('m2')).offers).toHaveLength(1);
  });

  it('keeps what a file cannot say', async () => {
    const file = (level: string) =>
      `${header},offers,needs\nm1,One,KE,en,Land:${level};Food,Water:${level === 'basic' ? 'low' : 'high'}\n`;
    await importing(file('basic'));
    const { id, offers, needs, pseudonym } = await member('m1');
    const { prisma } = database;
    const told = { note: 'ours', formats: ['VISIT' as const] };
    await prisma.offer.update({ where: { id: offers[0]!.id }, data: told });
    await prisma.need.update({
      where: { id: needs[0]!.id },
      data: { ...told, levelWanted: 'EXPERT' },
    });
    await prisma.member.update({
      where: { id },
      data: {
        notes: 'private',
        paused: true,
        workFrom: 60,
        consents: { create: { field: 'NAME', audience: 'SELF', useForMatching: true } },
      },
    });
    expect(await importing(file('expert'))).toEqual(counts(0, 1, 0));
    const after = await member('m1');
    expect(after).toMatchObject({ notes: 'private', paused: true, workFrom: 60, pseudonym });
    expect(after.consents).toHaveLength(1);
    expect(after.offers[0]).toMatchObject({ ...told, id: offers[0]!.id, level: 'EXPERT' });
    expect(after.needs[0]).toMatchObject({ ...told, priority: 'HIGH', levelWanted: 'EXPERT' });
    // The name is the member's own secret now, so its place in a list must not show it.
    expect(after.sortName).toContain(pseudonym);
  });

  it('leaves alone what the file has no column for, and empties what it has an empty cell for', async () => {
    await importing(
      `${header},kind,capacity,offers,contact_email,joined_on,time_zone\nm1,One,KE,en,ACADEMIC,7,Land,a@example.org,2020-01-01,Europe/Paris\n`,
    );
    const before = await member('m1');
    expect(await importing(one)).toEqual(counts(0, 0, 1));
    expect(await member('m1')).toEqual(before);
    const emptied = `${header},kind,capacity,offers,contact_email,joined_on,time_zone\nm1,One,KE,en,,,,,,\n`;
    expect(await importing(emptied)).toEqual(counts(0, 1, 0));
    expect(await member('m1')).toMatchObject({
      kind: 'NGO',
      capacity: 2,
      offers: [],
      representatives: [],
      joinedOn: null,
      timeZone: 'Africa/Nairobi',
    });
  });

  it('hides whoever becomes at risk by a file that does not speak of visibility', async () => {
    await importing(`${one}m2,Two,KE,en\n`);
    const two = [await member('m1'), await member('m2')];
    const fields = ['NAME', 'CONTACT'] as const;
    await database.prisma.consent.createMany({
      data: two.flatMap(({ id: memberId }) =>
        fields.map((field) => ({ memberId, field, audience: 'PARTNERS' as const })),
      ),
    });
    await importing(`${header},at_risk\nm1,One,KE,en,yes\nm2,Two,KE,en,no\n`);
    expect((await member('m1')).visibility).toBe('SECRETARIAT');
    expect((await member('m1')).sortName).toContain('Member');
    expect((await member('m2')).visibility).toBe('MEMBERS');
    const said = await database.prisma.consent.findMany({
      select: { memberId: true, field: true },
    });
    expect(said).toEqual(fields.map((field) => ({ memberId: two[1]!.id, field })));
  });

  it('leaves a time zone open that the member left open', async () => {
    await importing(`${header},time_zone\nm1,One,KE,en,\nm2,Two,KE,en,\n`);
    await database.prisma.member.updateMany({ data: { timeZone: null } });
    expect(await importing(`${header},time_zone\nm1,One,KE,en,\nm2,Two,FR,en,\n`)).toEqual(
      counts(0, 1, 1),
    );
    expect((await member('m1')).timeZone).toBeNull();
    expect((await member('m2')).timeZone).toBe('Europe/Paris');
  });

  it('writes all or nothing', async () => {
    const { problems, ...result } = await importing(`${one}m2,Two,XX,en\nm3,Three,KE,\n`);
    expect(result).toEqual({ created: 0, updated: 0, unchanged: 0, problemCount: 2 });
    expect(problems.map(({ line, column }) => [line, column])).toEqual([
      [3, 'country'],
      [4, 'languages'],
    ]);
    expect(await database.prisma.member.count()).toBe(0);
    expect(await database.prisma.auditEvent.count()).toBe(0);
  });

  it('writes nothing when the database refuses a row', async () => {
    const rows = ['m1', 'm2'].map((reference) => ({
      reference,
      name: reference,
      country: 'KE',
      languages: [],
    }));
    const twin = () => 'Member 00000-00000';
    await expect(
      importRows(database.prisma, rows, { ...usual, newPseudonym: twin }),
    ).rejects.toThrow(/pseudonym/);
    expect(await database.prisma.member.count()).toBe(0);
  });

  it('counts and writes nothing in a dry run', async () => {
    await importing(one);
    const before = await networkVersion(database.prisma);
    const file = `${header},offers\nm1,Uno,KE,en,Land\nm2,Two,KE,en,Rent strikes\n`;
    expect(await importing(file, { dryRun: true, createTopics: true })).toEqual(counts(1, 1, 0));
    expect(await exported(database.prisma)).toContain('m1,One');
    expect(await database.prisma.member.count()).toBe(1);
    expect(await database.prisma.topic.count({ where: { key: 'rent-strikes' } })).toBe(0);
    expect(await networkVersion(database.prisma)).toBe(before);
  });

  it('records what it did, and tells the network', async () => {
    const before = await networkVersion(database.prisma);
    await importing(one, { actor: 'user:42' });
    expect(await database.prisma.auditEvent.findMany()).toMatchObject([
      {
        actor: 'user:42',
        action: 'importMembers',
        detail: { created: 1, updated: 0, unchanged: 0, topicsCreated: 0 },
      },
    ]);
    expect(await networkVersion(database.prisma)).not.toBe(before);
  });

  it('creates unknown topics on demand, named in the language asked for', async () => {
    const file = `${header},offers,needs\nm1,One,KE,en,Grève des loyers:expert,greve des loyer\n`;
    expect((await importing(file)).problems).toHaveLength(2);
    expect(await importing(file, { createTopics: true, locale: 'fr' })).toEqual(counts(1, 0, 0));
    const topic = await database.prisma.topic.findUniqueOrThrow({
      where: { key: 'greve-des-loyers' },
      include: { labels: true },
    });
    expect(topic).toMatchObject({
      kind: null,
      labels: [{ locale: 'fr', label: 'Grève des loyers', preferred: true }],
    });
    expect(await importing(file)).toEqual(counts(0, 0, 1));
  });

  describe('addresses of representatives', () => {
    const withContacts = (...contacts: string[]) =>
      `${header},contact_email\n${contacts.map((cell, index) => `m${index + 1},M,KE,en,${cell}\n`).join('')}`;

    it('of another member that keeps them are a problem', async () => {
      await importing(withContacts('ana@example.org'));
      const { problems } = await importing(
        `${header},contact_email\nm2,Two,KE,en,bo@example.org;Ana@example.org\n`,
      );
      expect(problems).toEqual([
        {
          line: 2,
          column: 'contact_email',
          message: '"ana@example.org" represents "m1" already; an address represents one member',
        },
      ]);
      expect(await database.prisma.member.count()).toBe(1);
    });

    it('are reported together with other problems, in the order of the file', async () => {
      await importing(withContacts('ana@example.org'));
      const { problems } = await importing(
        `${header},contact_email\nm2,Two,KE,en,ana@example.org\nm3,Three,XX,en,\n`,
      );
      expect(problems.map(({ line, column }) => [line, column])).toEqual([
        [2, 'contact_email'],
        [3, 'country'],
      ]);
    });

    it('may move between members of the same file, in any order', async () => {
      await importing(withContacts('a@example.org;b@example.org', 'c@example.org', ''));
      expect(
        await importing(withContacts('c@example.org', 'b@example.org', 'a@example.org')),
      ).toEqual(counts(0, 3, 0));
      const emails = async (reference: string) =>
        (await member(reference)).representatives.map(({ email }) => email);
      expect(await emails('m1')).toEqual(['c@example.org']);
      expect(await emails('m2')).toEqual(['b@example.org']);
      expect(await emails('m3')).toEqual(['a@example.org']);
    });
  });

  it('works through more rows than one chunk, and tells how far it is', async () => {
    const file = (suffix: string) =>
      `${header},contact_email\n${Array.from({ length: 1203 }, (_, index) => `m${index},M${suffix},KE,en,c${(index + suffix.length) % 1203}@example.org\n`).join('')}`;
    const heard: number[] = [];
    expect(await importing(file(''), { progress: (rows: number) => heard.push(rows) })).toEqual(
      counts(1203, 0, 0),
    );
    expect(heard.at(-1)).toBe(1203);
    expect(heard).toEqual(heard.toSorted((a, b) => a - b));
    // Every address moves to another member, most of them across chunks.
    expect(await importing(file('x'))).toEqual(counts(0, 1203, 0));
    expect((await member('m1202')).representatives).toMatchObject([{ email: 'c0@example.org' }]);
    expect(await database.prisma.representative.count()).toBe(1203);
  });

  it('lists a thousand problems and counts the others', async () => {
    const rows = Array.from({ length: 1500 }, (_, index) => `m${index},M,XX,en\n`).join('');
    const { problems, problemCount } = await importing(`${header}\n${rows}`);
    expect(problems).toHaveLength(1000);
    expect(problemCount).toBe(1500);
  });

  it('takes rows in memory, checked for repeats', async () => {
    const row = { reference: 'm1', name: 'One', country: 'KE', languages: [], offers: [] };
    const again = { ...row, contacts: ['a@example.org'] };
    const { problems } = await importRows(
      database.prisma,
      [row, again, { ...again, reference: 'm2' }],
      usual,
    );
    expect(problems.map(({ line, column }) => [line, column])).toEqual([
      [2, 'id'],
      [3, 'contact_email'],
    ]);
    const offers = [{ topic: 'land', level: 'EXPERT' as const }];
    expect(await importRows(database.prisma, [{ ...row, offers }], usual)).toEqual(counts(1, 0, 0));
    expect((await member('m1')).offers).toMatchObject([
      { level: 'EXPERT', topic: { key: 'land' } },
    ]);
  });
});

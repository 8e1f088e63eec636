import fc from 'fast-check';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { audiences } from '../../../server/access/consent.ts';
import type { Database } from '../../../server/database/database.ts';
import {
  columnNames,
  kinds,
  languageLevels,
  offerLevels,
  priorities,
} from '../../../server/members-csv/columns.ts';
import { importRows } from '../../../server/members-csv/import.ts';
import type { MemberRow } from '../../../server/members-csv/rules.ts';
import { builtinTopics, builtinWorkingGroups } from '../../../server/taxonomy/builtin.ts';
import { databaseKinds, openTestDatabase } from '../database.ts';
import { exported, importCsv, usual } from './csv.ts';

type Row = Omit<MemberRow, 'line'>;

/** Text that tries to be a formula, to break a cell or a line, or to end a list. */
const text = fc
  .array(
    fc.constantFrom(
      '=',
      '+',
      '-',
      '@',
      "'",
      '"',
      ',',
      ';',
      ':',
      '\n',
      ' ',
      'a',
      'É',
      'ل',
      '漢',
      '🌍',
    ),
    {
      minLength: 1,
      maxLength: 8,
    },
  )
  .map((parts) => parts.join('').replace(/\s+/g, ' ').trim())
  .filter((name) => name !== '');

const some = <T>(values: readonly T[], maxLength: number) =>
  fc.uniqueArray(fc.constantFrom(...values), { maxLength });
const topics = [...builtinTopics.map(({ key }) => key), 'tricky', 'basic', 'twins', 'twin'];

const row: fc.Arbitrary<Row> = fc.record({
  reference: text,
  name: text,
  kind: fc.constantFrom(...kinds),
  country: fc.constantFrom('KE', 'US', 'BR', 'FR', 'AQ'),
  timeZone: fc.constantFrom(null, 'Africa/Nairobi', 'America/Denver'),
  languages: fc.uniqueArray(
    fc.record({
      language: fc.constantFrom('en', 'fr', 'es', 'ar', 'qu'),
      level: fc.constantFrom(...languageLevels),
    }),
    { selector: ({ language }) => language, minLength: 1, maxLength: 4 },
  ),
  offers: fc.uniqueArray(
    fc.record({ topic: fc.constantFrom(...topics), level: fc.constantFrom(...offerLevels) }),
    { selector: ({ topic }) => topic, maxLength: 4 },
  ),
  needs: fc.uniqueArray(
    fc.record({ topic: fc.constantFrom(...topics), priority: fc.constantFrom(...priorities) }),
    { selector: ({ topic }) => topic, maxLength: 4 },
  ),
  themes: some(topics, 4),
  capacity: fc.integer({ min: 0, max: 20 }),
  interprets: some(['ar>fr', 'fr>ar', 'es>qu'], 3).map((pairs) =>
    pairs.map((pair) => ({ from: pair.slice(0, 2), to: pair.slice(3) })),
  ),
  workingGroups: some(
    builtinWorkingGroups.map(({ key }) => key),
    3,
  ),
  joinedOn: fc.constantFrom(null, '2015-04-30', '2024-02-29'),
  genderFocus: fc.boolean(),
  atRisk: fc.boolean(),
  visibility: fc.constantFrom(null, ...audiences),
  contacts: some(['a', 'b', 'c'], 2),
});

const network = fc
  .uniqueArray(row, { selector: ({ reference }) => reference, maxLength: 20 })
  .map((rows) =>
    rows.map((member, index): Row => ({
      ...member,
      contacts: member.contacts!.map((name) => `${name}${index}@example.org`),
    })),
  );

describe.each(databaseKinds)('exporting members on %s', (kind) => {
  let database: Database;
  beforeAll(async () => {
    database = await openTestDatabase(kind);
    const labels = { tricky: 'Visual: a; b', basic: 'Visual:basic', twins: 'Twins', twin: 'Twin' };
    for (const [key, label] of Object.entries(labels)) {
      const first = { locale: 'en', label, normalised: label.toLowerCase(), preferred: true };
      await database.prisma.topic.create({ data: { key, labels: { create: first } } });
    }
  });
  afterAll(() => database.close());
  beforeEach(async () => void (await database.prisma.member.deleteMany()));

  it('writes what import takes, and importing it changes nothing', async () => {
    const { prisma } = database;
    await fc.assert(
      fc.asyncProperty(network, async (rows) => {
        await prisma.member.deleteMany();
        expect(await importRows(prisma, rows, usual)).toMatchObject({
          created: rows.length,
          problems: [],
        });
        const stored = await everything(database);
        const file = await exported(prisma);
        expect(await importCsv(prisma, file)).toMatchObject({
          created: 0,
          updated: 0,
          unchanged: rows.length,
          problems: [],
        });
        expect(await everything(database)).toEqual(stored);

        await prisma.member.deleteMany();
        await importCsv(prisma, file);
        expect(await exported(prisma)).toBe(file);
      }),
      { seed: 20, numRuns: 8 },
    );
  });

  it('writes a line for each member, in the order of ids, in pages', async () => {
    const rows = Array.from({ length: 1001 }, (_, index) => `m${1001 - index},M,KE,en\n`).join('');
    await importCsv(database.prisma, `id,name,country,languages\n${rows}`);
    const records = parse(await exported(database.prisma), { columns: true }) as { id: string }[];
    const ids = records.map(({ id }) => id);
    const all = Array.from({ length: 1001 }, (_, index) => `m${index + 1}`);
    expect(ids).toEqual(all.toSorted());
  });

  it('guards cells that a spreadsheet would run, and import takes the guard off', async () => {
    const cells = ['=HYPERLINK("http://x")', '+1', '-1', '@SUM(A1)', "'=x", 'plain'];
    const quoted = (cell: string) => `"${cell.replaceAll('"', '""')}"`;
    const file = cells.map(
      (cell, index) => `m${index},${quoted(cell === "'=x" ? "''=x" : cell)},KE,en\n`,
    );
    await importCsv(database.prisma, `id,name,country,languages\n${file.join('')}`);
    const out = await exported(database.prisma);
    const names = (parse(out, { columns: true }) as { name: string }[]).map(({ name }) => name);
    expect(names).toEqual(['\'=HYPERLINK("http://x")', "'+1", "'-1", "'@SUM(A1)", "''=x", 'plain']);
    await importCsv(database.prisma, out);
    const stored = await database.prisma.member.findMany({ orderBy: { reference: 'asc' } });
    expect(stored.map(({ name }) => name)).toEqual(cells);
  });

  it('writes a header alone for an empty network', async () => {
    expect(await exported(database.prisma)).toBe(`${columnNames.join(',')}\r\n`);
    expect(await importCsv(database.prisma, await exported(database.prisma))).toMatchObject({
      problems: [],
    });
    expect(JSON.parse(await exported(database.prisma, 'json'))).toEqual([]);
  });

  it('writes names of topics for people', async () => {
    await importCsv(
      database.prisma,
      'id,name,country,languages,offers,needs,themes\nm1,One,KE,en:native;sw,budget-analysis:expert;basic,land:low,tricky;twin\n',
    );
    const [record] = parse(await exported(database.prisma), { columns: true }) as Record<
      string,
      string
    >[];
    expect(record).toMatchObject({
      languages: 'en:native;sw',
      offers: 'Budget analysis:expert;Visual:basic:practised',
      needs: 'Land:low',
      themes: 'tricky;twin',
    });
  });

  it('writes JSON with the same columns', async () => {
    await importCsv(
      database.prisma,
      'id,name,country,languages,offers,at_risk,contact_email\nm1,=One,KE,en;fr:B1,Land,yes,\nm2,Two,KE,en,,,a@example.org\n',
    );
    const records = JSON.parse(await exported(database.prisma, 'json')) as Record<
      string,
      unknown
    >[];
    expect(records.map(({ id }) => id)).toEqual(['m1', 'm2']);
    expect(records[0]).toEqual({
      id: 'm1',
      name: '=One',
      kind: 'NGO',
      country: 'KE',
      time_zone: 'Africa/Nairobi',
      languages: ['en', 'fr:B1'],
      offers: ['Land'],
      needs: [],
      themes: [],
      capacity: 2,
      interprets: [],
      working_groups: [],
      joined_on: null,
      gender_focus: false,
      at_risk: true,
      visibility: 'SECRETARIAT',
      contact_email: [],
    });
  });
});

/** All that is stored of the members. */
function everything({ prisma }: Database) {
  const byPosition = { orderBy: { position: 'asc' } } as const;
  return prisma.member.findMany({
    orderBy: { reference: 'asc' },
    include: {
      languages: byPosition,
      offers: byPosition,
      needs: byPosition,
      themes: byPosition,
      interprets: byPosition,
      workingGroups: byPosition,
      representatives: byPosition,
    },
  });
}

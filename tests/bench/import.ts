import { createReadStream, createWriteStream } from 'node:fs';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { openDatabase } from '../../server/database/database.ts';
import { importMembers } from '../../server/members-csv/import.ts';
import { exportMembers } from '../../server/members-csv/write.ts';
import { builtinTopics, builtinWorkingGroups } from '../../server/taxonomy/builtin.ts';
import { loadBuiltin } from '../../server/taxonomy/store.ts';
import { startCluster } from '../server/cluster.ts';
import { printTable } from './table.ts';

interface Measure {
  readonly what: string;
  readonly rows: number;
  readonly seconds: number;
  /** The most memory that this process held until then, in megabytes; the database server's is not in it. */
  readonly peak: number;
}

/**
 * Imports members.csv into a real PostgreSQL server with its usual settings, and prints a table: target 100,000 rows
 * in 60 s and 1 GB. The yardstick is the server's own COPY of as many rows into a copy of the table of members alone;
 * an import writes into seven more.
 */
export async function benchImport(rows = 100_000): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'peerbridge-bench-'));
  // The server runs as another user, and COPY makes it write here.
  await chmod(folder, 0o777);
  const cluster = await startCluster();
  try {
    await cluster.run('CREATE DATABASE bench');
    const database = await openDatabase({ databaseUrl: cluster.url('bench'), dataDir: '' });
    const { prisma } = database;
    await loadBuiltin(prisma);
    const file = join(folder, 'members.csv');
    await pipeline(Readable.from(membersCsv(rows)), createWriteStream(file));

    const measures: Measure[] = [];
    const measure = async (what: string, work: () => Promise<unknown>) => {
      const started = performance.now();
      await work();
      const seconds = (performance.now() - started) / 1000;
      measures.push({ what, rows, seconds, peak: process.resourceUsage().maxRSS / 1024 });
    };
    const importFile = async (expected: 'created' | 'unchanged' | 'updated') => {
      const options = {
        dryRun: false,
        createTopics: false,
        locale: 'en',
        today: '2026-01-01',
      } as const;
      const result = await importMembers(prisma, createReadStream(file), options);
      if (result[expected] !== rows)
        throw new Error(JSON.stringify(result, null, 1).slice(0, 1000));
    };

    await measure('import, all new', () => importFile('created'));
    await measure('import again, unchanged', () => importFile('unchanged'));
    await measure('export', async () => {
      await pipeline(Readable.from(exportMembers(prisma, 'csv')), createWriteStream(`${file}.out`));
    });
    await prisma.$executeRaw`UPDATE "Member" SET capacity = 20`;
    await measure('import again, all updated', () => importFile('updated'));
    const copy = join(folder, 'members.copy');
    await prisma.$executeRawUnsafe(`COPY "Member" TO '${copy}'`);
    await prisma.$executeRaw`CREATE TABLE "Yardstick" (LIKE "Member" INCLUDING ALL)`;
    await measure('COPY of the members table', () =>
      prisma.$executeRawUnsafe(`COPY "Yardstick" FROM '${copy}'`),
    );
    await database.close();
    print(measures);
  } finally {
    await cluster.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

function print(measures: readonly Measure[]): void {
  const yardstick = measures.at(-1)!.seconds;
  printTable(
    ['', 'rows', 'seconds', 'rows/s', 'peak RSS, MB', 'to COPY'],
    measures.map(({ what, rows, seconds, peak }) => [
      what,
      rows.toLocaleString('en'),
      seconds.toFixed(1),
      Math.round(rows / seconds).toLocaleString('en'),
      Math.round(peak).toLocaleString('en'),
      (seconds / yardstick).toFixed(1),
    ]),
  );
}

const header =
  'id,name,kind,country,languages,offers,needs,themes,capacity,interprets,working_groups,joined_on,visibility,contact_email\n';

/** The same members each time, some ten rows of the database each. */
export function* membersCsv(rows: number): Generator<string> {
  yield header;
  let state = 1;
  // The generator of Park and Miller, "Random number generators: good ones are hard to find", 1988.
  const below = (limit: number): number => (state = (state * 48_271) % 2_147_483_647) % limit;
  const pick = <T>(values: readonly T[]): T => values[below(values.length)]!;
  /** Neighbours in the list, so that no cell names one twice. */
  const some = <T>(values: readonly T[], most: number): T[] => {
    const start = below(values.length - most);
    return values.slice(start, start + below(most + 1));
  };
  const topics = (levels: readonly string[]) =>
    some(builtinTopics, 4)
      .map(({ labels }) => `${labels[pick(['en', 'fr', 'es', 'ar'] as const)]}:${pick(levels)}`)
      .join(';');
  for (let row = 1; row <= rows; row += 1) {
    yield [
      `m${row}`,
      `Organisation ${row}, ${pick(['Nairobi', 'São Paulo', 'القاهرة', 'Dakar'])}`,
      pick(['NGO', 'GRASSROOTS_GROUP', 'SOCIAL_MOVEMENT', 'LEGAL_CENTRE']),
      pick(['KE', 'BR', 'EG', 'SN', 'FR', 'IN', 'PH', 'MX']),
      pick(['en', 'fr:native;en:B2', 'es:native;en:B1;qu', 'ar:native;fr', 'pt:native;es']),
      topics(['basic', 'practised', 'expert']),
      topics(['high', 'normal', 'low']),
      some(builtinTopics, 3)
        .map(({ key }) => key)
        .join(';'),
      below(5),
      pick(['', '', '', 'ar>fr;fr>ar']),
      some(builtinWorkingGroups, 2)
        .map(({ key }) => key)
        .join(';'),
      `20${10 + below(15)}-0${1 + below(9)}-1${below(10)}`,
      pick(['MEMBERS', 'MEMBERS', 'PARTNERS', 'SECRETARIAT']),
      `contact${row}@example.org`,
    ]
      .map((cell) => `"${cell}"`)
      .join(',')
      .concat('\n');
  }
}

if (import.meta.main) await benchImport(Number(process.argv[2] ?? 100_000));

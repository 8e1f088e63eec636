import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Database, openDatabase } from '../../../server/database/database.ts';
import { newTestDatabase } from '../database.ts';
import { cli, type Ended, program, temporaryFolder } from '../programs.ts';

const folder = temporaryFolder();
const file = (name: string, content: string): string => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};
const header = 'id,name,country,languages,offers\n';
const good = file(
  'good.csv',
  `${header}a,Alpha,KE,en;sw:native,Budget analysis:expert\nb,=Beta,GT,es:native,\n`,
);
const bad = file(
  'bad.csv',
  `${header}c,Gamma,,en,\nd,Delta,KE,en,"Budget analysis;Nonsense"\nd,Delta again,ZZ,en,\n`,
);

let database: Database;
let environment: Record<string, string>;
let run: (...args: string[]) => Promise<Ended>;
beforeAll(async () => {
  environment = { DATABASE_URL: await newTestDatabase('server') };
  database = await openDatabase({ databaseUrl: environment.DATABASE_URL ?? '', dataDir: '' });
  run = (...args) => cli(args, environment);
});
afterAll(() => database.close());

const members = () => database.prisma.member.count();
/** What stderr says besides how long steps took. */
const complaints = ({ stderr }: Ended): string[] =>
  stderr.split('\n').filter((line) => line && !/^Importing .*( …|: \d+\.\d s)$/.test(line));

describe('import members', () => {
  it('refuses a file with problems: each with file, line and column, and nothing is written', async () => {
    const refused = await run('import', 'members', bad);
    expect(refused).toMatchObject({ code: 1, stdout: '' });
    expect(complaints(refused)).toEqual([
      expect.stringMatching(`^${bad}:2: country: .+`),
      expect.stringMatching(`^${bad}:3: offers: .*"Nonsense".*`),
      expect.stringMatching(`^${bad}:4: .+`),
      expect.stringMatching(`^${bad}:4: .+`),
      expect.stringContaining('Nothing was imported.'),
    ]);
    expect(await members()).toBe(0);
  });

  it('says the same as one JSON document, and fails all the same', async () => {
    const refused = await run('import', 'members', bad, '--json');
    expect(refused.code).toBe(1);
    const result = JSON.parse(refused.stdout) as { problems: object[] };
    expect(result).toMatchObject({ created: 0, updated: 0, unchanged: 0 });
    expect(result.problems[0]).toEqual({
      line: 2,
      column: 'country',
      message: expect.stringMatching(/.+/),
    });
    expect(result.problems).toHaveLength(4);
  });

  it('with --dry-run counts, and writes nothing', async () => {
    const { code, stdout } = await run('import', 'members', good, '--dry-run');
    expect({ code, stdout }).toEqual({
      code: 0,
      stdout: 'Nothing was written. It would be: 2 created, 0 updated, 0 unchanged.\n',
    });
    expect(await members()).toBe(0);
  });

  it('writes all, and finds nothing to do the second time', async () => {
    const first = await run('import', 'members', good);
    expect({ ...first, stderr: complaints(first) }).toEqual({
      code: 0,
      stdout: '2 created, 0 updated, 0 unchanged.\n',
      stderr: [],
    });
    const second = await run('import', 'members', good, '--json');
    expect(second.code).toBe(0);
    expect(JSON.parse(second.stdout)).toMatchObject({
      created: 0,
      updated: 0,
      unchanged: 2,
      problems: [],
    });
    expect(await members()).toBe(2);
  });

  it('with --create-topics makes the topics that there are not', async () => {
    const path = file('topics.csv', `${header}e,Epsilon,KE,en,Beekeeping\n`);
    expect((await run('import', 'members', path)).code).toBe(1);
    const made = await run('import', 'members', path, '--create-topics', '--locale', 'fr');
    expect(made.code).toBe(0);
    expect(
      await database.prisma.topicLabel.findMany({
        where: { label: 'Beekeeping' },
        select: { locale: true },
      }),
    ).toEqual([{ locale: 'fr' }]);
  });

  it.each([
    ['is not there', join(folder, 'missing.csv')],
    ['is a folder', folder],
    ['is empty', file('empty.csv', '')],
    ['is no text', file('binary.csv', 'id,name,country,languages\n\u0000\u0001')],
  ])('a file that %s is refused in a line', async (_what, path) => {
    const refused = await run('import', 'members', path);
    expect(refused).toMatchObject({ code: 1, stdout: '' });
    expect(complaints(refused)[0]).toContain(path);
    expect(refused.stderr).not.toMatch(/^\s+at /m);
  });
});

describe('export members', () => {
  it('prints what import takes, and importing that changes nothing', async () => {
    const { code, stdout, stderr } = await run('export', 'members');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^id,name,/);
    // A cell that a spreadsheet would run is defused, and comes back as it was.
    expect(stdout).toContain(",'=Beta,".slice(1));
    const again = await run('import', 'members', file('exported.csv', stdout), '--json');
    const count = await members();
    expect(JSON.parse(again.stdout)).toMatchObject({ created: 0, updated: 0, unchanged: count });

    const json = await run('export', 'members', '--format', 'json');
    const listed = JSON.parse(json.stdout) as { id: string }[];
    expect(listed.map(({ id }) => id)).toEqual(['a', 'b', 'e']);
  });
});

describe('a reader', () => {
  const begin = (args: string[]) =>
    spawn(process.execPath, program('server/cli.ts', args), {
      env: { PATH: process.env.PATH, ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });

  it.each([
    ['export members', [], 0],
    ['--help', [], 0],
    ['import members', [bad, '--json'], 1],
  ])('of %s who leaves early changes nothing but what is read', async (name, rest, code) => {
    const child = begin([...name.split(' '), ...rest]);
    child.stdout.destroy();
    const [stderr, ended] = await Promise.all([text(child.stderr), once(child, 'close')]);
    expect(ended).toEqual([code, null]);
    expect(stderr).not.toMatch(/EPIPE|^\s+at /m);
  });

  it('who is slow gets everything, also of a command that fails', async () => {
    const row = (n: number) => `x${n},X,KE,en,${'Nonsense '.repeat(60)}${n}\n`;
    const long = file('long.csv', header + Array.from({ length: 1000 }, (_, n) => row(n)).join(''));
    const child = begin(['import', 'members', long, '--json']);
    let stderr = '';
    for await (const chunk of child.stderr.setEncoding('utf8')) {
      stderr += chunk;
      if (stderr.includes('Nothing was imported.')) break;
    }
    expect(JSON.parse(await text(child.stdout)).problems).toHaveLength(1000);
  });
});

import { readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newDataFolder, newTestDatabase } from './database.ts';
import { onServer } from './database/server-database.ts';
import { cli, type Program, start, temporaryFolder } from './programs.ts';

type Environment = Readonly<Record<string, string>>;

const serve = (environment: Environment) =>
  start('server/main.ts', [], { PORT: '0', ...environment });

const kill = async (program: Program): Promise<void> => {
  program.kill('SIGKILL');
  await program.ended;
};

const until = async (condition: () => boolean | Promise<boolean>): Promise<void> => {
  while (!(await condition())) await new Promise((resolve) => setTimeout(resolve, 10));
};

const exported = async (environment: Environment): Promise<number> => {
  const { code, stdout } = await cli(['export', 'members'], environment);
  expect(code).toBe(0);
  return stdout.split('\n').length - 2;
};

/** Whether a transaction that writes members is under way on the real server. */
const isWritten = async (url: string): Promise<boolean> => {
  const locks = `SELECT 1 FROM pg_locks WHERE relation = '"Member"'::regclass AND mode = 'RowExclusiveLock'`;
  return (await onServer(url, locks)).length > 0;
};

const shares = (many: number) =>
  fc.sample(fc.double({ min: 0.02, max: 1, noNaN: true }), { numRuns: many, seed: 1 });

describe('a first start that is killed', () => {
  const membersNextTime = async (dataDir: string) => {
    const program = serve({ DATA_DIR: dataDir });
    await program.says(/Peerbridge is at/);
    await kill(program);
    return exported({ DATA_DIR: dataDir });
  };

  it('when the database is there and nothing in it, serves the whole network the next time', async () => {
    const dataDir = temporaryFolder();
    const program = serve({ DATA_DIR: dataDir });
    await program.says(/Making the embedded database: /);
    await kill(program);
    expect(await membersNextTime(dataDir)).toBe(300);
  }, 300_000);

  // Of the time that an undisturbed one takes.
  const parts = process.env.FULL ? shares(20) : [];
  it.each(parts)(
    'after %f of its time, does so too',
    async (share) => {
      const started = performance.now();
      const undisturbed = serve({ DATA_DIR: temporaryFolder() });
      await undisturbed.says(/Peerbridge is at/);
      const whole = performance.now() - started;
      await kill(undisturbed);

      const dataDir = temporaryFolder();
      const program = serve({ DATA_DIR: dataDir });
      const moment = new Promise((resolve) => setTimeout(resolve, share * whole));
      await Promise.race([moment, program.ended]);
      await kill(program);
      expect(await membersNextTime(dataDir)).toBe(300);
    },
    300_000,
  );
});

it('a start that is killed while it loads the demonstration leaves all or nothing of it', async () => {
  const url = await newTestDatabase('server');
  const environment = { DATABASE_URL: url, DEMO: '1' };
  const first = serve(environment);
  let served = false;
  void first.says(/Peerbridge is at/).then(
    () => (served = true),
    () => undefined,
  );
  await until(async () => served || (await isWritten(url)));
  await kill(first);
  const next = serve(environment);
  await next.says(/as a member/);
  expect(await exported(environment)).toBe(300);
});

describe('an import that is killed', () => {
  const rows = process.env.FULL ? 3000 : 1000;
  const file = join(temporaryFolder(), 'members.csv');
  const line = (n: number) =>
    `m${n},Member ${n},KE,en;sw:native,Budget analysis:expert;Community mapping,Strategic litigation,Land,m${n}@example.org`;
  writeFileSync(
    file,
    [
      'id,name,country,languages,offers,needs,themes,contact_email',
      ...Array.from({ length: rows }, (_, n) => line(n)),
    ].join('\n'),
  );
  const importFile = (environment: Environment) =>
    start('server/cli.ts', ['import', 'members', file], environment);

  /** Kills it a while after it began to write, then looks what is there, and imports for good. */
  const check = async (
    environment: Environment,
    writing: () => boolean | Promise<boolean>,
    pause: number,
  ) => {
    const program = importFile(environment);
    let ended = false;
    void program.ended.then(() => (ended = true));
    await until(async () => ended || (await writing()));
    await new Promise((resolve) => setTimeout(resolve, pause));
    await kill(program);
    expect([0, rows]).toContain(await exported(environment));
    expect((await importFile(environment).ended).code).toBe(0);
    expect(await exported(environment)).toBe(rows);
  };
  /** In milliseconds; the first kills at the first row. */
  const pauses = process.env.FULL ? [0, ...shares(8).map((share) => share * 3000)] : [0];

  it.each(pauses)(
    'leaves all or nothing in the embedded database, %f ms after it began',
    async (pause) => {
      const dataDir = await newDataFolder();
      const tables = join(dataDir, 'postgres', 'base');
      const size = () =>
        readdirSync(tables, { recursive: true, encoding: 'utf8' })
          .map((path) => statSync(join(tables, path), { throwIfNoEntry: false })?.size ?? 0)
          .reduce((sum, bytes) => sum + bytes, 0);
      const before = size();
      await check({ DATA_DIR: dataDir }, () => size() > before + 100_000, pause);
    },
    120_000,
  );

  it.each(pauses)(
    'leaves all or nothing in a real server, %f ms after it began',
    async (pause) => {
      const url = await newTestDatabase('server');
      await check({ DATABASE_URL: url }, () => isWritten(url), pause);
    },
    120_000,
  );
});

import { pino } from 'pino';
import { PgBoss } from 'pg-boss';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type Database, openDatabase } from '../../../server/database/database.ts';
import { createJobs } from '../../../server/jobs/jobs.ts';
import { type TaskName, taskNames, type Tasks } from '../../../server/jobs/tasks.ts';
import { createLive } from '../../../server/notifications/hub.ts';
import { announce } from '../../../server/notifications/live.ts';
import { databaseKinds, newTestDatabase, openTestDatabase } from '../database.ts';
import { onServer } from '../database/server-database.ts';

/** Jobs whose tasks only say that they were done. */
function jobsOn(database: Database, done: (name: TaskName) => void, url?: string) {
  const logged: string[] = [];
  const tasks = Object.fromEntries(
    taskNames.map((name) => [name, async () => done(name)]),
  ) as unknown as Tasks;
  const live = createLive(database.listen);
  const jobs = createJobs(tasks, {
    underneath: url ? { kind: 'server', url } : database.underneath,
    live,
    log: pino({ level: 'error' }, { write: (line: string) => void logged.push(line) }),
    startedAt: () => undefined,
    again: 20,
  });
  const stop = async () => {
    await jobs.stop();
    await live.close();
  };
  return { jobs, logged, stop };
}

describe('jobs whose user may not make their schema', () => {
  it('say what to do, do not stop the server, and start once they may', async () => {
    const url = await newTestDatabase('server');
    const database = await openDatabase({ databaseUrl: url, dataDir: '' });
    const { pathname } = new URL(url);
    const [name, role] = [pathname.slice(1), `jobs_${pathname.slice(1)}`];
    await onServer(url, `CREATE ROLE ${role} LOGIN PASSWORD 'hunter2'`);
    const theirs = Object.assign(new URL(url), { username: role, password: 'hunter2' }).href;
    const done = new Set<TaskName>();
    const { jobs, logged, stop } = jobsOn(database, (task) => void done.add(task), theirs);
    const started = jobs.start('');
    await expect.poll(() => logged.join('')).toMatch(/The jobs cannot start.*GRANT CREATE ON/);
    expect(logged.join('')).not.toContain('hunter2');
    await onServer(url, `GRANT CREATE ON DATABASE ${name} TO ${role}`);
    await started;
    await expect.poll(() => [...done].sort(), { timeout: 20_000 }).toEqual([...taskNames].sort());
    await stop();
    await database.close();
  }, 60_000);

  it('go on when every connection was lost for a moment', async () => {
    const database = await openTestDatabase('server');
    const done: TaskName[] = [];
    const { jobs, stop } = jobsOn(database, (task) => void done.push(task));
    await jobs.start('');
    await expect.poll(() => done.length, { timeout: 20_000 }).toBeGreaterThanOrEqual(3);
    if (database.underneath.kind === 'server')
      await onServer(
        database.underneath.url,
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()`,
      );
    done.length = 0;
    const ask = () =>
      database.prisma.$transaction((transaction) => announce(transaction, { inbox: 'a@b.c' }));
    await expect
      .poll(() => ask().then(() => done.includes('deliver')), { timeout: 30_000, interval: 500 })
      .toBe(true);
    await stop();
    await database.close();
  }, 60_000);

  it('stop although they never started', async () => {
    const database = await openTestDatabase('server');
    const nowhere = 'postgresql://somebody@127.0.0.1:1/nothing';
    const { jobs, logged, stop } = jobsOn(database, () => undefined, nowhere);
    const started = jobs.start('');
    await expect.poll(() => logged.length).toBeGreaterThan(1);
    await stop();
    await started;
    await database.close();
  });
});

describe.each(databaseKinds)('mail that is asked for, on %s', (kind) => {
  let database: Database;
  beforeAll(async () => void (database = await openTestDatabase(kind)));
  afterAll(() => database.close());

  it('is asked for once or twice, however many have news at a time', async () => {
    const { jobs, stop } = jobsOn(database, () => undefined);
    await jobs.start('');
    const send = vi.spyOn(PgBoss.prototype, 'send');
    await database.prisma.$transaction(async (transaction) => {
      for (let index = 0; index < 200; index++)
        await announce(transaction, { inbox: `${index}@example.org` });
    });
    await expect.poll(() => send.mock.calls.length).toBeGreaterThan(0);
    // So that everything was heard.
    await database.prisma.$queryRaw`SELECT 1`;
    expect(send.mock.calls.length).toBeLessThan(20);
    send.mockRestore();
    await stop();
  });
});

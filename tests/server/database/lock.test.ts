import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { newDataFolder } from '../database.ts';
import { listing } from '../files.ts';
import { cli, start, temporaryFolder } from '../programs.ts';

const hold = (dataDir: string, address = '') =>
  start('tests/server/database/hold.ts', address ? [dataDir, address] : [dataDir], {});

describe('a data folder that another process holds', () => {
  it('is refused, naming process and address and touching no file, until kill -9 frees it', async () => {
    const dataDir = await newDataFolder();
    const holder = hold(dataDir, 'http://localhost:4711');
    await holder.says(/open/);
    const before = listing(dataDir);

    const refused = await cli(['api-key', 'list'], { DATA_DIR: dataDir });
    expect(refused).toMatchObject({ code: 3, stdout: '' });
    expect(refused.stderr.trim().split('\n')).toHaveLength(1);
    expect(refused.stderr).toContain(dataDir);
    expect(refused.stderr).toContain(`process ${holder.pid}.`);
    expect(refused.stderr).toContain('http://localhost:4711');
    expect(listing(dataDir)).toEqual(before);

    holder.kill('SIGKILL');
    await holder.ended;
    const taken = await cli(['api-key', 'list'], { DATA_DIR: dataDir });
    expect(taken).toEqual({ code: 0, stdout: '', stderr: '' });
  });

  it('by a command, which has no address, names the process alone', async () => {
    const dataDir = await newDataFolder();
    const holder = hold(dataDir);
    await holder.says(/open/);
    const { code, stderr } = await cli(['migrate'], { DATA_DIR: dataDir });
    expect(code).toBe(3);
    expect(stderr).toContain(`process ${holder.pid}.`);
    expect(stderr).not.toContain('http');
    expect(JSON.parse(readFileSync(join(dataDir, 'holder.json'), 'utf8'))).toEqual({
      pid: holder.pid,
      address: null,
    });
  });

  it('is taken by exactly one of several processes that start at the same moment', async () => {
    const dataDir = temporaryFolder();
    const all = [hold(dataDir), hold(dataDir), hold(dataDir)];
    const outcomes = await Promise.all(
      all.map(async (program) => {
        const open = program.says(/open/).then(
          () => 'open',
          () => 'refused',
        );
        return open;
      }),
    );
    expect(outcomes.sort()).toEqual(['open', 'refused', 'refused']);
    expect(existsSync(join(dataDir, 'postgres', 'PG_VERSION'))).toBe(true);
  });
});

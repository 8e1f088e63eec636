import { mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { cli, start, temporaryFolder } from '../programs.ts';

const hold = (dataDir: string) => start('tests/server/database/hold.ts', [dataDir], {});

describe('a data folder that cannot be used', () => {
  it.each([
    ['is a file', (folder: string) => join(folder, 'file')],
    ['is below a file', (folder: string) => join(folder, 'file', 'data')],
    ['cannot be made', () => '/proc/peerbridge/data'],
    ['cannot be written', () => '/proc/self'],
  ])('because it %s stops with one line and touches nothing', async (_why, place) => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'file'), 'mine');
    const dataDir = place(folder);
    const { code, stdout, stderr } = await cli(['migrate'], { DATA_DIR: dataDir });
    expect({ code, stdout }).toEqual({ code: 3, stdout: '' });
    expect(stderr).toMatch(/^DATA_DIR: .* cannot be (made|written) \(.*\)\. Choose a folder .*\n$/);
    expect(stderr).toContain(dataDir);
    expect(readdirSync(folder)).toEqual(['file']);
  });

  it('because another program keeps something else there stops with one line', async () => {
    const dataDir = temporaryFolder();
    mkdirSync(join(dataDir, 'postgres'));
    writeFileSync(join(dataDir, 'postgres', 'PG_VERSION'), '9.6\n');
    const { code, stderr } = await cli(['migrate'], { DATA_DIR: dataDir });
    expect(code).toBe(3);
    expect(stderr).toMatch(/^The embedded database in .* cannot be opened \(.*\)\. Restore .*\n$/);
  });
});

describe('a first start that was killed', () => {
  const size = (folder: string): number => {
    try {
      return readdirSync(folder, { recursive: true }).length;
    } catch {
      return 0;
    }
  };
  const until = async (condition: () => boolean) => {
    while (!condition()) await new Promise((resolve) => setTimeout(resolve, 5));
  };

  it('makes room for the next', async () => {
    const dataDir = temporaryFolder();
    mkdirSync(join(dataDir, 'postgres.new'));
    writeFileSync(join(dataDir, 'postgres.new', 'PG_VERSION'), 'half a vers');
    expect((await cli(['migrate'], { DATA_DIR: dataDir })).code).toBe(0);
    expect(readdirSync(dataDir).sort()).toEqual(['lock.sqlite', 'postgres']);
  });

  // Finished, it has some 1,100 files: first those of PostgreSQL itself, at the end those of our tables.
  const moments = process.env.FULL ? [1, 20, 100, 300, 500, 700, 900, 1000, 1040, 1080] : [1, 1000];
  it.each(moments)('when %i files were there leaves a folder that opens', async (files) => {
    const dataDir = temporaryFolder();
    const first = hold(dataDir);
    await until(() => size(join(dataDir, 'postgres.new')) >= files);
    first.kill('SIGKILL');
    await first.ended;
    expect(readdirSync(dataDir)).not.toContain('postgres');

    const { code, stderr } = await cli(['api-key', 'list'], { DATA_DIR: dataDir });
    expect(stderr.replace(/^Making the embedded database.*\n/gm, '')).toBe('');
    expect(code).toBe(0);
    expect(readdirSync(dataDir).sort()).toEqual(['lock.sqlite', 'postgres']);
  });
});

it('only its owner may look into a data folder', async () => {
  const dataDir = join(temporaryFolder(), 'data');
  const holder = hold(dataDir);
  await holder.says(/open/);
  expect(statSync(dataDir).mode & 0o777).toBe(0o700);
  expect(statSync(join(dataDir, 'postgres')).mode & 0o777).toBe(0o700);
});

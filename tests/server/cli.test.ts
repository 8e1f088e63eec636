import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { scopes } from '../../server/access/viewer.ts';
import { type Database, openDatabase } from '../../server/database/database.ts';
import { type Api, openApi } from './api.ts';
import { newTestDatabase } from './database.ts';
import { cli, type Ended, temporaryFolder } from './programs.ts';
import { loadSmallNetwork } from './small-network.ts';

const commands = [
  'import members',
  'export members',
  'pair',
  'round solve',
  'round verify',
  'api-key create',
  'api-key list',
  'api-key revoke',
  'sign-in-link',
  'migrate',
  'serve',
];
const words = (line: string) => line.split(' ');

describe('without a database', () => {
  const dataDir = join(temporaryFolder(), 'never');
  const run = (...args: string[]) => cli(args, { DATA_DIR: dataDir });
  afterAll(() => expect(existsSync(dataDir)).toBe(false));

  it('--help lists every command, and so does no argument', async () => {
    const [asked, bare] = await Promise.all([run('--help'), run()]);
    expect(asked).toMatchObject({ code: 0, stderr: '' });
    for (const name of commands) expect(asked.stdout).toMatch(new RegExp(`^  ${name}( .*)?$`, 'm'));
    expect(asked.stdout).toContain('exit codes: 0 success, 1');
    expect(bare).toEqual(asked);
  });

  it('every command has --help of its own, and a word that begins several lists those', async () => {
    for (const name of commands) {
      const { code, stdout, stderr } = await run(...words(name), '--help');
      expect({ code, stderr }, name).toEqual({ code: 0, stderr: '' });
      expect(stdout).toMatch(new RegExp(`^npm run -s peerbridge -- ${name}`));
    }
    expect((await run('import', 'members', '--help')).stdout).toContain('contact_email');
    const { code, stdout } = await run('api-key', '-h');
    expect(code).toBe(0);
    expect(stdout).toContain('api-key revoke');
    expect(stdout).not.toContain('import members');
  });

  it.each([
    ['nonsense', 'There is no command "nonsense". The commands are: import members, '],
    ['import nonsense', 'There is no command "import nonsense". The commands are: import members.'],
    ['constructor', 'There is no command "constructor".'],
    ['--json', 'No command was given. The commands are: import members, '],
    ['import members', 'import members: something is missing.'],
    ['import members a.csv b.csv', '"b.csv" is too much.'],
    ['import members a.csv --force', "Unknown option '--force'"],
    ['import members a.csv --locale tlh', '--locale: found "tlh", allowed are en'],
    ['export members --format xml', '--format: found "xml", allowed are csv and json.'],
    ['pair', 'pair: something is missing.'],
    ['pair m1 --first 0', '--first: found "0", allowed is a whole number from 1 on.'],
    ['pair m1 --first', "'--first"],
    ['round solve', 'round solve: something is missing.'],
    ['round solve p.json --seconds -1', "'--seconds' argument is ambiguous"],
    ['round solve p.json --seconds=-1', '--seconds: found "-1", allowed is a number from 0 on.'],
    ['round solve p.json --work 1.5', '--work: found "1.5", allowed is a whole number'],
    ['round verify p.json', 'round verify: something is missing.'],
    ['api-key create --scopes read:directory', '--name: nothing was found'],
    ['api-key create --name n', '--scopes: nothing was found, allowed are read:directory'],
    ['api-key create --name n --scopes read:all', '--scopes: found "read:all", allowed are'],
    ['api-key revoke', 'api-key revoke: something is missing.'],
    ['sign-in-link a@example.org --role ADMIN', '--role: found "ADMIN", allowed are MEMBER'],
    ['migrate now', 'migrate: "now" is too much.'],
    ['serve --port 80', "Unknown option '--port'"],
  ])('the wrong use "%s" is explained on stderr', async (line, explanation) => {
    const { code, stdout, stderr } = await run(...words(line));
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(explanation);
    expect(stderr).not.toMatch(/^\s+at /m);
  });

  it('a wrong variable stops every command before anything is done', async () => {
    const { code, stdout, stderr } = await cli(['migrate'], { DATA_DIR: dataDir, PORT: 'abc' });
    expect({ code, stdout }).toEqual({ code: 3, stdout: '' });
    expect(stderr).toMatch(/^PORT: found "abc", allowed is a whole number .*\n$/);
  });
});

describe('with a network', () => {
  let database: Database;
  let api: Api;
  let run: (...args: string[]) => Promise<Ended>;
  beforeAll(async () => {
    const databaseUrl = await newTestDatabase('server');
    database = await openDatabase({ databaseUrl, dataDir: '' });
    await loadSmallNetwork(database);
    // Commands live today, and whoever did not confirm lately is not suggested.
    await database.prisma.member.updateMany({ data: { confirmedOn: new Date() } });
    api = await openApi(database);
    run = (...args) => cli(args, { DATABASE_URL: databaseUrl, PORT: '4711' });
  });
  afterAll(() => database.close());

  it('migrate says that all is well', async () => {
    expect(await run('migrate')).toEqual({
      code: 0,
      stdout: 'The database is up to date.\n',
      stderr: '',
    });
  });

  it('api-key create prints a key alone, that works until it is revoked', async () => {
    const made = await run(
      ...['api-key', 'create', '--name', 'A partner', '--scopes', 'read:directory'],
      ...['--member', 'haki'],
    );
    expect(made).toMatchObject({ code: 0, stderr: '' });
    const key = /^(pb_[\w-]{43})\n$/.exec(made.stdout)?.[1];
    const ask = () =>
      api.ask('{ viewer { scopes } members { totalCount } }', { authorization: `Bearer ${key}` });
    expect((await ask()).data.viewer.scopes).toEqual(['read:directory']);

    const listed = await run('api-key', 'list', '--json');
    const [entry] = JSON.parse(listed.stdout) as Record<string, string>[];
    expect(entry).toMatchObject({
      name: 'A partner',
      prefix: key?.slice(0, 9),
      scopes: ['read:directory'],
      state: 'valid',
    });
    const id = entry?.id ?? '';
    const table = await run('api-key', 'list');
    expect(table.stdout.split('\n')).toHaveLength(2);
    expect(table.stdout).toMatch(new RegExp(`^${id} .* valid .*A partner\n$`));
    expect(listed.stdout + table.stdout).not.toContain(key);

    expect(await run('api-key', 'revoke', id)).toEqual({ code: 0, stdout: '', stderr: '' });
    expect((await ask()).status).toBe(401);
    expect((await run('api-key', 'list')).stdout).toContain(' revoked ');
    for (const none of [id, 'nonsense', '01890000-0000-7000-8000-000000000000']) {
      const { code, stderr } = await run('api-key', 'revoke', none);
      expect(code).toBe(1);
      expect(stderr).toBe(`There is no valid key with the id "${none}". See api-key list.\n`);
    }
  });

  it('api-key create takes every scope, and no member that there is not', async () => {
    const all = await run('api-key', 'create', '--name', 'all', '--scopes', scopes.join(', '));
    expect(all.code).toBe(0);
    const { code, stdout, stderr } = await run(
      ...['api-key', 'create', '--name', 'n', '--scopes', 'read:audit', '--member', 'nobody'],
    );
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toBe('--member: there is no member with the id "nobody".\n');
    expect(await database.prisma.apiKey.count({ where: { name: 'n' } })).toBe(0);
  });

  it('sign-in-link prints a link alone, that signs in once', async () => {
    const { code, stdout, stderr } = await run('sign-in-link', 'Haki@example.org');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const token = /^http:\/\/localhost:4711\/en\/sign-in\/link\?token=([\w-]+)\n$/.exec(
      stdout,
    )?.[1];
    const { data } = await api.ask(
      `mutation { signIn(input: { token: "${token}" }) { ... on SignInSuccess { viewer { role member { name } } } } }`,
    );
    expect(data.signIn.viewer).toEqual({ role: 'MEMBER', member: { name: 'Haki ya Ardhi' } });
  });

  it('sign-in-link knows roles: it appoints a secretary, and checks a representative', async () => {
    const made = await run('sign-in-link', 'first@example.org', '--role', 'SECRETARIAT');
    const token = /token=([\w-]+)\n$/.exec(made.stdout)?.[1];
    const { data } = await api.ask(
      `mutation { signIn(input: { token: "${token}" }) { ... on SignInSuccess { viewer { role } } } }`,
    );
    expect(data.signIn.viewer.role).toBe('SECRETARIAT');
    expect((await run('sign-in-link', 'first@example.org')).code).toBe(0);
    expect((await run('sign-in-link', 'haki@example.org', '--role', 'MEMBER')).code).toBe(0);
    for (const [args, reason] of [
      [['stranger@example.org'], /represents no member and is not of the secretariat/],
      [['first@example.org', '--role', 'MEMBER'], /represents no member\./],
      [['nonsense'], /"nonsense" is not an e-mail address/],
    ] as const) {
      const { code, stdout, stderr } = await run('sign-in-link', ...args);
      expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
      expect(stderr).toMatch(reason);
    }
  });

  it('pair --json has the documented shape', async () => {
    const fits = z.array(z.object({ topic: z.string(), fit: z.number().min(0).max(1) }));
    const pairing = z.object({
      partner: z.string(),
      score: z.number().min(0).max(1),
      learns: fits,
      shares: fits,
      together: z.array(z.string()),
      divides: z.array(
        z.object({
          kind: z.enum(['GEOGRAPHIC', 'LINGUISTIC', 'HISTORIC']),
          extent: z.number().min(0).max(1),
        }),
      ),
      bridge: z.object({
        kind: z.enum(['SHARED_LANGUAGE', 'INTERPRETER', 'RELAY']),
        languages: z.array(z.string()),
        through: z.array(z.string()),
      }),
      sharedHours: z.number().nullable(),
      reasons: z.array(z.string()).min(1),
    });
    const { code, stdout, stderr } = await run('pair', 'haki', '--json');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const pairings = z.array(pairing).parse(JSON.parse(stdout));
    expect(pairings[0]).toMatchObject({
      partner: 'presupuesto',
      learns: [{ topic: 'Budget analysis', fit: 1 }],
      shares: [{ topic: 'Community mapping', fit: 1 }],
      together: ['Land'],
      bridge: { kind: 'SHARED_LANGUAGE', languages: ['en'], through: [] },
    });
    const scores = pairings.map(({ score }) => score);
    expect(scores).toEqual(scores.toSorted((one, other) => other - one));
    // Whom the member may not see is not there.
    expect(stdout).not.toMatch(/hidden|quiet|Night Garden|Quiet Fields/);

    const [interpreted] = JSON.parse((await run('pair', 'eau', '--json')).stdout);
    expect(interpreted).toMatchObject({
      partner: 'ard',
      bridge: { kind: 'INTERPRETER', through: ['pont'] },
    });
  });

  it('pair tells people the same in words, and says when there is nothing', async () => {
    const { stdout } = await run('pair', 'haki', '--first', '1');
    expect(stdout).toMatch(/^Centro Presupuesto Vivo \(presupuesto\), score 0\.\d{3}\n {2}You can/);
    expect((await run('pair', 'far')).stdout).toBe(
      'No pairings at present.\nHousing: Nobody who is available offers this at present.\n',
    );
    expect((await run('pair', 'far', '--json')).stdout).toBe('[]\n');
    const nobody = await run('pair', 'nobody', '--json');
    expect(nobody).toEqual({
      code: 1,
      stdout: '',
      stderr: 'There is no member with the id "nobody". Use an id of members.csv.\n',
    });
  });
});

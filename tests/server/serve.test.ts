import { existsSync } from 'node:fs';
import { createServer, connect, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newTestDatabase } from './database.ts';
import { onServer } from './database/server-database.ts';
import { listing } from './files.ts';
import { cli, type Program, start, startInShell, temporaryFolder } from './programs.ts';

const serve = (environment: Record<string, string>): Program =>
  start('server/main.ts', [], { PORT: '0', ...environment });

const addressOf = async (program: Program): Promise<string> =>
  (await program.says(/Peerbridge is at (http:\S+)/))[1] ?? '';

const linkOf = async (program: Program, role: string): Promise<string> =>
  (await program.says(new RegExp(`as ${role} +(http:\\S+)`)))[1] ?? '';

const get = (url: string, headers: Record<string, string> = {}) =>
  fetch(url, { headers, redirect: 'manual' });

/** What pressing the one button of the page behind a sign-in link does. */
const redeem = (link: string, headers: Record<string, string> = {}) => {
  const { origin, pathname, searchParams } = new URL(link);
  return fetch(origin + pathname, {
    method: 'POST',
    headers,
    body: new URLSearchParams({ token: searchParams.get('token') ?? '' }),
    redirect: 'manual',
  });
};

const cookieOf = (response: Response) =>
  response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');

const count = async (address: string, headers: Record<string, string>): Promise<unknown> => {
  const response = await fetch(`${address}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query: '{ members { totalCount } }' }),
  });
  const { data } = (await response.json()) as { data: { members: { totalCount: number } } };
  return data.members.totalCount;
};

describe('a start with nothing but a free port', () => {
  const dataDir = join(temporaryFolder(), 'data');
  let program: Program;
  let address: string;
  beforeAll(async () => {
    program = serve({ DATA_DIR: dataDir });
    address = await addressOf(program);
  }, 120_000);

  it('answers that it lives and is ready', async () => {
    for (const state of ['live', 'ready']) {
      const response = await get(`${address}/health/${state}`);
      expect([response.status, await response.text()]).toEqual([200, `${state}\n`]);
    }
  });

  it('shows a stranger the way in, and no member', async () => {
    expect((await get(`${address}/en`)).status).toBe(200);
    const directory = await get(`${address}/en/directory`);
    expect(directory.status).toBe(303);
    expect(directory.headers.get('location')).toMatch(/^\/en\/sign-in/);
  });

  it('prints a link for a member: a page with one button, that signs in once', async () => {
    const link = await linkOf(program, 'a member');
    const page = await get(link);
    expect(page.status).toBe(200);
    expect(page.headers.getSetCookie()).toEqual([]);
    const html = await page.text();
    expect(html.match(/<form\b/g)).toHaveLength(1);
    expect(html.match(/<button\b/g)).toHaveLength(1);

    const elsewhere = await redeem(link, { origin: 'https://elsewhere.example' });
    expect(elsewhere.status).toBe(403);
    const signedIn = await redeem(link, { origin: address });
    expect(signedIn.status).toBe(303);
    const cookie = cookieOf(signedIn);
    const directory = await get(`${address}/en/directory`, { cookie });
    expect(directory.status).toBe(200);
    expect(await directory.text()).toContain('href="/en/members/');
    expect((await redeem(link)).status).toBe(410);
  });

  it('prints a link for the secretariat, that a program without Origin can redeem too', async () => {
    const signedIn = await redeem(await linkOf(program, 'the secretariat'));
    expect(signedIn.status).toBe(303);
    expect(await count(address, { cookie: cookieOf(signedIn) })).toBe(300);
  });

  it('prints a key with which a partner reads members', async () => {
    const [, authorization = ''] = await program.says(/as a partner +Authorization: (Bearer \S+)/);
    expect(await count(address, { authorization })).toBeGreaterThan(0);
  });

  it('outlives requests that make no sense', async () => {
    const { hostname, port } = new URL(address);
    const ask = (lines: string[]) =>
      new Promise<string>((resolve, reject) => {
        let answer = '';
        const socket = connect(Number(port), hostname, () =>
          socket.write(`${lines.join('\r\n')}\r\n\r\n`),
        );
        socket.setEncoding('utf8').on('data', (text: string) => (answer += text));
        socket.on('error', reject).on('close', () => resolve(answer));
      });
    for (const lines of [
      ['GET / HTTP/1.1', 'Host: a b/?#'],
      ['GET / HTTP/1.1', 'Host: [::'],
      ['GET /graphql HTTP/1.1', 'Host: [::'],
      ['GET /graphql HTTP/1.1', 'Host: a b/?#'],
      ['GET http://elsewhere.example/ HTTP/1.1', 'Host: localhost'],
      ['GET //elsewhere.example/en HTTP/1.1', 'Host: localhost'],
      ['GET /%E0%A4%A/en HTTP/1.1', 'Host: localhost'],
      ['GET /en/../../../etc/passwd HTTP/1.1', 'Host: localhost'],
      ['OPTIONS * HTTP/1.1', 'Host: localhost'],
      ['NONSENSE'],
    ]) {
      const answer = await ask([...lines, 'Connection: close']);
      expect(answer, lines[0]).toMatch(/^HTTP\/1\.1 [2345]\d\d /);
      expect(answer, lines[0]).not.toMatch(/\.ts:\d|node_modules|root:/);
    }
    const large = await fetch(`${address}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: ' '.repeat(4_100_000) }),
    });
    expect(large.status).toBe(413);
    expect((await get(`${address}/health/ready`)).status).toBe(200);
  });

  it('answers a text of a megabyte kindly, and gives it back', async () => {
    const text = 'حق'.repeat(2 ** 18);
    const query = `mutation($help: String!) { sent: submitFollowUp(input: { token: "x", help: $help }) {
      __typename ... on Error { message } } }`;
    const answer = await fetch(`${address}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'accept-language': 'fr' },
      body: JSON.stringify({ query, variables: { help: text } }),
    });
    const { data } = (await answer.json()) as { data: { sent: unknown } };
    expect(data.sent).toMatchObject({
      __typename: 'LinkInvalidError',
      message: expect.stringContaining('lien') as string,
    });
    const page = await fetch(`${address}/ar/follow-ups/x`, {
      method: 'POST',
      headers: { origin: address },
      body: new URLSearchParams({ help: text }),
    });
    expect(page.status).toBe(410);
    expect((await page.text()).includes(text)).toBe(true);
  }, 60_000);

  it('refuses a second start, on its port or another, naming itself, and no file is touched', async () => {
    // Its own jobs write meanwhile, such as mail.
    program.kill('SIGSTOP');
    const before = listing(dataDir);
    for (const PORT of [new URL(address).port, '0']) {
      const second = await serve({ DATA_DIR: dataDir, PORT }).ended;
      expect(second).toMatchObject({ code: 3, stdout: '' });
      expect(second.stderr).toContain(`process ${program.pid}.`);
      expect(second.stderr).toContain(address);
    }
    const command = await cli(['sign-in-link', 'a@example.org'], { DATA_DIR: dataDir });
    expect(command.code).toBe(3);
    expect(command.stderr).toContain(`${address}/en/sign-in`);
    expect(listing(dataDir)).toEqual(before);
    program.kill('SIGCONT');
  });

  it('ends when asked to, and the next start finds the same network', async () => {
    program.kill('SIGTERM');
    expect((await program.ended).code).toBe(0);
    expect(existsSync(join(dataDir, 'holder.json'))).toBe(false);
    const again = serve({ DATA_DIR: dataDir });
    const signedIn = await redeem(await linkOf(again, 'the secretariat'));
    expect(await count(await addressOf(again), { cookie: cookieOf(signedIn) })).toBe(300);
    again.kill('SIGINT');
    expect((await again.ended).code).toBe(0);
  });

  it('ends with the shell that npm runs it in, of which nobody could stop it any more', async () => {
    const inShell = startInShell('server/main.ts', { DATA_DIR: dataDir, PORT: '0' });
    await inShell.says(/Peerbridge is at/);
    expect(existsSync(join(dataDir, 'holder.json'))).toBe(true);
    inShell.kill('SIGTERM');
    await inShell.ended;
    expect(existsSync(join(dataDir, 'holder.json'))).toBe(false);
  });
});

describe('a start that cannot be', () => {
  const dataDir = join(temporaryFolder(), 'never');
  const other = createServer();
  beforeAll(() => new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve)));
  afterAll(() => void other.close());

  it.each<[string, () => Record<string, string>, RegExp]>([
    [
      'because another program has the port',
      () => ({ PORT: String((other.address() as AddressInfo).port) }),
      /^PORT: \d+ on 127\.0\.0\.1 is in use by another program\. Stop .*\n$/,
    ],
    [
      'because the address is not of this machine',
      () => ({ HOST: '192.0.2.1' }),
      /^HOST, PORT: 192\.0\.2\.1:0 cannot be listened on \(.*EADDRNOTAVAIL.*\)\. Choose .*\n$/,
    ],
    [
      'because a variable is wrong',
      () => ({ PORT: 'abc' }),
      /^PORT: found "abc", allowed is .*\n$/,
    ],
  ])('%s stops with one line, before it touches a file', async (_why, variables, message) => {
    const { code, stdout, stderr } = await serve({ DATA_DIR: dataDir, ...variables() }).ended;
    expect({ code, stdout }).toEqual({ code: 3, stdout: '' });
    expect(stderr).toMatch(message);
    expect(existsSync(dataDir)).toBe(false);
  });
});

describe('on a real server', () => {
  it('DEMO=1 loads the network, and no link is printed where others might read it', async () => {
    const environment = { DATABASE_URL: await newTestDatabase('server'), HOST: '0.0.0.0' };
    const program = serve({ ...environment, DEMO: '1' });
    const address = (await addressOf(program)).replace('0.0.0.0', '127.0.0.1');
    const { stdout: link } = await cli(['sign-in-link', 'secretariat@example.org'], {
      ...environment,
      PUBLIC_URL: address,
    });
    const signedIn = await redeem(link.trim());
    expect(await count(address, { cookie: cookieOf(signedIn) })).toBe(300);
    program.kill('SIGTERM');
    const { code, stdout } = await program.ended;
    expect(code).toBe(0);
    expect(stdout).not.toMatch(/token=|Bearer/);
  });

  it('is as empty as it was without, and is missed as long as it is away', async () => {
    const url = await newTestDatabase('server');
    const environment = { DATABASE_URL: url };
    const program = serve(environment);
    const address = await addressOf(program);
    expect((await cli(['export', 'members'], environment)).stdout.split('\n')).toHaveLength(2);

    const admit = async (whether: boolean) => {
      const name = new URL(url).pathname.slice(1);
      await onServer(
        new URL('/postgres', url).href,
        `ALTER DATABASE ${name} ALLOW_CONNECTIONS ${whether};
         SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${name}'`,
      );
    };
    const ready = async () => (await get(`${address}/health/ready`)).status;
    await admit(false);
    await expect.poll(ready, { timeout: 30_000 }).toBe(503);
    expect((await get(`${address}/health/live`)).status).toBe(200);
    await admit(true);
    await expect.poll(ready, { timeout: 30_000 }).toBe(200);

    program.kill('SIGTERM');
    expect((await program.ended).code).toBe(0);
  });
});

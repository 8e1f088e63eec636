import { chmodSync, mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import { simpleParser } from 'mailparser';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createApp } from '../../../server/app.ts';
import { readConfig } from '../../../server/config.ts';
import type { Database } from '../../../server/database/database.ts';
import { createMailer } from '../../../server/notifications/mailer.ts';
import { openTestDatabase } from '../database.ts';
import { startMailServer } from '../mail-server.ts';
import { temporaryFolder } from '../programs.ts';
import { loadSmallNetwork } from '../small-network.ts';

const mail = {
  to: 'haki@example.org',
  subject: 'رابط الدخول',
  text: 'Réseau\n\nhttps://peerbridge.example/en/sign-in/link?token=secret-token',
  html: '<p>Réseau</p>',
};
const permissions = (path: string) => statSync(path).mode & 0o777;

describe('without a mail server', () => {
  it('keeps each message in the outbox, for the operator alone', async () => {
    const dataDir = join(temporaryFolder(), 'data');
    const mailer = createMailer({
      smtpUrl: null,
      dataDir,
      publicUrl: 'https://peerbridge.example',
    });
    await Promise.all([mailer.send(mail), mailer.send({ ...mail, to: 'eau@example.org' })]);
    mailer.close();

    const outbox = join(dataDir, 'outbox');
    expect(permissions(dataDir)).toBe(0o700);
    expect(permissions(outbox)).toBe(0o700);
    const files = readdirSync(outbox).map((name) => join(outbox, name));
    expect(files).toHaveLength(2);
    expect(files.map(permissions)).toEqual([0o600, 0o600]);
    const messages = await Promise.all(files.map((file) => simpleParser(readFileSync(file))));
    expect(messages.map(({ to }) => [to].flat()[0]?.text).sort()).toEqual([
      'eau@example.org',
      'haki@example.org',
    ]);
    expect(messages[0]).toMatchObject({ subject: mail.subject, html: mail.html });
    expect(messages[0]?.text).toContain('token=secret-token');
    expect(messages[0]?.from?.value).toEqual([
      { name: 'Peerbridge', address: 'peerbridge@peerbridge.example' },
    ]);
  });

  it('closes an outbox that stood open to others', async () => {
    const dataDir = temporaryFolder();
    mkdirSync(join(dataDir, 'outbox'));
    chmodSync(join(dataDir, 'outbox'), 0o755);
    await createMailer({ smtpUrl: null, dataDir, publicUrl: null }).send(mail);
    expect(permissions(join(dataDir, 'outbox'))).toBe(0o700);
  });
});

describe('with a mail server', () => {
  it('hands the message over as it is', async () => {
    const server = await startMailServer();
    const mailer = createMailer({ smtpUrl: server.url, dataDir: '', publicUrl: null });
    await mailer.send(mail);
    expect(await server.next()).toMatchObject({
      to: [mail.to],
      subject: mail.subject,
      text: mail.text,
      html: mail.html,
    });
    mailer.close();
    await server.close();
  });
});

describe('a mail server that does not take the message', () => {
  const servers: Server[] = [];
  const sockets: Socket[] = [];
  const serverThat = async (answers: (said: string) => string | null): Promise<string> => {
    const server = createServer((socket) => {
      sockets.push(socket.on('error', () => undefined));
      const say = (line: string | null) => void (line && socket.write(`${line}\r\n`));
      say(answers(''));
      socket.on('data', (chunk) => say(answers(chunk.toString())));
    });
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return `smtp://user:hunter2@127.0.0.1:${(server.address() as AddressInfo).port}`;
  };

  let database: Database;
  beforeAll(async () => {
    database = await openTestDatabase('embedded');
    await loadSmallNetwork(database);
  });
  afterAll(async () => {
    for (const server of servers) server.close();
    for (const socket of sockets) socket.destroy();
    await database.close();
  });

  const request = (email: string) =>
    new Request('http://localhost/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        query: `mutation { requestSignInLink(input: { email: "${email}" }) { __typename } }`,
      }),
    });
  const answer = { data: { requestSignInLink: { __typename: 'RequestSignInLinkSuccess' } } };
  const client = { clientAddress: '192.0.2.1' };

  it.each<[string, () => Promise<string>, RegExp]>([
    [
      'because nobody listens',
      async () => {
        const url = await serverThat(() => null);
        await new Promise((resolve) => servers.pop()?.close(resolve));
        return url;
      },
      /ECONNREFUSED|ESOCKET/,
    ],
    [
      'because it refuses the address',
      () =>
        serverThat((said) => {
          if (said === '') return '220 mail.example';
          if (/^EHLO/.test(said)) return '250-mail.example\r\n250 AUTH PLAIN';
          if (/^AUTH/.test(said)) return '235 welcome';
          if (/^RCPT/.test(said))
            return '550 5.1.1 <haki@example.org>: no such user haki@example.org';
          return '250 go on';
        }),
      /EENVELOPE.*550/,
    ],
    [
      'because it refuses us',
      () =>
        serverThat((said) => {
          if (said === '') return '220 mail.example';
          if (/^EHLO/.test(said)) return '250-mail.example\r\n250 AUTH PLAIN';
          return '535 5.7.8 user user and password hunter2 do not match';
        }),
      /EAUTH.*535/,
    ],
  ])(
    '%s does not change the answer, and the log names neither person nor link',
    async (_why, url, reason) => {
      const logged: string[] = [];
      const log = pino({ level: 'trace' }, { write: (line: string) => void logged.push(line) });
      const config = {
        ...readConfig({ PUBLIC_URL: 'https://peerbridge.example' }),
        smtpUrl: await url(),
      };
      const app = await createApp(config, database, { log });
      const response = await app.fetch(request('haki@example.org'), client);
      expect(await response.json()).toEqual(answer);
      await app.close();
      const text = logged.join('');
      expect(text).toMatch(/Could not send a sign-in link/);
      expect(text).toMatch(reason);
      expect(text).not.toMatch(/haki|token|hunter2/i);
    },
  );

  it('because it never answers keeps nobody waiting', async () => {
    const config = { ...readConfig({}), smtpUrl: await serverThat(() => null) };
    const app = await createApp(config, database, { log: pino({ level: 'silent' }) });
    const send = vi.spyOn(app.services.mailer, 'send');
    const response = await app.fetch(request('eau@example.org'), client);
    expect(await response.json()).toEqual(answer);
    expect(send.mock.settledResults).toEqual([{ type: 'incomplete', value: undefined }]);
  });
});

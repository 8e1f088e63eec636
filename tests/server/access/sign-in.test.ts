import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { emailedLinkLifetime } from '../../../server/access/sign-in.ts';
import type { Database } from '../../../server/database/database.ts';
import { type Api, openApi } from '../api.ts';
import { databaseKinds, openTestDatabase } from '../database.ts';
import { startMailServer, type MailServer } from '../mail-server.ts';
import { loadSmallNetwork } from '../small-network.ts';

const request =
  'mutation($email: String!, $locale: Locale) { requestSignInLink(input: { email: $email, locale: $locale }) { __typename ... on RequestSignInLinkSuccess { email } ... on Error { code message path } } }';
const redeem =
  'mutation($token: String!) { signIn(input: { token: $token }) { __typename ... on SignInSuccess { viewer { role email member { name } } } ... on Error { code message } } }';

describe.each(databaseKinds)('signing in, on %s', (kind) => {
  let database: Database;
  let mail: MailServer;
  let api: Api;

  beforeAll(async () => {
    database = await openTestDatabase(kind);
    await loadSmallNetwork(database);
    mail = await startMailServer();
    api = await openApi(database, {
      config: { smtpUrl: mail.url, publicUrl: 'https://peerbridge.example' },
    });
  });
  afterAll(async () => {
    await api.app.close();
    await mail.close();
    await database.close();
  });

  it('sends a link in the language asked for, that signs in once', async () => {
    const { data } = await api.ask(request, {}, { email: ' Haki@Example.org ', locale: 'ar' });
    expect(data.requestSignInLink).toEqual({
      __typename: 'RequestSignInLinkSuccess',
      email: 'haki@example.org',
    });
    const message = await mail.next();
    expect(message.to).toEqual(['haki@example.org']);
    expect(message.subject).toBe('رابط الدخول إلى Peerbridge');
    expect(message.html).toContain('dir="rtl"');
    const link = /https:\/\/peerbridge\.example\/ar\/sign-in\/link\?token=([\w-]+)/.exec(
      message.text,
    );
    expect(link).not.toBeNull();
    expect(message.html).toContain(link?.[0]);
    // Somebody else may see the screen: nothing says whose link it is.
    expect(message.subject + message.text).not.toMatch(/Haki|Ardhi/);

    const first = await api.ask(redeem, {}, { token: link?.[1] });
    expect(first.data.signIn).toEqual({
      __typename: 'SignInSuccess',
      viewer: { role: 'MEMBER', email: 'haki@example.org', member: { name: 'Haki ya Ardhi' } },
    });
    const cookie = first.headers.getSetCookie().join();
    expect(cookie).toMatch(/HttpOnly/);
    expect(cookie).toMatch(/Secure/);
    expect(cookie).toMatch(/SameSite=Lax/);
    const second = await api.ask(redeem, { 'accept-language': 'fr' }, { token: link?.[1] });
    expect(second.data.signIn).toMatchObject({
      code: 'LINK_INVALID',
      message: 'Ce lien a déjà servi ou a expiré. Demandez-en un nouveau.',
    });
    expect(second.headers.getSetCookie()).toEqual([]);
  });

  it('answers the same for an address that nobody has, and sends nothing', async () => {
    const { data } = await api.ask(request, {}, { email: 'stranger@example.org' });
    expect(data.requestSignInLink).toEqual({
      __typename: 'RequestSignInLinkSuccess',
      email: 'stranger@example.org',
    });
    await api.ask(request, {}, { email: 'eau@example.org' });
    expect((await mail.next()).to).toEqual(['eau@example.org']);
  });

  it('names what is wrong with an address', async () => {
    const { data } = await api.ask(
      request,
      { 'accept-language': 'es' },
      { email: 'not an address' },
    );
    expect(data.requestSignInLink).toMatchObject({
      __typename: 'InvalidInputError',
      code: 'INVALID_INPUT',
      path: ['email'],
    });
    expect(data.requestSignInLink.message).toContain('«not an address»');
  });

  it('limits how often links are asked for one address', async () => {
    const codes: unknown[] = [];
    for (let n = 0; n < 6; n += 1)
      codes.push(
        (await api.ask(request, {}, { email: 'nobody@example.org' })).data.requestSignInLink.code,
      );
    expect(codes).toEqual([undefined, undefined, undefined, undefined, undefined, 'RATE_LIMITED']);
  });

  it('refuses a link that expired', async () => {
    const token = await api.app.services.signIn.issueToken('haki@example.org', emailedLinkLifetime);
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + (emailedLinkLifetime + 1) * 1000 });
    try {
      expect(await api.app.services.signIn.redeem(token)).toBeNull();
    } finally {
      vi.useRealTimers();
    }
  });

  it('stores no token that a reader of the database could use', async () => {
    const token = await api.app.services.signIn.issueToken('haki@example.org', 60);
    expect(JSON.stringify(await database.prisma.verification.findMany())).not.toContain(token);
  });

  it('ends one session, or all of the person', async () => {
    const [phone, desk, third] = [
      await api.as('haki@example.org'),
      await api.as('haki@example.org'),
      await api.as('haki@example.org'),
    ];
    const role = async (headers: Readonly<Record<string, string>>) =>
      (await api.ask('{ viewer { role } }', headers)).data.viewer.role;
    const out = await api.ask(
      'mutation { signOut(input: {}) { ... on SignOutSuccess { viewer { role } } } }',
      phone,
    );
    expect(out.headers.getSetCookie().join()).toMatch(/session_token=;.*Max-Age=0/);
    expect([await role(phone), await role(desk), await role(third)]).toEqual([
      null,
      'MEMBER',
      'MEMBER',
    ]);
    await api.ask('mutation { signOut(input: { everywhere: true }) { __typename } }', desk);
    expect([await role(desk), await role(third)]).toEqual([null, null]);
  });

  it('takes no sign-in by GET, which mail scanners would spend', async () => {
    const token = await api.app.services.signIn.issueToken('haki@example.org', 60);
    const response = await api.app.fetch(
      new Request(`http://localhost/auth/magic-link/verify?token=${token}`),
      { clientAddress: '192.0.2.1' },
    );
    expect(response.status).toBe(404);
    expect(await api.app.services.signIn.redeem(token)).not.toBeNull();
  });
});

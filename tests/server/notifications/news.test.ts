import ical from 'node-ical';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '../../../server/database/database.ts';
import { locales } from '../../../server/i18n/locales.ts';
import { newsKinds, type NewsKind } from '../../../server/notifications/kinds.ts';
import { deliver } from '../../../server/notifications/delivery.ts';
import { createMailer } from '../../../server/notifications/mailer.ts';
import { type News, notify } from '../../../server/notifications/store.ts';
import { type Api, openApi } from '../api.ts';
import { databaseKinds, openTestDatabase } from '../database.ts';
import { storeExchange } from '../exchanges/stored-exchange.ts';
import { type MailServer, startMailServer } from '../mail-server.ts';
import { globalId, loadSmallNetwork } from '../small-network.ts';

const origin = 'https://peerbridge.example';
const start = new Date('2026-03-02T12:00:00Z');

describe.each(databaseKinds)('news, on %s', (kind) => {
  let database: Database;
  let server: MailServer;
  let api: Api;
  let ids: Record<string, string>;
  let now = start;
  let exchange: string;
  let atRisk: string;

  beforeAll(async () => {
    server = await startMailServer();
    database = await openTestDatabase(kind);
    ids = await loadSmallNetwork(database);
    const config = { smtpUrl: server.url, publicUrl: origin };
    api = await openApi(database, { now: () => now, config });
    exchange = await storeExchange(database.prisma, [ids.eau!, ids.haki!], start);
    atRisk = await storeExchange(database.prisma, [ids.hidden!, ids.haki!], start);
  });
  beforeEach(async () => {
    now = start;
    await database.prisma.notification.deleteMany();
    await database.prisma.mailbox.deleteMany();
  });
  afterAll(async () => {
    await api.app.close();
    await server.close();
    await database.close();
  });

  const say = (...news: Partial<News>[]) =>
    database.prisma.$transaction((transaction) =>
      notify(
        transaction,
        now,
        news.map((more, index) => ({
          kind: 'REQUESTED',
          exchangeId: exchange,
          to: { memberIds: [ids.haki!] },
          detail: { memberId: ids.eau },
          once: `test ${index}`,
          ...more,
        })),
      ),
    );
  const choose = (email: string, data: { mailing?: 'DAILY' | 'NEVER'; locale?: string }) =>
    database.prisma.mailbox.create({ data: { email, ...data } });
  const delivered = async () => {
    await api.app.jobs.run('deliver');
    return server.takeAll().sort((a, b) => (a.to[0]! < b.to[0]! ? -1 : 1));
  };

  it('reach every representative, once however often they are told', async () => {
    await say({});
    await say({});
    await Promise.all([say({ once: 'other' }), say({ once: 'other' })]);
    const rows = await database.prisma.notification.findMany();
    expect(
      rows.map(({ email, once }) => `${email} ${once.split(' ').slice(0, -2).join(' ')}`).sort(),
    ).toEqual([
      'haki@example.org other',
      'haki@example.org test 0',
      'second@example.org other',
      'second@example.org test 0',
    ]);
    expect(await delivered()).toHaveLength(4);
    expect(await delivered()).toEqual([]);
  });

  it('of something that did not happen reach nobody', async () => {
    const undone = database.prisma.$transaction(async (transaction) => {
      await notify(transaction, now, [
        { kind: 'STARTED', exchangeId: exchange, to: { memberIds: [ids.haki!] }, once: 'undone' },
      ]);
      throw new Error('undone');
    });
    await expect(undone).rejects.toThrow('undone');
    expect(await delivered()).toEqual([]);
  });

  it('are e-mails in the language of each, plain text first, with links that lead there', async () => {
    await choose('haki@example.org', { locale: 'ar' });
    await say(
      {},
      { to: { memberIds: [ids.eau!] }, detail: { memberId: ids.haki }, kind: 'ACCEPTED' },
    );
    const [eau, haki, second] = await delivered();
    const path = `/exchanges/${encodeURIComponent(globalId('Exchange', exchange))}`;

    expect(eau).toMatchObject({
      to: ['eau@example.org'],
      language: 'fr',
      subject: 'Haki ya Ardhi accepte l’échange',
    });
    expect(eau?.html).toContain('<html lang="fr" dir="ltr">');
    expect(haki).toMatchObject({
      language: 'ar',
      subject: 'طلب تبادل من \u2068Réseau Eau et Vie\u2069',
    });
    expect(haki?.html).toContain('<html lang="ar" dir="rtl">');
    expect(second).toMatchObject({
      language: 'en',
      subject: 'Réseau Eau et Vie asks you for an exchange',
    });
    for (const [mail, locale] of [
      [eau, 'fr'],
      [haki, 'ar'],
      [second, 'en'],
    ] as const) {
      expect(mail?.text).toContain(`\n${origin}/${locale}${path}\n`);
      expect(mail?.text).toContain(`\n${origin}/${locale}/inbox/settings\n`);
      expect(mail?.html).toContain(`href="${origin}/${locale}${path}"`);
      expect(mail?.text).not.toMatch(/[<>]|undefined|null/);
    }
  });

  it.each(locales)('say something of every kind in %s, in text and HTML', async (locale) => {
    await choose('second@example.org', { locale });
    await choose('haki@example.org', { mailing: 'NEVER' });
    const kinds = Object.keys(newsKinds) as NewsKind[];
    const detail = {
      memberId: ids.eau,
      followUpId: exchange,
      noteId: exchange,
      action: 'ACCEPT' as const,
    };
    await say(...kinds.map((kind) => ({ kind, detail })));
    const mails = await delivered();
    expect(mails).toHaveLength(kinds.length);
    expect(new Set(mails.map(({ subject }) => subject)).size).toBe(kinds.length);
    for (const { subject, text, html } of mails) {
      expect(text).not.toMatch(/undefined|null|\{|\}/);
      expect(text.length).toBeGreaterThan(60);
      expect(html).toContain(subject.replace(/"/g, '&quot;').slice(0, 20));
      for (const [link] of text.matchAll(/https:\S+/g)) {
        expect(new URL(link).origin).toBe(origin);
        expect(new URL(link).pathname.startsWith(`/${locale}/`)).toBe(true);
        expect(html).toContain(`href="${link}"`);
      }
    }
    const followUp = mails.find(({ text }) => text.includes('/follow-ups/'));
    expect(followUp?.text).toMatch(/\/follow-ups\/[\w-]{72}\n/);
  });

  it('are in no e-mail where anybody is at risk, keeps its name to itself, or stops for safety', async () => {
    await say(
      { exchangeId: atRisk, detail: { memberId: ids.hidden } },
      { exchangeId: null, detail: { memberId: ids.quiet }, kind: 'MESSAGE' },
      { exchangeId: atRisk, to: { memberIds: [ids.hidden!] }, detail: { memberId: ids.haki } },
      { kind: 'STOPPED', detail: { memberId: ids.eau } },
    );
    const mails = await delivered();
    expect(mails).toHaveLength(7);
    for (const { subject, text, html } of mails) {
      expect(subject).toBe('You have news on Peerbridge');
      expect(`${text}${html}`).not.toMatch(
        /Night|Haki|Quiet|Eau|Member [0-9A-Z]{5}|asks|wrote|risk/,
      );
      // The page of the exchange has the same address for both.
      const links = `${text} ${html}`.match(/https:[^\s"<]+/g);
      expect([...new Set(links)].sort()).toEqual([
        `${origin}/en/inbox`,
        `${origin}/en/inbox/settings`,
      ]);
    }
  });

  it('of a meeting bring it for the calendar, unless anybody is at risk', async () => {
    const planned = async (exchangeId: string) => {
      const { id } = await database.prisma.exchangeSession.create({
        data: {
          exchangeId,
          state: 'PLANNED',
          startsAt: new Date('2026-03-29T09:30:00Z'),
          minutes: 45,
          timeZone: 'Europe/Paris',
          format: 'ONLINE',
          place: 'https://meet.example.org/secret',
          sequence: 2,
          createdAt: now,
          updatedAt: now,
        },
      });
      return { exchangeId, kind: 'SESSION_CHANGED' as const, detail: { sessionId: id } };
    };
    await choose('second@example.org', { mailing: 'NEVER' });
    await say(await planned(exchange), await planned(atRisk));
    const mails = await delivered();
    expect(mails.map(({ calendars }) => calendars.length).sort()).toEqual([0, 1]);
    const [file = ''] = mails.flatMap(({ calendars }) => calendars);
    const event = Object.values(ical.sync.parseICS(file)).find((part) => part?.type === 'VEVENT');
    expect(event).toMatchObject({ start: new Date('2026-03-29T09:30:00Z'), sequence: 2 });
    expect(event).toMatchObject({ end: new Date('2026-03-29T10:15:00Z'), method: 'REQUEST' });
    const unfolded = file.replaceAll('\r\n ', '');
    expect(unfolded).toContain('haki@example.org');
    expect(unfolded).not.toMatch(/Eau|meet\.example/);
  });

  it('go out together once a day, or not at all, as each chooses', async () => {
    await choose('haki@example.org', { mailing: 'DAILY' });
    await choose('second@example.org', { mailing: 'NEVER' });
    await say(
      {},
      { kind: 'MESSAGE' },
      { kind: 'MESSAGE', exchangeId: atRisk, detail: { memberId: ids.hidden } },
    );
    expect(await delivered()).toEqual([]);
    now = new Date('2026-03-03T05:59:00Z');
    expect(await delivered()).toEqual([]);
    await say({ kind: 'STARTED', once: 'later' });
    now = new Date('2026-03-03T06:00:00Z');
    await say({ kind: 'HELD', once: 'for tomorrow' });
    const [digest, ...others] = await delivered();
    expect(others).toEqual([]);
    expect(digest).toMatchObject({
      to: ['haki@example.org'],
      subject: '4 pieces of news on Peerbridge',
    });
    for (const said of ['asks you for', 'wrote to you', 'started', 'You have news'])
      expect(digest?.text).toContain(said);
    expect(digest?.text).not.toContain('Night');
    now = new Date('2026-03-05T06:00:00Z');
    expect(await delivered()).toMatchObject([
      { subject: 'Réseau Eau et Vie put the exchange on hold' },
    ]);
    expect(await delivered()).toEqual([]);
  });

  it('that cannot be sent for now are tried again with growing pauses, with the same Message-ID', async () => {
    server.answer('haki@example.org', 451);
    await choose('second@example.org', { mailing: 'NEVER' });
    await say({});
    expect(await delivered()).toEqual([]);
    const [row] = await database.prisma.notification.findMany({
      where: { email: 'haki@example.org' },
    });
    expect(row).toMatchObject({
      mailedAt: null,
      attempts: 1,
      mailAfter: new Date(start.getTime() + 60_000),
    });
    now = new Date(start.getTime() + 60_000);
    await delivered();
    const again = await database.prisma.notification.findUniqueOrThrow({ where: { id: row!.id } });
    expect(again.mailAfter).toEqual(new Date(now.getTime() + 300_000));
    server.answer('haki@example.org', 0);
    now = again.mailAfter;
    const [mail] = await delivered();
    expect(mail?.messageId).toBe(`<${row!.id}@peerbridge.example>`);
    expect(await database.prisma.mailbox.count({ where: { refusedAt: { not: null } } })).toBe(0);
  });

  it('that were sent, and not noted as sent, are sent again with the same Message-ID, also a digest', async () => {
    await choose('haki@example.org', { mailing: 'DAILY' });
    await say({}, { kind: 'MESSAGE' });
    now = new Date('2026-03-03T06:00:00Z');
    const first = await delivered();
    expect(first).toHaveLength(3);
    // As if the process had been killed before it noted that.
    await database.prisma.notification.updateMany({ data: { mailedAt: null } });
    await say({ kind: 'STARTED', once: 'meanwhile', to: { memberIds: [ids.haki!] } });
    expect((await delivered()).map(({ to }) => to[0])).toEqual(['second@example.org']);
    now = new Date('2026-03-03T06:06:00Z');
    const second = await delivered();
    expect(second).toEqual(first);
  });

  it('to an address that is refused for good stop, and the secretariat knows until a link arrives', async () => {
    const secretariat = await api.asSecretariat();
    await choose('secretariat@example.org', { mailing: 'NEVER' });
    server.answer('second@example.org', 550);
    await say({}, { kind: 'MESSAGE' });
    expect((await delivered()).map(({ to }) => to[0])).toEqual([
      'haki@example.org',
      'haki@example.org',
    ]);
    await say({ kind: 'STARTED', once: 'later' });
    expect((await delivered()).map(({ to }) => to[0])).toEqual(['haki@example.org']);
    expect(await database.prisma.notification.count({ where: { mailedAt: null } })).toBe(0);

    const ask = async (headers: Record<string, string>) =>
      api.ask(
        '{ refusedAddresses { email refusal refusedAt member { name } } viewer { unreadCount inbox { nodes { kind text path } } } }',
        headers,
      );
    const { data } = await ask({ ...secretariat });
    expect(data.refusedAddresses).toEqual([
      {
        email: 'second@example.org',
        refusal: '550',
        refusedAt: start.toISOString(),
        member: { name: 'Haki ya Ardhi' },
      },
    ]);
    expect(data.viewer).toMatchObject({
      unreadCount: 1,
      inbox: { nodes: [{ kind: 'MAIL_REFUSED', path: '/inbox/refused' }] },
    });
    const { errors } = await ask({ ...(await api.as('haki@example.org')) });
    expect(errors[0]?.extensions?.code).toBe('FORBIDDEN');

    server.answer('second@example.org', 0);
    await api.ask(
      'mutation { requestSignInLink(input: { email: "second@example.org", locale: es }) { __typename } }',
    );
    expect((await server.next()).html).toContain('lang="es"');
    await expect
      .poll(async () => (await ask({ ...secretariat })).data.refusedAddresses)
      .toEqual([]);
    await say({ kind: 'RESUMED', once: 'welcome' });
    const [, second] = await delivered();
    expect(second).toMatchObject({ to: ['second@example.org'], language: 'es' });
  });

  describe('that a mail server does not take', () => {
    const rows = () =>
      database.prisma.notification.findMany({
        where: { kind: { not: 'MAIL_REFUSED' } },
        orderBy: { email: 'asc' },
      });
    const refused = () => database.prisma.mailbox.count({ where: { refusedAt: { not: null } } });
    /** As if they had been tried for a week. */
    const forAWeek = () => database.prisma.notification.updateMany({ data: { attempts: 17 } });

    it.each([
      ['as it does not relay for us', { text: '5.7.1 Relaying denied' }],
      ['as it does not like the text', { at: 'DATA' as const }],
    ])('%s condemn nobody; after a week they stay in the inbox alone', async (_why, more) => {
      server.answer('second@example.org', 554, more);
      await say({});
      expect((await delivered()).map(({ to }) => to[0])).toEqual(['haki@example.org']);
      expect((await rows())[1]).toMatchObject({ mailedAt: null, attempts: 1 });
      await forAWeek();
      now = new Date(start.getTime() + 7 * 24 * 60 * 60_000);
      await delivered();
      expect((await rows())[1]?.mailedAt).toEqual(now);
      expect(await refused()).toBe(0);
      server.answer('second@example.org', 0);
    });

    it('for a week because of the address condemn it', async () => {
      server.answer('second@example.org', 452);
      await say({});
      await forAWeek();
      await delivered();
      expect(await refused()).toBe(1);
      server.answer('second@example.org', 0);
    });

    it('because it is not there are tried one at a time, for as long as it takes', async () => {
      const failures: unknown[] = [];
      const mailer = createMailer({ smtpUrl: 'smtp://127.0.0.1:1', dataDir: '', publicUrl: null });
      const { prisma } = database;
      const deliverNow = () =>
        deliver({
          prisma,
          mailer,
          origin,
          now: () => now,
          failed: (error) => failures.push(error),
        });
      await say({});
      await forAWeek();
      await deliverNow();
      expect(failures).toHaveLength(1);
      await deliverNow();
      expect(failures).toHaveLength(2);
      const waiting = { mailedAt: null, attempts: 3, mailAfter: new Date(+start + 15 * 60_000) };
      expect(await rows()).toMatchObject([waiting, waiting]);
      expect(await refused()).toBe(0);
      mailer.close();
      now = waiting.mailAfter;
      expect(await delivered()).toHaveLength(2);
    });

    it('do not keep new ones waiting', async () => {
      await choose('second@example.org', { mailing: 'NEVER' });
      await say({});
      await forAWeek();
      now = new Date(+start + 60_000);
      await say({ once: 'new', kind: 'STARTED' });
      await api.app.jobs.run('deliver');
      expect(server.takeAll().map(({ subject }) => subject)).toEqual([
        'Réseau Eau et Vie started the exchange',
        'Réseau Eau et Vie asks you for an exchange',
      ]);
    });
  });

  it('for a member do not reach those who no longer act for it', async () => {
    const was = await database.prisma.representative.create({
      data: { email: 'was@example.org', memberId: ids.haki!, position: 2 },
    });
    await say({});
    const headers = await api.as('was@example.org');
    await database.prisma.representative.update({
      where: { id: was.id },
      data: { memberId: ids.far! },
    });
    expect((await delivered()).map(({ to }) => to[0])).not.toContain('was@example.org');
    const { data } = await api.ask('{ viewer { unreadCount inbox { nodes { id } } } }', headers);
    expect(data.viewer).toEqual({ unreadCount: 0, inbox: { nodes: [] } });
    await database.prisma.representative.delete({ where: { id: was.id } });
  });

  describe('in the inbox', () => {
    const inbox = async (headers: Record<string, string>, unread = false) =>
      (
        await api.ask(
          `query($unread: Boolean) { viewer { unreadCount mailing mailLocale inbox(unread: $unread) { totalCount nodes { id kind readAt text(locale: fr) path exchange { id } member { name } } } } }`,
          headers,
          { unread },
        )
      ).data.viewer;

    it('are sentences with names as the reader may know them, until they are read', async () => {
      await say({}, { exchangeId: atRisk, detail: { memberId: ids.hidden } });
      const haki = await api.as('haki@example.org');
      const before = await inbox(haki);
      expect(before.unreadCount).toBe(2);
      const { pseudonym } = await database.prisma.member.findUniqueOrThrow({
        where: { id: ids.hidden! },
      });
      expect(before.inbox.nodes.map(({ text }: { text: string }) => text).sort()).toEqual(
        [
          `${pseudonym} vous demande un échange.`,
          'Réseau Eau et Vie vous demande un échange.',
        ].sort(),
      );
      expect(before.inbox.nodes[0].member.name).toBe('Haki ya Ardhi');
      expect(
        before.inbox.nodes.map((node: { exchange: { id: string } }) => node.exchange.id).sort(),
      ).toEqual([exchange, atRisk].map((id) => globalId('Exchange', id)).sort());

      const mark = (input: string, headers: Record<string, string>) =>
        api.ask(
          `mutation { markRead(input: ${input}) { ... on MarkReadSuccess { viewer { unreadCount } } } }`,
          headers,
        );
      const first = `{ notifications: ["${before.inbox.nodes[0].id}"] }`;
      // Somebody else's news cannot be marked, nor read.
      await mark(first, await api.as('eau@example.org'));
      const foreign = await api.ask(
        `{ node(id: "${before.inbox.nodes[0].id}") { id } }`,
        await api.as('second@example.org'),
      );
      expect(foreign.data.node).toBeNull();
      expect((await inbox(haki)).unreadCount).toBe(2);
      expect((await mark(first, haki)).data.markRead.viewer.unreadCount).toBe(1);
      expect((await inbox(haki, true)).inbox.totalCount).toBe(1);
      expect((await mark('{ all: true }', haki)).data.markRead.viewer.unreadCount).toBe(0);
      expect((await inbox(haki)).inbox.totalCount).toBe(2);
    });

    it('are for people: keys and anonymous callers have none', async () => {
      await say({});
      for (const headers of [{}, await api.asPartner()])
        expect(await inbox({ ...headers })).toMatchObject({
          unreadCount: 0,
          mailing: null,
          inbox: { nodes: [] },
        });
    });

    it('say how the reader wants e-mails, and what waits follows', async () => {
      const haki = await api.as('haki@example.org');
      await choose('second@example.org', { mailing: 'NEVER' });
      expect(await inbox(haki)).toMatchObject({ mailing: 'AT_ONCE', mailLocale: null });
      await say({});
      const set = (input: string) =>
        api.ask(
          `mutation { setMailing(input: ${input}) { ... on SetMailingSuccess { viewer { mailing mailLocale } } } }`,
          haki,
        );
      expect((await set('{ mailing: DAILY, locale: es }')).data.setMailing.viewer).toEqual({
        mailing: 'DAILY',
        mailLocale: 'es',
      });
      expect(await delivered()).toEqual([]);
      await set('{ mailing: AT_ONCE }');
      expect(await delivered()).toMatchObject([{ language: 'en' }]);
    });
  });
});

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Prisma } from '../../../generated/prisma/client.ts';
import type { Database } from '../../../server/database/database.ts';
import { notify } from '../../../server/notifications/store.ts';
import { type Api, openApi } from '../api.ts';
import { databaseKinds, openTestDatabase } from '../database.ts';
import { storeExchange } from '../exchanges/stored-exchange.ts';
import { type MailServer, startMailServer } from '../mail-server.ts';
import { loadSmallNetwork } from '../small-network.ts';

const start = new Date('2026-03-02T12:00:00Z');
const day = 24 * 60 * 60 * 1000;

describe.each(databaseKinds)('jobs, on %s', (kind) => {
  let database: Database;
  let server: MailServer;
  let api: Api;
  let ids: Record<string, string>;
  let now = start;

  beforeAll(async () => {
    server = await startMailServer();
    database = await openTestDatabase(kind);
    ids = await loadSmallNetwork(database);
    api = await openApi(database, { now: () => now, config: { smtpUrl: server.url } });
    await api.asSecretariat();
  });
  beforeEach(async () => {
    now = start;
    await database.prisma.exchange.deleteMany();
    await database.prisma.notification.deleteMany();
  });
  afterAll(async () => {
    await api.app.close();
    await server.close();
    await database.close();
  });

  const store = (more?: Partial<Prisma.ExchangeCreateInput>) =>
    storeExchange(database.prisma, [ids.eau!, ids.haki!], start, more);
  const sweepAt = async (days: number) => {
    now = new Date(start.getTime() + days * day);
    await api.app.jobs.run('sweep');
  };
  /** Kind and person of everything that was told, in order. */
  const told = async () =>
    (
      await database.prisma.notification.findMany({ orderBy: [{ at: 'asc' }, { email: 'asc' }] })
    ).map(({ kind, email }) => `${kind} ${email.split('@')[0]}`);
  const stateOf = async (id: string) =>
    (await database.prisma.exchange.findUniqueOrThrow({ where: { id } })).state;

  it('remind of a request twice, and let it expire, free for both and told to both', async () => {
    const id = await store();
    for (let days = 0; days <= 20; days += 0.5) await sweepAt(days);
    expect(await told()).toEqual([
      'REMINDER haki',
      'REMINDER second',
      'REMINDER haki',
      'REMINDER second',
      'EXPIRED eau',
      'EXPIRED haki',
      'EXPIRED second',
    ]);
    expect(await stateOf(id)).toBe('EXPIRED');
    const events = await database.prisma.exchangeEvent.findMany({ where: { exchangeId: id } });
    expect(events).toMatchObject([{ number: 2, action: 'EXPIRE', by: 'SYSTEM', state: 'EXPIRED' }]);
    const audited = await database.prisma.auditEvent.findMany({ where: { subject: id } });
    expect(audited).toMatchObject([{ actor: 'system' }]);
  });

  it('after a week without a server remind once, and come to the same end', async () => {
    const id = await store();
    for (const days of [0, 4, 11, 11.1]) await sweepAt(days);
    expect(await told()).toEqual(['REMINDER haki', 'REMINDER second']);
    await sweepAt(40);
    expect(await stateOf(id)).toBe('EXPIRED');
    expect(await told()).toHaveLength(5);
  });

  it('leave those in peace who talk', async () => {
    const id = await store();
    await sweepAt(4);
    await database.prisma.exchange.update({ where: { id }, data: { quietSince: now } });
    await sweepAt(8);
    expect(await told()).toEqual([]);
    await sweepAt(9);
    expect(await told()).toEqual(['REMINDER haki', 'REMINDER second']);
  });

  it('tell the secretariat where an accepted exchange stands still, and end it kindly', async () => {
    const id = await store({ state: 'ACCEPTED' });
    await sweepAt(15);
    expect(await told()).toEqual(['REMINDER eau', 'STUCK secretariat']);
    await sweepAt(60);
    expect(await stateOf(id)).toBe('EXPIRED');
    const places = await database.prisma.exchangeParty.count({
      where: { exchangeId: id, holdsPlace: true },
    });
    expect(places).toBe(0);
  });

  it('finish what one party finished and the other forgot', async () => {
    const id = await store({ state: 'ACTIVE' });
    await database.prisma.exchangeParty.updateMany({
      where: { exchangeId: id, memberId: ids.eau! },
      data: { completedAt: start },
    });
    await sweepAt(15);
    expect(await stateOf(id)).toBe('COMPLETED');
  });

  it('several at once do each thing once', async () => {
    const exchanges = await Promise.all(Array.from({ length: 5 }, () => store()));
    now = new Date(start.getTime() + 5 * day);
    const sweep = () => api.app.jobs.run('sweep');
    await Promise.all([sweep(), sweep(), sweep()]);
    expect(await told()).toHaveLength(2 * exchanges.length);
    now = new Date(start.getTime() + 15 * day);
    await Promise.all([sweep(), sweep(), sweep()]);
    expect(await database.prisma.exchangeEvent.count({ where: { action: 'EXPIRE' } })).toBe(
      exchanges.length,
    );
    const deliver = () => api.app.jobs.run('deliver');
    await Promise.all([deliver(), deliver(), deliver()]);
    const mails = server.takeAll();
    const sent = new Set(mails.map(({ messageId }) => messageId));
    expect(mails).toHaveLength(sent.size);
    expect(sent.size).toBe(await database.prisma.notification.count());
  });

  it('several at once put what goes to one person into one message', async () => {
    const { prisma } = database;
    await prisma.mailbox.create({ data: { email: 'eau@example.org', mailing: 'DAILY' } });
    await prisma.$transaction((transaction) =>
      notify(
        transaction,
        now,
        Array.from({ length: 30 }, (_, index) => ({
          kind: 'MESSAGE',
          exchangeId: null,
          to: { memberIds: [ids.eau!] },
          once: `message ${index}`,
        })),
      ),
    );
    now = new Date(start.getTime() + day);
    await Promise.all(Array.from({ length: 8 }, () => api.app.jobs.run('deliver')));
    const mails = server.takeAll();
    expect(mails.map(({ subject }) => subject)).toEqual(['30 nouvelles sur Peerbridge']);
    const rows = await prisma.notification.findMany({ orderBy: { id: 'asc' } });
    expect(mails[0]?.messageId).toBe(`<${rows[0]?.id}@localhost>`);
    await prisma.mailbox.deleteMany();
  });

  it('ask who is available every 90 days, and once after a long pause', async () => {
    const askedAt = async (days: number) => {
      now = new Date(start.getTime() + days * day);
      await api.app.jobs.run('daily');
      return (await told()).filter((one) => one.endsWith('haki')).length;
    };
    const member = { where: { id: ids.haki! } };
    await database.prisma.member.update({ ...member, data: { confirmedOn: start } });
    expect(await askedAt(89)).toBe(0);
    expect(await askedAt(90)).toBe(1);
    expect(await askedAt(91)).toBe(1);
    expect(await askedAt(400)).toBe(2);
    await database.prisma.member.update({ ...member, data: { confirmedOn: now } });
    expect(await askedAt(489)).toBe(2);
    expect(await askedAt(491)).toBe(3);
    await database.prisma.member.update({ ...member, data: { paused: true } });
    expect(await askedAt(800)).toBe(3);
    // Nobody gives a place, so nobody is asked.
    expect((await told()).filter((one) => one.endsWith('full'))).toEqual([]);
    await database.prisma.member.update({ ...member, data: { paused: false } });
  });

  it('forget the news and the choices of whoever acts for nobody any more', async () => {
    const { prisma } = database;
    const gone = { email: 'gone@example.org', memberId: ids.haki! };
    await prisma.representative.create({ data: { ...gone, position: 5 } });
    await prisma.mailbox.createMany({
      data: [{ email: gone.email }, { email: 'haki@example.org' }],
    });
    await store();
    await sweepAt(5);
    await api.app.jobs.run('daily');
    expect((await told()).filter((one) => one.endsWith('gone'))).toHaveLength(1);
    await prisma.representative.delete({ where: { email: gone.email } });
    await api.app.jobs.run('daily');
    expect((await told()).filter((one) => one.endsWith('gone'))).toEqual([]);
    expect(await prisma.mailbox.findMany({ select: { email: true } })).toEqual([
      { email: 'haki@example.org' },
    ]);
    expect(await told()).toContain('REMINDER haki');
  });

  it('started, send mail within a moment, and stop at once', async () => {
    const other = await openApi(database, { config: { smtpUrl: server.url } });
    await other.app.jobs.start('http://localhost:4321');
    await database.prisma.$transaction((transaction) =>
      notify(transaction, new Date(), [
        {
          kind: 'MESSAGE',
          exchangeId: null,
          to: { memberIds: [ids.eau!] },
          detail: { memberId: ids.haki },
          once: 'moment',
        },
      ]),
    );
    let { to, text } = await server.next();
    // Whoever has to say that it is available hears of it too.
    while (to[0] !== 'eau@example.org' || text.includes('/profile/availability'))
      ({ to, text } = await server.next());
    expect(text).toContain('http://localhost:4321/fr/exchanges');
    await other.app.close();
    await database.prisma.$transaction((transaction) =>
      notify(transaction, new Date(), [
        { kind: 'MESSAGE', exchangeId: null, to: { memberIds: [ids.eau!] }, once: 'afterwards' },
      ]),
    );
    const waits = await database.prisma.notification.findFirst({
      where: { once: { startsWith: 'afterwards' } },
    });
    expect(waits).toMatchObject({ mailedAt: null, attempts: 0 });
  });
});

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Database } from '../../../server/database/database.ts';
import { readSigningSecret } from '../../../server/database/settings.ts';
import { followUpToken } from '../../../server/followups/links.ts';
import { askDueFollowUps } from '../../../server/followups/store.ts';
import { type Api, openApi } from '../api.ts';
import { databaseKinds, openTestDatabase } from '../database.ts';
import { done, openExchange, type OpenExchange, startExchange } from '../meetings/open-exchange.ts';
import { globalId, importedOn, loadSmallNetwork } from '../small-network.ts';

type Headers = Readonly<Record<string, string>>;

const answers = `verdict useful learned changed help again mayTell`;
const fields = `id kind questions dueOn open askedAt answeredAt outcomeAgreed ${answers}
  member { reference } others { reference } exchange { state } topics { key }`;
const submit = `mutation($input: SubmitFollowUpInput!) { result: submitFollowUp(input: $input) { __typename
  ... on Error { code message path } ... on InvalidInputError { issues { path } }
  ... on SubmitFollowUpSuccess { exchange { state } followUp { ${fields} } } } }`;

describe.each(databaseKinds)('follow-ups, on %s', (kind) => {
  let database: Database;
  let api: Api;
  let ids: Record<string, string>;
  let haki: Headers;
  let presupuesto: Headers;
  let eau: Headers;
  let secretariat: Headers;
  let now: Date;
  let open: OpenExchange;
  let secret: string;

  beforeAll(async () => {
    database = await openTestDatabase(kind);
    ids = await loadSmallNetwork(database);
    now = new Date(`${importedOn}T12:00:00Z`);
    api = await openApi(database, { now: () => now });
    haki = await api.as('haki@example.org');
    presupuesto = await api.as('presupuesto@example.org');
    eau = await api.as('eau@example.org');
    secretariat = await api.asSecretariat();
    secret = await readSigningSecret(database.prisma);
  });
  afterAll(() => database.close());
  beforeEach(async () => {
    now = new Date(`${importedOn}T12:00:00Z`);
    const partner = { id: ids['presupuesto'] ?? '', headers: presupuesto };
    open = await openExchange(api, haki, partner);
    const terms = { startsOn: importedOn, endsOn: '2026-05-01' };
    await startExchange(api, [haki, presupuesto], open.exchange, terms);
  });
  afterEach(async () => {
    await database.prisma.exchange.deleteMany();
    await database.prisma.notification.deleteMany();
  });

  const complete = async () => {
    for (const headers of [haki, presupuesto])
      await done(api, headers, 'completeExchange', { exchange: open.exchange });
  };
  const send = async (input: object, headers: Headers) =>
    (await api.ask(submit, headers, { input })).data.result;
  const ofExchange = async (headers: Headers) => {
    const query = `query($id: ID!) { exchange: node(id: $id) { ... on Exchange { followUps { ${fields} } } } }`;
    return (await api.ask(query, headers, { id: open.exchange })).data.exchange?.followUps;
  };
  const read = (variables: object, headers: Headers) => {
    const query = `query($id: ID, $token: String) { followUp(id: $id, token: $token) { ${fields} } }`;
    return api.ask(query, headers, { ...variables });
  };
  const stored = async (reference: string, of: 'MIDWAY' | 'END' | 'AFTER_9_MONTHS') =>
    database.prisma.followUp.findFirstOrThrow({
      where: { exchangeId: open.id, memberId: ids[reference] ?? '', kind: of },
    });
  const tokenOf = (followUpId: string, days = 60, email = 'haki@example.org') =>
    followUpToken(secret, { followUpId, email, expiresAt: new Date(+now + days * 86_400_000) });
  const news = async () =>
    (await database.prisma.notification.findMany({ where: { kind: 'FOLLOW_UP' } }))
      .map(({ email, detail }) => [email, (detail as { followUpId: string }).followUpId])
      .toSorted();
  const askOn = (day: string) => {
    now = new Date(`${day}T06:00:00Z`);
    return askDueFollowUps(database.prisma, now);
  };
  /** Who hears of it: haki has two representatives. */
  const readers = async (of: Parameters<typeof stored>[1]) => {
    const [one, other] = [await stored('haki', of), await stored('presupuesto', of)];
    return [
      ['haki@example.org', one.id],
      ['presupuesto@example.org', other.id],
      ['second@example.org', one.id],
    ];
  };

  it('are planned as an exchange starts, and anew as it is completed', async () => {
    const planned = (list: { kind: string; dueOn: string }[]) =>
      list.map(({ kind: sort, dueOn }) => [sort, dueOn]);
    const own = await ofExchange(haki);
    expect(planned(own)).toEqual([
      ['MIDWAY', '2026-04-01'],
      ['END', '2026-05-01'],
    ]);
    expect(own[0]).toMatchObject({
      questions: ['USEFUL', 'LEARNED', 'HELP'],
      open: false,
      outcomeAgreed: 'ENHANCED_SKILL',
      member: { reference: 'haki' },
      others: [{ reference: 'presupuesto' }],
      exchange: { state: 'ACTIVE' },
    });
    expect(await ofExchange(secretariat)).toHaveLength(4);
    now = new Date('2026-03-20T12:00:00Z');
    await complete();
    expect(planned(await ofExchange(presupuesto))).toEqual([
      ['END', '2026-03-20'],
      ['AFTER_3_MONTHS', '2026-06-20'],
      ['AFTER_9_MONTHS', '2026-12-20'],
    ]);
  });

  it('are asked once, on their day, and again of whoever has not answered', async () => {
    await askOn('2026-03-31');
    expect(await news()).toEqual([]);
    await Promise.all([askOn('2026-04-01'), askOn('2026-04-01')]);
    await askOn('2026-04-02');
    const asked = await readers('MIDWAY');
    expect(await news()).toEqual(asked);
    const { id } = await stored('haki', 'MIDWAY');
    await send({ token: tokenOf(id), useful: 4 }, {});
    await askOn('2026-04-12');
    await askOn('2026-04-13');
    const [, again] = asked;
    expect(await news()).toEqual([...asked, again].toSorted());
  });

  it('come without a flood after a long downtime, the latest alone', async () => {
    await askOn('2026-06-01');
    expect(await news()).toEqual(await readers('END'));
    expect((await stored('haki', 'MIDWAY')).askedAt).toEqual(now);
  });

  it('are not asked while an exchange rests, nor after it was stopped', async () => {
    await done(api, haki, 'holdExchange', { exchange: open.exchange });
    await askOn('2026-04-01');
    expect(await news()).toEqual([]);
    await done(api, haki, 'cancelExchange', { exchange: open.exchange });
    await askOn('2026-06-01');
    expect(await news()).toEqual([]);
  });

  it('are not asked of whoever left a group, nor taken from it', async () => {
    const { id } = await stored('haki', 'MIDWAY');
    await database.prisma.exchangeParty.updateMany({
      where: { exchangeId: open.id, memberId: ids['haki'] ?? '' },
      data: { answer: 'DECLINED' },
    });
    await askOn('2026-04-01');
    await askOn('2026-04-12');
    const told = new Set((await news()).map(([email]) => email));
    expect([...told]).toEqual(['presupuesto@example.org']);
    const refused = await send({ token: tokenOf(id), useful: 3 }, {});
    expect(refused).toMatchObject({ __typename: 'LinkInvalidError', code: 'LINK_INVALID' });
    const { errors } = await read({ token: tokenOf(id) }, {});
    expect(errors[0]?.extensions?.code).toBe('LINK_INVALID');
  });

  it('are answered by a link without signing in, and anew until it expires', async () => {
    await askOn('2026-05-01');
    const { id } = await stored('haki', 'END');
    const token = tokenOf(id);
    const before = await stored('haki', 'END');
    const shown = (await read({ token }, {})).data.followUp;
    expect(shown).toMatchObject({
      kind: 'END',
      open: true,
      outcomeAgreed: 'ENHANCED_SKILL',
      answeredAt: null,
      member: null,
      others: [],
      exchange: null,
    });
    expect(shown.topics.length).toBeGreaterThan(0);
    expect(await stored('haki', 'END')).toEqual(before);

    const input = { token, verdict: 'PARTLY', useful: 4, help: ' <i>Time</i> ', again: true };
    const sent = await send(input, {});
    expect(sent).toMatchObject({
      __typename: 'SubmitFollowUpSuccess',
      exchange: null,
      followUp: { verdict: 'PARTLY', useful: 4, help: '<i>Time</i>', again: true, mayTell: null },
    });
    now = new Date('2026-05-20T12:00:00Z');
    await send({ token, verdict: 'REACHED', mayTell: true }, {});
    expect((await read({ token }, {})).data.followUp).toMatchObject({
      verdict: 'REACHED',
      useful: null,
      help: null,
      again: null,
      mayTell: true,
      answeredAt: now.toISOString(),
    });
    const audit = await database.prisma.auditEvent.findMany({
      where: { action: 'submitFollowUp' },
    });
    expect(audit.at(-1)).toMatchObject({ actor: `follow-up:${id}`, subject: open.id });
  });

  it('are not to be had by the link of somebody who does not act for the party any more', async () => {
    await askOn('2026-05-01');
    const { id } = await stored('haki', 'END');
    const token = tokenOf(id, 60, 'second@example.org');
    expect((await read({ token }, {})).data.followUp).toMatchObject({ open: true });
    const where = { email: 'second@example.org' };
    await database.prisma.representative.update({ where, data: { memberId: ids['far'] ?? '' } });
    expect((await read({ token }, {})).errors[0]?.extensions?.code).toBe('LINK_INVALID');
    expect((await send({ token, useful: 3 }, {})).__typename).toBe('LinkInvalidError');
    await database.prisma.representative.update({ where, data: { memberId: ids['haki'] ?? '' } });
  });

  it('tell the secretariat that help is wanted, once, and not which', async () => {
    await askOn('2026-05-01');
    const { id } = await stored('haki', 'END');
    const token = tokenOf(id);
    const wanted = async () =>
      (
        await api.ask(
          '{ viewer { inbox { nodes { kind text path member { id } } } } }',
          secretariat,
        )
      ).data.viewer.inbox.nodes.filter(
        ({ kind: sort }: { kind: string }) => sort === 'HELP_WANTED',
      );
    await send({ token, useful: 4 }, {});
    expect(await wanted()).toEqual([]);
    await send({ token, help: 'Mkalimani' }, {});
    await send({ token, help: 'Mkalimani', useful: 5 }, {});
    expect(await wanted()).toEqual([
      {
        kind: 'HELP_WANTED',
        text: 'Haki ya Ardhi asks for help to go on in an exchange.',
        path: `/exchanges/${encodeURIComponent(open.exchange)}#follow-ups`,
        member: null,
      },
    ]);
    await send({ token, help: 'Mkalimani na gari' }, {});
    const followUp = globalId('FollowUp', id);
    await send({ followUp, help: 'Said by telephone' }, secretariat);
    expect(await wanted()).toHaveLength(2);
    const told = await database.prisma.notification.findMany({ where: { kind: 'HELP_WANTED' } });
    expect(JSON.stringify(told)).not.toMatch(/Mkalimani|telephone/);
    expect(new Set(told.map(({ email }) => email))).toEqual(new Set(['secretariat@example.org']));
  });

  it('are asked as they would have been where the server was stopped in the midst of it', async () => {
    const { id } = await stored('haki', 'END');
    now = new Date('2026-06-01T06:00:00Z');
    await database.prisma.followUp.update({ where: { id }, data: { askedAt: now } });
    await askDueFollowUps(database.prisma, now);
    expect(await news()).toEqual([
      ['presupuesto@example.org', (await stored('presupuesto', 'END')).id],
    ]);
  });

  it('that wait for an answer are not gone through one by one again and again', async () => {
    await askOn('2026-04-01');
    await askOn('2026-04-12');
    const before = await news();
    const opened = vi.spyOn(database.prisma, '$transaction');
    await askOn('2026-04-13');
    expect(opened).not.toHaveBeenCalled();
    opened.mockRestore();
    expect(await news()).toEqual(before);
  });

  it('are answered by the party that is signed in, and on its behalf', async () => {
    await askOn('2026-05-01');
    const followUp = globalId('FollowUp', (await stored('haki', 'END')).id);
    const own = await send({ followUp, verdict: 'NOT_REACHED', again: false }, haki);
    expect(own).toMatchObject({
      exchange: { state: 'ACTIVE' },
      followUp: { verdict: 'NOT_REACHED', member: { reference: 'haki' } },
    });
    const onBehalf = await send({ followUp, verdict: 'REACHED' }, secretariat);
    expect(onBehalf.followUp).toMatchObject({ verdict: 'REACHED', again: null });
    const refused = await send({ followUp, useful: 9, changed: 'x' }, haki);
    expect(refused.issues.map(({ path }: { path: string[] }) => path[0])).toEqual([
      'changed',
      'useful',
    ]);
    expect(await stored('haki', 'END')).toMatchObject({ verdict: 'REACHED', useful: null });
  });

  it('are private: neither the other party nor anybody else learns what was said', async () => {
    await askOn('2026-05-01');
    const { id } = await stored('haki', 'END');
    const words = { learned: 'Ujumbe wa siri', help: 'Msaada', verdict: 'NOT_REACHED' };
    await send({ token: tokenOf(id), ...words }, {});
    const everything = `query($id: ID!) { exchange: node(id: $id) { ... on Exchange {
      message verdict history { summary note reason } messages { text } sessions { id } followUps { ${fields} } } } }`;
    const { data } = await api.ask(everything, presupuesto, { id: open.exchange });
    expect(JSON.stringify(data)).not.toMatch(/siri|Msaada|NOT_REACHED/);
    expect(
      JSON.stringify((await api.ask(everything, secretariat, { id: open.exchange })).data),
    ).toMatch(/siri/);
    const followUp = globalId('FollowUp', id);
    const partner = await api.asPartner(['read:exchanges']);
    for (const headers of [presupuesto, eau, partner, {}]) {
      const { data: found, errors } = await read({ id: followUp }, headers);
      expect([found.followUp, errors[0]?.extensions?.code]).toEqual([null, 'NOT_FOUND']);
      const refused = await send({ followUp, useful: 1 }, headers);
      expect(refused.__typename).toMatch(/NotFoundError|ForbiddenError/);
    }
    // Whoever follows the link of another sees no more for being signed in as somebody.
    const byLink = (await read({ token: tokenOf(id) }, presupuesto)).data.followUp;
    expect(byLink).toMatchObject({ member: null, others: [], exchange: null });
    expect(await stored('haki', 'END')).toMatchObject({ useful: null, learned: words.learned });
  });

  it('are not to be had by a link that expired, was changed, or is for something else', async () => {
    await askOn('2026-05-01');
    const { id } = await stored('haki', 'END');
    const good = tokenOf(id);
    const changed = `${good.slice(0, 20)}${good[20] === 'A' ? 'B' : 'A'}${good.slice(21)}`;
    const ofNothing = tokenOf('01990000-0000-7000-8000-000000000000');
    const inFrench = { 'accept-language': 'fr' };
    for (const token of [changed, ofNothing, tokenOf(id, 0), '', 'x'.repeat(10_000)]) {
      const { data, errors } = await read({ token }, inFrench);
      expect([data.followUp, errors[0]?.extensions?.code]).toEqual([null, 'LINK_INVALID']);
      const refused = await send({ token, useful: 3 }, inFrench);
      expect(refused).toMatchObject({ __typename: 'LinkInvalidError', code: 'LINK_INVALID' });
      expect(refused.message).toContain('Ce lien a expiré');
    }
    const ofOther = (await stored('presupuesto', 'END')).id;
    const early = tokenOf(ofOther, 60, 'presupuesto@example.org');
    now = new Date('2026-04-30T12:00:00Z');
    await database.prisma.followUp.updateMany({ data: { askedAt: null } });
    expect((await send({ token: early, useful: 3 }, {})).__typename).toBe('LinkInvalidError');
    now = new Date('2026-05-02T12:00:00Z');
    await done(api, haki, 'cancelExchange', { exchange: open.exchange });
    const late = await send({ token: tokenOf(id), useful: 3 }, {});
    expect(late).toMatchObject({ __typename: 'LinkInvalidError' });
    expect((await stored('haki', 'END')).answeredAt).toBeNull();
    expect((await api.ask(`{ viewer { role } }`, {})).data.viewer.role).toBeNull();
  });
});

import { serverAudits } from 'graphql-http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bodySizeLimit } from '../../server/body-size.ts';
import type { Database } from '../../server/database/database.ts';
import { maxTokens } from '../../server/schema/cost.ts';
import { type Api, openApi } from './api.ts';
import { openTestDatabase } from './database.ts';
import { loadSmallNetwork } from './small-network.ts';

let database: Database;
let api: Api;
let key: Record<string, string>;

beforeAll(async () => {
  database = await openTestDatabase('embedded');
  await loadSmallNetwork(database);
  api = await openApi(database);
  key = { ...(await api.asPartner()) };
});
afterAll(() => database.close());

const send = (init: RequestInit, query = '') =>
  api.app.fetch(new Request(`http://localhost/graphql${query}`, init), {
    clientAddress: '192.0.2.1',
  });

it('refuses what no text in the database can hold, wherever it stands, in the language of the reader', async () => {
  const refused = [
    await api.ask('query($search: String) { members(search: $search) { totalCount } }', key, {
      search: 'a\0b',
    }),
    await api.ask(
      'query($filter: MemberFilter) { members(filter: $filter) { totalCount } }',
      { ...key, 'accept-language': 'fr' },
      { filter: { languages: ['en', '\0'] } },
    ),
    await api.ask(
      String.raw`mutation { requestSignInLink(input: { email: "a\u0000@example.org" }) { __typename } }`,
    ),
  ];
  for (const { data, errors } of refused) {
    expect(data).toBeUndefined();
    expect(errors[0]?.extensions?.code).toBe('INVALID_INPUT');
    expect(errors[0]?.message).toContain('U+0000');
  }
  expect(refused[1]?.errors[0]?.message).toMatch(/^Caractère/);
});

it('refuses lists that no database takes, and does not mind how deeply something is nested', async () => {
  const query = 'query($filter: MemberFilter) { members(filter: $filter) { totalCount } }';
  const topic = Buffer.from('Topic:01a20841-478f-74d7-973c-ed7b6e3708db').toString('base64');
  for (const filter of [
    { countries: Array.from({ length: 70_000 }, () => 'KE') },
    { topics: Array.from({ length: 40_000 }, () => topic) },
  ]) {
    const { data, errors } = await api.ask(query, key, { filter });
    expect(data).toBeUndefined();
    expect(errors).toMatchObject([
      { message: expect.stringContaining('At most 2,000'), extensions: { code: 'INVALID_INPUT' } },
    ]);
  }
  const deep = `{"filter":${'['.repeat(100_000)}${']'.repeat(100_000)}}`;
  const body = `{"query":${JSON.stringify(query)},"variables":${deep}}`;
  const headers = { ...key, 'content-type': 'application/json' };
  const answer = await send({ method: 'POST', headers, body });
  const { errors } = (await answer.json()) as { errors: { message: string }[] };
  expect(errors.map(({ message }) => message).join()).toMatch(/MemberFilter/);
});

it('lets nobody keep an answer, whoever asked, however and whether it was given', async () => {
  const query = '?query=' + encodeURIComponent('{ members(first: 1) { nodes { name } } }');
  const json = { 'content-type': 'application/json', accept: 'text/event-stream' };
  const answers = [
    await send({ headers: key }, query),
    await send({ headers: { authorization: 'Bearer pb_none' } }, query),
    await send({ headers: { cookie: 'peerbridge.session_token=none' } }, query),
    await send({ method: 'POST', headers: json, body: '{"query":"{ viewer { role } }"}' }),
  ];
  expect(answers.map(({ status }) => status)).toEqual([200, 401, 405, 200]);
  for (const { headers } of answers) {
    expect(headers.get('cache-control')).toBe('private, no-store');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  }
});

describe('with a key', () => {
  const audits = serverAudits({
    url: 'http://localhost/graphql',
    fetchFn: (url: string, init: RequestInit = {}) =>
      api.app.fetch(
        new Request(url, { ...init, headers: { ...(init.headers as object), ...key } }),
        { clientAddress: '192.0.2.1' },
      ),
  });
  it.each(audits.map((audit) => [audit.name, audit] as const))(
    'GraphQL over HTTP: %s',
    async (_name, audit) => {
      const result = await audit.fn();
      // MAY and SHOULD are judged too, but only a MUST that is missed is a fault.
      if (result.status === 'error') throw new Error(result.reason);
      expect(['ok', 'notice', 'warn']).toContain(result.status);
    },
  );

  it('is refused with 401 when it is wrong, and not taken for the person whose browser sent it', async () => {
    const { cookie = '' } = await api.as('haki@example.org');
    for (const authorization of ['Bearer pb_wrong', 'Basic abc', 'Bearer']) {
      const response = await send({
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization, cookie },
        body: '{"query":"{viewer{role}}"}',
      });
      expect(response.status).toBe(401);
      expect(await response.json()).toMatchObject({
        errors: [{ extensions: { code: 'UNAUTHENTICATED' } }],
      });
    }
  });

  it('that lacks the scope gets a typed error', async () => {
    const { errors, data } = await api.ask('{ members { nodes { name } } }', {
      ...(await api.asPartner(['read:library'])),
    });
    expect(errors[0]?.extensions?.code).toBe('FORBIDDEN');
    expect(data).toBeNull();
  });
});

describe('without a key or session', () => {
  it('only POST of JSON is answered', async () => {
    expect((await send({ method: 'GET' }, '?query=%7Bviewer%7Brole%7D%7D')).status).toBe(405);
    for (const type of [
      'application/x-www-form-urlencoded',
      'text/plain',
      'multipart/form-data',
      'application/graphql',
    ]) {
      const response = await send({
        method: 'POST',
        headers: { 'content-type': type },
        body: 'query={viewer{role}}',
      });
      expect(response.status, type).toBe(415);
    }
  });

  it('there is no introspection and no suggestion, whoever asked the same before', async () => {
    for (const query of [
      '{ viewr { role } }',
      '{ __schema { types { name } } }',
      '{ viewer { rol } }',
      '{ topics(filter: { kind: PRACTIC }) { nodes { key } } }',
    ]) {
      await api.ask(query, key);
      const { errors } = await api.ask(query);
      expect(errors.length, query).toBeGreaterThan(0);
      expect(JSON.stringify(errors)).not.toContain('Did you mean');
    }
    expect((await api.ask('{ __type(name: "Member") { name } }')).data).toBeUndefined();
    expect(
      (
        await api.ask(
          'query($k: TopicKind) { topics(filter: { kind: $k }) { nodes { key } } }',
          {},
          { k: 'PRACTIC' },
        )
      ).errors[0]?.message,
    ).not.toContain('Did you mean');
  });

  it('topics are open to everybody and members are not', async () => {
    expect(
      (await api.ask('{ topics(first: 2) { nodes { name } } }')).data.topics.nodes,
    ).toHaveLength(2);
    for (const query of [
      '{ members { totalCount } }',
      `{ member(id: "${btoa('Member:01890000-0000-7000-8000-000000000000')}") { name } }`,
    ]) {
      expect((await api.ask(query)).errors[0]?.extensions?.code).toBe('UNAUTHENTICATED');
    }
  });
});

describe('with a session', () => {
  it('a form post, which another page could send, is refused', async () => {
    const { cookie = '' } = await api.as('haki@example.org');
    const response = await send({
      method: 'POST',
      headers: { 'content-type': 'text/plain', cookie },
      body: '{"query":"mutation { pauseAvailability(input: {}) { __typename } }"}',
    });
    expect(response.status).toBe(415);
  });
});

describe('requests that are too large, wrong or broken', () => {
  it('one with more than is read is answered in the language of the reader', async () => {
    const answer = await send({
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'content-length': String(bodySizeLimit + 1),
        'accept-language': 'fr',
      },
      body: '{}',
    });
    expect(answer.status).toBe(413);
    const { errors } = (await answer.json()) as { errors: { message: string }[] };
    expect(errors).toEqual([
      { message: expect.stringContaining('trop longue'), extensions: { code: 'INVALID_INPUT' } },
    ]);
  });

  it.each([
    ['a syntax error', '{ viewer {', undefined],
    ['an unknown field', '{ nonsense }', undefined],
    [
      'too deep',
      `{ topics { nodes ${'{ broader '.repeat(14)} { key } ${'}'.repeat(14)} } }`,
      'INVALID_INPUT',
    ],
    [
      'too costly',
      '{ topics(first: 100) { nodes { narrower { narrower { narrower { narrower { key } } } } } } }',
      'INVALID_INPUT',
    ],
    ['a page too large', '{ topics(first: 101) { nodes { key } } }', 'INVALID_INPUT'],
    ['a page of nothing', '{ topics(first: 0) { nodes { key } } }', 'INVALID_INPUT'],
    ['a wrong cursor', '{ topics(after: "nonsense") { nodes { key } } }', 'INVALID_INPUT'],
    [
      'a cursor of something else',
      `{ topics(before: "${btoa('GPC:S:x')}", last: 2) { nodes { key } } }`,
      'INVALID_INPUT',
    ],
    ['too many tokens', `{ ${'viewer { role } '.repeat(maxTokens)} }`, undefined],
    ['too many ids', `{ nodes(ids: [${'"x", '.repeat(101)}]) { id } }`, undefined],
    ['a wrong locale', '{ topics(first: 1) { nodes { name(locale: "tlh") } } }', undefined],
  ])('%s: a short message and no stack', async (_what, query, code) => {
    const { errors } = await api.ask(query, key);
    expect(errors.length).toBeGreaterThan(0);
    if (code) expect(errors[0]?.extensions?.code).toBe(code);
    expect(JSON.stringify(errors)).not.toMatch(/\bat .*\.ts:|node_modules|prisma|SELECT/i);
  });

  it('ids that are none, or of another type, are answered as not found', async () => {
    const topic = (await api.ask('{ topics(first: 1) { nodes { id } } }')).data.topics.nodes[0].id;
    for (const id of [
      '',
      'abc',
      '💥',
      btoa('Member:1'),
      btoa("Member:' OR 1=1"),
      btoa('Session:01890000-0000-7000-8000-000000000000'),
      topic,
    ]) {
      const { errors, data } = await api.ask('query($id: ID!) { member(id: $id) { name } }', key, {
        id,
      });
      expect(data.member, id).toBeNull();
      expect(errors[0]?.extensions?.code, id).toBe('NOT_FOUND');
    }
    const nowhere = btoa('Member:01890000-0000-7000-8000-000000000000');
    expect(
      (
        await api.ask(
          `{ node(id: "${nowhere}") { id } nodes(ids: ["${nowhere}", "${topic}"]) { id } }`,
          key,
        )
      ).data,
    ).toEqual({ node: null, nodes: [null, { id: topic }] });
  });

  it('a fault of ours is masked', async () => {
    const broken = await openApi(database, {
      now: () => {
        throw new Error('secret detail');
      },
    });
    const haki = await api.as('haki@example.org');
    const { errors } = await broken.ask(
      'mutation { confirmAvailability(input: {}) { __typename } }',
      haki,
    );
    expect(errors[0]?.message).toBe(
      'Something went wrong on our side. It was noted; please try again later.',
    );
    expect(JSON.stringify(errors)).not.toContain('secret detail');
  });
});

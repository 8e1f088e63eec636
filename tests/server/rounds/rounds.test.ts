import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { Prisma } from '../../../generated/prisma/client.ts';
import type { Database } from '../../../server/database/database.ts';
import { networkChanged } from '../../../server/database/network-version.ts';
import type { RoundProblem } from '../../../server/matching/round/problem.ts';
import { readRound } from '../../../server/matching/round/read.ts';
import { verifyRound } from '../../../server/matching/round-verifier/verify.ts';
import { type Api, openApi } from '../api.ts';
import { databaseKinds, openTestDatabase } from '../database.ts';
import { repairRounds } from '../../../server/rounds/repair.ts';
import { globalId, importedOn, loadSmallNetwork } from '../small-network.ts';

const now = () => new Date(`${importedOn}T12:00:00Z`);
type Headers = Readonly<Record<string, string>>;

describe.each(databaseKinds)('rounds, on %s', (kind) => {
  let database: Database;
  let api: Api;
  let ids: Record<string, string>;
  let secretariat: Headers;

  beforeAll(async () => {
    database = await openTestDatabase(kind);
    ids = await loadSmallNetwork(database);
    api = await openApi(database, { now });
    secretariat = await api.asSecretariat();
  });
  afterAll(async () => {
    await api.app.close();
    await database.close();
  });

  const change = async (
    mutation: string,
    input: object,
    { headers = secretariat, more = '' }: { headers?: Headers; more?: string } = {},
  ) => {
    const type = `${mutation[0]!.toUpperCase()}${mutation.slice(1)}`;
    const { data, errors } = await api.ask(
      `mutation($input: ${type}Input!) { result: ${mutation}(input: $input) { __typename
        ... on ${type}Success { round { id state current } ${more} }
        ... on Error { code message path } } }`,
      headers,
      { input },
    );
    expect(errors).toEqual([]);
    return data.result;
  };

  const proposalOf = async (round: string, number?: number) => {
    const { data, errors } = await api.ask(
      `query($id: ID!, $number: Int) { node(id: $id) { ... on Round { state current proposal(number: $number) {
        number state progress failure objective bound optimal covered coveredBound participants explained keys forbidden problemJson resultJson
        limits { kind group groupName count reached lost covered exact }
        exchanges { totalCount nodes { key circle weight pinned members { id name }
          steps { weight reasons teacher { id } learner { id } } nextBest { key names weight fits } } }
        leftOut { totalCount nodes { member { name } reason explanation change gain
          needs { topic { key } explanation change } } } } } } }`,
      secretariat,
      { id: round, ...(number !== undefined && { number }) },
    );
    expect(errors).toEqual([]);
    return data.node.proposal;
  };
  /** The proposal once everything about it is known. */
  const solved = async (round: string, number = 1) => {
    const roundId = Buffer.from(round, 'base64').toString().split(':')[1]!;
    await vi.waitFor(
      async () => {
        const row = await database.prisma.roundProposal.findUniqueOrThrow({
          where: { roundId_number: { roundId, number } },
        });
        expect(row.state === 'SOLVED' ? row.reasons : row.failure).not.toBeNull();
      },
      { timeout: 60_000, interval: 100 },
    );
    return proposalOf(round, number);
  };
  const create = async (policy: object = {}) =>
    (await change('createRound', { policy })).round.id as string;

  it('are for the secretariat alone', async () => {
    const round = await create();
    const member = await api.as('haki@example.org');
    for (const headers of [member, await api.asPartner(['read:exchanges']), {}]) {
      const { data } = await api.ask(
        `query($id: ID!) { node(id: $id) { id } roundGroups { key } }`,
        headers,
        { id: round },
      );
      expect(data?.node ?? null).toBeNull();
      expect(data?.roundGroups ?? null).toBeNull();
      const rounds = await api.ask(`{ rounds { nodes { id } } }`, headers);
      expect(rounds.data?.rounds.nodes ?? []).toEqual([]);
      for (const [mutation, input] of [
        ['createRound', {}],
        ['adjustRound', { round }],
        ['publishRound', { round, proposal: 1 }],
        ['discardRound', { round }],
      ] as const)
        expect((await change(mutation, input, { headers })).code).toMatch(
          /FORBIDDEN|UNAUTHENTICATED/,
        );
    }
    expect((await change('discardRound', { round })).round.state).toBe('DISCARDED');
    expect((await change('discardRound', { round })).code).toBe('NOT_POSSIBLE_NOW');
  });

  it('propose the best exchanges with their reasons, and whoever is left out with why', async () => {
    const round = await create({ minWeight: 0 });
    const proposal = await solved(round);
    expect(proposal).toMatchObject({ number: 1, state: 'SOLVED', optimal: true, failure: null });
    expect(proposal.covered).toBe(proposal.coveredBound);
    expect(proposal.exchanges.nodes.length).toBeGreaterThan(0);
    const names = proposal.exchanges.nodes.map((one: { members: { name: string }[] }) =>
      one.members.map(({ name }) => name).toSorted(),
    );
    expect(names).toContainEqual(['Centro Presupuesto Vivo', 'Haki ya Ardhi']);
    // Whoever looks for a member finds its exchanges, however the name is typed.
    const { data: found } = await api.ask(
      `query($id: ID!) { node(id: $id) { ... on Round { proposal {
        exchanges(search: "PRESUPÚESTO vivo") { totalCount nodes { members { name } } } } } } }`,
      secretariat,
      { id: round },
    );
    const { totalCount, nodes } = found.node.proposal.exchanges;
    expect(totalCount).toBe(
      names.filter((all: string[]) => all.includes('Centro Presupuesto Vivo')).length,
    );
    for (const { members } of nodes)
      expect(members).toContainEqual({ name: 'Centro Presupuesto Vivo' });
    const [first] = proposal.exchanges.nodes;
    expect(first.steps.length).toBe(first.members.length);
    for (const { reasons, weight } of first.steps) {
      expect(reasons[0]).toMatch(/can learn/);
      expect(weight).toBeGreaterThan(0);
    }
    // No place is left to whoever has none, and nobody else takes its place in the list.
    expect(proposal.participants).toBe(8);
    expect(
      proposal.leftOut.nodes.map((one: { member: { name: string } }) => one.member.name),
    ).toContain('Nothing in Common');
    for (const one of proposal.leftOut.nodes) {
      expect(one.explanation).not.toBe('');
      expect(one.change).not.toBeNull();
    }
    expect(proposal.limits).toMatchObject([{ kind: 'COVERAGE', exact: true }]);
  });

  it('say of those whom nobody could teach what stands in the way of each need', async () => {
    const proposal = await solved(await create());
    const far = proposal.leftOut.nodes.find(
      ({ member: { name } }: { member: { name: string } }) => name === 'Nothing in Common',
    );
    expect(far.reason).toBe('NO_ARC');
    expect(far.needs).toMatchObject([
      { topic: { key: 'housing' }, explanation: 'Nobody who is available offers this.' },
    ]);
    // Whoever does have somebody to learn from has another reason.
    for (const one of proposal.leftOut.nodes)
      expect(one.needs === null).toBe(one.reason !== 'NO_ARC');
  });

  it('can be downloaded without anybody’s name, and verified', async () => {
    const proposal = await solved(await create({ floors: [{ group: 'region:002', receive: 1 }] }));
    const [problem, result] = [JSON.parse(proposal.problemJson), JSON.parse(proposal.resultJson)];
    expect(verifyRound(readRound(problem), result).faults).toEqual([]);
    for (const [reference, id] of Object.entries(ids)) {
      expect(proposal.problemJson).not.toContain(id);
      expect(proposal.problemJson).not.toContain(`"${reference}"`);
    }
    expect(proposal.problemJson).not.toMatch(/kind:|grassroots|working-group:/);
    expect(proposal.limits.at(-1)).toMatchObject({
      kind: 'FLOOR',
      groupName: 'Africa',
      count: 1,
    });
    expect(proposal.limits.at(-1).reached).toBeGreaterThanOrEqual(1);
  });

  it('say which minimums and maximums cannot hold together', async () => {
    const proposal = await solved(
      await create({
        floors: [
          { group: 'region:002', receive: 1 },
          { group: 'region:150', receive: 5 },
        ],
      }),
    );
    expect(proposal.state).toBe('FAILED');
    expect(proposal.failure).toMatch(/at least 5 places to learn for Europe/);
    expect(proposal.failure).not.toMatch(/Africa/);
  });

  it('refuse what cannot be asked, naming the entry', async () => {
    const { code, path } = await change('createRound', {
      policy: { maxCircle: 9, floors: [{ group: 'nobody', receive: 1 }] },
    });
    expect(code).toBe('INVALID_INPUT');
    expect(path).toEqual(['policy', 'maxCircle']);
    const round = await create();
    await solved(round);
    const adjust = (input: object) => change('adjustRound', { round, ...input });
    expect((await adjust({ pin: ['everything'] })).message).toMatch(/“everything”/);
    expect((await adjust({ pin: ['circle-p1-p999'] })).code).toBe('INVALID_INPUT');
    expect((await adjust({ proposal: 7 })).code).toBe('NOT_POSSIBLE_NOW');
    expect((await change('publishRound', { round, proposal: 7 })).code).toBe('NOT_POSSIBLE_NOW');
  });

  it('keep what is pinned and leave out what is ruled out, also only to look at', async () => {
    const round = await create({ minWeight: 0 });
    const { keys } = await solved(round);
    const [key] = keys;
    const forbid = await change(
      'adjustRound',
      { round, forbid: [key], whatIf: true },
      { more: 'proposal { number }' },
    );
    const other = await solved(round, forbid.proposal.number);
    expect(other.keys).not.toContain(key);
    expect(other.forbidden).toEqual([key]);
    expect((await proposalOf(round)).number).toBe(1);
    const pin = await change(
      'adjustRound',
      { round, pin: [keys.at(-1)] },
      { more: 'proposal { number }' },
    );
    const pinned = await solved(round, pin.proposal.number);
    expect(
      pinned.exchanges.nodes.find((one: { key: string }) => one.key === keys.at(-1)).pinned,
    ).toBe(true);
    expect((await proposalOf(round)).number).toBe(pin.proposal.number);
    expect(
      verifyRound(readRound(JSON.parse(pinned.problemJson)), JSON.parse(pinned.resultJson)).faults,
    ).toEqual([]);
  });

  it('refuse to hold fixed what is not possible, naming it, what stands in the way and what to do', async () => {
    const round = await create({ minWeight: 0, exchangesEach: 4, oneWay: true });
    const { problemJson } = await solved(round);
    const problem: RoundProblem = JSON.parse(problemJson);
    const refused = async (input: object) => {
      const { data, errors } = await api.ask(
        `mutation($input: AdjustRoundInput!) { result: adjustRound(input: $input) { __typename
          ... on RoundPinError { code path message exchange obstacle beside } } }`,
        secretariat,
        { input: { round, ...input } },
      );
      expect(errors).toEqual([]);
      return data.result;
    };
    // Two members are in one exchange at most.
    const places = new Map(problem.participants.map((one) => [one.id, one]));
    const arcs = new Set(problem.arcs.map(({ from, to }) => `${from} ${to}`));
    const { from, to } = problem.arcs.find(
      (arc) =>
        arc.from < arc.to &&
        arcs.has(`${arc.to} ${arc.from}`) &&
        places.get(arc.from)!.give > 0 &&
        places.get(arc.to)!.receive > 0,
    )!;
    const [first, next] = [`one-way-${from}-${to}`, `circle-${from}-${to}`];
    const both = await refused({ pin: [first, next] });
    expect(both).toMatchObject({
      __typename: 'RoundPinError',
      code: 'INVALID_INPUT',
      path: ['pin'],
      exchange: next,
      obstacle: 'PAIR',
      beside: [first],
    });
    expect(both.message).toMatch(/^.+ and .+ cannot be held fixed: .+ Let go of that first\.$/);
    expect(await refused({ pin: [first], policy: { oneWay: false } })).toMatchObject({
      obstacle: 'ONE_WAY',
      exchange: first,
    });
    const [one, other, third] = problem.participants.map(({ id }) => id);
    const long = { pin: [`circle-${one}-${other}-${third}`], policy: { maxCircle: 2 } };
    expect(await refused(long)).toMatchObject({ obstacle: 'LENGTH', beside: [] });
    const lonely = problem.participants.find(({ id }) =>
      problem.arcs.every(({ from, to }) => from !== id && to !== id),
    )!;
    const meant = problem.participants.find(({ id }) => id !== lonely.id)!;
    const key = `circle-${[lonely.id, meant.id].toSorted().join('-')}`;
    expect(await refused({ pin: [key] })).toMatchObject({ obstacle: 'NO_ARC', exchange: key });

    // Also one that was ruled out earlier; nothing is passed over in silence, and no proposal was made by all this.
    const { proposal } = await change(
      'adjustRound',
      { round, forbid: [first] },
      { more: 'proposal { number }' },
    );
    expect(proposal.number).toBe(2);
    const { forbidden } = await solved(round, 2);
    expect(await refused({ pin: [first] })).toMatchObject({
      exchange: first,
      obstacle: 'RULED_OUT',
    });
    const allowed = await refused({ pin: [first], allow: forbidden });
    expect(allowed.__typename).toBe('AdjustRoundSuccess');
  });

  const publish = async (round: string, proposal: number) => {
    const { data, errors } = await api.ask(
      `mutation($input: PublishRoundInput!) { result: publishRound(input: $input) { __typename
        ... on Error { code message } ... on RoundBlockedError { exchanges blocked { key names explanation } } } }`,
      secretariat,
      { input: { round, proposal } },
    );
    expect(errors).toEqual([]);
    return data.result;
  };

  it('ask nobody where some cannot be asked any more, say which, and go on without them', async () => {
    const { prisma } = database;
    const round = await create({ minWeight: 0 });
    const { number, keys, exchanges } = await solved(round);
    const before = await prisma.exchange.count();
    await prisma.member.update({ where: { id: ids.haki! }, data: { paused: true } });
    const refused = await publish(round, number);
    expect(refused).toMatchObject({
      __typename: 'RoundBlockedError',
      code: 'PARTNER_UNAVAILABLE',
    });
    const hakis = exchanges.nodes
      .filter(({ members }: { members: { name: string }[] }) =>
        members.some(({ name }) => name === 'Haki ya Ardhi'),
      )
      .map(({ key }: { key: string }) => key);
    expect(hakis.length).toBeGreaterThan(0);
    expect(refused.exchanges.toSorted()).toEqual(hakis.toSorted());
    for (const { key, names, explanation } of refused.blocked) {
      expect(keys).toContain(key);
      expect(names).toContain('Haki ya Ardhi');
      expect(explanation).toMatch(/Haki ya Ardhi.* takes no requests now/);
    }
    expect(await prisma.exchange.count()).toBe(before);
    expect(await prisma.roundExchange.count()).toBe(0);
    expect((await prisma.round.findMany({ where: { state: 'PUBLISHED' } })).length).toBe(0);

    // Without them the rest can be published.
    const more = 'proposal { number }';
    const { proposal } = await change('adjustRound', { round, refresh: true }, { more });
    const rest = await solved(round, proposal.number);
    await prisma.member.update({ where: { id: ids.haki! }, data: { paused: false } });
    for (const { members } of rest.exchanges.nodes)
      expect(members.map(({ name }: { name: string }) => name)).not.toContain('Haki ya Ardhi');
    expect(
      verifyRound(readRound(JSON.parse(rest.problemJson)), JSON.parse(rest.resultJson)).faults,
    ).toEqual([]);
  });

  it('bring nobody together who has said “never” since, and do not say so', async () => {
    const { prisma } = database;
    const round = await create({ minWeight: 0, maxCircle: 2 });
    const { number, exchanges } = await solved(round);
    const [first] = exchanges.nodes;
    const [one, other] = first.members.map(
      ({ id }: { id: string }) => Buffer.from(id, 'base64').toString().split(':')[1]!,
    ) as [string, string];
    await prisma.privateChoice.create({
      data: { memberId: one, partnerId: other, kind: 'NEVER', on: now() },
    });
    const refused = await publish(round, number);
    expect(refused.blocked).toEqual([
      {
        key: first.key,
        names: first.members.map(({ name }: { name: string }) => name),
        explanation: 'Those in it cannot be asked together any more.',
      },
    ]);
    expect(await prisma.exchange.count({ where: { proposer: 'ROUND' } })).toBe(0);
    const more = 'proposal { number }';
    const pinned = await change(
      'adjustRound',
      { round, pin: [first.key], refresh: true },
      { more },
    );
    const { keys, forbidden } = await solved(round, pinned.proposal.number);
    expect(keys).not.toContain(first.key);
    expect(forbidden).toEqual([]);
    await prisma.privateChoice.deleteMany({ where: { kind: 'NEVER' } });
  });

  it('divide the places of members anew where exchanges come to go one way', async () => {
    const round = await create({ minWeight: 0 });
    const { problemJson } = await solved(round);
    const places = new Map<string, number>(
      JSON.parse(problemJson).participants.map((one: { id: string; give: number }) => [
        one.id,
        one.give,
      ]),
    );
    const more = 'proposal { number }';
    const whatIf = { round, policy: { oneWay: true }, whatIf: true };
    const { proposal } = await change('adjustRound', whatIf, { more });
    const oneWay = await solved(round, proposal.number);
    for (const { id, give, receive } of JSON.parse(oneWay.problemJson).participants)
      expect(give + receive).toBe(places.get(id));
    // What was asked of the proposal that was looked at stays with what is adjusted from it.
    const input = { round, proposal: proposal.number, pin: [oneWay.keys[0]] };
    const pinned = await change('adjustRound', input, { more });
    expect(JSON.parse((await solved(round, pinned.proposal.number)).problemJson).oneWay).toBe(true);
  });

  it('are told of as they change, and show what was cut short', async () => {
    const { prisma } = database;
    const at = now();
    const { id } = await prisma.round.create({
      data: {
        policy: {},
        asOf: at,
        createdAt: at,
        proposals: {
          create: {
            number: 1,
            problem: new Uint8Array(0),
            createdAt: at,
            aliveAt: new Date(at.getTime() - 3_600_000),
          },
        },
      },
    });
    const round = globalId('Round', id);
    expect((await proposalOf(round)).state).toBe('CANCELLED');
    expect((await change('publishRound', { round, proposal: 1 })).code).toBe('NOT_POSSIBLE_NOW');

    const response = await api.app.fetch(
      new Request('http://localhost/graphql', {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          accept: 'text/event-stream',
          ...secretariat,
        },
        body: JSON.stringify({
          query: 'subscription($id: ID!) { roundChanged(id: $id) { state } }',
          variables: { id: round },
        }),
      }),
      { clientAddress: '192.0.2.1' },
    );
    const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
    let heard = '';
    const hear = async (state: string) => {
      while (!heard.includes(`"state":"${state}"`)) heard += (await reader.read()).value ?? '';
    };
    await hear('DRAFT');
    expect((await change('discardRound', { round })).round.state).toBe('DISCARDED');
    await hear('DISCARDED');
    await reader.cancel();
  });

  it('show the best found so far with what is proved of it, and when the reasons are there', async () => {
    const { prisma } = database;
    const round = await create();
    await solved(round);
    const roundId = Buffer.from(round, 'base64').toString().split(':')[1]!;
    const asIf = async (data: object) => {
      await prisma.roundProposal.update({
        where: { roundId_number: { roundId, number: 1 } },
        data: { aliveAt: now(), ...data },
      });
      const { data: answer, errors } = await api.ask(
        `query($id: ID!) { node(id: $id) { ... on Round { proposal { explained explaining search { seconds secondsAtMost
          found { exchanges objective bound covered coveredBound summary(locale: en) } } } } } }`,
        secretariat,
        { id: round },
      );
      expect(errors).toEqual([]);
      return answer.node.proposal;
    };
    expect(await asIf({})).toEqual({ explained: true, explaining: false, search: null });
    expect(await asIf({ state: 'SOLVING', progress: '7 / 20' })).toMatchObject({
      search: { seconds: 7, secondsAtMost: 20, found: null },
    });
    const found = { exchanges: 3, objective: 2, bound: 2.0001, covered: 5, coveredBound: 7 };
    const better = await asIf({ state: 'SOLVING', found });
    expect(better.search.found).toEqual({
      ...found,
      summary:
        'Best so far: 3 exchanges, worth 2 in all. 5 of 8 members learn something. A better round could be worth 0.1 % more at the very most; this is proved. 2 more members could learn something, at most.',
    });
    const unproved = await asIf({ state: 'SOLVING', found: { ...found, bound: null } });
    expect(unproved.search.found.summary).toMatch(/is not known yet/);
    const proved = await asIf({ state: 'SOLVING', found: { ...found, bound: 2 } });
    expect(proved.search.found.summary).toMatch(/lets as many learn is worth more/);

    const waiting = { state: 'SOLVED', reasons: Prisma.DbNull };
    expect(await asIf(waiting)).toMatchObject({ explained: false, explaining: true });
    // Whoever worked them out is gone.
    const gone = { ...waiting, aliveAt: new Date(now().getTime() - 3_600_000) };
    expect(await asIf(gone)).toMatchObject({ explained: false, explaining: false });
  });

  it('stop when they are discarded, whatever is being solved', async () => {
    const round = await create({ seconds: 300 });
    expect((await change('discardRound', { round })).round.state).toBe('DISCARDED');
    expect(await proposalOf(round)).toMatchObject({ state: 'CANCELLED', keys: [] });
    const { code } = await change('cancelProposal', { round, proposal: 1 });
    expect(code).toBe('NOT_POSSIBLE_NOW');
  });

  it('bring nobody together who set the other aside, and nobody by what it keeps to itself', async () => {
    const haki = await api.as('haki@example.org');
    const partner = globalId('Member', ids.presupuesto!);
    const dismiss = `mutation($input: DismissPairingInput!) { dismissPairing(input: $input) { __typename } }`;
    const restore = `mutation($input: RestorePairingInput!) { restorePairing(input: $input) { __typename } }`;
    await api.ask(dismiss, haki, { input: { partner, reason: 'NO_TIME' } });
    const proposal = await solved(await create({ minWeight: 0 }));
    await api.ask(restore, haki, { input: { partner } });
    const together = proposal.exchanges.nodes.map((one: { members: { name: string }[] }) =>
      one.members.map(({ name }) => name),
    );
    for (const names of together)
      expect(names.includes('Haki ya Ardhi') && names.includes('Centro Presupuesto Vivo')).toBe(
        false,
      );
    // Both offer what is needed, and show it to nobody but the secretariat.
    for (const name of ['Night Garden Collective', 'Quiet Fields'])
      expect(
        proposal.leftOut.nodes.find(
          (one: { member: { name: string } }) => one.member.name === name,
        ),
      ).toMatchObject({ reason: 'NO_ARC' });
  });

  it('ask everybody when they are published, and fill what is declined by the next best', async () => {
    const { prisma } = database;
    await prisma.$transaction(async (transaction) => {
      await transaction.member.update({ where: { id: ids.full! }, data: { capacity: 1 } });
      await networkChanged(transaction, [ids.full!]);
    });
    const round = await create({ minWeight: 0, exchangesEach: 1 });
    const { number, exchanges } = await solved(round);
    // Two press the button, at once.
    const input = { round, proposal: number, message: 'Welcome' };
    const pressed = await Promise.all([
      change('publishRound', input),
      change('publishRound', input),
    ]);
    expect(pressed.map((one) => one.round?.state ?? one.code).toSorted()).toEqual([
      'NOT_POSSIBLE_NOW',
      'PUBLISHED',
    ]);
    const asked = await prisma.exchange.findMany({
      where: { proposer: 'ROUND' },
      include: { parties: true, topics: true },
    });
    expect(asked).toHaveLength(exchanges.totalCount);
    for (const one of asked) {
      expect(one).toMatchObject({ state: 'REQUESTED', message: 'Welcome' });
      expect(one.parties.every(({ asked: is, answer }) => is && answer === 'PENDING')).toBe(true);
      expect(one.topics.length).toBeGreaterThan(0);
    }
    expect((await change('publishRound', { round, proposal: number })).code).toBe(
      'NOT_POSSIBLE_NOW',
    );
    expect((await change('adjustRound', { round })).code).toBe('NOT_POSSIBLE_NOW');

    const emails = {
      [ids.presupuesto!]: 'presupuesto@example.org',
      [ids.full!]: 'full@example.org',
    };
    const declined = asked.find(({ parties }) =>
      parties.some(({ memberId }) => memberId === ids.haki),
    )!;
    const by = declined.parties.find(({ memberId }) => memberId !== ids.haki)!.memberId;
    const other = by === ids.full ? ids.presupuesto! : ids.full!;
    const decline = await api.ask(
      `mutation($input: DeclineExchangeInput!) { declineExchange(input: $input) { __typename ... on Error { message } } }`,
      await api.as(emails[by]!),
      { input: { exchange: globalId('Exchange', declined.id), reason: 'NO_TIME' } },
    );
    expect(decline.data.declineExchange.__typename).toBe('DeclineExchangeSuccess');
    const before = new Set(asked.map(({ id }) => id));
    await Promise.all([repairRounds(api.app.services), repairRounds(api.app.services)]);
    await repairRounds(api.app.services);
    const rows = await prisma.roundExchange.findMany({
      include: { exchange: { include: { parties: true } } },
    });
    expect(rows.find(({ exchangeId }) => exchangeId === declined.id)!.repairedAt).not.toBeNull();
    const repaired = rows.filter(({ exchangeId }) => !before.has(exchangeId));
    expect(repaired).toHaveLength(1);
    const { replaces, exchange } = repaired[0]!;
    expect(replaces).toBe(declined.id);
    const { data } = await api.ask(
      `query($id: ID!) { node(id: $id) { ... on Round { outcomes { state count }
        asked(first: 100) { totalCount nodes { repairs exchange { id state } } } } } }`,
      secretariat,
      { id: round },
    );
    expect(data.node.asked.totalCount).toBe(rows.length);
    expect(data.node.asked.nodes.filter((one: { repairs: boolean }) => one.repairs)).toEqual([
      { repairs: true, exchange: { id: globalId('Exchange', exchange.id), state: 'REQUESTED' } },
    ]);
    expect(data.node.outcomes).toContainEqual({ state: 'DECLINED', count: 1 });
    expect(exchange.parties.map(({ memberId }) => memberId).toSorted()).toEqual(
      [ids.haki!, other].toSorted(),
    );
    // What others were asked stands as it was.
    const others = rows.filter(
      ({ exchangeId }) => before.has(exchangeId) && exchangeId !== declined.id,
    );
    expect(others.every(({ exchange: { state } }) => state === 'REQUESTED')).toBe(true);
    expect(await prisma.auditEvent.count({ where: { action: 'repairRound' } })).toBe(1);
  });
});

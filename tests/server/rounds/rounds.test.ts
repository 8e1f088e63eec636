import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readRound } from '../../../server/matching/round/read.ts';
import { verifyRound } from '../../../server/matching/round-verifier/verify.ts';
import { databaseKinds } from '../database.ts';
import { globalId } from '../small-network.ts';
import { openRounds, type Rounds } from './network.ts';

describe.each(databaseKinds)('rounds, on %s', (kind) => {
  let net: Rounds;
  beforeAll(async () => void (net = await openRounds(kind)));
  afterAll(() => net.close());

  it('are for the secretariat alone', async () => {
    const round = await net.create();
    const member = await net.api.as('haki@example.org');
    for (const headers of [member, await net.api.asPartner(['read:exchanges']), {}]) {
      const { data } = await net.api.ask(
        `query($id: ID!) { node(id: $id) { id } roundGroups { key } }`,
        headers,
        { id: round },
      );
      expect(data?.node ?? null).toBeNull();
      expect(data?.roundGroups ?? null).toBeNull();
      const rounds = await net.api.ask(`{ rounds { nodes { id } } }`, headers);
      expect(rounds.data?.rounds.nodes ?? []).toEqual([]);
      for (const [mutation, input] of [
        ['createRound', {}],
        ['adjustRound', { round }],
        ['publishRound', { round, proposal: 1 }],
        ['discardRound', { round }],
      ] as const)
        expect((await net.change(mutation, input, { headers })).code).toMatch(
          /FORBIDDEN|UNAUTHENTICATED/,
        );
    }
    expect((await net.change('discardRound', { round })).round.state).toBe('DISCARDED');
    expect((await net.change('discardRound', { round })).code).toBe('NOT_POSSIBLE_NOW');
  });

  it('propose the best exchanges with their reasons, and whoever is left out with why', async () => {
    const round = await net.create({ minWeight: 0 });
    const proposal = await net.solved(round);
    expect(proposal).toMatchObject({ number: 1, state: 'SOLVED', optimal: true, failure: null });
    expect(proposal.covered).toBe(proposal.coveredBound);
    expect(proposal.exchanges.nodes.length).toBeGreaterThan(0);
    const names = proposal.exchanges.nodes.map((one: { members: { name: string }[] }) =>
      one.members.map(({ name }) => name).toSorted(),
    );
    expect(names).toContainEqual(['Centro Presupuesto Vivo', 'Haki ya Ardhi']);
    // Whoever looks for a member finds its exchanges, however the name is typed.
    const { data: found } = await net.api.ask(
      `query($id: ID!) { node(id: $id) { ... on Round { proposal {
        exchanges(search: "PRESUPÚESTO vivo") { totalCount nodes { members { name } } } } } } }`,
      net.secretariat,
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
    const proposal = await net.solved(await net.create());
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
    const proposal = await net.solved(
      await net.create({ floors: [{ group: 'region:002', receive: 1 }] }),
    );
    const [problem, result] = [JSON.parse(proposal.problemJson), JSON.parse(proposal.resultJson)];
    expect(verifyRound(readRound(problem), result).faults).toEqual([]);
    for (const [reference, id] of Object.entries(net.ids)) {
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
    const proposal = await net.solved(
      await net.create({
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
    const { code, path } = await net.change('createRound', {
      policy: { maxCircle: 9, floors: [{ group: 'nobody', receive: 1 }] },
    });
    expect(code).toBe('INVALID_INPUT');
    expect(path).toEqual(['policy', 'maxCircle']);
    const round = await net.create();
    await net.solved(round);
    const adjust = (input: object) => net.change('adjustRound', { round, ...input });
    expect((await adjust({ pin: ['everything'] })).message).toMatch(/“everything”/);
    expect((await adjust({ pin: ['circle-p1-p999'] })).code).toBe('INVALID_INPUT');
    expect((await adjust({ proposal: 7 })).code).toBe('NOT_POSSIBLE_NOW');
    expect((await net.change('publishRound', { round, proposal: 7 })).code).toBe(
      'NOT_POSSIBLE_NOW',
    );
  });

  it('bring nobody together who set the other aside, and nobody by what it keeps to itself', async () => {
    const haki = await net.api.as('haki@example.org');
    const partner = globalId('Member', net.ids.presupuesto!);
    const dismiss = `mutation($input: DismissPairingInput!) { dismissPairing(input: $input) { __typename } }`;
    const restore = `mutation($input: RestorePairingInput!) { restorePairing(input: $input) { __typename } }`;
    await net.api.ask(dismiss, haki, { input: { partner, reason: 'NO_TIME' } });
    const proposal = await net.solved(await net.create({ minWeight: 0 }));
    await net.api.ask(restore, haki, { input: { partner } });
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
});

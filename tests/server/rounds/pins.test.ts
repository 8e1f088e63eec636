import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RoundProblem } from '../../../server/matching/round/problem.ts';
import { readRound } from '../../../server/matching/round/read.ts';
import { verifyRound } from '../../../server/matching/round-verifier/verify.ts';
import { databaseKinds } from '../database.ts';
import { openRounds, type Rounds } from './network.ts';

describe.each(databaseKinds)('what the secretariat decides of a round, on %s', (kind) => {
  let net: Rounds;
  beforeAll(async () => void (net = await openRounds(kind)));
  afterAll(() => net.close());

  it('keep what is pinned and leave out what is ruled out, also only to look at', async () => {
    const round = await net.create({ minWeight: 0 });
    const { keys } = await net.solved(round);
    const [key] = keys;
    const forbid = await net.change(
      'adjustRound',
      { round, forbid: [key], whatIf: true },
      { more: 'proposal { number }' },
    );
    const other = await net.solved(round, forbid.proposal.number);
    expect(other.keys).not.toContain(key);
    expect(other.forbidden).toEqual([key]);
    expect((await net.proposalOf(round)).number).toBe(1);
    const pin = await net.change(
      'adjustRound',
      { round, pin: [keys.at(-1)] },
      { more: 'proposal { number }' },
    );
    const pinned = await net.solved(round, pin.proposal.number);
    expect(
      pinned.exchanges.nodes.find((one: { key: string }) => one.key === keys.at(-1)).pinned,
    ).toBe(true);
    expect((await net.proposalOf(round)).number).toBe(pin.proposal.number);
    expect(
      verifyRound(readRound(JSON.parse(pinned.problemJson)), JSON.parse(pinned.resultJson)).faults,
    ).toEqual([]);
  });

  it('refuse to hold fixed what is not possible, naming it, what stands in the way and what to do', async () => {
    const round = await net.create({ minWeight: 0, exchangesEach: 4, oneWay: true });
    const { problemJson } = await net.solved(round);
    const problem: RoundProblem = JSON.parse(problemJson);
    const refused = async (input: object) => {
      const { data, errors } = await net.api.ask(
        `mutation($input: AdjustRoundInput!) { result: adjustRound(input: $input) { __typename
          ... on RoundPinError { code path message exchange obstacle beside } } }`,
        net.secretariat,
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
    const { proposal } = await net.change(
      'adjustRound',
      { round, forbid: [first] },
      { more: 'proposal { number }' },
    );
    expect(proposal.number).toBe(2);
    const { forbidden } = await net.solved(round, 2);
    expect(await refused({ pin: [first] })).toMatchObject({
      exchange: first,
      obstacle: 'RULED_OUT',
    });
    const allowed = await refused({ pin: [first], allow: forbidden });
    expect(allowed.__typename).toBe('AdjustRoundSuccess');
  });

  it('divide the places of members anew where exchanges come to go one way', async () => {
    const round = await net.create({ minWeight: 0 });
    const { problemJson } = await net.solved(round);
    const places = new Map<string, number>(
      JSON.parse(problemJson).participants.map((one: { id: string; give: number }) => [
        one.id,
        one.give,
      ]),
    );
    const more = 'proposal { number }';
    const whatIf = { round, policy: { oneWay: true }, whatIf: true };
    const { proposal } = await net.change('adjustRound', whatIf, { more });
    const oneWay = await net.solved(round, proposal.number);
    for (const { id, give, receive } of JSON.parse(oneWay.problemJson).participants)
      expect(give + receive).toBe(places.get(id));
    // What was asked of the proposal that was looked at stays with what is adjusted from it.
    const input = { round, proposal: proposal.number, pin: [oneWay.keys[0]] };
    const pinned = await net.change('adjustRound', input, { more });
    expect(JSON.parse((await net.solved(round, pinned.proposal.number)).problemJson).oneWay).toBe(
      true,
    );
  });
});

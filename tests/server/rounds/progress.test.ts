import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Prisma } from '../../../generated/prisma/client.ts';
import { databaseKinds } from '../database.ts';
import { globalId } from '../small-network.ts';
import { now, openRounds, type Rounds } from './network.ts';

describe.each(databaseKinds)('rounds that are being solved, on %s', (kind) => {
  let net: Rounds;
  beforeAll(async () => void (net = await openRounds(kind)));
  afterAll(() => net.close());

  it('are told of as they change, and show what was cut short', async () => {
    const { prisma } = net.database;
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
    expect((await net.proposalOf(round)).state).toBe('CANCELLED');
    expect((await net.change('publishRound', { round, proposal: 1 })).code).toBe(
      'NOT_POSSIBLE_NOW',
    );

    const response = await net.api.app.fetch(
      new Request('http://localhost/graphql', {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          accept: 'text/event-stream',
          ...net.secretariat,
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
    expect((await net.change('discardRound', { round })).round.state).toBe('DISCARDED');
    await hear('DISCARDED');
    await reader.cancel();
  });

  it('show the best found so far with what is proved of it, and when the reasons are there', async () => {
    const { prisma } = net.database;
    const round = await net.create();
    await net.solved(round);
    const roundId = Buffer.from(round, 'base64').toString().split(':')[1]!;
    const asIf = async (data: object) => {
      await prisma.roundProposal.update({
        where: { roundId_number: { roundId, number: 1 } },
        data: { aliveAt: now(), ...data },
      });
      const { data: answer, errors } = await net.api.ask(
        `query($id: ID!) { node(id: $id) { ... on Round { proposal { explained explaining search { seconds secondsAtMost
          found { exchanges objective bound covered coveredBound summary(locale: en) } } } } } }`,
        net.secretariat,
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
    const round = await net.create({ seconds: 300 });
    expect((await net.change('discardRound', { round })).round.state).toBe('DISCARDED');
    expect(await net.proposalOf(round)).toMatchObject({ state: 'CANCELLED', keys: [] });
    const { code } = await net.change('cancelProposal', { round, proposal: 1 });
    expect(code).toBe('NOT_POSSIBLE_NOW');
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { whatWouldChange } from '../../../../server/matching/round/changes.ts';
import { priceOfFairness } from '../../../../server/matching/round/fairness.ts';
import { termsOf } from '../../../../server/matching/round/next-best.ts';
import type { RoundProblem } from '../../../../server/matching/round/problem.ts';
import { readRound } from '../../../../server/matching/round/read.ts';
import { solveRound } from '../../../../server/matching/round/solve.ts';
import { bestByBruteForce } from './brute-force.ts';
import { smallProblems } from './problems.ts';

const kinds = [
  smallProblems({ groups: 'nested' }),
  smallProblems({ maxCircle: 3, oneWay: false, groups: 'overlapping', caps: true }),
];

async function solvedOrNull(problem: RoundProblem) {
  const instance = readRound(problem);
  if (!bestByBruteForce(problem)) return null;
  return { instance, result: await solveRound(instance) };
}

describe('the price of fairness', () => {
  it('is what the best round would be worth more without each demand', async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(...kinds), async (problem) => {
        const solved = await solvedOrNull(problem);
        if (!solved) return;
        const prices = await priceOfFairness(solved.instance, solved.result);
        const { floors = [], caps = [], coverageFirst = false } = problem;
        expect(prices).toHaveLength(floors.length + caps.length + Number(coverageFirst));
        for (const { kind, at, objective, covered } of prices) {
          const others = <T>(list: readonly T[]) => list.filter((_, other) => other !== at);
          const without =
            kind === 'FLOOR'
              ? { ...problem, floors: others(floors) }
              : kind === 'CAP'
                ? { ...problem, caps: others(caps) }
                : { ...problem, coverageFirst: false };
          const [best, before] = [bestByBruteForce(without)!, bestByBruteForce(problem)!];
          const scale = Math.max(1, best.objective);
          expect(objective / scale).toBeCloseTo((best.objective - before.objective) / scale, 5);
          if (without.coverageFirst) expect(covered).toBe(best.covered - before.covered);
        }
      }),
      { numRuns: 120, seed: 7 },
    );
  });

  it('is nothing where more searching alone finds a better round, which keeps the demand', async () => {
    const people = ['a', 'b', 'c', 'd'].map((id) => ({ id, give: 1, receive: 1, groups: ['all'] }));
    const pair = (one: string, other: string, weight: number) => [
      { from: one, to: other, weight },
      { from: other, to: one, weight },
    ];
    const problem = { maxCircle: 2, oneWay: false, participants: people };
    const price = async (receive: number, inside: number) => {
      const limits = {
        floors: [{ group: 'all', receive }],
        caps: [{ group: 'all', inside }],
      };
      // As if the search had stopped before it saw the second two.
      const early = await solveRound(readRound({ ...problem, ...limits, arcs: pair('a', 'b', 1) }));
      const all = readRound({
        ...problem,
        ...limits,
        arcs: [...pair('a', 'b', 1), ...pair('c', 'd', 2)],
      });
      return priceOfFairness(all, { ...early, optimal: false });
    };
    expect(await price(1, 4)).toEqual([
      { kind: 'FLOOR', at: 0, objective: 0, covered: 0, exact: false },
      { kind: 'CAP', at: 0, objective: 0, covered: 0, exact: false },
    ]);
    // Without the maximum more is found than it allows: that is its price.
    expect((await price(1, 2))[1]).toMatchObject({ kind: 'CAP', objective: 4, covered: 2 });
  });
});

describe('the price of coverage', () => {
  it('is what is lost by serving more', async () => {
    const instance = readRound({
      oneWay: true,
      maxCircle: 0,
      coverageFirst: true,
      participants: [
        { id: 'g', give: 1, receive: 0 },
        { id: 'h', give: 1, receive: 0 },
        { id: 'a', give: 0, receive: 2 },
        { id: 'b', give: 0, receive: 1 },
      ],
      arcs: [
        { from: 'g', to: 'a', weight: 5 },
        { from: 'h', to: 'a', weight: 5 },
        { from: 'h', to: 'b', weight: 1 },
      ],
    });
    expect(await priceOfFairness(instance, await solveRound(instance))).toEqual([
      { kind: 'COVERAGE', at: 0, objective: 4, covered: -1, exact: true },
    ]);
  });
});

describe('what would change it', () => {
  const people = (...ids: string[]) => ids.map((id) => ({ id, give: 1, receive: 1 }));
  const changes = async (problem: RoundProblem) => {
    const instance = readRound(problem);
    const found = await whatWouldChange(instance, await solveRound(instance));
    return Object.fromEntries(
      found.map(({ id, change, objective }) => [id, { change, objective }]),
    );
  };

  it('is named for each reason, with what it costs or brings', async () => {
    expect(
      await changes({
        oneWay: true,
        maxCircle: 0,
        participants: [
          { id: 'giver', give: 1, receive: 0 },
          { id: 'taken', give: 0, receive: 1 },
          { id: 'second', give: 0, receive: 1 },
          { id: 'full', give: 0, receive: 0 },
          { id: 'kept', give: 0, receive: 1 },
          { id: 'alone', give: 0, receive: 1 },
        ],
        arcs: [
          { from: 'giver', to: 'taken', weight: 1 },
          { from: 'giver', to: 'second', weight: 0.5 },
          { from: 'giver', to: 'full', weight: 2 },
          { from: 'giver', to: 'kept', weight: 3 },
        ],
        forbidden: [['kept', 'giver']],
      }),
    ).toEqual({
      giver: { change: null, objective: 0 },
      second: { change: { kind: 'PLACE', id: 'giver' }, objective: 0.5 },
      full: { change: { kind: 'PLACE', id: 'full' }, objective: 1 },
      kept: { change: { kind: 'ALLOW', from: 'giver', to: 'kept' }, objective: 2 },
      alone: { change: null, objective: 0 },
    });
  });

  it('may be a longer circle, an exchange one way, or a floor less', async () => {
    const chain = (ids: readonly string[]) =>
      ids.map((from, at) => ({ from, to: ids[(at + 1) % ids.length]!, weight: 1 }));
    const round = await changes({
      maxCircle: 2,
      participants: people('a', 'b', 'c', 'd', 'e'),
      arcs: [...chain(['a', 'b', 'c']), { from: 'd', to: 'e', weight: 1 }],
    });
    expect(round.a).toEqual({ change: { kind: 'LONGER_CIRCLES', maxCircle: 3 }, objective: 3 });
    expect(round.e?.change).toEqual({ kind: 'ONE_WAY' });
    const limited = await changes({
      oneWay: true,
      maxCircle: 0,
      participants: [
        { id: 'giver', give: 1, receive: 0 },
        { id: 'best', give: 0, receive: 1 },
        { id: 'floor', give: 0, receive: 1, groups: ['g'] },
      ],
      arcs: [
        { from: 'giver', to: 'best', weight: 1 },
        { from: 'giver', to: 'floor', weight: 0.25 },
      ],
      floors: [{ group: 'g', receive: 1 }],
    });
    expect(limited.best).toEqual({ change: { kind: 'WITHOUT_FLOOR', at: 0 }, objective: 0.75 });
  });

  it('costs what insisting costs where places are no way', async () => {
    // The member receives in no better round, whoever has one place more.
    const instance = readRound({
      maxCircle: 2,
      participants: people('a', 'b', 'c'),
      arcs: [
        { from: 'a', to: 'b', weight: 1 },
        { from: 'b', to: 'a', weight: 1 },
        { from: 'a', to: 'c', weight: 0.2 },
        { from: 'c', to: 'a', weight: 0.2 },
      ],
      caps: [],
    });
    const result = await solveRound(instance);
    const [first] = await whatWouldChange(instance, result);
    expect(first).toMatchObject({ id: 'c', change: { kind: 'PLACE', id: 'a' } });
    expect(first!.objective).toBeCloseTo(0.4, 9);
  });

  it('does help, whenever it is said to', async () => {
    let helped = 0;
    await fc.assert(
      fc.asyncProperty(fc.oneof(...kinds), async (problem) => {
        const solved = await solvedOrNull(problem);
        if (!solved) return;
        const found = await whatWouldChange(solved.instance, solved.result);
        expect(found.map(({ id }) => id)).toEqual(solved.result.unmatched.map(({ id }) => id));
        for (const { id, change, objective } of found) {
          if (change?.kind !== 'PLACE') continue;
          helped++;
          const more = problem.participants.map((one) =>
            one.id === change.id ? { ...one, give: one.give + 1, receive: one.receive + 1 } : one,
          );
          const best = bestByBruteForce({ ...problem, participants: more })!;
          const before = bestByBruteForce(problem)!;
          const scale = Math.max(1, best.objective);
          expect(objective / scale, id).toBeCloseTo((best.objective - before.objective) / scale, 5);
        }
      }),
      { numRuns: 150, seed: 7 },
    );
    expect(helped).toBeGreaterThan(15);
  });
});

describe('the terms of an exchange', () => {
  it('say whether the next best would fit, places and caps considered', async () => {
    const instance = readRound({
      maxCircle: 2,
      circleBonus: 0.5,
      participants: ['a', 'b', 'c'].map((id) => ({
        id,
        give: 1,
        receive: 1,
        groups: id === 'b' ? [] : ['g'],
      })),
      arcs: [
        { from: 'a', to: 'b', weight: 1 },
        { from: 'b', to: 'a', weight: 2 },
        { from: 'a', to: 'c', weight: 3 },
        { from: 'c', to: 'a', weight: 3 },
        { from: 'b', to: 'c', weight: 0.5 },
        { from: 'c', to: 'b', weight: 0.5 },
      ],
      caps: [{ group: 'g', inside: 1 }],
    });
    expect(termsOf(instance, await solveRound(instance))).toEqual([
      {
        members: ['a', 'b'],
        circle: true,
        arcs: [1, 2],
        bonus: 1.5,
        nextBest: [
          { members: ['a', 'c'], circle: true, weight: 9, fits: false },
          { members: ['b', 'c'], circle: true, weight: 1.5, fits: true },
        ],
      },
    ]);
  });

  it('add up to its weight, and the next best is possible and the best that fits', async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(...kinds), async (problem) => {
        const solved = await solvedOrNull(problem);
        if (!solved) return;
        const { instance, result } = solved;
        const { objective } = result;
        const terms = termsOf(instance, result);
        expect(terms).toHaveLength(result.exchanges.length);
        terms.forEach(({ members, circle, arcs, bonus, nextBest }, at) => {
          const { weight } = result.exchanges[at]!;
          expect(arcs.reduce((sum, one) => sum + one, 0) + bonus).toBeCloseTo(weight, 5);
          expect(arcs).toHaveLength(circle ? members.length : 1);
          nextBest.forEach((next, party) => {
            if (!next) return;
            expect(next.members).toContain(members[party]);
            if (!next.fits || problem.coverageFirst || (problem.rewards?.[0] ?? 0) > 0) return;
            // In place of this one it would have made a round, which is no better than the best.
            const scale = Math.max(1, objective);
            expect(next.weight / scale).toBeLessThanOrEqual(weight / scale + 1e-5);
          });
        });
      }),
      { numRuns: 120, seed: 7 },
    );
  });
});

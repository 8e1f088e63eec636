import { describe, expect, it } from 'vitest';
import type { RoundProblem } from '../../../../server/matching/round/problem.ts';
import { readRound } from '../../../../server/matching/round/read.ts';
import type { RoundResult } from '../../../../server/matching/round/result.ts';
import { solveRound } from '../../../../server/matching/round/solve.ts';
import { verifyRound } from '../../../../server/matching/round-verifier/verify.ts';
import { problemOf } from './problems.ts';

const problem = problemOf(30, 5, {
  seed: 3,
  coverageFirst: true,
  rewards: [0.4, 0.1],
  floors: [{ group: 'sixth', receive: 8 }],
  forbidden: [['m1', 'm2']],
});
const right: RoundResult = { ...(await solveRound(readRound(problem))), seconds: 0 };

function faultsOf(result: unknown, of: RoundProblem = problem): string {
  return verifyRound(readRound(of), result).faults.join('\n');
}

type Draft = { -readonly [K in keyof RoundResult]: RoundResult[K] };

/** A copy of the right result with something planted in it. */
function with_(plant: (result: Draft) => void): RoundResult {
  const copy = structuredClone(right) as Draft;
  plant(copy);
  return copy;
}

describe('the verifier', () => {
  it('finds nothing wrong with a right result', () => {
    expect(right.optimal).toBe(true);
    expect(faultsOf(right)).toBe('');
    expect(faultsOf(JSON.parse(JSON.stringify(right)))).toBe('');
  });

  const [first, second] = right.exchanges as [
    RoundResult['exchanges'][0],
    RoundResult['exchanges'][0],
  ];
  const [giver, receiver] = first.members as [string, string];
  const stranger = problem.participants.find(
    ({ id }) => id !== giver && !problem.arcs.some(({ from, to }) => from === giver && to === id),
  )!.id;
  const unused = problem.arcs.find(
    ({ from, to }) => !right.exchanges.some(({ members: [a, b] }) => a === from && b === to),
  )!;
  const priced = Object.entries(right.certificate.give).find(([, price]) => price > 0.01)![0];

  it.each<[string, (result: Draft) => void, RegExp]>([
    [
      'a capacity exceeded',
      (r) =>
        (r.exchanges = [
          ...r.exchanges,
          ...problem.arcs
            .filter(
              (arc) =>
                arc.from === unused.from &&
                !r.exchanges.some(({ members: [a, b] }) => a === arc.from && b === arc.to),
            )
            .map((arc) => ({ members: [arc.from, arc.to], circle: false, weight: arc.weight })),
        ]),
      /(gives|receives) \d+ times, allowed/,
    ],
    [
      'an arc invented',
      (r) => (r.exchanges = [{ ...first, members: [giver, stranger] }, ...r.exchanges.slice(1)]),
      /there is no arc/,
    ],
    ['an arc used twice', (r) => (r.exchanges = [...r.exchanges, first]), /is used twice/],
    [
      'a stranger',
      (r) => (r.exchanges = [{ ...first, members: [giver, 'x'] }, ...r.exchanges.slice(1)]),
      /ids of participants/,
    ],
    [
      'an exchange of three that is no circle',
      (r) =>
        (r.exchanges = [
          { ...first, members: [giver, receiver, second.members[0]!] },
          ...r.exchanges.slice(1),
        ]),
      /two members/,
    ],
    [
      'a circle where there are none',
      (r) => (r.exchanges = [{ ...first, circle: true }, ...r.exchanges.slice(1)]),
      /a circle of 2, allowed/,
    ],
    [
      'a wrong weight',
      (r) => (r.exchanges = [{ ...first, weight: first.weight + 0.001 }, ...r.exchanges.slice(1)]),
      /weight: stated/,
    ],
    ['the objective misstated', (r) => (r.objective += 0.001), /^objective: stated/],
    ['the coverage misstated', (r) => (r.covered -= 1), /^covered: stated/],
    ['a bound too low', (r) => (r.bound -= 0.001), /^bound: stated/],
    ['a bound that the prices do not prove', (r) => (r.bound += 0.001), /^bound: stated .* prove/m],
    [
      'a bound on coverage too low',
      (r) => ([r.coveredBound, r.covered] = [r.coveredBound - 1, r.covered - 1]),
      /coveredBound: stated/,
    ],
    [
      'a missing proof of coverage',
      (r) =>
        ([r.coveredBound, r.certificate] = [
          right.coveredBound,
          { ...r.certificate, covered: undefined },
        ]),
      /^$|nothing proves it/,
    ],
    [
      'prices that prove less',
      (r) => (r.certificate = { ...r.certificate, give: {} }),
      /^bound: stated/,
    ],
    [
      'a price changed',
      (r) =>
        (r.certificate = {
          ...r.certificate,
          give: { ...r.certificate.give, [priced]: r.certificate.give[priced]! / 2 },
        }),
      /^bound: stated/,
    ],
    [
      'a negative price',
      (r) => (r.certificate = { ...r.certificate, receive: { m1: -1 } }),
      /a price is a number from 0 on/,
    ],
    [
      'a price for a stranger',
      (r) => (r.certificate = { ...r.certificate, receive: { x: 1 } }),
      /no participant x/,
    ],
    ['optimality misstated', (r) => (r.exchanges = r.exchanges.slice(1)), /optimal: stated/],
    [
      'one left out without being listed',
      (r) => (r.exchanges = r.exchanges.filter(({ members }) => members[1] !== receiver)),
      /is not listed/,
    ],
    [
      'one listed that receives',
      (r) => (r.unmatched = [...r.unmatched, { id: receiver, reason: 'CAPACITY' }]),
      /receives/,
    ],
    [
      'no list of exchanges',
      (r) => (r.exchanges = undefined as never),
      /exchanges: allowed is a list/,
    ],
  ])('catches %s', (_, plant, message) => {
    expect(faultsOf(with_(plant))).toMatch(message);
  });

  it('catches a floor and a cap missed, and what is forbidden', () => {
    expect(faultsOf(right, { ...problem, floors: [{ group: 'half', receive: 99 }] })).toMatch(
      /floors\[0\]: "half" receives \d+ times, at least 99/,
    );
    expect(faultsOf(right, { ...problem, caps: [{ group: 'half', inside: 0 }] })).toMatch(
      /caps\[0\]: \d+ arcs inside "half", at most 0/,
    );
    expect(faultsOf(right, { ...problem, forbidden: [[receiver, giver]] })).toMatch(/forbidden/);
    expect(faultsOf(right, { ...problem, oneWay: false, maxCircle: 3 })).toMatch(
      /one-way exchanges/,
    );
  });

  it('catches a circle that is broken, too long, visits somebody twice or counts without its bonus', () => {
    const members = ['a', 'b', 'c', 'd'];
    const round: RoundProblem = {
      maxCircle: 3,
      circleBonus: 0.2,
      participants: members.map((id) => ({ id, give: 1, receive: 1 })),
      arcs: [
        ['a', 'b'],
        ['b', 'c'],
        ['c', 'a'],
        ['c', 'd'],
        ['d', 'a'],
        ['b', 'a'],
      ].map(([from, to]) => ({ from: from!, to: to!, weight: 1 })),
    };
    const result = (circle: string[], weight: number, bound = weight): RoundResult => ({
      objective: weight,
      bound,
      boundKind: 'SEARCH',
      optimal: bound === weight,
      covered: circle.length,
      coveredBound: 4,
      seconds: 0,
      seed: 1,
      exchanges: [{ members: circle, circle: true, weight }],
      certificate: { give: {}, receive: {}, floors: [], caps: [] },
      unmatched: members
        .filter((id) => !circle.includes(id))
        .map((id) => ({ id, reason: 'BETTER_USED_ELSEWHERE' })),
    });
    expect(faultsOf(result(['a', 'b', 'c'], 3.6), round)).toBe('');
    expect(verifyRound(readRound(round), result(['a', 'b', 'c'], 3.6)).trustsSearch).toBe(true);
    expect(faultsOf(result(['a', 'c', 'b'], 3.6), round)).toMatch(/there is no arc from a to c/);
    expect(faultsOf(result(['a', 'b', 'c', 'd'], 4.8), round)).toMatch(
      /a circle of 4, allowed are 2 to 3/,
    );
    expect(faultsOf(result(['a', 'b', 'a'], 3.6), round)).toMatch(/visits somebody twice/);
    expect(faultsOf(result(['a', 'b', 'c'], 3), round)).toMatch(
      /weight: stated 3, its arcs give 3\.[56]/,
    );
    expect(faultsOf(result(['a'], 0), round)).toMatch(/a circle of 1/);
  });
});

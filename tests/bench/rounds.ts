import { allowedArcs } from '../../server/matching/round/allowed.ts';
import type { Instance } from '../../server/matching/round/instance.ts';
import type { RoundProblem } from '../../server/matching/round/problem.ts';
import { readRound } from '../../server/matching/round/read.ts';
import { solveInThread } from '../../server/rounds/solving.ts';
import { verifyRound } from '../../server/matching/round-verifier/verify.ts';
import { problemOf } from '../server/matching/round/problems.ts';
import { printTable } from './table.ts';

/** How long rounds take, how far they may be from the best, and how far a greedy round is from them. */
export async function benchRounds(): Promise<void> {
  const everything: Partial<RoundProblem> = {
    coverageFirst: true,
    rewards: [0.5, 0.2],
    floors: [{ group: 'third 0', receive: 120 }],
  };
  const rounds: [string, RoundProblem, number][] = [
    ['one-way, 2,000 x 20', problemOf(2_000, 20), 60],
    ['one-way, 10,000 x 20', problemOf(10_000, 20), 60],
    ['one-way, 300 x 20, floors and coverage', problemOf(300, 20, everything), 60],
    ['circles to 3, 300 x 8', problemOf(300, 8, { oneWay: false, maxCircle: 3 }), 10],
    ['circles to 3, 300 x 20', problemOf(300, 20, { oneWay: false, maxCircle: 3 }), 10],
  ];
  const rows: string[][] = [];
  for (const [name, problem, seconds] of rounds) {
    const instance = readRound(problem);
    const result = await solveInThread(instance, { seconds });
    const { faults } = verifyRound(instance, result);
    if (faults.length > 0) throw new Error(faults.join('\n'));
    const { objective, bound } = result;
    const loss = problem.oneWay && !problem.coverageFirst ? 1 - greedy(instance) / objective : NaN;
    rows.push([
      name,
      result.seconds.toFixed(2),
      objective.toFixed(3),
      `${((100 * (bound - objective)) / bound).toFixed(2)}%`,
      result.optimal ? result.boundKind : 'no',
      Number.isNaN(loss) ? '' : `${(100 * loss).toFixed(1)}%`,
    ]);
  }
  printTable(['round', 's', 'objective', 'gap', 'proved best', 'greedy loses'], rows);
}

/** What a spreadsheet gives: the arc of greatest weight, then the next that still fits. */
function greedy(instance: Instance): number {
  const { from, to, weight } = instance;
  const [give, receive] = [instance.give.slice(), instance.receive.slice()];
  let sum = 0;
  for (const arc of allowedArcs(instance).sort((one, other) => weight[other]! - weight[one]!)) {
    if (give[from[arc]!] === 0 || receive[to[arc]!] === 0) continue;
    give[from[arc]!]!--;
    receive[to[arc]!]!--;
    sum += weight[arc]!;
  }
  return sum;
}

import { allowedArcs } from '../../../server/matching/round/allowed.ts';
import type { Instance } from '../../../server/matching/round/instance.ts';
import { solveRound } from '../../../server/matching/round/solve.ts';
import { verifyRound } from '../../../server/matching/round-verifier/verify.ts';
import { solveInThread } from '../../../server/rounds/solving.ts';
import { rowsOfBench } from './instances.ts';
import { milliseconds, type Peer, peers } from './peers.ts';

export interface RoundMeasures {
  readonly seconds: number;
  readonly objective: number;
  readonly bound: number;
  readonly proved: string;
  /** The most memory of the process, in bytes. */
  readonly memory: number;
  /** How much less a greedy round is worth, as a share; null where it is not compared. */
  readonly greedyLoses: number | null;
  /** How many times as long others take; null for those that are not installed. */
  readonly times: Readonly<Record<string, number | null>>;
}

/** Solves a row of the table as the command line does, in a process of its own. */
async function measureRow({ make, seconds, compared }: (typeof rowsOfBench)[number]) {
  const instance = await make();
  const result = await solveInThread(instance, seconds === undefined ? {} : { seconds });
  const memory = process.resourceUsage().maxRSS * 1024;
  const { faults } = verifyRound(instance, result);
  if (faults.length > 0) throw new Error(faults.join('\n'));
  const { objective, bound } = result;
  const isPlain = instance.oneWay && !instance.coverageFirst && instance.rewards.length === 0;
  const times: Record<string, number | null> = {};
  if (compared) {
    const ours = await milliseconds(() => solveRound(instance), 9);
    for (const [name, peer] of Object.entries(peers))
      times[name] = await ratio(peer, instance, ours);
  }
  const measures: RoundMeasures = {
    seconds: result.seconds,
    objective,
    bound,
    proved: result.optimal ? result.boundKind : 'no',
    memory,
    greedyLoses: isPlain ? 1 - greedy(instance) / objective : null,
    times,
  };
  return measures;

  async function ratio(peer: Peer, of: Instance, ours: number): Promise<number | null> {
    const found = await peer(of);
    if (!found) return null;
    if (Math.abs(found.objective - objective) > 1e-6 * objective)
      throw new Error(`Another solver finds ${found.objective}, this one ${objective}.`);
    return found.milliseconds / ours;
  }
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

if (import.meta.main) {
  const row = rowsOfBench[Number(process.argv[2])];
  if (!row) throw new RangeError(`There is no row ${process.argv[2]}.`);
  process.stdout.write(JSON.stringify(await measureRow(row)), () => process.exit());
}

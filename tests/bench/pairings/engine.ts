import { hardRule } from '../../../server/matching/hard-rules.ts';
import { openMatching } from '../../../server/matching/matching.ts';
import type { Matching } from '../../../server/matching/matching.ts';
import { Network } from '../../../server/matching/network/network.ts';
import { compareText } from '../../../server/matching/order.ts';
import { pairingsOf } from '../../../server/matching/pairings.ts';
import { evaluate } from '../../../server/matching/score.ts';
import { tieBreak } from '../../../server/matching/tie-break.ts';
import { asOf, inhabitant, taxonomy, withPrivacy, worldOf } from '../population.ts';

/** The network of so many members, one of whom is made at a time. */
export const world = worldOf(20261102);
export const memberOf = (n: number) => withPrivacy(inhabitant(n, world), n, world);
export const first = 20;

/** Milliseconds, in the order of the measurements. */
export interface EngineMeasures {
  readonly build: number;
  /** Growth of the resident set by the network, in bytes, after collecting what was left over. */
  readonly memory: number;
  /** The very first list, when nothing that is kept was computed yet. */
  readonly cold: number;
  readonly lists: readonly number[];
  /** Where asked for: a changed profile put in place and its list made; everybody evaluated. */
  readonly edits: readonly number[];
  readonly bruteForce: readonly number[];
}

/** Lists before those that are measured, and of how many members at most: a server has been running for a while. */
const warmUps = { lists: 1_000, members: 100 };
const listsMeasured = 1_000;
const editsMeasured = 100;
const bruteForceMeasured = 5;

/** Run in a process of its own, with `--expose-gc`. */
export function measureEngine(size: number, comparing: boolean): EngineMeasures {
  const before = residentSet();
  const started = performance.now();
  const network = new Network('bench', taxonomy);
  for (let n = 0; n < size; n++) network.put(memberOf(n));
  const build = performance.now() - started;
  const memory = residentSet() - before;

  const matching = openMatching(network, { asOf });
  const asking = askers(size);
  const list = (id: string) => timed(() => pairingsOf(id, matching, first));
  const cold = list(asking.shift()!);
  const others = asking.splice(0, Math.min(warmUps.members, asking.length / 5));
  for (let turn = 0; turn < warmUps.lists; turn++) list(others[turn % others.length]!);
  const lists = Array.from({ length: listsMeasured }, (_, turn) =>
    list(asking[turn % asking.length]!),
  );
  return {
    build,
    memory,
    cold,
    lists,
    edits: comparing ? edits(size, matching) : [],
    bruteForce: comparing ? bruteForce(size, matching) : [],
  };
}

/** Members from everywhere, none of them twice, who are available: all others have an empty list. */
function askers(size: number): string[] {
  const most = Math.min(size, 2 * (1 + warmUps.members + listsMeasured));
  // A stride that is prime to every size.
  return Array.from({ length: most }, (_, turn) => memberOf((turn * 7_919) % size))
    .filter(({ availability }) => !availability.paused)
    .map(({ id }) => id);
}

function edits(size: number, matching: Matching): number[] {
  const { network } = matching;
  return Array.from({ length: editsMeasured }, (_, turn) => {
    const n = (turn * 7_919) % size;
    const changed = { ...memberOf(n), needs: memberOf((n + 1) % size).needs };
    return timed(() => {
      network.put(changed);
      pairingsOf(changed.id, matching, first);
    });
  });
}

/** Everybody evaluated, and the best of them; which must be those that the engine finds. */
function bruteForce(size: number, matching: Matching): number[] {
  return askers(size)
    .slice(-bruteForceMeasured)
    .map((id) => {
      let best: ReturnType<typeof everybody> = [];
      const taken = timed(() => (best = everybody(id, matching).slice(0, first)));
      const found = pairingsOf(id, matching, first);
      const differs = found.some(
        ({ partner, score }, at) => best[at]?.partner !== partner || best[at].score !== score,
      );
      if (differs || found.length !== best.length)
        throw new Error(`${id}: the engine finds other pairings than brute force`);
      return taken;
    });
}

function everybody(id: string, matching: Matching) {
  const { network, seed } = matching;
  const member = network.entry(id)!;
  const found = [];
  for (const other of network.ids()) {
    const candidate = network.entry(other)!;
    if (hardRule(member, candidate, matching)) continue;
    const evaluation = evaluate(member.own, candidate.seen, matching);
    if (!evaluation) continue;
    const turn = tieBreak(seed, network.version, id, other);
    found.push({ partner: other, score: evaluation.score, turn });
  }
  return found.sort(
    (x, y) => y.score - x.score || x.turn - y.turn || compareText(x.partner, y.partner),
  );
}

function timed(work: () => unknown): number {
  const started = performance.now();
  work();
  return performance.now() - started;
}

function residentSet(): number {
  if (!globalThis.gc) throw new Error('--expose-gc is needed');
  // The second collects what finalisers of the first let go.
  globalThis.gc();
  globalThis.gc();
  return process.memoryUsage.rss();
}

if (import.meta.main) {
  const [size, comparing] = process.argv.slice(2);
  process.stdout.write(JSON.stringify(measureEngine(Number(size), comparing === 'compare')));
}

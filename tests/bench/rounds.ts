import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { rowsOfBench } from './rounds/instances.ts';
import type { RoundMeasures } from './rounds/measure.ts';
import { printTable } from './table.ts';

/**
 * How long rounds take, how far they may be from the best, how far a greedy round is from them, and
 * how long others take for the same.
 */
export async function benchRounds(): Promise<void> {
  const rows: string[][] = [];
  let isMissing = false;
  for (const [at, { name, aim, compared }] of rowsOfBench.entries()) {
    process.stderr.write(`${name}${aim && ` (${aim})`} …\n`);
    const { seconds, objective, bound, proved, memory, greedyLoses, times } = await measured(at);
    const isLimited = aim.includes('GB');
    const timesOf = (peer: string) => {
      const ratio = times[peer];
      if (compared && ratio === null) isMissing = true;
      return typeof ratio === 'number' ? `${ratio.toFixed(0)} x` : '';
    };
    rows.push([
      name,
      aim,
      seconds.toFixed(2),
      objective.toFixed(3),
      bound > 0 ? `${((100 * (bound - objective)) / bound).toFixed(2)}%` : '',
      proved,
      isLimited ? `${(memory / 1e9).toFixed(2)} GB` : '',
      greedyLoses === null ? '' : `${(100 * greedyLoses).toFixed(1)}%`,
      timesOf('HiGHS'),
      timesOf('or-tools'),
    ]);
  }
  rows.push(['aim where compared', '', '', '', '', '', '', '', '20 x', '5 x']);
  printTable(
    [
      'round',
      'aim',
      's',
      'objective',
      'gap',
      'proved',
      'memory',
      'greedy loses',
      'HiGHS',
      'or-tools',
    ],
    rows,
  );
  console.log(legend);
  if (isMissing)
    console.log('or-tools is not installed; to compare with it: npm ci --prefix tests/bench/peers');
}

const legend = `
s: of solving, in a thread of its own as by the command line, with nothing warm. memory: the most of the process, the making of
the round included. greedy: always the arc of greatest weight that still fits. HiGHS (the flow as a linear program), or-tools
(SimpleMinCostFlow): how many times as long they take as this solver with its proof and its answer in ids, medians in a warm
process; building their models does not count, copying them in by or-tools' package does. All results are verified.`;

async function measured(row: number): Promise<RoundMeasures> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [
      '--disable-warning=ExperimentalWarning',
      join(import.meta.dirname, 'rounds', 'measure.ts'),
      String(row),
    ],
    { maxBuffer: 1 << 26 },
  );
  return JSON.parse(stdout.slice(stdout.lastIndexOf('\n') + 1)) as RoundMeasures;
}

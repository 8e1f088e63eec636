import type { Command, Run } from '../command.ts';
import { Failure } from '../failure.ts';
import type { Found } from '../matching/round/found.ts';
import type { Instance } from '../matching/round/instance.ts';
import { Infeasible, NothingFound, NotPossible } from '../matching/round/outcome.ts';
import type { RoundReasons } from '../matching/round/reasons.ts';
import type { RoundResult } from '../matching/round/result.ts';
import { verifyRound } from '../matching/round-verifier/verify.ts';
import { readProblem, readResult, resultJson, writeResult } from './files.ts';
import { explainInThread, searchSeconds, solveInThread } from './solving.ts';

export const solveRoundCommand: Command = {
  usage: 'PROBLEM.json [--out RESULT.json] [--seconds N] [--work N] [--seed N] [--why]',
  summary: 'Finds the best exchanges for a whole network, with a proof; needs no database.',
  help: [
    'PROBLEM.json   participants with what they can give and receive, and arcs with their weights',
    '--out FILE     writes the result there instead of stdout',
    '--seconds N    takes the best found after so long, with how far it may be from the best there is;',
    `               ${searchSeconds} by default where the best has to be searched for, without end elsewhere`,
    '--work N       the same in steps of the solver: the same result on any machine',
    '--seed N       which of several equals is taken; 1 by default',
    '--why          adds what each floor and cap costs, what would change it for whoever is left out, and what',
    '               each party’s next best was; takes as long again, at most',
    '',
    'Floors and caps that cannot hold together end with exit code 1 and a smallest set of them.',
  ],
  options: {
    out: { type: 'string' },
    seconds: { type: 'string' },
    work: { type: 'string' },
    seed: { type: 'string' },
    why: { type: 'boolean' },
  },
  takes: [1, 1],
  async run({ positionals: [file = ''], values, progress, print }) {
    const seconds = amount('--seconds', values.seconds);
    const work = whole('--work', values.work);
    const seed = whole('--seed', values.seed);
    const instance = await progress(`Reading ${file}`, () => readProblem(file));
    for (const name of instance.ignored)
      process.stderr.write(`${file}: "${name}" means nothing in a round; it was passed over.\n`);
    const solved = await solve(instance, { file, progress, seconds, work, seed });
    const result = values.why
      ? { ...solved, why: await explain(instance, solved, { progress, seconds, work, seed }) }
      : solved;
    if (typeof values.out !== 'string') {
      for (const part of resultJson(result)) await written(part);
      return;
    }
    const { out } = values;
    await progress(`Writing ${out}`, () => writeResult(out, result));
    print(`${summaryOf(result)}\n`);
  },
};

export const verifyRoundCommand: Command = {
  usage: 'PROBLEM.json RESULT.json [--resolve]',
  summary: 'Checks the result of a round independently of how it was found; needs no database.',
  help: [
    'Capacities, arcs, circles, floors and caps, what is stated of the whole, and whether the prices',
    'prove the bound. Exit code 1 and what is wrong if anything is.',
    '--resolve  where a search proved the bound, searches again until it proves it',
  ],
  options: { resolve: { type: 'boolean' } },
  takes: [2, 2],
  async run({ positionals: [file = '', resultFile = ''], values, progress, print }) {
    const instance = await progress(`Reading ${file}`, () => readProblem(file));
    const result = await progress(`Reading ${resultFile}`, () => readResult(resultFile));
    const { faults, trustsSearch } = await progress('Verifying', async () =>
      verifyRound(instance, result),
    );
    const refuse = (found: readonly string[]) =>
      new Failure(1, found.map((fault) => `${resultFile}: ${fault}`).join('\n'));
    if (faults.length > 0) throw refuse(faults);
    const stated = result as RoundResult;
    if (trustsSearch && values.resolve) {
      const margin = 1e-7 * Math.max(1, Math.abs(stated.bound));
      const isProved = ({ bound, coveredBound }: Pick<Found, 'bound' | 'coveredBound'>) =>
        bound <= stated.bound + margin && coveredBound <= stated.coveredBound;
      const again = await solve(instance, {
        file,
        progress,
        seconds: Infinity,
        seed: stated.seed,
        isEnough: isProved,
      });
      if (again.bound > stated.bound + margin)
        throw refuse([`bound: stated ${stated.bound}, searching again proves ${again.bound}`]);
      if (again.coveredBound > stated.coveredBound)
        throw refuse([
          `coveredBound: stated ${stated.coveredBound}, searching again proves ${again.coveredBound}`,
        ]);
    }
    const proof = !trustsSearch
      ? 'The prices prove the bound.'
      : values.resolve
        ? 'Searching again proved the bound.'
        : 'The bound was proved by a search, which --resolve repeats.';
    print(`The result is right: ${summaryOf(stated)} ${proof}\n`);
  },
};

interface Task {
  readonly file: string;
  readonly progress: Run['progress'];
  readonly seconds?: number | undefined;
  readonly work?: number | undefined;
  readonly seed?: number | undefined;
  /** Ends the search where what is found is enough. */
  readonly isEnough?: (found: Found) => boolean;
}

async function solve(
  instance: Instance,
  { file, progress, seconds, work, seed, isEnough }: Task,
): Promise<RoundResult> {
  try {
    return await progress('Solving', (detail) => {
      let best = '';
      const enough = new AbortController();
      return solveInThread(instance, {
        progress: (text) => detail(`${text}${best}`),
        found: (found) => {
          best = bestSoFar(found);
          if (isEnough?.(found)) enough.abort();
        },
        enough: enough.signal,
        ...(seconds !== undefined && { seconds }),
        ...(work !== undefined && { work }),
        ...(seed !== undefined && { seed }),
      });
    });
  } catch (error) {
    const isKnown =
      error instanceof Infeasible || error instanceof NothingFound || error instanceof NotPossible;
    if (!isKnown) throw error;
    throw new Failure(1, `${file}: ${error.message}`, { cause: error });
  }
}

async function explain(
  instance: Instance,
  result: RoundResult,
  { progress, seconds = searchSeconds, work, seed }: Omit<Task, 'file'>,
): Promise<RoundReasons> {
  return progress('Looking for reasons', (detail) =>
    explainInThread(instance, result, {
      progress: detail,
      seconds,
      ...(work !== undefined && { work }),
      ...(seed !== undefined && { seed }),
    }),
  );
}

/** For the line of progress: what would be taken if time were up now. */
function bestSoFar({ exchanges, objective, bound, covered }: Found): string {
  const most = bound < Infinity ? `, at most ${bound.toPrecision(6)} is possible` : '';
  return `; so far ${exchanges} exchanges worth ${objective.toPrecision(6)}, ${covered} receive${most}`;
}

function summaryOf({ exchanges, objective, bound, optimal, covered }: RoundResult): string {
  const gap = bound > 0 ? ((100 * (bound - objective)) / bound).toPrecision(2) : '0';
  const howGood = optimal ? 'no round is better' : `at most ${bound} is possible, a gap of ${gap}%`;
  return `${exchanges.length} exchanges worth ${objective}, ${covered} receive; ${howGood}.`;
}

function amount(option: string, value: string | boolean | undefined): number | undefined {
  if (value === undefined) return undefined;
  const number = Number(value);
  if (value === '' || !(number >= 0 && number < Infinity))
    throw new Failure(2, `${option}: found "${value}", allowed is a number from 0 on.`);
  return number;
}

function whole(option: string, value: string | boolean | undefined): number | undefined {
  const number = amount(option, value);
  if (number !== undefined && !Number.isSafeInteger(number))
    throw new Failure(2, `${option}: found "${value}", allowed is a whole number from 0 on.`);
  return number;
}

/** A slow reader, such as a pipe to another machine, is waited for. */
async function written(text: string): Promise<void> {
  if (!process.stdout.write(text))
    await new Promise((resolve) => process.stdout.once('drain', resolve));
}

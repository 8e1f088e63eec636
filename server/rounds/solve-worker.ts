import { isDeepStrictEqual } from 'node:util';
import { parentPort, workerData } from 'node:worker_threads';
import { adjustRound } from '../matching/round/adjust.ts';
import type { Found, TellFound } from '../matching/round/found.ts';
import { Infeasible, NothingFound, NotPossible } from '../matching/round/outcome.ts';
import { reasonsOf } from '../matching/round/reasons.ts';
import { solveRound } from '../matching/round/solve.ts';
import type { Answer, Task } from './solving.ts';

/** Milliseconds between two words about the progress, and between two looks at the best found so far, which cost more. */
const tellEvery = 250;
const lookEvery = 1_000;

/** The share of the time for reasons that one of the many solutions may take. */
const shareOfOne = 1 / 8;

const task = workerData as Task;
const { seconds = Infinity, work = Infinity, seed } = task;
const started = performance.now();
const passed = () => (performance.now() - started) / 1000;
const answer = (text: Answer) => parentPort!.postMessage(text, []);

let told = started;
/** Asked by the solver now and then. */
const goesOn = (done: number): void => {
  const now = performance.now();
  if (now - told <= tellEvery) return;
  told = now;
  answer({ kind: 'progress', text: `${done.toLocaleString('en')} steps` });
};

let looked = started;
let best: Found | null = null;
const found: TellFound = (look) => {
  const now = performance.now();
  if (now - looked <= lookEvery) return;
  looked = now;
  const next = look();
  if (next && !isDeepStrictEqual(next, best)) answer({ kind: 'found', best: (best = next) });
};

async function run(): Promise<Answer> {
  const { instance } = task;
  const seeded = seed === undefined ? {} : { seed };
  if (task.reasonsOf) {
    let end = seconds * shareOfOne;
    const stop = (done: number) => {
      goesOn(done);
      return done >= work || passed() >= Math.min(end, seconds);
    };
    // Asked before each solution, whose share begins then.
    const ended = () => {
      end = passed() + seconds * shareOfOne;
      return passed() >= seconds;
    };
    return {
      kind: 'reasons',
      reasons: await reasonsOf(instance, task.reasonsOf, { ...seeded, stop, ended }),
    };
  }
  const stop = (done: number) => {
    goesOn(done);
    return done >= work || passed() >= seconds || Atomics.load(task.enough, 0) === 1;
  };
  const options = { ...seeded, stop, found };
  const { result, whole } = task.before
    ? await adjustRound(task.before, instance, options)
    : { result: await solveRound(instance, options), whole: true };
  return { kind: 'solved', result: { ...result, seconds: passed() }, whole };
}

try {
  answer(await run());
} catch (error) {
  if (error instanceof Infeasible) {
    const { conflict, limits } = error;
    answer({ kind: 'infeasible', conflict, limits });
  } else if (error instanceof NothingFound) answer({ kind: 'nothing found' });
  else if (error instanceof NotPossible) answer({ kind: 'not possible', message: error.message });
  else throw error;
}

import { parentPort, workerData } from 'node:worker_threads';
import { Infeasible, NothingFound, NotPossible } from '../matching/round/outcome.ts';
import { solveRound } from '../matching/round/solve.ts';
import type { Answer, Task } from './solving.ts';

/** Milliseconds between two words about the progress. */
const tellEvery = 250;

const { instance, seconds = Infinity, work = Infinity, seed } = workerData as Task;
const started = performance.now();
const passed = () => (performance.now() - started) / 1000;
const answer = (text: Answer) => parentPort!.postMessage(text, []);

let told = started;
/** Asked by the solver now and then. */
const stop = (done: number): boolean => {
  const now = performance.now();
  if (now - told > tellEvery) {
    told = now;
    answer({ kind: 'progress', text: `${done.toLocaleString('en')} steps` });
  }
  return done >= work || passed() >= seconds;
};

try {
  const result = await solveRound(instance, { stop, ...(seed !== undefined && { seed }) });
  answer({ kind: 'solved', result: { ...result, seconds: passed() } });
} catch (error) {
  if (error instanceof Infeasible) answer({ kind: 'infeasible', conflict: error.conflict });
  else if (error instanceof NothingFound) answer({ kind: 'nothing found' });
  else if (error instanceof NotPossible) answer({ kind: 'not possible', message: error.message });
  else throw error;
}

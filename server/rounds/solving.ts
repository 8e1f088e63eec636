import { Worker } from 'node:worker_threads';
import type { Solved } from '../matching/round/adjust.ts';
import type { Found } from '../matching/round/found.ts';
import type { Instance } from '../matching/round/instance.ts';
import { Infeasible, type Limit, NothingFound, NotPossible } from '../matching/round/outcome.ts';
import type { RoundReasons } from '../matching/round/reasons.ts';
import type { RoundResult } from '../matching/round/result.ts';
import { isFlow } from '../matching/round/ways.ts';

/** A round that has to be searched for could take hours; after so many seconds the best found is taken. */
export const searchSeconds = 60;

export interface Solving {
  /**
   * The time after which the best found so far is taken. Without it and without `work`: as long as it
   * takes where that is known to end soon, else `searchSeconds`.
   */
  readonly seconds?: number;
  /** The same as a measure of work, which is the same on any machine. */
  readonly work?: number;
  readonly seed?: number;
  /** Told a few times a second what has been done. */
  readonly progress?: (text: string) => void;
  /** Told of the best found so far when it or what is proved of it is another, once a second at most. */
  readonly found?: (best: Found) => void;
  /** Ends the work without a result. */
  readonly signal?: AbortSignal;
  /** Ends the search; the best found so far is the result. */
  readonly enough?: AbortSignal;
}

/** What the thread of solve-worker.ts is given and what it answers. */
export interface Task {
  readonly instance: Instance;
  readonly seconds: number | undefined;
  readonly work: number | undefined;
  readonly seed: number | undefined;
  /** Set to 1 from outside when the best found so far is to be taken. */
  readonly enough: Int32Array;
  /** The round that this one is adjusted from: only what is affected is solved again. */
  readonly before?: Solved;
  /** Not to solve, but to say why this solution is as it is. */
  readonly reasonsOf?: RoundResult;
}
export type Answer =
  | { readonly kind: 'progress'; readonly text: string }
  | { readonly kind: 'found'; readonly best: Found }
  | { readonly kind: 'solved'; readonly result: RoundResult; readonly whole: boolean }
  | { readonly kind: 'reasons'; readonly reasons: RoundReasons }
  | {
      readonly kind: 'infeasible';
      readonly conflict: readonly string[];
      readonly limits: readonly Limit[];
    }
  | { readonly kind: 'nothing found' }
  | { readonly kind: 'not possible'; readonly message: string };

/**
 * Solves a round in a thread of its own, so that this one goes on answering.
 * @throws what `solveRound` does, and the reason of the signal
 */
export async function solveInThread(
  instance: Instance,
  solving: Solving & { readonly before?: Solved } = {},
): Promise<RoundResult> {
  const { before, work, seed } = solving;
  const endless = work !== undefined || isFlow(instance);
  const seconds = solving.seconds ?? (endless ? undefined : searchSeconds);
  const answer = await run({ instance, seconds, work, seed, ...(before && { before }) }, solving);
  if (answer.kind !== 'solved') throw new TypeError(`The solver answered with ${answer.kind}.`);
  return answer.result;
}

/** Says in a thread of its own why a round is as it is, as far as the seconds suffice. */
export async function explainInThread(
  instance: Instance,
  result: RoundResult,
  solving: Solving = {},
): Promise<RoundReasons> {
  const { seconds, work, seed } = solving;
  const answer = await run({ instance, seconds, work, seed, reasonsOf: result }, solving);
  if (answer.kind !== 'reasons') throw new TypeError(`The solver answered with ${answer.kind}.`);
  return answer.reasons;
}

async function run(
  given: Omit<Task, 'enough'>,
  { progress, found, signal, enough }: Solving,
): Promise<Answer> {
  signal?.throwIfAborted();
  const task: Task = { ...given, enough: new Int32Array(new SharedArrayBuffer(4)) };
  const finish = () => void Atomics.store(task.enough, 0, 1);
  if (enough?.aborted) finish();
  enough?.addEventListener('abort', finish);
  const worker = new Worker(new URL('solve-worker.ts', import.meta.url), { workerData: task });
  const ended = Promise.withResolvers<Answer>();
  const abort = () => ended.reject(signal?.reason);
  signal?.addEventListener('abort', abort);
  worker.on('error', ended.reject);
  worker.on('exit', (code) => ended.reject(new Error(`The solver ended early, with ${code}.`)));
  worker.on('message', (answer: Answer) => {
    if (answer.kind === 'progress') progress?.(answer.text);
    else if (answer.kind === 'found') found?.(answer.best);
    else if (answer.kind === 'infeasible')
      ended.reject(new Infeasible(answer.conflict, answer.limits));
    else if (answer.kind === 'nothing found') ended.reject(new NothingFound());
    else if (answer.kind === 'not possible') ended.reject(new NotPossible(answer.message));
    else ended.resolve(answer);
  });
  try {
    return await ended.promise;
  } finally {
    signal?.removeEventListener('abort', abort);
    enough?.removeEventListener('abort', finish);
    await worker.terminate();
  }
}

import { Worker } from 'node:worker_threads';
import type { Instance } from '../matching/round/instance.ts';
import { Infeasible, NothingFound, NotPossible } from '../matching/round/outcome.ts';
import type { RoundResult } from '../matching/round/result.ts';

export interface Solving {
  /** The time after which the best found so far is taken; without it, as long as it takes. */
  readonly seconds?: number;
  /** The same as a measure of work, which is the same on any machine. */
  readonly work?: number;
  readonly seed?: number;
  /** Told a few times a second what has been done. */
  readonly progress?: (text: string) => void;
  /** Ends the work without a result. */
  readonly signal?: AbortSignal;
}

/** What the thread of solve-worker.ts is given and what it answers. */
export interface Task {
  readonly instance: Instance;
  readonly seconds: number | undefined;
  readonly work: number | undefined;
  readonly seed: number | undefined;
}
export type Answer =
  | { readonly kind: 'progress'; readonly text: string }
  | { readonly kind: 'solved'; readonly result: RoundResult }
  | { readonly kind: 'infeasible'; readonly conflict: readonly string[] }
  | { readonly kind: 'nothing found' }
  | { readonly kind: 'not possible'; readonly message: string };

/**
 * Solves a round in a thread of its own, so that this one goes on answering.
 * @throws what `solveRound` does, and the reason of the signal
 */
export async function solveInThread(
  instance: Instance,
  { seconds, work, seed, progress, signal }: Solving = {},
): Promise<RoundResult> {
  signal?.throwIfAborted();
  const task: Task = { instance, seconds, work, seed };
  const worker = new Worker(new URL('solve-worker.ts', import.meta.url), { workerData: task });
  const ended = Promise.withResolvers<RoundResult>();
  const abort = () => ended.reject(signal?.reason);
  signal?.addEventListener('abort', abort);
  worker.on('error', ended.reject);
  worker.on('exit', (code) => ended.reject(new Error(`The solver ended early, with ${code}.`)));
  worker.on('message', (answer: Answer) => {
    if (answer.kind === 'progress') progress?.(answer.text);
    else if (answer.kind === 'solved') ended.resolve(answer.result);
    else if (answer.kind === 'infeasible') ended.reject(new Infeasible(answer.conflict));
    else if (answer.kind === 'nothing found') ended.reject(new NothingFound());
    else ended.reject(new NotPossible(answer.message));
  });
  try {
    return await ended.promise;
  } finally {
    signal?.removeEventListener('abort', abort);
    await worker.terminate();
  }
}

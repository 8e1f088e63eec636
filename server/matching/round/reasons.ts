import { whatWouldChange, type WouldReceive } from './changes.ts';
import { type FairnessPrice, priceOfFairness } from './fairness.ts';
import type { Instance } from './instance.ts';
import { type ExchangeTerms, termsOf } from './next-best.ts';
import type { RoundResult } from './result.ts';
import type { SolveOptions } from './solve.ts';

/** Why a round is as it is: what fairness costs, what would change for whom, and what was next best. */
export interface RoundReasons {
  readonly fairness: readonly FairnessPrice[];
  readonly changes: readonly WouldReceive[];
  readonly exchanges: readonly ExchangeTerms[];
}

/**
 * The reasons of a round that was solved.
 * @param ended asked between one solution and the next; what was not reached then is left out
 */
export async function reasonsOf(
  instance: Instance,
  result: Omit<RoundResult, 'seconds'>,
  options: SolveOptions & { readonly ended?: () => boolean } = {},
): Promise<RoundReasons> {
  const exchanges = termsOf(instance, result);
  const fairness = await priceOfFairness(instance, result, options);
  const changes = await whatWouldChange(instance, result, options);
  return { fairness, changes, exchanges };
}

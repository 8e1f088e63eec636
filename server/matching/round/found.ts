import type { Outcome } from './outcome.ts';
import type { RoundResult } from './result.ts';

/** The best round found so far, while a better one is still being searched for. */
export interface Found extends Pick<
  RoundResult,
  'objective' | 'bound' | 'covered' | 'coveredBound'
> {
  /** How many there are in it. `bound` is Infinity as long as nothing is proved. */
  readonly exchanges: number;
}

/** Told often, and mostly of what was known before: what there is is only put together where somebody looks. */
export type TellFound = (look: () => Found | null) => void;

/** The same between those who search: what they have found of the round beside what is pinned; null for nothing. */
export type TellOutcome = (look: () => Outcome | null) => void;

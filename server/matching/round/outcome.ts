import type { Circles } from './circles.ts';
import type { Selected } from './instance.ts';

/** Prices in numbers, by participant and by place in the problem; see `Prices` in result.ts. */
export interface PriceVector {
  readonly give: Float64Array;
  readonly receive: Float64Array;
  readonly more: Float64Array;
  readonly floors: Float64Array;
  readonly caps: Float64Array;
}

/** What a method found: exchanges, and what proves how good they are. */
export interface Outcome {
  readonly exchanges: readonly Selected[];
  /** Whether the method ended by itself. */
  readonly complete: boolean;
  readonly bound:
    | { readonly kind: 'DUAL'; readonly prices: PriceVector; readonly coverage: number }
    | { readonly kind: 'SEARCH'; readonly value: number };
  /** Where it is not simply how many could receive at all. */
  readonly covered?:
    | { readonly kind: 'DUAL'; readonly prices: PriceVector }
    | { readonly kind: 'SEARCH'; readonly value: number };
  /** All circles that could be chosen, where they were looked at. */
  readonly circles?: Circles;
}

export interface Limit {
  readonly kind: 'FLOOR' | 'CAP';
  readonly at: number;
}

/** Floors and caps that cannot hold together: a smallest set of them, as they read in the problem. */
export class Infeasible extends Error {
  readonly conflict: readonly string[];
  /** The same as places in the problem. */
  readonly limits: readonly Limit[];

  constructor(conflict: readonly string[], limits: readonly Limit[] = []) {
    super(
      conflict.length === 1
        ? `${conflict[0]} cannot be met.`
        : `These cannot be met together, though each of them could be without the others: ${conflict.join('; ')}.`,
    );
    this.name = 'Infeasible';
    this.conflict = conflict;
    this.limits = limits;
  }
}

/** The work or time was used up before any round was found that keeps the floors. */
export class NothingFound extends Error {
  constructor() {
    super('No round that keeps all floors was found in the time or work allowed; allow more.');
    this.name = 'NothingFound';
  }
}

/** What cannot be solved yet: the message says what, and from where on. */
export class NotPossible extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'NotPossible';
  }
}

/** What `round solve` answers. */
export interface RoundResult {
  /** The weights of the exchanges, bonus included, plus the rewards. */
  readonly objective: number;
  /** No round is worth more; with `coverageFirst` none that covers as many as this one. */
  readonly bound: number;
  /** DUAL: the prices of the certificate prove it. SEARCH: branch and bound did. */
  readonly boundKind: 'DUAL' | 'SEARCH';
  readonly optimal: boolean;
  /** How many participants receive at least once; no round covers more than `coveredBound`. */
  readonly covered: number;
  readonly coveredBound: number;
  /** Of solving alone. */
  readonly seconds: number;
  readonly seed: number;
  readonly exchanges: readonly RoundExchange[];
  readonly certificate: Certificate;
  readonly unmatched: readonly Unmatched[];
}

export interface RoundExchange {
  /** In giving order; in a circle the last gives to the first. */
  readonly members: readonly string[];
  readonly circle: boolean;
  readonly weight: number;
}

/**
 * Prices that prove the bound, each at least 0; who is not named has the price 0. With `give` and
 * `receive` for a place, `more` for what a further receive earns somebody in rewards, `floors` and
 * `caps` in the order of the problem and `coverage` for one participant covered:
 *
 *     bound = sum of give x price + sum of receive x price
 *           - sum of floor x price + sum of cap x price - covered x coverage
 *           + sum over arcs of max(0, weight + more and floors of the receiver
 *                                   - give price - receive price - caps around both)
 *           + sum over participants and their first, second, ... receive, as far as they can
 *             receive, of max(0, reward - more), the reward of the first with coverage added
 */
export interface Prices {
  readonly give: Readonly<Record<string, number>>;
  readonly receive: Readonly<Record<string, number>>;
  readonly more?: Readonly<Record<string, number>>;
  readonly floors: readonly number[];
  readonly caps: readonly number[];
}

export interface Certificate extends Prices {
  /** The price of covering one participant less; with `coverageFirst` only. */
  readonly coverage?: number;
  /** Prices that prove `coveredBound` in the same way: all weights 0, one reward of 1. */
  readonly covered?: Prices;
}

export interface Unmatched {
  readonly id: string;
  readonly reason: UnmatchedReason;
}

export type UnmatchedReason =
  'NO_ARC' | 'CAPACITY' | 'NOT_IN_A_CIRCLE' | 'BETTER_USED_ELSEWHERE' | 'FLOOR_OR_CAP';

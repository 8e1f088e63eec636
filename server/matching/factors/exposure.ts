import type { Policy } from '../policy.ts';

/** Shown a third of what leaves a turn as it is, or three times that: the factor is at its bound. */
const farFromLevel = 3;

/** Steps of halving; a double has no more bits to give. */
const halvings = 60;

/**
 * The exposure factor `E` of each member, `exposureAtLeast`..`exposureAtMost`: above 1 for those
 * that were shown less than others, below 1 for those shown more.
 *
 * `E = (level / (1 + shown)) ^ strength`, held within the bounds. The strength is such that a
 * member shown a third as often as the level reaches the upper bound, one shown three times as
 * often the lower one; wider bounds therefore also mean a stronger pull. The level is the one at
 * which the mean of all factors is 1, so that scores as a whole neither rise nor fall. One is added
 * to what was shown so that a ledger with little in it says little. Equal counts have equal
 * factors; in a ledger that is empty, or in which all were shown equally often, every factor is 1.
 * A bound of 1 lets nobody sink or nobody rise, and so switches exposure off.
 *
 * Proportional control on a logarithmic scale, closed once a day over a moving window. At rest the
 * factors stand for the prices of the places in other members' lists: maximising the sum of scores
 * under a limit on every member's exposure leads to such prices, one per member and the same in
 * every list. Sources: Singh, Joachims, "Fairness of exposure in rankings", KDD 2018; Åström,
 * Murray, "Feedback systems", 2008, chapter 10; Bertsekas, "Auction algorithms for network flow
 * problems", 1992, for the prices.
 *
 * @param shown how often each member was shown to another within the last `exposureDays` days: once
 *   for each day and each member that saw it. Who is missing was not shown.
 * @param members who could have been shown; whoever could not, as it is paused, does not belong here
 * @throws RangeError when a count is negative or no number
 */
export function exposureFactors(
  shown: ReadonlyMap<string, number>,
  members: Iterable<string>,
  { exposureAtLeast, exposureAtMost }: Pick<Policy, 'exposureAtLeast' | 'exposureAtMost'>,
): Map<string, number> {
  /** How many members were shown so often. Few numbers occur, however many members there are. */
  const counts = new Map<number, number>();
  const taking = new Set(members);
  for (const id of taking) {
    const count = shown.get(id) ?? 0;
    if (!(count >= 0 && count < Infinity))
      throw new RangeError(`${id}: found ${count}, allowed is 0 or more`);
    counts.set(count, (counts.get(count) ?? 0) + 1);
  }
  const pull = Math.log(farFromLevel);
  const raise = Math.log(exposureAtMost) / pull;
  const lower = -Math.log(exposureAtLeast) / pull;
  /** @param level as a logarithm */
  const factor = (count: number, level: number) => {
    const below = level - Math.log1p(count);
    const bounded = Math.max(-pull, Math.min(pull, below));
    return Math.exp((below > 0 ? raise : lower) * bounded);
  };

  const levels = [...counts].sort(([one], [other]) => one - other);
  let [low, high] = [levels[0]?.[0] ?? 0, levels.at(-1)?.[0] ?? 0].map(Math.log1p) as [
    number,
    number,
  ];
  for (let step = 0; low < high && step < halvings; step++) {
    const level = (low + high) / 2;
    // Summed in the order of the counts, so that the order of members leaves no trace.
    const excess = levels.reduce((sum, [count, of]) => sum + of * (factor(count, level) - 1), 0);
    if (excess > 0) high = level;
    else low = level;
  }
  const factors = new Map(levels.map(([count]) => [count, factor(count, low)]));
  return new Map([...taking].map((id) => [id, factors.get(shown.get(id) ?? 0)!]));
}

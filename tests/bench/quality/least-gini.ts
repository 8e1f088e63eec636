import type { Choices } from './days.ts';

/** Rounds in which the prices follow the counts, for each of the strengths that are tried. */
const rounds = 100;
const strengths = 7;

/**
 * The Gini's coefficient below which no lists come whose mean score is at most by `loss` less than
 * that of the best: however they are made, and also where they take turns from day to day. Lists
 * filled by score less price all but reach it.
 *
 * Gini's coefficient is the greatest sum of `rank x shown / total` over all ways to give the members
 * the ranks `(2 r - 1 - n) / n`, r = 1..n. So any such ranks, or a mean of several, bound it from
 * below, by the least sum that lists can have which lose no more than allowed; and that is at least
 * what it is where every list is filled by itself, by score less a price in proportion to the ranks
 * (Lagrange's relaxation). The bound is greatest for ranks that follow the counts that they lead to
 * (Frank, Wolfe, "An algorithm for quadratic programming", 1956) and for prices at which just as much
 * is lost as may be, found by halving.
 *
 * @param loss a share of the mean score, 0..1
 * @param kept choices after which those of a member were cut off
 */
export function leastGini(choices: Choices, first: number, kept: number, loss: number): number {
  const ids = [...choices.keys()];
  const at = new Map(ids.map((id, index) => [id, index]));
  const lists = [...choices.values()].map((all) => ({
    partners: Int32Array.from(all, ({ partner }) => at.get(partner)!),
    scores: Float64Array.from(all, ({ score }) => score),
  }));
  const worths = new Float64Array(first);
  const chosen = new Int32Array(first);
  /** Fills every list by score less price. */
  const fill = (price: Float64Array, most: number) => {
    const shown = new Float64Array(ids.length);
    let [worth, fit] = [0, 0];
    for (const { partners, scores } of lists) {
      let filled = 0;
      let choice = 0;
      for (; choice < scores.length; choice++) {
        if (filled === first && scores[choice]! + most < worths[first - 1]!) break;
        const value = scores[choice]! - price[partners[choice]!]!;
        let place = filled < first ? filled++ : first;
        for (; place > 0 && worths[place - 1]! < value; place--) {
          worths[place] = worths[place - 1]!;
          chosen[place] = chosen[place - 1]!;
        }
        if (place === first) continue;
        worths[place] = value;
        chosen[place] = choice;
      }
      // Whoever was cut off scores no more than the last, and sells at the lowest price at best.
      const beyond = choice === kept ? scores[kept - 1]! + most : 0;
      for (let place = 0; place < filled; place++) {
        worth += Math.max(worths[place]!, beyond);
        fit += scores[chosen[place]!]!;
        shown[partners[chosen[place]!]!]!++;
      }
    }
    return { shown, worth, fit };
  };

  const free = fill(new Float64Array(ids.length), 0);
  const total = free.shown.reduce((sum, count) => sum + count, 0);
  let least = 0;
  let [low, high] = [0, 0.1];
  for (let tried = 0; tried < strengths; tried++) {
    const strength = (low + high) / 2;
    const rank = new Float64Array(ids.length);
    let fit = 0;
    for (let round = 0; round < rounds; round++) {
      const price = rank.map((value) => strength * value);
      const found = fill(price, strength);
      const bound = ((1 - loss) * free.fit - found.worth) / (strength * total);
      least = Math.max(least, bound);
      const step = 2 / (round + 2);
      fit += step * (found.fit - fit);
      for (const [index, target] of ranksOf(found.shown).entries())
        rank[index]! += step * (target - rank[index]!);
    }
    if (fit < (1 - loss) * free.fit) high = strength;
    else low = strength;
  }
  return least;
}

/** `(2 r - 1 - n) / n` for the r-th by count; equal counts share the mean of theirs. */
function ranksOf(shown: Float64Array): Float64Array {
  const order = [...shown.keys()].sort((one, other) => shown[one]! - shown[other]!);
  const ranks = new Float64Array(shown.length);
  for (let from = 0, to = 0; from < order.length; from = to) {
    while (to < order.length && shown[order[to]!] === shown[order[from]!]) to++;
    for (const index of order.slice(from, to)) ranks[index] = (from + to) / order.length - 1;
  }
  return ranks;
}

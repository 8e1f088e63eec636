/** Chance that can be repeated: the same seed gives the same draws on every machine. */
export interface Random {
  /** A number from 0 up to but not including 1. */
  next(): number;
  /** A whole number between the two, both included. */
  integer(least: number, most: number): number;
  /** True with a probability of 0..1. */
  chance(probability: number): boolean;
  /** One of the values, each as likely as any other. Throws RangeError when there is none. */
  pick<T>(values: readonly T[]): T;
  /** One of the values, each as likely as its weight says. Throws RangeError when all weigh nothing. */
  weighted<T>(values: readonly T[], weightOf: (value: T) => number): T;
  /** Up to `count` different values, drawn one after the other by weight; those without weight never. */
  sample<T>(values: readonly T[], count: number, weightOf?: (value: T) => number): T[];
}

/**
 * Mulberry32 of Tommy Ettinger (public domain): 32 bits of state, a period of 2^32, even enough for
 * inventing things and not for secrets. Only 32-bit arithmetic, so no machine rounds differently.
 *
 * @param seed any number; its lowest 32 bits count.
 */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;

  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };

  const weighted = <T>(values: readonly T[], weightOf: (value: T) => number): T => {
    const possible = values.filter((value) => weightOf(value) > 0);
    const total = possible.reduce((sum, value) => sum + weightOf(value), 0);
    let left = next() * total;
    const found = possible.find((value) => (left -= weightOf(value)) < 0) ?? possible.at(-1);
    if (found === undefined) throw new RangeError('nothing to choose from');
    return found;
  };

  const evenly = () => 1;

  return {
    next,
    integer: (least, most) => least + Math.floor(next() * (most - least + 1)),
    chance: (probability) => next() < probability,
    pick: (values) => weighted(values, evenly),
    weighted,
    sample: (values, count, weightOf = evenly) => {
      const left = values.filter((value) => weightOf(value) > 0);
      const drawn = [];
      while (drawn.length < count && left.length > 0) {
        const value = weighted(left, weightOf);
        left.splice(left.indexOf(value), 1);
        drawn.push(value);
      }
      return drawn;
    },
  };
}

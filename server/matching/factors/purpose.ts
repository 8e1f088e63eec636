import type { Policy } from '../policy.ts';

/**
 * How alike the purposes of two members are, 0..1: for each theme the most similar theme of the
 * other, averaged over the themes of each, then over the two averages (best-match average; Pesquita
 * et al., "Metrics for GO based protein semantic similarity", BMC Bioinformatics 9, 2008).
 * `purposeUnknown` where one has stated no theme. Symmetric.
 * @param alike how alike two themes are, 0..1, symmetric
 */
export function purposeSimilarity<One, Other>(
  themes: ArrayLike<One>,
  others: ArrayLike<Other>,
  alike: (theme: One, other: Other) => number,
  policy: Policy,
): number {
  if (themes.length === 0 || others.length === 0) return policy.purposeUnknown;
  const back = (other: Other, theme: One) => alike(theme, other);
  return (meanOfBest(themes, others, alike) + meanOfBest(others, themes, back)) / 2;
}

/** The purpose factor `P`, from `purposeBase` to 1. */
export function purposeFactor(similarity: number, policy: Policy): number {
  return policy.purposeBase + (1 - policy.purposeBase) * similarity;
}

function meanOfBest<From, To>(
  from: ArrayLike<From>,
  to: ArrayLike<To>,
  alike: (from: From, to: To) => number,
): number {
  let sum = 0;
  for (let i = 0; i < from.length; i++) {
    let best = 0;
    for (let j = 0; j < to.length; j++) best = Math.max(best, alike(from[i]!, to[j]!));
    sum += best;
  }
  return sum / from.length;
}

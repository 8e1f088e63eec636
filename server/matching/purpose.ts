import type { Policy } from './policy.ts';
import type { TopicSimilarity } from './topic-similarity.ts';

/**
 * How alike the purposes of two members are, 0..1: for each theme the most similar theme of the
 * other, averaged over the themes of each, then over the two averages (best-match average; Pesquita
 * et al., "Metrics for GO based protein semantic similarity", BMC Bioinformatics 9, 2008).
 * `purposeUnknown` where one has stated no theme. Symmetric.
 */
export function purposeSimilarity(
  themes: readonly string[],
  others: readonly string[],
  topics: TopicSimilarity,
  policy: Policy,
): number {
  if (themes.length === 0 || others.length === 0) return policy.purposeUnknown;
  const meanOfBest = (from: readonly string[], to: readonly string[]) =>
    from.reduce((sum, x) => sum + Math.max(...to.map((y) => topics.ofThemes(x, y))), 0) /
    from.length;
  return (meanOfBest(themes, others) + meanOfBest(others, themes)) / 2;
}

/** The purpose factor `P`, from `purposeBase` to 1. */
export function purposeFactor(similarity: number, policy: Policy): number {
  return policy.purposeBase + (1 - policy.purposeBase) * similarity;
}

/** A score in words; the number itself stands in the explanation. */
export type Fit = 'VERY_GOOD' | 'GOOD' | 'POSSIBLE';

/**
 * From these scores on, of 0 to 1. A score is a product, so it is low where several factors are
 * middling. 0.5 takes strong needs met on both sides and a language that both know well; 0.2 is what
 * one side alone can reach at best, the most wanted thing of one met exactly and nothing given back.
 */
const veryGood = 0.5;
const good = 0.2;

export function fitOf(score: number): Fit {
  if (score >= veryGood) return 'VERY_GOOD';
  return score >= good ? 'GOOD' : 'POSSIBLE';
}

/** A score in words; the number itself stands in the explanation. */
export type Fit = 'VERY_GOOD' | 'GOOD' | 'POSSIBLE';

/**
 * From these scores on. A score is a product of factors of 0 to 1, so it is low where several are
 * middling: 0.45 takes a strong need met on at least one side and a language that both know.
 */
const veryGood = 0.45;
const good = 0.25;

export function fitOf(score: number): Fit {
  if (score >= veryGood) return 'VERY_GOOD';
  return score >= good ? 'GOOD' : 'POSSIBLE';
}

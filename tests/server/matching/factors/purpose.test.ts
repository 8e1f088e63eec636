import { expect, it } from 'vitest';
import { defaultPolicy as policy } from '../../../../server/matching/policy.ts';
import { purposeFactor, purposeSimilarity } from '../../../../server/matching/factors/purpose.ts';
import { TopicSimilarity } from '../../../../server/matching/factors/topic-similarity.ts';
import { topic } from '../networks.ts';

// Five topics in the taxonomy; water and food are free.
const topics = new TopicSimilarity(
  [
    topic('housing'),
    topic('rent', ['housing']),
    topic('tenure', ['housing']),
    topic('land'),
    topic('plot', ['land']),
    topic('water'),
    topic('food'),
  ],
  policy,
);
const purpose = (a: string[], b: string[]) =>
  purposeSimilarity(a, b, (x: string, y: string) => topics.ofThemes(x, y), policy);

it('averages the best match of every theme, each side counting half', () => {
  expect(purpose(['water'], ['water'])).toBe(1);
  expect(purpose(['water'], ['food'])).toBe(0);
  // (1 + 0) / 2 on one side, 1 on the other.
  expect(purpose(['water', 'food'], ['water'])).toBe(0.75);
  expect(purpose(['water'], ['water', 'food'])).toBe(0.75);
});

it('is the similarity of themes, without the favour for what is narrower', () => {
  // IC(housing) = 1 - ln 3 / ln 5, too little for the two leaves.
  const housing = 1 - Math.log(3) / Math.log(5);
  const lin = (2 * housing) / (1 + housing);
  expect(purpose(['housing'], ['rent'])).toBeCloseTo(lin, 12);
  expect(purpose(['rent'], ['housing'])).toBeCloseTo(lin, 12);
  expect(purpose(['rent'], ['tenure'])).toBe(0);
});

it('is a half where one has stated none', () => {
  expect(purpose([], ['water'])).toBe(0.5);
  expect(purpose(['water'], [])).toBe(0.5);
  expect(purpose([], [])).toBe(0.5);
});

it('moves a score by a fifth at most', () => {
  expect(purposeFactor(0, policy)).toBe(0.8);
  expect(purposeFactor(0.5, policy)).toBeCloseTo(0.9, 12);
  expect(purposeFactor(1, policy)).toBe(1);
});

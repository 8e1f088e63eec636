import { describe, expect, it } from 'vitest';
import { defaultPolicy, policyWith } from '../../../../server/matching/policy.ts';
import { TopicSimilarity } from '../../../../server/matching/factors/topic-similarity.ts';
import { topic } from '../networks.ts';

/**
 * Eight topics: right > (housing, land); housing > (tenure, eviction, rent); land > (tenure,
 * eviction); budget > audit. Descendants: right 5, housing 3, land 2, budget 1.
 */
const taxonomy = [
  topic('right'),
  topic('housing', ['right']),
  topic('land', ['right']),
  topic('tenure', ['housing', 'land']),
  topic('eviction', ['housing', 'land']),
  topic('rent', ['housing']),
  topic('budget'),
  topic('audit', ['budget']),
];
const everything = policyWith({ minSimilarity: 0 });
const similarity = new TopicSimilarity(taxonomy, everything);

describe('in the taxonomy', () => {
  it('is 1 for the same topic', () => {
    expect(similarity.ofOffer('right', 'right')).toBe(1);
    expect(similarity.ofOffer('nowhere', 'nowhere')).toBe(1);
  });

  it("is Lin's measure over intrinsic information content", () => {
    // IC(housing) = 1 - ln 4 / ln 8 = 1/3, of a leaf 1: 2 (1/3) / (1 + 1).
    expect(similarity.ofOffer('rent', 'eviction')).toBeCloseTo(1 / 3, 12);
  });

  it('takes the best of several common ancestors', () => {
    // land (1 - ln 3 / ln 8) says more than housing (1/3) and right.
    const land = 1 - Math.log(3) / Math.log(8);
    expect(similarity.ofOffer('tenure', 'eviction')).toBeCloseTo(land, 12);
  });

  it('is at least 0.9 for an offer narrower than the need', () => {
    // Lin alone: 2 (1/3) / (4/3) = 0.5.
    expect(similarity.ofOffer('housing', 'rent')).toBe(0.9);
    expect(similarity.ofThemes('housing', 'rent')).toBeCloseTo(0.5, 12);
    expect(similarity.ofOffer('right', 'rent')).toBe(0.9);
  });

  it('is at most 0.7 for an offer broader than the need', () => {
    // Lin alone: budget 2 (2/3) / (5/3) = 0.8, housing 0.5.
    expect(similarity.ofOffer('audit', 'budget')).toBe(0.7);
    expect(similarity.ofThemes('audit', 'budget')).toBeCloseTo(0.8, 12);
    expect(similarity.ofOffer('rent', 'housing')).toBeCloseTo(0.5, 12);
  });

  it('is 0 for two that only meet at the top', () => {
    expect(similarity.ofOffer('rent', 'audit')).toBe(0);
    const underOneTop = [...taxonomy, topic('all')].map((one) =>
      one.broader.length === 0 && one.id !== 'all' ? topic(one.id, ['all']) : one,
    );
    // An explicit top holds no information either: 1 - ln 9 / ln 9.
    expect(new TopicSimilarity(underOneTop, everything).ofOffer('rent', 'audit')).toBe(0);
  });

  it('is 0 below the least similarity', () => {
    const strict = new TopicSimilarity(taxonomy, defaultPolicy);
    expect(strict.ofOffer('rent', 'eviction')).toBe(0);
    expect(strict.ofOffer('tenure', 'eviction')).toBeGreaterThan(0.35);
  });

  it('does not change when somebody adds a free topic', () => {
    const more = [...taxonomy, topic('beekeeping', [], ['beekeeping'])];
    expect(new TopicSimilarity(more, everything).ofOffer('tenure', 'eviction')).toBe(
      similarity.ofOffer('tenure', 'eviction'),
    );
  });

  it('takes no harm from cycles and from broader topics that are missing', () => {
    const odd = new TopicSimilarity(
      [topic('a', ['c', 'a']), topic('b', ['a']), topic('c', ['b', 'missing'])],
      everything,
    );
    for (const need of ['a', 'b', 'c'])
      for (const offer of ['a', 'b', 'c']) {
        expect(odd.ofOffer(need, offer)).toBeGreaterThanOrEqual(0);
        expect(odd.ofOffer(need, offer)).toBeLessThanOrEqual(1);
      }
  });
});

describe('outside the taxonomy', () => {
  const topics = [
    ...taxonomy,
    topic('free', [], ['vivienda', 'budget analysis']),
    topic('other', [], ['analysis budget']),
    topic('misspelt', [], ['strategic litigaton']),
    topic('egarement', [], ['litige stratgique']),
    topic('practice', ['right'], ['litige strategique', 'strategic litigation']),
    topic('silent'),
    // Broader is all they say, and it is missing or themselves: still free.
    topic('loop', ['loop'], ['strategic litigation']),
    topic('lost', ['missing'], ['budget analysis']),
  ];
  const similarity = new TopicSimilarity(topics, defaultPolicy);

  it('is the best likeness of any two labels', () => {
    expect(similarity.ofOffer('free', 'other')).toBe(1);
  });

  it('connects a free topic with one of the taxonomy', () => {
    // One letter of twenty is missing.
    expect(similarity.ofOffer('practice', 'misspelt')).toBeCloseTo(1 - 1 / 20, 12);
    expect(similarity.ofOffer('loop', 'practice')).toBe(1);
    expect(similarity.ofOffer('misspelt', 'practice')).toBeCloseTo(1 - 1 / 20, 12);
  });

  it('lets a topic stand where it reads like one, to all that is above, below and beside', () => {
    const right = similarity.ofOffer('right', 'practice');
    expect(right).toBe(0.9);
    expect(similarity.ofOffer('right', 'misspelt')).toBeCloseTo(0.95 * right, 12);
    const broader = similarity.ofOffer('practice', 'right');
    expect(similarity.ofOffer('misspelt', 'right')).toBeCloseTo(0.95 * broader, 12);
    expect(similarity.ofThemes('right', 'misspelt')).toBeCloseTo(
      0.95 * similarity.ofThemes('right', 'practice'),
      12,
    );
  });

  it('connects two names that misspell the same one, in two languages', () => {
    // One letter of 18 is missing: by its labels alone the one has nothing in common with the other.
    expect(similarity.ofOffer('misspelt', 'egarement')).toBeCloseTo(0.95 * (1 - 1 / 18), 12);
    expect(similarity.ofThemes('egarement', 'misspelt')).toBeCloseTo(0.95 * (1 - 1 / 18), 12);
  });

  it('says of every topic the same, asked from the need and from the offer', () => {
    for (const { id: need } of topics)
      for (const { id: offer } of topics)
        expect(similarity.needsFor(offer).get(need)).toBe(similarity.offersFor(need).get(offer));
  });

  it('is 0 without labels, and for different words', () => {
    expect(similarity.ofOffer('silent', 'free')).toBe(0);
    expect(similarity.ofOffer('misspelt', 'free')).toBe(0);
  });
});

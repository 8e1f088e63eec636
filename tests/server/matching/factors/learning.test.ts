import { describe, expect, it } from 'vitest';
import { learning, mutualValue } from '../../../../server/matching/factors/learning.ts';
import {
  bestOpportunity,
  formatFit,
  levelFit,
} from '../../../../server/matching/factors/opportunity.ts';
import { defaultPolicy as policy } from '../../../../server/matching/policy.ts';
import { TopicSimilarity } from '../../../../server/matching/factors/topic-similarity.ts';
import { need, offer, topic } from '../networks.ts';

const topics = new TopicSimilarity(
  [topic('housing'), topic('rent', ['housing']), topic('water')],
  policy,
);

describe('an opportunity', () => {
  it('is full when the level reaches what is wanted, half one below, nothing further below', () => {
    expect(levelFit('PRACTISED', 'EXPERT', policy)).toBe(1);
    expect(levelFit('EXPERT', 'EXPERT', policy)).toBe(1);
    expect(levelFit('EXPERT', 'PRACTISED', policy)).toBe(0.5);
    expect(levelFit('EXPERT', 'BASIC', policy)).toBe(0);
    expect(levelFit(null, 'BASIC', policy)).toBe(1);
  });

  it('is full when a format is shared or left open', () => {
    expect(formatFit(['CALL', 'VISIT'], ['VISIT'], policy)).toBe(1);
    expect(formatFit([], ['VISIT'], policy)).toBe(1);
    expect(formatFit(['CALL'], [], policy)).toBe(1);
    expect(formatFit(['CALL'], ['VISIT'], policy)).toBe(0.6);
  });

  it('multiplies similarity, level and format, and takes the best offer', () => {
    const wanted = need('housing', { levelWanted: 'EXPERT', formats: ['CALL'] });
    const narrower = offer('rent', { level: 'PRACTISED', formats: ['VISIT'] });
    const best = bestOpportunity(wanted, [narrower], topics, policy);
    expect(best).toMatchObject({ topic: 'rent', similarity: 0.9, level: 0.5, format: 0.6 });
    expect(best?.fit).toBeCloseTo(0.27, 12);
    const both = bestOpportunity(wanted, [narrower, offer('housing')], topics, policy);
    expect(both).toMatchObject({ topic: 'housing', fit: 1 });
  });

  it('is none where the level or the topic is too far away', () => {
    const wanted = need('housing', { levelWanted: 'EXPERT' });
    expect(bestOpportunity(wanted, [offer('rent', { level: 'BASIC' })], topics, policy)).toBeNull();
    expect(bestOpportunity(wanted, [offer('water')], topics, policy)).toBeNull();
  });
});

describe('learning', () => {
  it('is 1 - the product of what each need leaves unlearnt', () => {
    const needs = [need('water', { priority: 'LOW' }), need('housing', { priority: 'NORMAL' })];
    const { value, opportunities } = learning(
      needs,
      [offer('water'), offer('rent')],
      topics,
      policy,
    );
    // 1 - (1 - 0.4 x 1) (1 - 0.7 x 0.9)
    expect(value).toBeCloseTo(0.778, 12);
    expect(opportunities.map(({ need }) => need.topic)).toEqual(['housing', 'water']);
  });

  it('is 0 where nothing is met', () => {
    expect(learning([need('water')], [offer('rent')], topics, policy).value).toBe(0);
    expect(learning([], [offer('rent')], topics, policy)).toEqual({ value: 0, opportunities: [] });
  });
});

describe('mutual value', () => {
  it('is a quarter of the sum one way, half of it at its most even', () => {
    expect(mutualValue(0.8, 0)).toBeCloseTo(0.2, 12);
    expect(mutualValue(0.4, 0.4)).toBeCloseTo(0.4, 12);
    // ((0.8 + 0.6) / 2)^2
    expect(mutualValue(0.64, 0.36)).toBeCloseTo(0.49, 12);
    expect(mutualValue(0, 0)).toBe(0);
  });
});

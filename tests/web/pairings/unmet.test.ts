import { describe, expect, it } from 'vitest';
import type { Reason } from '../../../web/lib/pairings/pairings.ts';
import {
  beyondProfile,
  obstaclesOf,
  placeOf,
  unmetCount,
} from '../../../web/lib/pairings/unmet.ts';

type Change = NonNullable<Reason['change']>;

const none = { level: null, languageLevel: null, topic: null, language: null };

function reason(rule: Reason['rule'], key: string, change?: Partial<Change>): Reason {
  return {
    rule,
    explanation: `because of ${rule}`,
    need: { id: key, topic: { key, name: `Need of ${key}` } },
    change: change ? { ...none, kind: 'WAIT', explanation: 'wait', ...change } : null,
  };
}

describe('what stands in the way of needs', () => {
  it('is said once for all of which the same is to be said', () => {
    const obstacles = obstaclesOf(
      [
        reason('NO_AVAILABLE_PARTNER', 'land'),
        reason('LEVEL', 'water', { kind: 'ACCEPT_LEVEL', level: 'BASIC', explanation: 'lower' }),
        reason('NO_AVAILABLE_PARTNER', 'food'),
        reason('LEVEL', 'dams', { kind: 'ACCEPT_LEVEL', level: 'BASIC', explanation: 'lower' }),
      ],
      '/en',
    );
    expect(obstacles.map(({ topics }) => topics)).toEqual([
      ['Need of land', 'Need of food'],
      ['Need of water'],
      ['Need of dams'],
    ]);
    expect(unmetCount(obstacles)).toBe(4);
    expect(new Set(obstacles.map(({ id }) => id)).size).toBe(3);
  });

  it('leaves out what the profile shows to be missing, and nothing else', () => {
    const reasons = [reason('PAUSED', 'a'), reason('NO_FREE_PLACE', 'b'), reason('LEVEL', 'c')];
    const rules = (missing: Parameters<typeof beyondProfile>[1]) =>
      beyondProfile(reasons, missing).map(({ rule }) => rule);
    expect(rules([])).toEqual(['PAUSED', 'NO_FREE_PLACE', 'LEVEL']);
    expect(rules(['PAUSED', 'NO_OFFERS'])).toEqual(['NO_FREE_PLACE', 'LEVEL']);
    expect(rules(['NO_CAPACITY'])).toEqual(['PAUSED', 'LEVEL']);
  });
});

describe('the place of a change', () => {
  it.each<[Partial<Change>, string | null]>([
    [{ kind: 'RESUME' }, '/en/profile/availability'],
    [{ kind: 'CONFIRM' }, '/en/profile/availability'],
    [{ kind: 'RAISE_CAPACITY' }, '/en/profile/time'],
    [{ kind: 'ACCEPT_LEVEL', level: 'BASIC' }, '/en/profile/needs/item?topic=land&level=BASIC'],
    [{ kind: 'WIDEN_TOPIC', topic: { key: 'housing' } }, '/en/profile/needs/item?add=housing'],
    [
      { kind: 'LEARN_LANGUAGE', language: { name: 'Español' }, languageLevel: 'A2' },
      '/en/profile/languages?language=Espa%C3%B1ol&level=A2',
    ],
    [{ kind: 'RESTORE' }, '/en/pairings/set-aside'],
    [{ kind: 'FIND_INTERPRETER' }, null],
    [{ kind: 'WAIT' }, null],
  ])('%j is %s', (change, place) => {
    expect(placeOf(reason('LEVEL', 'land', change), '/en')).toBe(place);
  });

  it('is nowhere without a change', () => {
    expect(placeOf(reason('NO_AVAILABLE_PARTNER', 'land'), '/en')).toBeNull();
  });
});

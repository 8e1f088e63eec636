import { describe, expect, it } from 'vitest';
import {
  interpretingInput,
  interpretingOf,
  isHalfSaid,
  readInterpreting,
} from '../../../web/lib/profile/interpreting.ts';
import { form } from './profile.ts';

const named = (code: string) => ({ code, name: code });
const direction = (from: string, to: string) => ({ from: named(from), to: named(to) });
const profile = { interprets: [direction('ar', 'fr'), direction('fr', 'ar')], relays: null };
const spoken = ['ar', 'fr', 'sw'].map((language) => ({ language }));

describe('the form about interpreting', () => {
  it('changes nothing when nothing is said', () => {
    const values = readInterpreting(form([]), profile);
    expect(values).toEqual(interpretingOf(profile));
    expect(interpretingInput(values, profile, spoken)).toEqual([
      { from: 'ar', to: 'fr' },
      { from: 'fr', to: 'ar' },
    ]);
  });

  it('takes one direction away and adds two', () => {
    const values = readInterpreting(
      form([
        ['removed-fr>ar', 'yes'],
        ['interprets', 'sw'],
        ['interpretsTo', 'fr'],
        ['bothWays', 'yes'],
        ['relays', 'yes'],
      ]),
      profile,
    );
    expect(values.relays).toBe(true);
    expect(interpretingInput(values, profile, spoken)).toEqual([
      { from: 'ar', to: 'fr' },
      { from: 'sw', to: 'fr' },
      { from: 'fr', to: 'sw' },
    ]);
  });

  it('says each direction once, and none with a language that goes', () => {
    const values = { ...interpretingOf(profile), from: 'ar', to: 'fr' };
    expect(interpretingInput(values, profile, spoken)).toHaveLength(2);
    expect(interpretingInput(values, profile, [{ language: 'ar' }])).toEqual([]);
  });

  it.each([
    ['', '', false],
    ['ar', 'fr', false],
    ['ar', '', true],
    ['', 'fr', true],
    ['ar', 'ar', true],
  ])('finds that from %j to %j is half said: %s', (from, to, half) => {
    expect(isHalfSaid({ ...interpretingOf(profile), from, to })).toBe(half);
  });
});

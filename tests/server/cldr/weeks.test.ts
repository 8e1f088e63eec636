import { describe, expect, it } from 'vitest';
import { countries } from '../../../server/cldr/territories.ts';
import { weekend, workingDays } from '../../../server/cldr/weeks.ts';

describe('weekend', () => {
  it('differs by country', () => {
    expect(weekend('EG')).toEqual([5, 6]);
    expect(weekend('AF')).toEqual([4, 5]);
    expect(weekend('KE')).toEqual([6, 7]);
  });

  it('may be a single day, stated at both ends or at one', () => {
    expect(weekend('IR')).toEqual([5]);
    expect(weekend('IN')).toEqual([7]);
  });

  it('is the usual one where the country is unknown', () => {
    for (const unknown of [null, 'XX', '', 'constructor']) expect(weekend(unknown)).toEqual([6, 7]);
  });
});

describe('workingDays', () => {
  it('are the other days', () => {
    expect(workingDays('EG')).toEqual([1, 2, 3, 4, 7]);
    expect(workingDays(null)).toEqual([1, 2, 3, 4, 5]);
  });

  it('make a week together with the weekend, in every country', () => {
    for (const { code } of countries()) {
      expect(weekend(code).length, code).toBeOneOf([1, 2]);
      expect([...workingDays(code), ...weekend(code)].sort(), code).toEqual([1, 2, 3, 4, 5, 6, 7]);
    }
  });
});

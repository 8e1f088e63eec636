import { describe, expect, it } from 'vitest';
import { grouped } from '../../../web/lib/weights/groups.ts';
import type { Constant } from '../../../web/lib/weights/policy.ts';
import {
  changesIn,
  numberIn,
  problemsIn,
  readWeights,
  weightsOf,
} from '../../../web/lib/weights/weights-form.ts';
import { writer } from '../../../web/lib/weights/writer.ts';
import { form } from '../profile/profile.ts';

const constant = (name: string, value: number, other: Partial<Constant> = {}): Constant => ({
  name,
  value,
  default: 0.25,
  least: 0,
  most: 1,
  meaning: `What ${name} does.`,
  changeable: true,
  ...other,
});

const constants = [
  constant('geographicWeight', 0.25),
  constant('timeBase', 0.7),
  constant('workdayFrom', 540, { changeable: false }),
];

const read = (entries: [string, string][]) => readWeights(form(entries), constants, String);

describe('a number', () => {
  it.each([
    ['0.35', 0.35],
    [' 0,35 ', 0.35],
    ['٠٫٣٥', 0.35],
    ['-1', -1],
    ['1200', 1200],
    ['1,5', 1.5],
  ])('is read from %j: %d', (text, value) => {
    expect(numberIn(text)).toBe(value);
  });

  it.each(['', 'half', '1/2', '1,000', '0.3.5', 'Infinity', '1e3', '0x10'])(
    'is not read from %j',
    (text) => {
      expect(numberIn(text)).toBeNull();
    },
  );

  it.each(['en', 'fr', 'es', 'ar'] as const)('is read as it is written in %s', (locale) => {
    for (const value of [0, 0.125, 1, 1.1, 540, 3660]) {
      expect(numberIn(writer(locale)(value))).toBe(value);
    }
  });
});

describe('the form of the weights', () => {
  it('changes nothing as it was sent', () => {
    expect(changesIn(weightsOf(constants, String), constants)).toEqual({ changes: [], unread: [] });
    expect(read([])).toEqual(weightsOf(constants, String));
  });

  it('changes what was typed, and goes back where that was ticked', () => {
    const weights = read([
      ['geographicWeight', '0,5'],
      ['timeBase', 'nonsense'],
      ['reset-timeBase', 'yes'],
    ]);
    expect(changesIn(weights, constants).changes).toEqual([
      { name: 'geographicWeight', value: 0.5 },
      { name: 'timeBase', value: null },
    ]);
  });

  it('finds what is no number, and keeps it', () => {
    const weights = read([['timeBase', 'much']]);
    expect(changesIn(weights, constants)).toEqual({ changes: [], unread: ['timeBase'] });
    expect(weights.timeBase?.value).toBe('much');
  });

  it('does not touch what cannot be changed', () => {
    expect(changesIn(read([['workdayFrom', '1']]), constants).changes).toEqual([]);
  });

  it('leads problems to their constant', () => {
    const changes = [
      { name: 'timeBase', value: 7 },
      { name: 'relay', value: 8 },
    ];
    const answer = {
      __typename: 'InvalidInputError',
      issues: [
        { path: ['changes', '1', 'value'], message: 'too much' },
        { path: [], message: 'no' },
      ],
    };
    expect(problemsIn(answer, changes)).toEqual([
      { field: 'relay', message: 'too much' },
      { field: undefined, message: 'no' },
    ]);
  });
});

describe('the parts of the page', () => {
  it('hold every constant once, the unknown ones at the end', () => {
    const names = [
      ...['novel', 'relay', 'remindAfterDays', 'geographicWeight', 'openRequests'],
      ...['dismissMonths', 'historicWeight', 'followUpAgainMonths'],
    ];
    const parts = grouped(names.map((name) => ({ name })));
    expect(parts.map(({ group, constants: all }) => [group, all.map(({ name }) => name)])).toEqual([
      ['bridge', ['relay']],
      ['divides', ['geographicWeight', 'historicWeight']],
      ['rules', ['dismissMonths']],
      ['exchanges', ['remindAfterDays', 'openRequests', 'followUpAgainMonths']],
      ['other', ['novel']],
    ]);
  });
});

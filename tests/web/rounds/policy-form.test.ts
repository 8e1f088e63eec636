import { describe, expect, it } from 'vitest';
import { adjustmentIn, difference, percentAtMost } from '#lib/rounds/adjustment.ts';
import { inSorts } from '#lib/rounds/groups.ts';
import { policyIn, presetPolicy, readPolicy } from '#lib/rounds/policy-form.ts';

function formOf(entries: Record<string, string>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(entries)) form.append(name, value);
  return form;
}

describe('the policy of a round', () => {
  it('is read from the form, empty rows left out', () => {
    const values = readPolicy(
      formOf({
        maxCircle: '2',
        oneWay: 'yes',
        exchangesEach: '٣',
        seconds: '20',
        'floors-0-group': '',
        'floors-0-count': '',
        'floors-1-group': 'grassroots',
        'floors-1-count': '10',
        'caps-0-group': 'region:002',
        'caps-0-count': '4',
      }),
    );
    const { policy, unread, placeOf } = policyIn(values);
    expect(unread).toEqual([]);
    expect(policy).toEqual({
      maxCircle: 2,
      oneWay: true,
      coverageFirst: false,
      exchangesEach: 3,
      seconds: 20,
      floors: [{ group: 'grassroots', receive: 10 }],
      caps: [{ group: 'region:002', inside: 4 }],
    });
    // A problem with what was sent is shown where it was typed.
    expect(placeOf(['policy', 'floors', '0', 'receive'])).toBe('floors-1-count');
    expect(placeOf(['policy', 'caps', '0', 'group'])).toBe('caps-0-group');
    expect(placeOf(['policy', 'maxCircle'])).toBe('maxCircle');
  });

  it('sends a number whose group was not chosen, so that it is not passed over', () => {
    const caps = [
      { group: '', count: '' },
      { group: '', count: '4' },
    ];
    const { policy, placeOf } = policyIn({ ...presetPolicy, caps });
    expect(policy.caps).toEqual([{ group: '', inside: 4 }]);
    expect(placeOf(['policy', 'caps', '0', 'group'])).toBe('caps-1-group');
  });

  it('names every control whose number is none', () => {
    const floors = [{ group: 'grassroots', count: 'many' }];
    expect(policyIn({ ...presetPolicy, seconds: '1.5', floors }).unread).toEqual([
      'floors-0-count',
      'seconds',
    ]);
  });
});

describe('an adjustment', () => {
  it('is what the button says, and only to be looked at where that is ticked', () => {
    expect(adjustmentIn(formOf({ pin: 'circle-p1-p2' }))).toEqual({
      pin: ['circle-p1-p2'],
      whatIf: false,
    });
    expect(adjustmentIn(formOf({ replace: 'circle-p1-p2 circle-p1-p3', whatIf: 'yes' }))).toEqual({
      replace: [{ exchange: 'circle-p1-p2', by: 'circle-p1-p3' }],
      whatIf: true,
    });
  });

  it('is compared by its exchanges', () => {
    expect(difference(['a', 'b', 'd'], ['a', 'b', 'c'])).toEqual({ kept: 2, added: 1, gone: 1 });
  });
});

describe('the groups', () => {
  it('are offered by sort and name, everybody first', () => {
    const group = (key: string, name: string) => ({ key, name, members: 1 });
    const sorted = inSorts(
      [
        group('region:009', 'Oceania'),
        group('gender-focus', 'Centred on gender'),
        group('everybody', 'Everybody'),
        group('kind:NGO', 'NGO'),
        group('region:002', 'Africa'),
      ],
      'en',
    );
    expect(sorted.map(({ sort, groups }) => [sort, groups.map(({ name }) => name)])).toEqual([
      ['all', ['Everybody', 'Centred on gender']],
      ['kind', ['NGO']],
      ['region', ['Africa', 'Oceania']],
    ]);
  });
});

describe('what a bound leaves open', () => {
  it('is told upwards, and never as nothing', () => {
    expect(percentAtMost(100.41, 100)).toBe(0.5);
    expect(percentAtMost(100.4, 100)).toBe(0.4);
    expect(percentAtMost(100.001, 100)).toBe(0.1);
  });
});

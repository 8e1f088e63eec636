import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  changesBetween,
  checkTerms,
  limits,
  type Terms,
  type TermsDraft,
  termsFields,
  withChanges,
} from '../../../server/exchanges/agreement/rules.ts';

const today = '2026-03-02';
const check = (draft: Partial<TermsDraft>, mayInterpret = true) =>
  checkTerms({ objectives: 'Learn', outcome: 'ENHANCED_SKILL', ...draft }, { today, mayInterpret });
const problems = (draft: Partial<TermsDraft>, mayInterpret = true) =>
  check(draft, mayInterpret).problems.map(({ path, key }) => `${path.join('.')} ${key}`);

describe('the terms of an agreement', () => {
  it('are kept as they were written, without what no page can carry', () => {
    const { value } = check({
      objectives: '  First\r\nsecond\u0007 <b>line</b>\u0085 \ud800 ',
      formats: ['DOCUMENTS', 'ONLINE', 'DOCUMENTS'],
      languages: ['es-419', 'iw', 'es'],
      startsOn: '2026-04-01',
      endsOn: '2026-04-01',
      money: ' ',
    });
    expect(value).toEqual({
      objectives: 'First\nsecond <b>line</b> \ufffd',
      outcome: 'ENHANCED_SKILL',
      formats: ['ONLINE', 'DOCUMENTS'],
      roles: null,
      startsOn: '2026-04-01',
      endsOn: '2026-04-01',
      languages: ['es', 'he'],
      interpretation: 'NOT_NEEDED',
      interpreterId: null,
      interpreters: null,
      safety: null,
      money: null,
    });
  });

  it('name who interprets where somebody does, and only then', () => {
    const plan = (interpretation: TermsDraft['interpretation'], more: Partial<TermsDraft> = {}) =>
      check({ interpretation, interpreterId: 'm', interpreters: 'Amina', ...more }).value;
    expect(plan('MEMBER')).toMatchObject({ interpreterId: 'm', interpreters: 'Amina' });
    expect(plan('PARTIES')).toMatchObject({ interpreterId: null, interpreters: 'Amina' });
    expect(plan('SECRETARIAT')).toMatchObject({ interpreterId: null, interpreters: 'Amina' });
    expect(plan('NOT_NEEDED')).toMatchObject({ interpreterId: null, interpreters: null });
  });

  it.each([
    [{ objectives: ' \n\u0000 ' }, ['objectives exchange.text.none']],
    [{ objectives: 'é'.repeat(limits.objectives + 1) }, ['objectives exchange.text.long']],
    [{ objectives: '😀'.repeat(limits.objectives) }, []],
    [{ roles: 'x'.repeat(1_000_000) }, ['roles exchange.text.long']],
    [{ startsOn: '2026-02-30' }, ['startsOn agreement.day']],
    [{ startsOn: '2025-01-01' }, ['startsOn agreement.day']],
    [{ endsOn: '2036-01-01' }, ['endsOn agreement.day']],
    [{ endsOn: '0001-01-01' }, ['endsOn agreement.day']],
    [{ startsOn: '2026-05-02', endsOn: '2026-05-01' }, ['endsOn agreement.daysReversed']],
    [{ languages: ['xx', 'fr', ''] }, ['languages.0 error.language', 'languages.2 error.language']],
    [{ languages: Array.from({ length: 11 }, () => 'fr') }, ['languages error.tooMany']],
    [{ interpretation: 'MEMBER' }, ['interpreter agreement.interpreter']],
    [{ interpretation: 'PARTIES', interpreters: '  ' }, ['interpreters agreement.interpreters']],
    [
      { interpretation: 'PARTIES', interpreters: 'x'.repeat(501) },
      ['interpreters exchange.text.long'],
    ],
  ] as const)('%# are refused where they cannot be', (draft, expected) => {
    expect(problems(draft as Partial<TermsDraft>)).toEqual(expected);
  });

  it('name no member that may not be asked to interpret', () => {
    const draft = { interpretation: 'MEMBER', interpreterId: 'm' } as const;
    expect(problems(draft)).toEqual([]);
    expect(problems(draft, false)).toEqual(['interpreter agreement.interpreter']);
  });
});

describe('what a version changes', () => {
  const text = fc.option(fc.constantFrom('a', 'b', 'line\nline'));
  const day = fc.option(fc.constantFrom('2026-03-02', '2026-12-31'));
  const someTerms: fc.Arbitrary<Terms> = fc.record({
    objectives: fc.constantFrom('learn', 'teach'),
    outcome: fc.constantFrom('NEW_KNOWLEDGE', 'ENHANCED_SKILL'),
    formats: fc.subarray(['ONLINE', 'VISIT', 'WORKSHOP'] as const),
    roles: text,
    startsOn: day,
    endsOn: day,
    languages: fc.subarray(['en', 'fr', 'ar']),
    interpretation: fc.constantFrom('NOT_NEEDED', 'MEMBER', 'PARTIES'),
    interpreterId: fc.option(fc.constantFrom('one', 'other')),
    interpreters: text,
    safety: text,
    money: text,
  });

  it('makes the new version of the old one, and names nothing that stays', () => {
    fc.assert(
      fc.property(someTerms, someTerms, (before, after) => {
        const changes = changesBetween(before, after);
        expect(withChanges(before, changes)).toEqual(after);
        for (const { field, before: old } of changes) {
          expect(old).toEqual(before[field]);
          expect(old).not.toEqual(after[field]);
        }
        expect(changes.map(({ field }) => termsFields.indexOf(field))).toEqual(
          changes.map(({ field }) => termsFields.indexOf(field)).toSorted((a, b) => a - b),
        );
      }),
      { seed: 4, numRuns: 300 },
    );
  });

  it('is everything that is there, of the first', () => {
    const first = check({ formats: ['ONLINE'] }).value;
    expect(changesBetween(null, first!).map(({ field, before }) => [field, before])).toEqual([
      ['objectives', null],
      ['outcome', null],
      ['formats', null],
      ['interpretation', null],
    ]);
  });
});

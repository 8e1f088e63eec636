import { describe, expect, it } from 'vitest';
import {
  knownLanguages,
  languageSolved,
  reasonsToReview,
  type ReviewedParty,
  type ReviewedTerms,
  sharedLanguages,
  stillReviewed,
} from '../../../server/exchanges/review.ts';

const party = (languages: string, atRisk = false): ReviewedParty => ({
  atRisk,
  languages: languages.split(' ').map((skill) => {
    const [language = '', level = 'C1'] = skill.split(':');
    return { language, level: level as 'C1' };
  }),
});
const terms = (more: Partial<ReviewedTerms> = {}): ReviewedTerms => ({
  formats: ['ONLINE'],
  languages: [],
  ...more,
});

describe('the languages of the parties', () => {
  it('are shared where everybody speaks them at B1 or better', () => {
    expect(sharedLanguages([party('fr:B1 en:NATIVE'), party('en:B1 fr:C2')])).toEqual(['fr', 'en']);
    expect(sharedLanguages([party('fr:A2 en'), party('fr en:A2')])).toEqual([]);
    expect(sharedLanguages([party('fr en'), party('fr'), party('en')])).toEqual([]);
    expect(sharedLanguages([])).toEqual([]);
  });

  it('are what the others may know, or matching may use', () => {
    const languages = [{ language: 'lg', level: 'NATIVE' as const }];
    const known = (visibility: 'MEMBERS' | 'SECRETARIAT', consents: object[] = []) =>
      knownLanguages({ visibility, languages, consents: consents as never }).length;
    expect(known('MEMBERS')).toBe(1);
    expect(known('SECRETARIAT')).toBe(0);
    const own = { field: 'LANGUAGES', useForMatching: false };
    expect(known('SECRETARIAT', [{ ...own, audience: 'COUNTERPART' }])).toBe(1);
    expect(known('MEMBERS', [{ ...own, audience: 'SELF' }])).toBe(0);
    expect(known('MEMBERS', [{ ...own, audience: 'SELF', useForMatching: true }])).toBe(1);
  });
});

describe('the question of languages', () => {
  const french = [party('fr:NATIVE en:B1'), party('fr:C1')];
  const strangers = [party('fr'), party('ar')];

  it('is solved by a shared language, one of those that are named', () => {
    expect(languageSolved(french, terms(), [])).toBe(true);
    expect(languageSolved(french, terms({ languages: ['en', 'fr'] }), [])).toBe(true);
    expect(languageSolved(french, terms({ languages: ['en'] }), [])).toBe(false);
    expect(languageSolved(strangers, terms(), [])).toBe(false);
  });

  it.each([
    [{ interpretation: 'MEMBER', interpreterId: 'm' }, true, []],
    [{ interpretation: 'MEMBER', interpreterId: null }, false, ['INTERPRETATION']],
    [{ interpretation: 'SECRETARIAT', interpreterId: 'm' }, false, ['INTERPRETATION']],
    [{ interpretation: 'PARTIES', interpreters: 'Amina' }, true, ['INTERPRETATION']],
    [{ interpretation: 'PARTIES', interpreters: ' ' }, false, ['INTERPRETATION']],
    [{ interpretation: 'NOT_NEEDED' }, false, ['INTERPRETATION']],
  ] as const)('of strangers, by the plan %j', (plan, solved, reasons) => {
    expect(languageSolved(strangers, terms(plan), [])).toBe(solved);
    expect(languageSolved(strangers, terms(plan), ['INTERPRETATION'])).toBe(true);
    expect(
      reasonsToReview(strangers, terms(plan), { reviewAtRisk: true, keptApart: false }),
    ).toEqual(reasons);
  });
});

describe('what the secretariat looks at', () => {
  const two = (atRisk = false) => [party('fr'), party('fr', atRisk)];
  const reasons = (
    more: Partial<ReviewedTerms>,
    atRisk = false,
    reviewAtRisk = true,
    keptApart = false,
  ) => reasonsToReview(two(atRisk), terms(more), { reviewAtRisk, keptApart });

  it('is money, visits, and parties at risk where the policy says so', () => {
    expect(reasons({})).toEqual([]);
    expect(reasons({ money: 'Two tickets' })).toEqual(['MONEY']);
    expect(reasons({ formats: ['ONLINE', 'VISIT'] })).toEqual(['MONEY']);
    expect(reasons({}, true)).toEqual(['SAFETY']);
    expect(reasons({}, true, false)).toEqual([]);
    expect(reasons({}, false, false, true)).toEqual(['SAFETY']);
  });

  it('is not looked at twice, unless the very thing changes', () => {
    const all = ['INTERPRETATION', 'MONEY', 'SAFETY'] as const;
    const before = terms({ interpretation: 'SECRETARIAT', languages: ['fr', 'ar'] });
    const left = (more: Partial<ReviewedTerms>) =>
      stillReviewed(all, before, { ...before, ...more });
    expect(left({})).toEqual(all);
    expect(left({ languages: ['ar', 'fr'] })).toEqual(all);
    expect(left({ interpretation: 'NOT_NEEDED' })).toEqual(['MONEY', 'SAFETY']);
    expect(left({ money: 'More' })).toEqual(['INTERPRETATION', 'SAFETY']);
    expect(left({ safety: 'Less' })).toEqual(['INTERPRETATION', 'MONEY']);
    expect(left({ formats: ['VISIT'] })).toEqual(['INTERPRETATION']);
  });

  it('before there is an agreement, covers the first plan and safety terms, but no costs and no strangers', () => {
    const all = ['INTERPRETATION', 'MONEY', 'SAFETY'] as const;
    const left = (more: Partial<ReviewedTerms>) => stillReviewed(all, terms(), terms(more));
    expect(left({ interpretation: 'SECRETARIAT', languages: ['fr'], safety: 'Careful' })).toEqual(
      all,
    );
    expect(left({ interpretation: 'PARTIES', interpreters: 'Amina' })).toEqual(['MONEY', 'SAFETY']);
    expect(left({ interpretation: 'NOT_NEEDED', money: 'Yes' })).toEqual([
      'INTERPRETATION',
      'SAFETY',
    ]);
  });
});

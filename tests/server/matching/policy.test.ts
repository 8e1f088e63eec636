import { describe, expect, it } from 'vitest';
import { defaultPolicy, policyConstants, policyWith } from '../../../server/matching/policy.ts';

describe('the policy', () => {
  it('has defaults that it allows itself, each with a meaning', () => {
    expect(policyWith({})).toEqual(defaultPolicy);
    for (const { meaning } of Object.values(policyConstants)) expect(meaning).toMatch(/\w.*\.$/);
  });

  it('takes changes within the range of a constant', () => {
    expect(policyWith({ geographicWeight: 1 })).toEqual({ ...defaultPolicy, geographicWeight: 1 });
  });

  it('says which constant is wrong, what was found and what is allowed', () => {
    expect(() => policyWith({ historicWeight: 2 })).toThrow(
      new RangeError('historicWeight: found 2, allowed is 0 to 1'),
    );
    expect(() => policyWith({ relay: Number.NaN })).toThrow(RangeError);
    expect(() => policyWith({ wieght: 1 } as object)).toThrow(/wieght/);
  });

  it('refuses an order in which something better would be worth less', () => {
    expect(() => policyWith({ languageB2: 0.5 })).toThrow(
      new RangeError('languageB2: found 0.5, allowed is languageB1 (0.75) or more'),
    );
    expect(() => policyWith({ geographicRegion: 0.3 })).toThrow(RangeError);
  });
});

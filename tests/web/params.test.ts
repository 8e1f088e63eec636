import { describe, expect, it } from 'vitest';
import { params } from '../../web/params.ts';

/** What a segment stands for; undefined where it does not fit. */
function valueOf(name: keyof typeof params, segment: string): unknown {
  const result = params[name]['~standard'].validate(segment);
  return 'value' in result ? result.value : undefined;
}

describe('a path', () => {
  it('names the member whose page it is, or none for one’s own', () => {
    expect(valueOf('owner', '')).toBe('');
    expect(valueOf('owner', 'members/TWVtYmVyOjE=')).toBe('TWVtYmVyOjE=');
    for (const other of ['members', 'members/', 'members/1/2', 'topics/1', 'x/members/1']) {
      expect(valueOf('owner', other)).toBeUndefined();
    }
  });

  it('knows the two lists and the languages', () => {
    expect(['offers', 'needs', 'themes'].map((list) => valueOf('list', list))).toEqual([
      'offers',
      'needs',
      undefined,
    ]);
    expect(['ar', 'de'].map((locale) => valueOf('locale', locale))).toEqual(['ar', undefined]);
  });
});

import { describe, expect, it } from 'vitest';
import type { Audience, MemberField } from '../../../generated/prisma/enums.ts';
import { sortNameOf } from '../../../server/members/sort-name.ts';

const member = (name: string, visibility: Audience = 'MEMBERS') => ({
  name,
  visibility,
  pseudonym: 'Member 00000-00000',
  consents: [] as { field: MemberField; audience: Audience; useForMatching: boolean }[],
});

describe('the place of a member in the alphabet', () => {
  it('is that of its name without case and accents, words in their order', () => {
    expect(sortNameOf(member('Éveil des Âmes'))).toBe('eveil des ames');
    expect(sortNameOf(member('Ｚ'))).toBe('z');
  });

  it('is after all names and tells nothing where members do not see the name', () => {
    const hidden = sortNameOf(member('Aaa', 'SECRETARIAT'));
    expect(hidden).toBe(sortNameOf(member('Zzz', 'COUNTERPART')));
    const names = ['zzz', 'яяя', 'ييي', '龘龘', '한', '~', '🌍'].map((name) =>
      sortNameOf(member(name)),
    );
    // PostgreSQL compares the bytes of UTF-8.
    for (const name of names) {
      expect(Buffer.compare(Buffer.from(name), Buffer.from(hidden))).toBe(-1);
    }
  });

  it('follows what the member consents to for its name', () => {
    const own = { field: 'NAME', audience: 'SELF', useForMatching: true } as const;
    expect(sortNameOf({ ...member('Aaa'), consents: [own] })).toContain('Member 00000');
    const wide = { ...own, audience: 'MEMBERS' } as const;
    expect(sortNameOf({ ...member('Aaa', 'SELF'), consents: [wide] })).toBe('aaa');
  });

  it('fits the index, however long the name', () => {
    const place = sortNameOf(member('🌍'.repeat(500)));
    expect(place.isWellFormed()).toBe(true);
    expect(Buffer.byteLength(place)).toBeLessThan(2000);
  });
});

import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  audienceOf,
  audiences,
  maySee,
  memberFields,
  whereVisible,
  withheldFrom,
} from '../../../server/access/consent.ts';
import { anonymous, type Viewer } from '../../../server/access/viewer.ts';
import type { Database } from '../../../server/database/database.ts';
import { databaseKinds, openTestDatabase } from '../database.ts';

const own = '00000000-0000-7000-8000-000000000001';
const other = '00000000-0000-7000-8000-000000000002';
const person = (memberId: string | null, secretariat = false): Viewer => ({
  kind: 'person',
  userId: 'u',
  email: 'a@example.org',
  secretariat,
  memberId,
});
const partner: Viewer = { kind: 'key', keyId: 'k', scopes: ['read:directory'], memberId: null };
const viewers: Record<string, Viewer> = {
  anonymous,
  'a key without scope': { ...partner, scopes: ['read:library'] },
  'a partner': partner,
  'another member': person(other),
  'the member': person(own),
  'the secretariat': person(null, true),
  'a person who acts for nobody': person(null),
};

const consent = fc.record({
  visibility: fc.constantFrom(...audiences),
  consents: fc.uniqueArray(
    fc.record({
      field: fc.constantFrom(...memberFields),
      audience: fc.constantFrom(...audiences),
      useForMatching: fc.boolean(),
    }),
    { selector: ({ field }) => field, maxLength: 6 },
  ),
});

describe('what a viewer may see', () => {
  it('grows with each audience, narrowest first', () => {
    fc.assert(
      fc.property(consent, fc.constantFrom(...memberFields), (member, field) => {
        const holder = { id: own, ...member };
        const sees = ['a partner', 'another member', 'the secretariat', 'the member'].map((name) =>
          maySee(viewers[name] as Viewer, holder, field),
        );
        // Whoever sees it, everybody in a narrower audience sees it too; the member sees all of itself.
        expect(sees).toEqual(sees.toSorted((a, b) => Number(a) - Number(b)));
        expect(sees.at(-1)).toBe(true);
      }),
    );
  });

  it('is nothing for people who may not read the directory', () => {
    const open = { id: own, visibility: 'PARTNERS' as const, consents: [] };
    for (const name of ['anonymous', 'a key without scope', 'a person who acts for nobody']) {
      expect(withheldFrom(viewers[name] as Viewer, open), name).toEqual([...memberFields]);
    }
  });

  it('keeps contact and risk with the secretariat, and hours with members, unless the member says otherwise', () => {
    const open = { visibility: 'PARTNERS' as const, consents: [] };
    expect(audienceOf(open, 'CONTACT')).toBe('SECRETARIAT');
    expect(audienceOf(open, 'AT_RISK')).toBe('SECRETARIAT');
    expect(audienceOf(open, 'NOTES')).toBe('COUNTERPART');
    expect(audienceOf(open, 'TIME_ZONE')).toBe('MEMBERS');
    expect(audienceOf(open, 'OFFERS')).toBe('PARTNERS');
    const wide = {
      visibility: 'PARTNERS' as const,
      consents: [
        { field: 'AVAILABILITY' as const, audience: 'PARTNERS' as const, useForMatching: false },
      ],
    };
    expect(audienceOf(wide, 'AVAILABILITY')).toBe('MEMBERS');
  });
});

describe.each(databaseKinds)('the condition for the database, on %s', (kind) => {
  let database: Database;
  beforeAll(async () => void (database = await openTestDatabase(kind)));
  afterAll(() => database.close());

  it('finds exactly the members whose field the viewer may see', async () => {
    const { prisma } = database;
    let count = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(consent, { minLength: 1, maxLength: 5 }),
        fc.constantFrom(...Object.keys(viewers)),
        async (members, name) => {
          const viewer = viewers[name] as Viewer;
          await prisma.member.deleteMany();
          const ids = [
            own,
            ...members
              .slice(1)
              .map(() => `00000000-0000-7000-9000-${String(++count).padStart(12, '0')}`),
          ];
          for (const [index, { visibility, consents }] of members.entries()) {
            const id = ids[index] as string;
            await prisma.member.create({
              data: {
                id,
                reference: id,
                name: id,
                searchName: id,
                sortName: id,
                pseudonym: id,
                country: 'KE',
                visibility,
                consents: { create: consents },
              },
            });
          }
          for (const field of memberFields) {
            const found = await prisma.member.findMany({
              where: whereVisible(viewer, field),
              select: { id: true },
            });
            const expected = members.flatMap((member, index) =>
              maySee(viewer, { id: ids[index] as string, ...member }, field) ? [ids[index]] : [],
            );
            expect(found.map(({ id }) => id).toSorted(), `${name}, ${field}`).toEqual(
              expected.toSorted(),
            );
          }
        },
      ),
      { numRuns: 25, seed: 7 },
    );
  });
});

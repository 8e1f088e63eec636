import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  kindsOf,
  lessonNames,
  mostMembers,
  proposedTopics,
  proposeForm,
  proposeProblems,
  proposeQuery,
  withLikely,
  withMembers,
  type ProposeValues,
} from '../../../web/lib/exchanges/propose-form.ts';

const empty = proposeForm.read(new URLSearchParams());
const circle: ProposeValues = {
  ...empty,
  member: ['a', 'b', 'c'],
  kind: 'CIRCLE',
  lesson1: ['mapping'],
  lesson2: ['radio'],
  lesson3: ['budgets'],
  formats: ['ONLINE'],
  languages: ['en'],
  outcome: 'NEW_KNOWLEDGE',
  message: 'Dear friends',
  key: 'k',
};
const topic = (key: string, need: string | null = null) => ({
  key,
  need: need === null ? null : { key: need, name: need },
});
const choices = {
  lessons: ['mapping', 'radio', 'budgets'].map((key) => ({ topics: [topic(key, key)] })),
  share: [topic('mapping')],
  together: [],
};
const codes = (values: Partial<ProposeValues>, among: typeof choices = choices) =>
  proposeProblems({ ...circle, ...values }, among, 'check')?.problems.map(
    ({ field, code }) => `${field} ${code}`,
  );

/** What passes between whom, whatever the order in which they stand. */
function passing(values: ProposeValues): Map<string, string[]> {
  const { member } = values;
  return new Map(
    member.length < 2
      ? []
      : member.map((from, at) => {
          const name = lessonNames[at];
          return [`${from} ${member[(at + 1) % member.length]}`, name ? values[name] : []];
        }),
  );
}

describe('the members of a proposal', () => {
  const button = fc.tuple(
    fc.constantFrom('add', 'remove', 'earlier', 'later'),
    fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'),
  );

  it('keep what passes between two that stay neighbours, whatever is done to the others', () => {
    fc.assert(
      fc.property(fc.array(button, { maxLength: 12 }), (buttons) => {
        let values = circle;
        for (const [deed, id] of buttons) {
          const after = withMembers(values, `${deed} ${id}`)!;
          const isThere = deed !== 'remove' && values.member.includes(id);
          expect(after.member.filter((member) => member === id)).toHaveLength(
            deed === 'add' || isThere ? 1 : 0,
          );
          const before = passing(values);
          for (const [pair, topics] of passing(after))
            if (after.member.length <= lessonNames.length)
              expect(topics).toEqual(before.get(pair) ?? []);
          expect([after.message, after.formats]).toEqual([circle.message, circle.formats]);
          values = after;
        }
      }),
    );
  });

  it('are changed by their buttons alone, and never more than can be asked', () => {
    expect(withMembers(circle, 'topics')).toBeNull();
    expect(withMembers(circle, 'add ')).toBeNull();
    expect(withMembers(circle, 'earlier a')?.member).toEqual(['a', 'b', 'c']);
    expect(withMembers(circle, 'later a')?.member).toEqual(['b', 'a', 'c']);
    const full = { ...circle, member: Array.from({ length: mostMembers }, (_, at) => `m${at}`) };
    expect(withMembers(full, 'add z')?.member).toEqual(full.member);
  });
});

describe('a proposal', () => {
  it('comes back from a link, but for the message, which stands in no link', () => {
    const query = proposeQuery('check', circle, 'maps');
    expect(query).not.toContain('Dear');
    const read = new URLSearchParams(query);
    expect([read.get('step'), read.get('q')]).toEqual(['check', 'maps']);
    expect(proposeForm.read(read)).toEqual({ ...circle, message: '' });
  });

  it('begins with what each wants, until somebody says what it is to be', () => {
    const open = { ...circle, kind: '', lesson1: [], lesson2: ['other'], lesson3: [] };
    expect(withLikely(open, choices)).toMatchObject({
      kind: 'CIRCLE',
      lesson1: ['mapping'],
      lesson2: ['other'],
      lesson3: ['budgets'],
    });
    const chosen = { ...open, kind: 'CIRCLE' };
    expect(withLikely(chosen, choices)).toBe(chosen);
    const two = { ...open, member: ['a', 'b'], lesson2: [] };
    const oneSided = { ...choices, lessons: [{ topics: [topic('mapping', 'mapping')] }] };
    expect(withLikely(two, oneSided).kind).toBe('ONE_WAY');
    expect(withLikely(two, { ...choices, lessons: choices.lessons.slice(0, 2) }).kind).toBe(
      'TWO_WAY',
    );
  });

  it('is of a kind that so many members can have', () => {
    expect([2, 3, 4, 5].map((members) => kindsOf(members).length)).toEqual([4, 2, 2, 1]);
    expect(codes({})).toBeUndefined();
    expect(codes({ kind: 'TWO_WAY' })).toEqual(['kind kind']);
    expect(codes({ member: ['a', 'b', 'c', 'd', 'e'] })).toEqual(['kind kind']);
    expect(codes({ member: ['a'] })).toEqual(['q members']);
  });

  it('says at which steps of a circle nothing is ticked, but where nothing can be', () => {
    expect(codes({ lesson1: [], lesson3: [] })).toEqual(['lesson1 lesson', 'lesson3 lesson']);
    const [first, , third] = choices.lessons;
    const unshown = { ...choices, lessons: [first!, { topics: [] }, third!] };
    expect(codes({ lesson2: [] }, unshown)).toBeUndefined();
  });

  it('of two is what was ticked', () => {
    const two = { member: ['a', 'b'], lesson3: [] };
    const among = { ...choices, lessons: choices.lessons.slice(0, 2) };
    expect(codes({ ...two, kind: 'TWO_WAY' }, among)).toBeUndefined();
    expect(codes({ ...two, kind: 'TWO_WAY', lesson1: [] }, among)).toEqual(['lesson1 both-sides']);
    expect(codes({ ...two, kind: 'ONE_WAY' }, among)).toEqual(['kind one-way']);
    expect(codes({ ...two, kind: 'ONE_WAY', lesson1: [] }, among)).toBeUndefined();
    expect(codes({ ...two, kind: 'ONE_WAY', lesson1: [], lesson2: [] }, among)).toEqual([
      'lesson1 nothing',
    ]);
    expect(codes({ ...two, kind: 'JOINT' }, among)).toEqual(['together together']);
    expect(proposedTopics({ ...circle, ...two, kind: 'TWO_WAY' })).toEqual({
      learn: ['radio'],
      share: ['mapping'],
    });
  });

  it('has as many places in a group as it names learners', () => {
    expect(codes({ kind: 'GROUP', share: ['mapping'], places: '2' })).toBeUndefined();
    const five = { kind: 'GROUP', member: ['a', 'b', 'c', 'd', 'e'] };
    expect(codes({ ...five, places: '3' })).toEqual(['share share', 'places places']);
    expect(proposedTopics({ ...circle, ...five, share: ['mapping'] })).toEqual({
      learn: [],
      share: ['mapping'],
    });
  });

  it('of a circle names what passes at each step', () => {
    expect(proposedTopics(circle).steps).toEqual([['mapping'], ['radio'], ['budgets']]);
  });
});

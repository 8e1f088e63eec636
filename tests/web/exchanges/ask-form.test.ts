import { describe, expect, it } from 'vitest';
import {
  askForm,
  askProblems,
  likelyKind,
  placesOf,
  stepQuery,
  topicsToSend,
  type AskValues,
} from '../../../web/lib/exchanges/ask-form.ts';
import { form } from '../profile/profile.ts';
import { ask } from './exchanges.ts';

const problems = (values: Partial<AskValues>) =>
  askProblems({ ...ask, ...values }, 'check')?.problems.map(
    ({ field, code }) => `${field} ${code}`,
  );

describe('what was entered', () => {
  it('comes back as it was from hidden fields, line by line', () => {
    expect(askForm.read(form(askForm.hidden(ask)))).toEqual(ask);
  });

  it('comes back from a link too, but for the message, which stands in no link', () => {
    const query = stepQuery('p=', 'check', ask);
    expect(query).not.toContain('Dear');
    const read = new URLSearchParams(query);
    expect([read.get('partner'), read.get('step')]).toEqual(['p=', 'check']);
    expect(askForm.read(read)).toEqual({ ...ask, message: '' });
  });

  it('leaves out what the form of a step asks for itself', () => {
    const names = new Set(askForm.entries(ask, ['learn', 'message']).map(([name]) => name));
    expect(names).not.toContain('learn');
    expect(names).toContain('key');
  });

  it('counts once what is named twice, and nothing that is empty', () => {
    expect(askForm.read(new URLSearchParams('learn=a&learn=a&learn=')).learn).toEqual(['a']);
  });
});

describe('the problems of a request', () => {
  it('are none where everything was said', () => {
    expect(askProblems(ask, 'check')).toBeNull();
  });

  it('are those of the first step that has some, so that nobody is sent to and fro', () => {
    const empty = askForm.read(new URLSearchParams());
    expect(askProblems(empty, 'topics')).toBeNull();
    expect(askProblems(empty, 'check')?.step).toBe('topics');
    expect(askProblems({ ...ask, formats: [], outcome: 'FAME' }, 'check')).toEqual({
      step: 'ways',
      problems: [
        { field: 'formats', code: 'formats' },
        { field: 'outcome', code: 'outcome' },
      ],
    });
  });

  it('are told at the control where they can be mended', () => {
    expect(problems({ learn: [] })).toEqual(['learn both-sides']);
    expect(problems({ share: [] })).toEqual(['share both-sides']);
    expect(problems({ learn: [], share: [] })).toEqual(['learn nothing']);
    expect(problems({ kind: 'ONE_WAY' })).toEqual(['kind one-way']);
    expect(problems({ kind: 'ONE_WAY', learn: [] })).toBeUndefined();
    expect(problems({ kind: 'JOINT' })).toEqual(['together together']);
    expect(problems({ kind: 'GROUP', share: [], places: 'many' })).toEqual([
      'share share',
      'places places',
    ]);
    // A circle is asked for by nobody alone.
    expect(problems({ kind: 'CIRCLE' })).toEqual(['kind kind']);
    expect(problems({ languages: [] })).toEqual(['spoken languages']);
  });
});

it('takes places from 2 to 20, in the digits of any of our languages', () => {
  expect(['1', '2', '20', '21', '٧', '۷', 'x', ''].map(placesOf)).toEqual([
    undefined,
    2,
    20,
    undefined,
    7,
    7,
    undefined,
    undefined,
  ]);
});

it('guesses the kind from the topics', () => {
  const kinds = [
    ask,
    { ...ask, share: [] },
    { ...ask, learn: [], share: [], together: ['housing'] },
    { ...ask, learn: [], share: [] },
  ].map(likelyKind);
  expect(kinds).toEqual(['TWO_WAY', 'ONE_WAY', 'JOINT', 'TWO_WAY']);
});

it('sends only the topics that count for the kind', () => {
  const values = { ...ask, together: ['housing'] };
  expect(topicsToSend(values)).toEqual({ learn: ask.learn, share: ask.share });
  expect(topicsToSend({ ...values, kind: 'JOINT' })).toEqual({ learn: ['housing'], share: [] });
  expect(topicsToSend({ ...values, kind: 'GROUP' })).toEqual({ learn: [], share: ask.share });
});

import { describe, expect, it } from 'vitest';
import { answersInput, answersOf, readAnswers } from '../../../web/lib/follow-ups/answer-form.ts';
import { askedBy } from '../../../web/lib/follow-ups/asked-by.ts';
import { globalId } from '../../server/small-network.ts';
import { form } from '../profile/profile.ts';

const everything = [
  'VERDICT',
  'USEFUL',
  'LEARNED',
  'CHANGED',
  'AGAIN',
  'MAY_TELL',
  'HELP',
] as const;

describe('the answers to a follow-up', () => {
  const sent = readAnswers(
    form([
      ['verdict', 'PARTLY'],
      ['useful', '4'],
      ['learned', ' How to read\r\na budget. '],
      ['again', 'no'],
      ['mayTell', ''],
    ]),
  );

  it('go to the API as what they are; what is left out is no answer', () => {
    expect(answersInput(sent, everything)).toEqual({
      verdict: 'PARTLY',
      useful: 4,
      learned: 'How to read\na budget.',
      changed: null,
      help: null,
      again: false,
      mayTell: null,
    });
  });

  it('are only those that were asked for', () => {
    const input = answersInput(sent, ['USEFUL', 'HELP']);
    expect(input).toMatchObject({ verdict: null, useful: 4, learned: null, again: null });
  });

  it('never are a value that the form does not offer', () => {
    const tampered = { ...sent, verdict: 'GLORIOUS', useful: '9', again: 'perhaps' };
    expect(answersInput(tampered, everything)).toMatchObject({
      verdict: null,
      useful: null,
      again: null,
    });
  });

  it('fill the form when it is opened again', () => {
    const stored = { ...answersInput(sent, everything), id: 'f' } as Parameters<
      typeof answersOf
    >[0];
    expect(answersOf(stored)).toEqual({ ...sent, changed: '', help: '' });
  });
});

describe('the address of a follow-up', () => {
  it('holds an id, or the token of a link', () => {
    const id = globalId('FollowUp', '0190a0c5-0000-7000-8000-000000000000');
    expect(askedBy(id)).toEqual({ id });
    const token = Buffer.alloc(54, 7).toString('base64url');
    expect(askedBy(token)).toEqual({ token });
    expect(askedBy('nonsense')).toEqual({ token: 'nonsense' });
  });
});

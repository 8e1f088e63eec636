import { expect, it } from 'vitest';
import { newPseudonym } from '../../../server/members/pseudonym.ts';

it('makes pseudonyms of two groups that can be read aloud', () => {
  expect(newPseudonym(Uint8Array.from([0, 1, 9, 10, 17, 18, 20, 22, 27, 31]))).toBe(
    'Member 019AH-JMPVZ',
  );
  expect(newPseudonym(Uint8Array.from({ length: 10 }, () => 255))).toBe('Member ZZZZZ-ZZZZZ');
});

it('makes no pseudonym twice', () => {
  expect(new Set(Array.from({ length: 10_000 }, () => newPseudonym())).size).toBe(10_000);
});

import { describe, expect, it } from 'vitest';
import { murmur3, tieBreak } from '../../../server/matching/tie-break.ts';
import { member, need, offer, pairings } from './networks.ts';

describe('the tie-break', () => {
  it('is MurmurHash3_x86_32, by its published values', () => {
    expect(murmur3('', 0)).toBe(0);
    expect(murmur3('', 1)).toBe(0x514e28b7);
    expect(murmur3('', 0xffffffff)).toBe(0x81f16f39);
    expect(murmur3('a', 0x9747b28c)).toBe(0x7fa09ea6);
    expect(murmur3('aa', 0x9747b28c)).toBe(0x5d211726);
    expect(murmur3('aaa', 0x9747b28c)).toBe(0x283e0130);
    expect(murmur3('aaaa', 0x9747b28c)).toBe(0x5a97808a);
    expect(murmur3('Hello, world!', 0x9747b28c)).toBe(0x24884cba);
    expect(murmur3('ππππππππ', 0x9747b28c)).toBe(0xd58063c1);
    expect(murmur3('The quick brown fox jumps over the lazy dog', 0x9747b28c)).toBe(0x2fa826cd);
  });

  it('depends on everything but the order of the two', () => {
    const turn = tieBreak(1, 'v1', 'a', 'b');
    expect(tieBreak(1, 'v1', 'b', 'a')).toBe(turn);
    const others = [
      tieBreak(2, 'v1', 'a', 'b'),
      tieBreak(1, 'v2', 'a', 'b'),
      tieBreak(1, 'v1', 'a', 'c'),
      tieBreak(1, 'v1', 'a', 'b', 'c'),
      tieBreak(1, 'v1', 'ab', ''),
    ];
    expect(new Set([turn, ...others]).size).toBe(6);
  });

  it('gives everybody the first place now and then', () => {
    const teachers = ['t1', 't2', 't3', 't4'];
    const members = [
      ...teachers.map((id) => member(id, { offers: [offer('water')] })),
      ...Array.from({ length: 200 }, (_, i) => member(`l${i}`, { needs: [need('water')] })),
    ];
    const firsts = members
      .slice(teachers.length)
      .map(({ id }) => pairings(id, { members })[0]?.partner);
    for (const id of teachers) {
      const share = firsts.filter((first) => first === id).length;
      // 50 expected, with a standard deviation of 6.
      expect(share).toBeGreaterThan(25);
      expect(share).toBeLessThan(75);
    }
  });
});

import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ByPlace } from '../../../../server/matching/network/by-place.ts';
import { sampled } from '../networks.ts';

interface Stated {
  readonly row: number;
  readonly offers: readonly number[];
  readonly needs: readonly number[];
}

/** All that stands in a place, by row: in blocks of its own, and in those that it shares. */
function walk(byPlace: ByPlace, place: number): Stated[] {
  return [...byPlace.of(place), ...byPlace.shared]
    .flatMap(({ place: common, who, stated, members, width, needsAt }) =>
      Array.from({ length: members }, (_, member) => {
        expect([null, who[2 * member + 1]]).toContain(common);
        const own = [...stated.subarray(member * width, (member + 1) * width)];
        const isStated = (number: number) => number !== 0;
        return {
          row: who[2 * member]!,
          place: who[2 * member + 1],
          offers: own.slice(0, needsAt).filter(isStated),
          needs: own.slice(needsAt).filter(isStated),
        };
      }),
    )
    .filter((one) => one.place === place)
    .map(({ row, offers, needs }) => ({ row, offers, needs }))
    .sort((x, y) => x.row - y.row);
}

/** Most networks have few different statements; in others, numbers do not fit into half a word. */
const number = fc.oneof(
  { weight: 200, arbitrary: fc.integer({ min: 1, max: 99 }) },
  { weight: 1, arbitrary: fc.constantFrom(65_535, 65_536, 2 ** 32 - 1) },
);
const stated = fc.oneof(
  { weight: 9, arbitrary: fc.array(number, { maxLength: 5 }) },
  { weight: 1, arbitrary: fc.array(number, { maxLength: 2_000 }) },
);

describe('what is stated, by place', () => {
  it('is what came in and did not go', () => {
    const step = fc.record({
      row: fc.nat({ max: 40 }),
      place: fc.nat({ max: 2 }),
      offers: stated,
      needs: stated,
      goes: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 200, size: 'max' }), (steps) => {
        const byPlace = new ByPlace();
        const left = new Map<number, Stated & { readonly place: number }>();
        for (const { goes, ...one } of steps) {
          const before = left.get(one.row);
          if (before) byPlace.delete(one.row, before.place);
          left.delete(one.row);
          if (goes) continue;
          byPlace.add(one.row, one.place, one.offers, one.needs);
          left.set(one.row, one);
        }
        for (const place of [0, 1, 2]) {
          const expected = [...left.values()]
            .filter((one) => one.place === place)
            .map(({ row, offers, needs }) => ({ row, offers, needs }))
            .sort((x, y) => x.row - y.row);
          expect(walk(byPlace, place)).toEqual(expected);
        }
      }),
      { ...sampled, numRuns: 100 },
    );
  });

  it('keeps places apart once they have many members, whoever came between', () => {
    const byPlace = new ByPlace();
    const all = Array.from({ length: 1_000 }, (_, row) => ({
      row,
      // One place has two in three of all, another the rest of those before it grows large.
      place: row % 3 > 0 ? 0 : row % 9,
      offers: Array.from({ length: row % 7 }, (_, i) => 1 + row + i),
      needs: [1 + (row % 5)],
    }));
    for (const { row, place, offers, needs } of all) byPlace.add(row, place, offers, needs);
    expect([...byPlace.large].sort()).toEqual([0, 3, 6]);
    expect(byPlace.shared).toEqual([]);
    for (const place of [0, 3, 6]) {
      expect(byPlace.of(place).map((block) => block.place)).toContain(place);
      const there = all.filter((one) => one.place === place);
      expect(walk(byPlace, place)).toEqual(
        there.map(({ row, offers, needs }) => ({ row, offers, needs })),
      );
      for (const { row } of there) byPlace.delete(row, place);
      expect(walk(byPlace, place)).toEqual([]);
    }
  });

  it('takes many members in one place', () => {
    const byPlace = new ByPlace();
    const all = Array.from({ length: 3_000 }, (_, row) => ({
      row,
      offers: [1 + (row % 7)],
      needs: [1, 2, 3],
    }));
    for (const { row, offers, needs } of all) byPlace.add(row, 0, offers, needs);
    expect(walk(byPlace, 0)).toEqual(all);
    for (const { row } of all) if (row % 3 > 0) byPlace.delete(row, 0);
    expect(walk(byPlace, 0)).toEqual(all.filter(({ row }) => row % 3 === 0));
    for (const { row } of all) if (row % 3 === 0) byPlace.delete(row, 0);
    expect(byPlace.of(0)).toEqual([]);
    expect(byPlace.shared).toEqual([]);
  });
});

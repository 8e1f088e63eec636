import { describe, expect, it } from 'vitest';
import { arcHeight, arcOf, arcWidth } from '../../../web/lib/pairings/arc.ts';
import { widthOf } from '../../../web/lib/pairings/divides.ts';
import { fitOf } from '../../../web/lib/pairings/fit.ts';
import { lessonsOf } from '../../../web/lib/pairings/lessons.ts';
import { freshDays, missingFrom } from '../../../web/lib/pairings/missing.ts';
import type { Opportunity } from '../../../web/lib/pairings/pairings.ts';
import { relationOf } from '../../../web/lib/pairings/relation.ts';
import { mostWanted } from '../../../web/lib/pairings/wanted.ts';

describe('a score in words', () => {
  it('rises with the score', () => {
    expect([1, 0.5, 0.49, 0.2, 0.19, 0.01].map(fitOf)).toEqual([
      'VERY_GOOD',
      'VERY_GOOD',
      'GOOD',
      'GOOD',
      'POSSIBLE',
      'POSSIBLE',
    ]);
  });
});

describe('a divide', () => {
  it('is said in three widths, the geographic ones each in its own', () => {
    expect([0.4, 0.7, 1].map(widthOf)).toEqual(['narrow', 'middle', 'wide']);
  });

  it('is drawn the wider and higher, the wider it is, within the picture', () => {
    const arcs = [0, 0.25, 0.5, 0.75, 1].map(arcOf);
    const spans = arcs.map(({ start, end }) => end - start);
    const controls = arcs.map(({ path }) => Number(/Q\S+ (\S+)/.exec(path)?.[1]));
    expect(spans).toEqual([...spans].sort((a, b) => a - b));
    expect(new Set(spans).size).toBe(5);
    expect(controls).toEqual([...controls].sort((a, b) => b - a));
    for (const { start, end } of arcs) {
      expect(start).toBeGreaterThan(0);
      expect(end).toBeLessThan(arcWidth);
      expect(start + end).toBeCloseTo(arcWidth);
    }
    expect(arcHeight).toBeLessThan(arcWidth);
  });

  it('of an extent out of range is drawn all the same', () => {
    expect(arcOf(7)).toEqual(arcOf(1));
    expect(arcOf(-1)).toEqual(arcOf(0));
  });
});

describe('how an offer stands to a need', () => {
  const land = { id: 'land', broader: [] };
  const titles = { id: 'titles', broader: [{ id: 'rights', broader: [land] }] };
  it.each([
    [land, land, 'SAME'],
    [titles, land, 'NARROWER'],
    [land, titles, 'BROADER'],
    [titles, { id: 'water' }, 'RELATED'],
  ])('is said of %j and %j: %s', (offered, needed, relation) => {
    expect(relationOf(offered, needed)).toBe(relation);
  });
});

function opportunity(offered: string, needed: string): Opportunity {
  const topic = (id: string) => ({ id, key: id, name: id, broader: [] });
  return {
    fit: 1,
    topic: topic(offered),
    offer: { level: 'BASIC', note: null },
    need: { id: `need ${needed}`, priority: 'HIGH', note: null, topic: topic(needed) },
  };
}

describe('lessons', () => {
  it('bring together the needs that one offer meets, in their order', () => {
    const lessons = lessonsOf([
      opportunity('land', 'land'),
      opportunity('water', 'dams'),
      opportunity('land', 'titles'),
    ]);
    expect(
      lessons.map(({ topic, needs }) => [topic.id, needs.map(({ topic: need }) => need.id)]),
    ).toEqual([
      ['land', ['land', 'titles']],
      ['water', ['dams']],
    ]);
  });
});

describe('the most wanted need', () => {
  const need = (id: string, priority: 'HIGH' | 'NORMAL' | 'LOW') => ({
    id,
    priority,
    topic: { name: id },
  });
  const serves = (...ids: string[]) => ({ learns: ids.map((id) => ({ need: { id } })) });

  it('is of the highest priority, whoever can help with others', () => {
    const needs = [need('a', 'LOW'), need('b', 'HIGH'), need('c', 'NORMAL')];
    expect(mostWanted(needs, [serves('a'), serves('a', 'c')])).toEqual({ topic: 'b', count: 0 });
  });

  it('is among equals the one that most can help with, else the first', () => {
    const needs = [need('a', 'HIGH'), need('b', 'HIGH')];
    expect(mostWanted(needs, [serves('b'), serves('a', 'b')])).toEqual({ topic: 'b', count: 2 });
    expect(mostWanted(needs, [])).toEqual({ topic: 'a', count: 0 });
  });

  it('is not there without needs', () => {
    expect(mostWanted([], [serves('a')])).toBeNull();
  });
});

describe('what keeps a member from pairings', () => {
  const today = new Date('2026-11-22T09:00:00Z');
  const complete = {
    availability: { paused: false, confirmedOn: '2026-11-20', capacity: 2 },
    languages: [{}],
    offers: [{}],
    needs: [{}],
  };
  const missing = (change: object) => missingFrom({ ...complete, ...change }, today);
  const availability = (change: object) =>
    missing({ availability: { ...complete.availability, ...change } });

  it('is nothing in a complete profile', () => {
    expect(missing({})).toEqual([]);
  });

  it('is every gap, a pause first', () => {
    expect(missing({ offers: [], needs: [], languages: [] })).toEqual([
      'NO_NEEDS',
      'NO_OFFERS',
      'NO_LANGUAGES',
    ]);
    expect(availability({ paused: true, confirmedOn: null, capacity: 0 })).toEqual([
      'PAUSED',
      'NO_CAPACITY',
    ]);
    expect(availability({ confirmedOn: null })).toEqual(['UNCONFIRMED']);
  });

  it('is an old word, from a certain day on', () => {
    const daysAgo = (days: number) =>
      new Date(today.getTime() - days * 24 * 60 * 60 * 1000).toISOString().slice(0, 10);
    expect(availability({ confirmedOn: daysAgo(freshDays - 1) })).toEqual([]);
    expect(availability({ confirmedOn: daysAgo(freshDays + 1) })).toEqual(['OUTDATED']);
  });

  it('is not guessed where the availability is not seen', () => {
    expect(missing({ availability: null })).toEqual([]);
  });
});

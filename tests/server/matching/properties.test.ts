import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openMatching } from '../../../server/matching/matching.ts';
import { languageLevels } from '../../../server/matching/member.ts';
import type { Member } from '../../../server/matching/member.ts';
import { buildNetwork } from '../../../server/matching/network/network.ts';
import type { NetworkData } from '../../../server/matching/network/network.ts';
import type { PairFactData } from '../../../server/matching/pair-facts.ts';
import { pairingsOf } from '../../../server/matching/pairings.ts';
import type { Pairing } from '../../../server/matching/explanation.ts';
import { asOf, countries, facts, need, network, openNetwork, sampled } from './networks.ts';

/** All lists of a network, by member. */
function lists(data: NetworkData, facts: PairFactData = {}) {
  const matching = openMatching(buildNetwork(data), { asOf, facts });
  return new Map(data.members.map(({ id }) => [id, pairingsOf(id, matching)]));
}

function scoreOf(list: readonly Pairing[] | undefined, partner: string): number {
  return list?.find((pairing) => pairing.partner === partner)?.score ?? 0;
}

function withMember(data: NetworkData, id: string, change: (before: Member) => Partial<Member>) {
  const members = data.members.map((one) => (one.id === id ? { ...one, ...change(one) } : one));
  return { ...data, members };
}

/** Nobody minds where others are: changes of place then change nothing but the divide. */
function carefree(data: NetworkData): NetworkData {
  return { ...data, members: data.members.map((one) => ({ ...one, excludes: undefined })) };
}

const rounding = 1e-12;

describe('the list', () => {
  it('is the same for the same input, in whatever order it comes', () => {
    const upsideDown = (one: Member): Member => ({
      ...one,
      languages: [...one.languages].toReversed(),
      offers: [...one.offers].toReversed(),
      needs: [...one.needs].toReversed(),
      themes: [...one.themes].toReversed(),
      workingGroups: one.workingGroups && [...one.workingGroups].toReversed(),
      interprets: [...one.interprets].toReversed(),
    });
    fc.assert(
      fc.property(network, facts, (data, facts) => {
        const turned = {
          ...data,
          topics: [...data.topics].toReversed(),
          members: data.members.map(upsideDown).toReversed(),
        };
        const expected = lists(data, facts);
        for (const [id, list] of lists(turned, facts)) expect(list).toEqual(expected.get(id));
      }),
      sampled,
    );
  });

  it('never holds oneself, nor anybody whom a hard rule keeps out', () => {
    fc.assert(
      fc.property(network, facts, (data, facts) => {
        const kept = [...(facts.doNotIntroduce ?? []), ...(facts.openExchanges ?? [])];
        const byId = new Map(data.members.map((one) => [one.id, one]));
        for (const [id, list] of lists(data, facts))
          for (const { partner } of list) {
            expect(partner).not.toBe(id);
            expect(kept.some((pair) => pair.includes(id) && pair.includes(partner))).toBe(false);
            for (const one of [id, partner]) {
              const { availability, excludes } = byId.get(one)!;
              expect(availability).toMatchObject({ paused: false });
              expect(availability.freePlaces).toBeGreaterThan(0);
              expect((availability.confirmedOn ?? '') >= '2026-07-05').toBe(true);
              expect(excludes?.members ?? []).not.toContain(one === id ? partner : id);
            }
          }
      }),
      sampled,
    );
  });

  it('holds nobody with whom there is nothing to learn either way', () => {
    fc.assert(
      fc.property(openNetwork, (data) => {
        for (const list of lists(data).values())
          for (const { learns, shares, score } of list) {
            expect(learns.length + shares.length).toBeGreaterThan(0);
            expect(score).toBeGreaterThan(0);
          }
      }),
      sampled,
    );
  });

  it('is sorted by score', () => {
    fc.assert(
      fc.property(network, (data) => {
        for (const list of lists(data).values())
          for (const [i, { score }] of list.entries())
            expect(score).toBeLessThanOrEqual(list[i - 1]?.score ?? 1);
      }),
      sampled,
    );
  });
});

describe('the score', () => {
  it('is what the terms multiply out to', () => {
    fc.assert(
      fc.property(openNetwork, facts, (data, facts) => {
        for (const list of lists(data, facts).values())
          for (const { terms, score, learns, bridge } of list) {
            const { learning, teaching, mutual, time, divides, purpose, exposure } = terms;
            const product = mutual! * bridge.value! * time! * divides! * purpose! * exposure!;
            expect(Math.abs(Math.min(1, product) - score)).toBeLessThan(1e-9);
            const even = ((Math.sqrt(learning!) + Math.sqrt(teaching!)) / 2) ** 2;
            expect(Math.abs(even - mutual!)).toBeLessThan(1e-9);
            const missed = learns.reduce((rest, { weight, fit }) => rest * (1 - weight * fit), 1);
            expect(Math.abs(1 - missed - learning!)).toBeLessThan(1e-9);
          }
      }),
      sampled,
    );
  });

  it('is the same in both directions, to the last bit', () => {
    fc.assert(
      fc.property(openNetwork, facts, (data, facts) => {
        const all = lists(data, facts);
        for (const [id, list] of all)
          for (const { partner, score, bridge, learns, shares } of list) {
            const back = all.get(partner)?.find((pairing) => pairing.partner === id);
            expect(back?.score).toBe(score);
            expect(back?.learns).toEqual(shares);
            expect(back?.shares).toEqual(learns);
            expect(back?.bridge.through).toEqual(bridge.through);
          }
      }),
      sampled,
    );
  });

  it('is never lowered by a better language level', () => {
    let raised = 0;
    fc.assert(
      fc.property(carefreeNetwork(), fc.nat(2), (data, which) => {
        const before = lists(data);
        // Native is no level that one can reach: it says what the main languages are.
        const after = lists(
          withMember(data, 'm1', ({ languages }) => ({
            languages: languages.map((skill, i) => {
              const next = languageLevels[languageLevels.indexOf(skill.level) + 1];
              return i === which && next && next !== 'NATIVE' ? { ...skill, level: next } : skill;
            }),
          })),
        );
        for (const [id, list] of before)
          for (const { partner, score } of list) {
            const now = scoreOf(after.get(id), partner);
            expect(now).toBeGreaterThanOrEqual(score - rounding);
            if (now > score) raised++;
          }
      }),
      sampled,
    );
    expect(raised).toBeGreaterThan(20);
  });

  it('is never lowered by one more need that is met', () => {
    let raised = 0;
    const extra = fc.constantFrom('t0', 't1', 't2', 't3', 't4', 't5', 't6', 't7');
    fc.assert(
      fc.property(openNetwork, extra, (data, topic) => {
        const before = lists(data).get('m0') ?? [];
        const after = lists(
          withMember(data, 'm0', ({ needs }) => ({ needs: [...needs, need(topic)] })),
        ).get('m0');
        for (const { partner, score } of before) {
          expect(scoreOf(after, partner)).toBeGreaterThanOrEqual(score - rounding);
          if (scoreOf(after, partner) > score) raised++;
        }
      }),
      sampled,
    );
    expect(raised).toBeGreaterThan(20);
  });

  it('is never lowered by a partner further away in the same time zone', () => {
    let raised = 0;
    const [kenya, uganda, egypt, chile] = countries;
    // A week of its own, since a country brings its weekend.
    const at = (data: NetworkData, country: Member['country']) =>
      withMember(data, 'm1', () => ({ country, workingDays: [1, 2, 3] }));
    fc.assert(
      fc.property(carefreeNetwork(), (data) => {
        const here = withMember(data, 'm0', () => ({ country: kenya }));
        const scores = [kenya, uganda, egypt, chile].map((country) =>
          scoreOf(lists(at(here, country!)).get('m0'), 'm1'),
        );
        for (const [i, score] of scores.entries())
          expect(score).toBeGreaterThanOrEqual((scores[i - 1] ?? 0) - rounding);
        if (scores[3]! > scores[0]!) raised++;
      }),
      sampled,
    );
    expect(raised).toBeGreaterThan(20);
  });

  it('is none once the last bridge is gone', () => {
    let lost = 0;
    fc.assert(
      fc.property(openNetwork, (data) => {
        const before = lists(data).get('m0') ?? [];
        const alone = {
          ...data,
          members: data.members.map((one) => ({ ...one, interprets: [], relays: false })),
        };
        for (const { partner } of before) {
          const foreign = withMember(alone, partner, ({ languages }) => ({
            languages: languages.map((skill) => ({ ...skill, language: `${skill.language}-x` })),
          }));
          expect(scoreOf(lists(foreign).get('m0'), partner)).toBe(0);
          lost++;
        }
      }),
      sampled,
    );
    expect(lost).toBeGreaterThan(50);
  });
});

function carefreeNetwork() {
  return openNetwork.map(carefree);
}

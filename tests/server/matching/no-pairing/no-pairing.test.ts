import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { everythingShown } from '../../../../server/matching/consent.ts';
import { daysBetween } from '../../../../server/matching/dates.ts';
import { hardRule } from '../../../../server/matching/hard-rules.ts';
import { openMatching } from '../../../../server/matching/matching.ts';
import type { MatchingOptions } from '../../../../server/matching/matching.ts';
import type { Member, Need } from '../../../../server/matching/member.ts';
import { buildNetwork } from '../../../../server/matching/network/network.ts';
import type { NetworkData } from '../../../../server/matching/network/network.ts';
import { noPairingReasons } from '../../../../server/matching/no-pairing/no-pairing.ts';
import type { NoPairingReason } from '../../../../server/matching/no-pairing/no-pairing.ts';
import type { PairFactData } from '../../../../server/matching/pair-facts.ts';
import { mostLookedAt } from '../../../../server/matching/no-pairing/open-partners.ts';
import { pairingsOf } from '../../../../server/matching/pairings.ts';
import { policyWith } from '../../../../server/matching/policy.ts';
import {
  asOf,
  countries,
  member,
  need,
  network,
  offer,
  privateFacts,
  sampled,
  skill,
  topic,
} from '../networks.ts';

type Data = Partial<NetworkData> & { members: readonly Member[] };
type Options = Partial<MatchingOptions> & { facts?: PairFactData };

function open(data: Data, options: Options = {}) {
  const network = buildNetwork({ version: '1', topics: [], ...data });
  return openMatching(network, { asOf, ...options });
}

function reasons(id: string, data: Data, options: Options = {}) {
  return noPairingReasons(id, open(data, options));
}

/** Rule and change of each need of `me` without a pairing. */
function said(me: Partial<Member>, others: readonly Member[], options: Options = {}, more = {}) {
  const members = [member('me', { needs: [need('land')], ...me }), ...others];
  return reasons('me', { members, ...more }, options).map(({ rule, change }) => [rule, change]);
}

const lands = (id: string, stated: Partial<Member> = {}) =>
  member(id, { offers: [offer('land')], ...stated });
const french = [skill('fr', 'C1', true)];
const nobody = [['NO_AVAILABLE_PARTNER', null]];
const free = { paused: false, confirmedOn: asOf, freePlaces: 1 };

describe('why there is no pairing', () => {
  it('does not look first at whoever set the member aside', () => {
    const me = { languages: [skill('en', 'C1', true), skill('qu', 'A1')] };
    const others = Array.from({ length: mostLookedAt }, (_, i) =>
      lands(`b${i}`, { languages: french }),
    );
    const last = lands('z', { languages: [skill('qu', 'C1', true)] });
    const dismissals = [{ by: 'z', partner: 'me', on: asOf }];
    const before = said(me, [...others, last]);
    expect(before).toEqual([['NO_BRIDGE', { kind: 'FIND_INTERPRETER', from: 'en', to: 'fr' }]]);
    expect(said(me, [...others, last], { facts: { dismissals } })).toEqual(before);
  });

  it('is asked only for needs that no pairing shows', () => {
    expect(said({}, [lands('b')])).toEqual([]);
    expect(said({ needs: [] }, [])).toEqual([]);
    expect(said({}, [])).toEqual(nobody);
    const hidden = lands('b', { use: { ...everythingShown, offers: 'USED' } });
    expect(said({}, [hidden])).toEqual(nobody);
    expect(said({}, [hidden, lands('c')])).toEqual([]);
    expect(() => reasons('nobody', { members: [] })).toThrow(RangeError);
  });

  it('is first of all a state of one’s own, and its end where that is enough', () => {
    const paused = { availability: { ...free, paused: true, confirmedOn: null } };
    expect(said(paused, [lands('b')])).toEqual([['PAUSED', { kind: 'RESUME' }]]);
    expect(said(paused, [])).toEqual([['PAUSED', null]]);
    expect(said(paused, [lands('b', { languages: french })])).toEqual([['PAUSED', null]]);
    const stale = { availability: { ...free, confirmedOn: '2026-01-01' } };
    expect(said(stale, [lands('b')])).toEqual([['UNCONFIRMED', { kind: 'CONFIRM' }]]);
    const full = { availability: { ...free, freePlaces: 0 } };
    expect(said(full, [lands('b')])).toEqual([['NO_FREE_PLACE', { kind: 'RAISE_CAPACITY' }]]);
    const both = { availability: { ...free, paused: true, freePlaces: 0 } };
    expect(said(both, [lands('b')])).toEqual([['PAUSED', null]]);
  });

  it('may be what both know of', () => {
    const two = ['b', 'me'] as const;
    const on = '2026-09-30';
    expect(said({}, [lands('b')], { facts: { openExchanges: [two] } })).toEqual([
      ['OPEN_EXCHANGE', null],
    ]);
    const closedExchanges = [{ members: two, on, bothWantAgain: false }];
    expect(said({}, [lands('b')], { facts: { closedExchanges } })).toEqual([
      ['RECENT_EXCHANGE', { kind: 'WAIT', until: '2027-09-30' }],
    ]);
    const declines = [{ members: two, on }];
    expect(said({}, [lands('b')], { facts: { declines } })).toEqual([
      ['RECENT_DECLINE', { kind: 'WAIT', until: '2027-03-30' }],
    ]);
    expect(said({}, [lands('b')], { facts: { declines, closedExchanges } })).toEqual([
      ['RECENT_EXCHANGE', { kind: 'WAIT', until: '2027-09-30' }],
    ]);
    // Months that end with a shorter one.
    const lastDay = { declines: [{ members: two, on: '2026-08-31' }] };
    expect(said({}, [lands('b')], { facts: lastDay })).toEqual([
      ['RECENT_DECLINE', { kind: 'WAIT', until: '2027-02-28' }],
    ]);
  });

  it('may be one’s own "not now": the best of those set aside comes back first', () => {
    const dismissals = ['b', 'c'].map((partner) => ({ by: 'me', partner, on: asOf }));
    const others = [lands('b', { languages: [skill('en', 'B1')] }), lands('c')];
    expect(said({}, others, { facts: { dismissals } })).toEqual([
      ['DISMISSED', { kind: 'RESTORE', partner: 'c' }],
    ]);
    // What others set aside is their own affair.
    const theirs = [{ by: 'b', partner: 'me', on: asOf }];
    expect(said({}, [lands('b')], { facts: { dismissals: theirs } })).toEqual([]);
  });

  it('may be the level: the highest that will do is named', () => {
    const me = { needs: [need('land', { levelWanted: 'EXPERT' })] };
    const basic = lands('b', { offers: [offer('land', { level: 'BASIC' })] });
    expect(said(me, [basic])).toEqual([['LEVEL', { kind: 'ACCEPT_LEVEL', level: 'PRACTISED' }]]);
    const policy = policyWith({ levelOneBelow: 0 });
    expect(said(me, [basic], { policy })).toEqual([
      ['LEVEL', { kind: 'ACCEPT_LEVEL', level: 'BASIC' }],
    ]);
    const practised = lands('c', { offers: [offer('land', { level: 'PRACTISED' })] });
    expect(said(me, [basic, practised], { policy })).toEqual([
      ['LEVEL', { kind: 'ACCEPT_LEVEL', level: 'PRACTISED' }],
    ]);
  });

  it('may be the language: a little more of one that is known, an interpreter, a new language', () => {
    const others = [lands('b', { languages: french })];
    expect(said({}, others)).toEqual([
      ['NO_BRIDGE', { kind: 'FIND_INTERPRETER', from: 'en', to: 'fr' }],
    ]);
    expect(said({ languages: [skill('en', 'C1'), skill('fr', 'A1')] }, others)).toEqual([
      ['NO_BRIDGE', { kind: 'LEARN_LANGUAGE', language: 'fr', level: 'A2' }],
    ]);
    const policy = policyWith({ interpreter: 0 });
    expect(said({}, others, { policy })).toEqual([
      ['NO_BRIDGE', { kind: 'LEARN_LANGUAGE', language: 'fr', level: 'A2' }],
    ]);
    // With no language that is good enough there is nothing to interpret from.
    expect(said({ languages: [skill('en', 'A1')] }, others)).toEqual([
      ['NO_BRIDGE', { kind: 'LEARN_LANGUAGE', language: 'fr', level: 'A2' }],
    ]);
    // The language that opens most, into it from the one that is known best.
    const spanish = ['c', 'd'].map((id) => lands(id, { languages: [skill('es', 'B1')] }));
    const languages = [skill('en', 'B1'), skill('qu', 'NATIVE')];
    expect(said({ languages }, [...others, ...spanish])).toEqual([
      ['NO_BRIDGE', { kind: 'FIND_INTERPRETER', from: 'qu', to: 'es' }],
    ]);
    expect(said({}, [...others, ...spanish], { policy })).toEqual([
      ['NO_BRIDGE', { kind: 'LEARN_LANGUAGE', language: 'es', level: 'A2' }],
    ]);
  });

  it('names the smallest of several changes', () => {
    const me = {
      needs: [need('land', { levelWanted: 'EXPERT' })],
      languages: [skill('en', 'C1'), skill('fr', 'A1')],
    };
    const dismissed = lands('dismissed');
    const basic = lands('basic', { offers: [offer('land', { level: 'BASIC' })] });
    const declined = lands('declined');
    const foreign = lands('foreign', { languages: french });
    const busy = lands('busy');
    const facts = {
      dismissals: [{ by: 'me', partner: 'dismissed', on: asOf }],
      declines: [{ members: ['me', 'declined'] as const, on: asOf }],
      openExchanges: [['me', 'busy'] as const],
    };
    const kinds = (...others: Member[]) =>
      said(me, others, { facts }).map(([rule, change]) => [
        rule,
        (change as NoPairingReason['change'])?.kind,
      ]);
    expect(kinds(dismissed, basic, declined, foreign, busy)).toEqual([['DISMISSED', 'RESTORE']]);
    expect(kinds(basic, declined, foreign, busy)).toEqual([['LEVEL', 'ACCEPT_LEVEL']]);
    expect(kinds(declined, foreign, busy)).toEqual([['RECENT_DECLINE', 'WAIT']]);
    expect(kinds(foreign, busy)).toEqual([['NO_BRIDGE', 'LEARN_LANGUAGE']]);
    expect(kinds(busy)).toEqual([['OPEN_EXCHANGE', undefined]]);
  });

  it('names what is in the way where no single change is enough', () => {
    const me = { needs: [need('land', { levelWanted: 'EXPERT' })] };
    const far = lands('far', {
      offers: [offer('land', { level: 'BASIC' })],
      languages: french,
    });
    expect(said(me, [far])).toEqual([['LEVEL', null]]);
    const aside = { facts: { dismissals: [{ by: 'me', partner: 'far', on: asOf }] } };
    expect(said({}, [lands('far', { languages: french })], aside)).toEqual([['DISMISSED', null]]);
  });
});

describe('a wider topic', () => {
  const topics = [
    topic('rights'),
    topic('land', ['rights']),
    topic('eviction', ['land']),
    topic('titles', ['land']),
    topic('pasture', ['land']),
    topic('water', ['rights']),
    topic('wells', ['water']),
    topic('rivers', ['water']),
    topic('other'),
    topic('apart', ['other']),
    topic('away', ['apart']),
  ];
  // So strict that nothing but the very topic and what is below it is found without asking.
  const options = { policy: policyWith({ minSimilarity: 0.9 }) };
  const me = { needs: [need('eviction')] };
  const offering = (...ids: string[]) => ids.map((id) => member(id, { offers: [offer(id)] }));
  const widened = (others: readonly Member[], mine: Partial<Member> = me) =>
    said(mine, others, options, { topics });

  it('is the nearest broader one first', () => {
    expect(widened(offering('wells', 'titles'))).toEqual([
      ['NO_AVAILABLE_PARTNER', { kind: 'WIDEN_TOPIC', topic: 'land' }],
    ]);
    expect(widened(offering('land'))).toEqual([
      ['NO_AVAILABLE_PARTNER', { kind: 'WIDEN_TOPIC', topic: 'land' }],
    ]);
    expect(widened(offering('wells'))).toEqual([
      ['NO_AVAILABLE_PARTNER', { kind: 'WIDEN_TOPIC', topic: 'rights' }],
    ]);
  });

  it('is then the most similar that somebody offers', () => {
    const mine = { needs: ['eviction', 'land', 'rights'].map((id) => need(id)) };
    const [first, ...rest] = widened(offering('titles', 'wells'), mine);
    expect(rest).toEqual([]);
    expect(first).toEqual(['NO_AVAILABLE_PARTNER', { kind: 'WIDEN_TOPIC', topic: 'titles' }]);
  });

  it('is none that has nothing in common, nor one that is needed already', () => {
    expect(widened(offering('away'))).toEqual(nobody);
    const mine = { needs: [need('eviction'), need('land'), need('rights'), need('titles')] };
    expect(widened(offering('titles'), mine)).toEqual([...nobody]);
  });

  it('is one that somebody offers who is there, openly, and can be understood', () => {
    const use = { ...everythingShown, offers: 'USED' as const };
    const [titles] = offering('titles');
    expect(widened([{ ...titles!, use }])).toEqual(nobody);
    expect(widened([{ ...titles!, languages: french }])).toEqual(nobody);
    expect(widened([{ ...titles!, availability: { ...free, paused: true } }])).toEqual(nobody);
  });
});

describe('what may never be named', () => {
  it('reads as if nobody offered it', () => {
    const secret: [Partial<Member>, PairFactData?][] = [
      [{}, { doNotIntroduce: [['b', 'me']] }],
      [{ excludes: { members: ['me'], regions: [] } }],
      [{ excludes: { members: [], regions: ['002'] } }],
      [{ availability: { ...free, paused: true } }],
      [{ availability: { ...free, confirmedOn: null } }],
      [{ availability: { ...free, freePlaces: 0 } }],
      [{ use: { ...everythingShown, offers: 'USED' } }],
      [{ use: { ...everythingShown, offers: 'NEVER' } }],
      [{ languages: french, use: { ...everythingShown, languages: 'USED' } }],
      [{ languages: french, use: { ...everythingShown, languages: 'NEVER' } }],
    ];
    // Whatever else would be said of the same two.
    const known: PairFactData[] = [
      {},
      { openExchanges: [['b', 'me']] },
      { declines: [{ members: ['b', 'me'], on: asOf }] },
      { dismissals: [{ by: 'me', partner: 'b', on: asOf }] },
    ];
    for (const [stated, facts] of secret)
      for (const more of known)
        expect(said({}, [lands('b', stated)], { facts: { ...more, ...facts } })).toEqual(nobody);
  });

  it('is a way by what third members hide', () => {
    const me = { needs: [need('land', { levelWanted: 'EXPERT' })] };
    const basic = lands('b', {
      offers: [offer('land', { level: 'BASIC' })],
      languages: french,
    });
    const both = [
      { from: 'en', to: 'fr' },
      { from: 'fr', to: 'en' },
    ];
    const third = (use: 'SHOWN' | 'USED') =>
      member('third', { interprets: both, use: { ...everythingShown, interprets: use } });
    expect(said(me, [basic, third('SHOWN')])).toEqual([
      ['LEVEL', { kind: 'ACCEPT_LEVEL', level: 'PRACTISED' }],
    ]);
    expect(said(me, [basic, third('USED')])).toEqual(said(me, [basic]));
  });
});

const everybody = ['m0', 'm1', 'm2', 'm3', 'm4', 'm5', 'm6'];

/** The needs of a member that no pairing of its whole list shows, in the order of the network. */
function unmet(id: string, matching: ReturnType<typeof open>): Need[] {
  const shown = new Set(
    pairingsOf(id, matching).flatMap(({ learns }) =>
      learns.map(({ need }) => JSON.stringify(need)),
    ),
  );
  return matching.network.entry(id)!.own.needs.filter((need) => !shown.has(JSON.stringify(need)));
}

/** The world after a change. */
function after(
  { need, change }: NoPairingReason,
  id: string,
  data: NetworkData,
  facts: PairFactData,
): { need: Need; data: NetworkData; options: Options } | null {
  const of = (change: (me: Member) => Partial<Member>): NetworkData => ({
    ...data,
    members: data.members.map((one) => (one.id === id ? { ...one, ...change(one) } : one)),
  });
  const available = (state: Partial<Member['availability']>) =>
    of(({ availability }) => ({ availability: { ...availability, ...state } }));
  const asking = (changed: Need) => {
    const key = JSON.stringify(need);
    const needs = (me: Member) =>
      me.needs.map((one) => (JSON.stringify(inOrder(one)) === key ? changed : one));
    return { need: changed, data: of((me) => ({ needs: needs(me) })), options: { facts } };
  };
  const inOrder = ({ topic, priority, levelWanted, formats }: Need): Need =>
    Object.fromEntries(
      Object.keys(need).map((name) => [name, { topic, priority, levelWanted, formats }[name]]),
    ) as unknown as Need;
  switch (change?.kind) {
    case undefined:
      return null;
    case 'RESUME':
      return { need, data: available({ paused: false, confirmedOn: asOf }), options: { facts } };
    case 'CONFIRM':
      return { need, data: available({ confirmedOn: asOf }), options: { facts } };
    case 'RAISE_CAPACITY':
      return { need, data: available({ freePlaces: 1 }), options: { facts } };
    case 'RESTORE': {
      const { partner } = change;
      const dismissals = facts.dismissals?.filter((x) => x.by !== id || x.partner !== partner);
      return { need, data, options: { facts: { ...facts, dismissals } } };
    }
    case 'ACCEPT_LEVEL':
      return asking({ ...need, levelWanted: change.level });
    case 'WIDEN_TOPIC':
      return asking({ ...need, topic: change.topic });
    case 'LEARN_LANGUAGE': {
      const { language, level } = change;
      const learned = of(({ languages }) => ({
        languages: [...languages, { language, level, main: false }],
      }));
      return { need, data: learned, options: { facts } };
    }
    case 'FIND_INTERPRETER': {
      const { from, to } = change;
      const found = member('found', {
        // Where nobody of the samples minds.
        country: countries[2]!,
        interprets: [
          { from, to },
          { from: to, to: from },
        ],
      });
      return {
        need,
        data: { ...data, members: [...data.members, found] },
        options: { facts },
      };
    }
    case 'WAIT': {
      const days = daysBetween(asOf, change.until);
      const later = (day: string | null) =>
        day && new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);
      const members = data.members.map((one) => ({
        ...one,
        availability: { ...one.availability, confirmedOn: later(one.availability.confirmedOn) },
      }));
      return { need, data: { ...data, members }, options: { facts, asOf: change.until } };
    }
  }
}

describe('on any network', () => {
  it('every unmet need has one reason and those that are met have none', () => {
    const rules = new Set<string>();
    fc.assert(
      fc.property(network, privateFacts, (data, facts) => {
        const matching = open(data, { facts });
        for (const { id } of data.members) {
          const found = noPairingReasons(id, matching);
          expect(found.map(({ need }) => need)).toEqual(unmet(id, matching));
          for (const { rule } of found) rules.add(rule);
        }
      }),
      sampled,
    );
    expect([...rules].sort()).toEqual(
      [
        ...['PAUSED', 'UNCONFIRMED', 'NO_FREE_PLACE', 'NO_AVAILABLE_PARTNER', 'LEVEL', 'NO_BRIDGE'],
        ...['OPEN_EXCHANGE', 'RECENT_EXCHANGE', 'RECENT_DECLINE', 'DISMISSED'],
      ].sort(),
    );
  });

  it('every change, made, gives a pairing that shows the need', () => {
    const tried = new Map<string, number>();
    fc.assert(
      fc.property(network, privateFacts, (data, facts) => {
        for (const { id } of data.members)
          for (const reason of reasons(id, data, { facts })) {
            const world = after(reason, id, data, facts);
            if (!world) continue;
            const left = unmet(id, open(world.data, world.options)).map((one) =>
              JSON.stringify(one),
            );
            expect(left).not.toContain(JSON.stringify(world.need));
            const { kind } = reason.change!;
            tried.set(kind, (tried.get(kind) ?? 0) + 1);
          }
      }),
      { ...sampled, numRuns: 600 },
    );
    expect(tried.size).toBe(9);
    for (const times of tried.values()) expect(times).toBeGreaterThan(5);
  });

  it('whoever is kept away or not available counts as not there', () => {
    let compared = 0;
    fc.assert(
      fc.property(network, privateFacts, (data, facts) => {
        const matching = open(data, { facts });
        for (const { id } of data.members) {
          const me = matching.network.entry(id)!;
          const well = { ...me, own: { ...me.own, availability: free } };
          const secret = everybody.filter((other) => {
            const entry = matching.network.entry(other);
            const rule = entry && other !== id ? hardRule(well, entry, matching) : null;
            return (
              rule !== null &&
              [
                'DO_NOT_INTRODUCE',
                'SAFETY_LIMIT',
                'PAUSED',
                'UNCONFIRMED',
                'NO_FREE_PLACE',
              ].includes(rule)
            );
          });
          const members = data.members.filter(({ id }) => !secret.includes(id));
          const found = noPairingReasons(id, matching);
          expect(reasons(id, { ...data, members }, { facts })).toEqual(found);
          if (secret.length > 0) compared += found.length;
        }
      }),
      sampled,
    );
    expect(compared).toBeGreaterThan(500);
  });

  it('what others hide counts as never stated', () => {
    let compared = 0;
    fc.assert(
      fc.property(network, privateFacts, (data, facts) => {
        for (const { id } of data.members) {
          const found = reasons(id, data, { facts });
          const members = data.members.map((one) => {
            const entries = Object.entries(one.use).map(([field, use]) => [
              field,
              use === 'USED' ? 'NEVER' : use,
            ]);
            return one.id === id ? one : { ...one, use: Object.fromEntries(entries) };
          });
          // What is met by way of something hidden is to be seen in the list, and has no reason.
          const without = reasons(id, { ...data, members }, { facts });
          const same = without.filter(({ need }) =>
            found.some((reason) => JSON.stringify(reason.need) === JSON.stringify(need)),
          );
          expect(found).toEqual(same);
          compared += found.length;
        }
      }),
      { ...sampled, numRuns: 600 },
    );
    expect(compared).toBeGreaterThan(500);
  });

  it('the order in which it comes leaves no trace', () => {
    fc.assert(
      fc.property(network, privateFacts, (data, facts) => {
        const turned = {
          ...data,
          topics: [...data.topics].toReversed(),
          members: data.members.toReversed().map((one) => ({
            ...one,
            languages: [...one.languages].toReversed(),
            offers: [...one.offers].toReversed(),
            needs: [...one.needs].toReversed(),
          })),
        };
        for (const { id } of data.members)
          expect(reasons(id, turned, { facts })).toEqual(reasons(id, data, { facts }));
      }),
      sampled,
    );
  });
});

describe('in a big network', () => {
  it('is found among the first that are looked at, and what does not count is passed over', () => {
    const many = (count: number, stated: Partial<Member>) =>
      Array.from({ length: count }, (_, i) => lands(`x${i}`, stated));
    const foreign = many(700, { languages: french });
    const last = lands('z');
    // One with whom there is a pairing is in the list, however far down by id.
    expect(said({}, [...foreign, last])).toEqual([]);
    // One whom the member set aside is known to it, and looked at first.
    const facts = { dismissals: [{ by: 'me', partner: 'z', on: asOf }] };
    expect(said({}, [...foreign, last], { facts })).toEqual([
      ['DISMISSED', { kind: 'RESTORE', partner: 'z' }],
    ]);
    const paused = many(700, { availability: { ...free, paused: true } });
    const basic = lands('z', { offers: [offer('land', { level: 'BASIC' })] });
    const me = { needs: [need('land', { levelWanted: 'EXPERT' })] };
    expect(said(me, [...paused, basic])).toEqual([
      ['LEVEL', { kind: 'ACCEPT_LEVEL', level: 'PRACTISED' }],
    ]);
  });
});

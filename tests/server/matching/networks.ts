import * as fc from 'fast-check';
import { everythingShown, fields } from '../../../server/matching/consent.ts';
import { openMatching } from '../../../server/matching/matching.ts';
import type { MatchingOptions } from '../../../server/matching/matching.ts';
import { languageLevels, topicLevels } from '../../../server/matching/member.ts';
import type {
  Consent,
  Country,
  LanguageSkill,
  Member,
  Need,
  Offer,
  Topic,
} from '../../../server/matching/member.ts';
import { buildNetwork } from '../../../server/matching/network/network.ts';
import type { NetworkData } from '../../../server/matching/network/network.ts';
import type { PairFactData } from '../../../server/matching/pair-facts.ts';
import { pairingsOf } from '../../../server/matching/pairings.ts';

/** Networks to test with: small ones by hand, and random ones. */

export const asOf = '2026-11-02';

export function member(id: string, stated: Partial<Member> = {}): Member {
  return {
    id,
    kind: null,
    country: null,
    timeZone: null,
    workingDays: null,
    hours: null,
    languages: [{ language: 'en', level: 'C1', main: true }],
    offers: [],
    needs: [],
    themes: [],
    workingGroups: null,
    joinedOn: null,
    interprets: [],
    relays: false,
    availability: { paused: false, confirmedOn: asOf, freePlaces: 1 },
    use: everythingShown,
    ...stated,
  };
}

export function need(topic: string, stated: Partial<Need> = {}): Need {
  return {
    topic,
    priority: 'HIGH',
    levelWanted: null,
    formats: [],
    ...stated,
  };
}

export function offer(topic: string, stated: Partial<Offer> = {}): Offer {
  return { topic, level: 'EXPERT', formats: [], ...stated };
}

export function skill(language: string, level: LanguageSkill['level'], main = false) {
  return { language, level, main };
}

export function topic(id: string, broader: string[] = [], labels: string[] = []): Topic {
  return { id, broader, labels };
}

/** The pairings of one member of a network given as data, on `asOf` unless told otherwise. */
export function pairings(
  id: string,
  data: Partial<NetworkData> & { members: readonly Member[] },
  options: Partial<MatchingOptions> = {},
) {
  const network = buildNetwork({ version: '1', topics: [], ...data });
  return pairingsOf(id, openMatching(network, { asOf, ...options }));
}

export const countries: readonly Country[] = [
  { code: 'KE', subregion: '014', region: '002', workingDays: [1, 2, 3, 4, 5] },
  { code: 'UG', subregion: '014', region: '002', workingDays: [1, 2, 3, 4, 5] },
  { code: 'EG', subregion: '015', region: '002', workingDays: [7, 1, 2, 3, 4] },
  { code: 'CL', subregion: '005', region: '019', workingDays: [1, 2, 3, 4, 5] },
  { code: 'IN', subregion: '034', region: '142', workingDays: [1, 2, 3, 4, 5, 6] },
];

/** Topics t0, t1, ...: some below others, also below two, some free; now and then a cycle. */
const topicIds = ['t0', 't1', 't2', 't3', 't4', 't5', 't6', 't7'];
const words = ['land', 'lands', 'right', 'water', 'housing', 'hausing', 'budget', 'ارض', 'حق'];
const label = fc
  .array(fc.constantFrom(...words), { minLength: 1, maxLength: 3 })
  .map((chosen) => chosen.join(' '));

const topics: fc.Arbitrary<Topic[]> = fc.tuple(
  ...topicIds.map((id, i) =>
    fc.record({
      id: fc.constant(id),
      broader:
        i === 0
          ? fc.constantFrom([], [], [], ['missing'], ['t3'])
          : fc.subarray(topicIds.slice(0, i), { maxLength: Math.min(i, 2) }),
      labels: fc.array(label, { maxLength: 3 }),
    }),
  ),
);

const formats = fc.subarray(['VISIT', 'CALL', 'WORKSHOP'], { maxLength: 2 });
const codes = ['en', 'fr', 'es', 'ar', 'qu'];
const nullable = <T>(values: fc.Arbitrary<T>) => fc.option(values, { nil: null, freq: 5 });
const date = (from: number, to: number) =>
  fc
    .integer({ min: from, max: to })
    .map((days) => new Date(Date.UTC(2026, 10, 2 + days)).toISOString().slice(0, 10));

function listOf<T extends object>(fields: fc.Arbitrary<T>, maxLength: number) {
  return fc.array(fields, { maxLength });
}

export const consent: fc.Arbitrary<Consent> = fc
  .tuple(
    ...fields.map(() =>
      fc.oneof(
        { weight: 8, arbitrary: fc.constant('SHOWN' as const) },
        { weight: 1, arbitrary: fc.constantFrom('USED' as const, 'NEVER' as const) },
      ),
    ),
  )
  .map((uses) => Object.fromEntries(fields.map((field, i) => [field, uses[i]])) as Consent);

const zones = ['Africa/Nairobi', 'America/Santiago', 'Europe/Paris', 'Asia/Kathmandu', 'Nowhere/X'];

/** What a member may state, field by field, everything shown. */
export const stated: fc.Arbitrary<Omit<Member, 'id'>> = fc.record({
  kind: nullable(fc.constantFrom('GRASSROOTS_GROUP', 'SOCIAL_MOVEMENT', 'NGO', 'INDIVIDUAL')),
  country: nullable(fc.constantFrom(...countries)),
  timeZone: nullable(fc.constantFrom(...zones)),
  workingDays: nullable(fc.subarray([1, 2, 3, 4, 5, 6, 7], { minLength: 3 })),
  hours: nullable(fc.constantFrom({ from: 480, to: 960 }, { from: 1320, to: 300 })),
  languages: fc.array(
    fc.record({
      language: fc.constantFrom(...codes),
      level: fc.constantFrom(...languageLevels),
      main: fc.boolean(),
    }),
    { minLength: 1, maxLength: 3 },
  ),
  offers: listOf(
    fc.record({
      topic: fc.constantFrom(...topicIds),
      level: fc.constantFrom(...topicLevels),
      formats,
    }),
    4,
  ),
  needs: fc.uniqueArray(
    fc.record({
      topic: fc.constantFrom(...topicIds, 'unknown'),
      priority: fc.constantFrom('HIGH' as const, 'NORMAL' as const, 'LOW' as const),
      levelWanted: nullable(fc.constantFrom(...topicLevels)),
      formats,
    }),
    { selector: ({ topic }) => topic, maxLength: 4 },
  ),
  themes: fc.array(fc.constantFrom(...topicIds), { maxLength: 3 }),
  workingGroups: nullable(fc.subarray(['women', 'monitoring', 'litigation'])),
  joinedOn: nullable(date(-6000, 0)),
  interprets: fc.subarray(codes, { maxLength: 2 }).map(([from, to]) =>
    from && to
      ? [
          { from, to },
          { from: to, to: from },
        ]
      : [],
  ),
  relays: fc.boolean(),
  availability: fc.record({
    paused: fc.integer({ min: 0, max: 9 }).map((n) => n === 0),
    confirmedOn: fc.oneof(
      { weight: 12, arbitrary: date(-120, 0) },
      { weight: 1, arbitrary: fc.constantFrom(null, '2026-07-04', '2026-07-05') },
    ),
    freePlaces: fc.integer({ min: 0, max: 9 }),
  }),
  excludes: fc.option(
    fc.record({
      members: fc.subarray(['m0', 'm1', 'm2'], { maxLength: 1 }),
      regions: fc.subarray(['KE', '014', '019'], { maxLength: 1 }),
    }),
    { nil: undefined, freq: 1 },
  ),
  use: fc.constant(everythingShown),
});

/** Members `m0`, `m1`, ... that state all kinds of things, with the consent given. */
export function members(
  use: fc.Arbitrary<Consent>,
  [minLength, maxLength]: readonly [number, number] = [2, 7],
): fc.Arbitrary<Member[]> {
  return fc
    .array(fc.tuple(stated, use), { minLength, maxLength })
    .map((all) => all.map(([fields, use], i) => ({ id: `m${i}`, ...fields, use })));
}

const two = fc
  .uniqueArray(fc.constantFrom('m0', 'm1', 'm2', 'm3', 'm4'), { minLength: 2, maxLength: 2 })
  .map(([one, other]): [string, string] => [one ?? '', other ?? '']);

export const facts: fc.Arbitrary<PairFactData> = fc.record({
  doNotIntroduce: fc.array(two, { maxLength: 1 }),
  openExchanges: fc.array(two, { maxLength: 1 }),
  closedExchanges: fc.array(
    fc.record({ members: two, on: date(-3000, 0), bothWantAgain: fc.boolean() }),
    { maxLength: 4 },
  ),
  declines: fc.array(fc.record({ members: two, on: date(-400, 0) }), { maxLength: 2 }),
});

/** The same, with members that set others aside: what then holds in one list only. */
export const privateFacts: fc.Arbitrary<PairFactData> = fc
  .tuple(facts, fc.array(fc.record({ members: two, on: date(-400, 0) }), { maxLength: 3 }))
  .map(([facts, chosen]) => ({
    ...facts,
    dismissals: chosen.map(({ members: [by, partner], on }) => ({ by, partner, on })),
  }));

export function networkOf(people: fc.Arbitrary<Member[]>): fc.Arbitrary<NetworkData> {
  return fc.record({ version: fc.constantFrom('1', '2'), topics, members: people });
}

/** Random networks in which everything is shown, and such in which some of it is not. */
export const openNetwork = networkOf(members(fc.constant(everythingShown)));
export const network = networkOf(members(consent));

/** The same samples in every run. */
export const sampled = { seed: 20261102, numRuns: 300 } as const;

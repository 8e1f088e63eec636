import { buildNetwork } from '../../server/matching/network.ts';
import type { Consent, Member, Topic } from '../../server/matching/member.ts';
import { openMatching } from '../../server/matching/matching.ts';
import { pairingsOf } from '../../server/matching/pairings.ts';
import { builtinTopics } from '../../server/taxonomy/builtin.ts';
import { normalise } from '../../server/taxonomy/normalise.ts';
import { printTable } from './table.ts';

const sizes = [300, 1_000, 3_000, 10_000];
const listsMeasured = 200;

/** How long the best 20 pairings of one member take, explained, as the network grows; and in how many times the smallest. */
export async function benchPairings(): Promise<void> {
  const topics: Topic[] = builtinTopics.map(({ key, broader, labels, alternative }) => ({
    id: key,
    broader,
    labels: [...Object.values(labels), ...Object.values(alternative).flat()].map(normalise),
  }));
  let smallest = 0;
  const rows = sizes.map((size) => {
    const members = membersOf(size, topics);
    const started = performance.now();
    const network = buildNetwork({ version: 'bench', topics, members });
    const built = performance.now() - started;
    const matching = openMatching(network, { asOf: '2026-03-02' });
    pairingsOf('m0', matching, 20);
    const times: number[] = [];
    for (let n = 0; n < listsMeasured; n += 1) {
      const before = performance.now();
      pairingsOf(`m${(n * 7) % size}`, matching, 20);
      times.push(performance.now() - before);
    }
    times.sort((a, b) => a - b);
    const at = (share: number) => times[Math.floor(share * (times.length - 1))] ?? 0;
    smallest ||= at(0.5);
    return [
      String(size),
      built.toFixed(0),
      at(0.5).toFixed(1),
      at(0.99).toFixed(1),
      (at(0.5) / smallest).toFixed(1),
    ];
  });
  printTable(['members', 'build, ms', 'median, ms', 'p99, ms', 'to the smallest'], rows);
}

const shown = Object.fromEntries(
  [
    'kind',
    'country',
    'timeZone',
    'languages',
    'offers',
    'needs',
    'themes',
    'workingGroups',
    'joinedOn',
    'interprets',
    'relays',
  ].map((field) => [field, 'SHOWN']),
) as Consent;
const places = [
  { code: 'KE', subregion: '014', region: '002', zone: 'Africa/Nairobi', language: 'sw' },
  { code: 'GT', subregion: '013', region: '019', zone: 'America/Guatemala', language: 'es' },
  { code: 'TN', subregion: '015', region: '002', zone: 'Africa/Tunis', language: 'ar' },
  { code: 'FR', subregion: '155', region: '150', zone: 'Europe/Paris', language: 'fr' },
  { code: 'IN', subregion: '034', region: '142', zone: 'Asia/Kolkata', language: 'hi' },
];

/** The same members each time: three offers, three needs and two themes, half of them with English. */
function membersOf(size: number, topics: readonly Topic[]): Member[] {
  let state = 1;
  // The generator of Park and Miller, "Random number generators: good ones are hard to find", 1988.
  const below = (limit: number): number => (state = (state * 48_271) % 2_147_483_647) % limit;
  const topic = () => topics[below(topics.length)]?.id ?? '';
  return Array.from({ length: size }, (_, n) => {
    const place = places[below(places.length)] ?? places[0];
    return {
      id: `m${n}`,
      kind: 'NGO',
      country: {
        code: place?.code ?? '',
        subregion: place?.subregion ?? '',
        region: place?.region ?? '',
        workingDays: [1, 2, 3, 4, 5],
      },
      timeZone: place?.zone ?? null,
      workingDays: null,
      hours: null,
      languages: [
        { language: place?.language ?? 'en', level: 'NATIVE', main: true },
        ...(below(2) === 0 ? [{ language: 'en', level: 'B2' as const, main: false }] : []),
      ],
      offers: [0, 1, 2].map((k) => ({
        topic: topic(),
        level: 'PRACTISED',
        formats: [],
      })),
      needs: [0, 1, 2].map((k) => ({
        topic: topic(),
        priority: 'NORMAL',
        levelWanted: null,
        formats: [],
      })),
      themes: [topic(), topic()],
      workingGroups: [],
      joinedOn: null,
      interprets: [],
      relays: false,
      availability: { paused: false, confirmedOn: '2026-03-01', freePlaces: 2 },
      use: shown,
    } satisfies Member;
  });
}

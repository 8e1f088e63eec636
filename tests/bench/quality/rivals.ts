import { createRandom } from '../../../server/demo/random.ts';
import type { Member } from '../../../server/matching/member.ts';
import { tieBreak } from '../../../server/matching/tie-break.ts';

/** Whom each member is shown, best first, by the ids of both. */
export type Lists = ReadonlyMap<string, readonly string[]>;

/**
 * The usual way: how many topics one offers and the other needs, in both directions, and how many
 * languages they share. Among those available; equals in an order that favours nobody.
 */
export function byOverlap(members: readonly Member[], first: number): Lists {
  const available = members.filter(({ availability }) => !availability.paused);
  const stating = new Map<string, number[]>();
  for (const [at, member] of available.entries())
    for (const statement of statements(member, 'offers', 'needs')) {
      const those = stating.get(statement);
      if (those) those.push(at);
      else stating.set(statement, [at]);
    }
  const counts = new Uint8Array(available.length);
  return new Map(
    available.map((member, self) => {
      counts.fill(0);
      for (const statement of statements(member, 'needs', 'offers'))
        for (const at of stating.get(statement) ?? []) counts[at]!++;
      const best = [...counts.keys()]
        .filter((at) => at !== self && counts[at]! > 0)
        .map((at) => ({ at, turn: tieBreak(0, '', member.id, available[at]!.id) }))
        .sort((x, y) => counts[y.at]! - counts[x.at]! || x.turn - y.turn)
        .slice(0, first);
      return [member.id, best.map(({ at }) => available[at]!.id)];
    }),
  );
}

/** What a member states; with the two lists of topics swapped, what would answer it. */
function statements(member: Member, first: 'offers' | 'needs', second: 'offers' | 'needs') {
  return new Set([
    ...member[first].map(({ topic }) => `1 ${topic}`),
    ...member[second].map(({ topic }) => `2 ${topic}`),
    ...member.languages.map(({ language }) => language),
  ]);
}

/** Anybody who is available, each as likely as any other. */
export function byChance(members: readonly Member[], first: number, seed: number): Lists {
  const random = createRandom(seed);
  const available = members.filter(({ availability }) => !availability.paused);
  return new Map(
    available.map(({ id }) => {
      const drawn = new Set<string>();
      while (drawn.size < Math.min(first, available.length - 1)) {
        const other = available[random.integer(0, available.length - 1)]!.id;
        if (other !== id) drawn.add(other);
      }
      return [id, [...drawn]];
    }),
  );
}

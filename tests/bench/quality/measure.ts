import {
  divideKinds,
  geographicExtent,
  historicExtent,
  linguisticExtent,
} from '../../../server/matching/factors/divides.ts';
import { hardRule } from '../../../server/matching/hard-rules.ts';
import { openMatching } from '../../../server/matching/matching.ts';
import type { Matching } from '../../../server/matching/matching.ts';
import type { Member } from '../../../server/matching/member.ts';
import { buildNetwork } from '../../../server/matching/network/network.ts';
import type { NetworkData } from '../../../server/matching/network/network.ts';
import { pairingsOf } from '../../../server/matching/pairings.ts';
import type { Policy } from '../../../server/matching/policy.ts';
import { evaluate } from '../../../server/matching/score.ts';
import { asOf, taxonomy } from '../population.ts';
import { gini, live } from './days.ts';
import type { Choices } from './days.ts';
import { leastGini } from './least-gini.ts';
import { withNoise } from './noise.ts';
import { plant } from './planted.ts';
import { byChance, byOverlap } from './rivals.ts';
import type { Lists } from './rivals.ts';

/** The list that people look at. */
export const first = 10;
/** With exposure, somebody below the first ten may rise among them; further down nobody can. */
const choicesKept = 150;
/** The extent from which on a divide counts as crossed: another subregion, hardly a main language in common. */
export const crossed = 0.7;

/** The loss of fit for which the aim asks. */
export const lossAimed = 0.01;

/** All but the Gini are shares, see the legend of the table; NaN where there is nothing to say. */
export interface Measured {
  readonly recall: number;
  readonly one: number;
  readonly two: number;
  readonly gets: number;
  readonly gini: number;
  readonly loss: number;
}

/** The engine and its rivals on one generated network, by name. */
export function measure(size: number, seed: number, policy: Policy): Record<string, Measured> {
  const { members, planted } = plant(size, seed);
  const open = (data: Omit<NetworkData, 'version'>) =>
    openMatching(buildNetwork({ version: String(seed), ...data }), { asOf, policy });
  const truth = open({ topics: taxonomy, members });
  const heard = withNoise(members, seed);
  const matching = open({ topics: heard.topics, members: heard.members });
  const feasible = new Set(
    members.map(({ id }) => id).filter((id) => pairingsOf(id, truth, 1).length > 0),
  );

  const choices: Choices = new Map(
    [...heard.members]
      .map(({ id }) => [id, pairingsOf(id, matching, choicesKept)] as const)
      .filter(([, found]) => found.length > 0),
  );
  const alone = live(1, choices, first, policy);
  const together = live(2 * policy.exposureDays, choices, first, policy);
  check(together, matching);

  const judge = (
    lists: Lists,
    shown: ReadonlyMap<string, number> = timesShown(lists),
    fit = NaN,
  ): Measured => {
    const pairs = [...lists].flatMap(([id, partners]) =>
      partners.map((partner) => [id, partner] as const),
    );
    const crossings = pairs.map(([id, partner]) => dividesCrossed(id, partner, truth));
    const atLeast = (count: number) =>
      crossings.filter((found) => found >= count).length / crossings.length;
    const isShown = ([id, partner]: readonly [string, string]) => lists.get(id)?.includes(partner);
    const bothWays = planted.flatMap(([a, b]) => [[a, b] as const, [b, a] as const]);
    const served = [...feasible].filter((id) =>
      lists.get(id)?.some((partner) => isFeasible(id, partner, truth)),
    );
    return {
      recall: bothWays.filter(isShown).length / bothWays.length,
      one: atLeast(1),
      two: atLeast(2),
      gets: served.length / feasible.size,
      gini: gini([...choices.keys()].map((id) => shown.get(id) ?? 0)),
      loss: 1 - fit / alone.fit,
    };
  };
  const fitOf = (lists: Lists) => {
    const scores = [...lists].flatMap(([id, partners]) =>
      partners.map((partner) => worth(id, partner, matching)),
    );
    return scores.reduce((sum, score) => sum + score, 0) / scores.length;
  };
  const withExposure = judge(together.lists, together.shown, together.fit);
  const atBest = (loss: number): Measured => {
    const least = leastGini(choices, first, choicesKept, loss);
    return { recall: NaN, one: NaN, two: NaN, gets: NaN, gini: least, loss };
  };
  const asGood = atBest(withExposure.loss);
  if (withExposure.gini < asGood.gini - 1e-9)
    throw new Error('the engine does what was proven impossible');
  const overlap = byOverlap(heard.members, first);
  const chance = byChance(heard.members, first, seed);
  return {
    'engine, without exposure': judge(alone.lists),
    'engine, with exposure': withExposure,
    'no lists with less, at its loss': asGood,
    [`no lists with less, at ${100 * lossAimed} %`]: atBest(lossAimed),
    'overlap count': judge(overlap, timesShown(overlap), fitOf(overlap)),
    'by chance': judge(chance, timesShown(chance), fitOf(chance)),
    'engine, nothing misstated': judge(
      new Map(
        members.map(({ id }) => [id, pairingsOf(id, truth, first).map(({ partner }) => partner)]),
      ),
    ),
  };
}

/** The last day must be what the engine itself shows with the factors of that day. */
function check({ lists, exposure }: ReturnType<typeof live>, { network, policy }: Matching): void {
  const matching = openMatching(network, { asOf, policy, exposure });
  let left = 100;
  for (const [id, partners] of lists) {
    if (left-- === 0) return;
    const found = pairingsOf(id, matching, first);
    if (
      found.length !== partners.length ||
      found.some(({ partner }, at) => partner !== partners[at])
    )
      throw new Error(`${id}: the engine shows others than these days do`);
  }
}

function timesShown(lists: Lists): Map<string, number> {
  const shown = new Map<string, number>();
  for (const partner of [...lists.values()].flat())
    shown.set(partner, (shown.get(partner) ?? 0) + 1);
  return shown;
}

function worth(id: string, partner: string, matching: Matching): number {
  const [a, b] = [id, partner].map((one) => matching.network.entry(one)!);
  return hardRule(a!, b!, matching) ? 0 : (evaluate(a!.own, b!.seen, matching)?.score ?? 0);
}

function isFeasible(id: string, partner: string, truth: Matching): boolean {
  return worth(id, partner, truth) > 0;
}

function dividesCrossed(id: string, partner: string, matching: Matching): number {
  const { network, facts, policy } = matching;
  const [a, b] = [id, partner].map((one) => network.entry(one)!.own) as [Member, Member];
  const extents = {
    GEOGRAPHIC: geographicExtent(a.country, b.country, policy),
    LINGUISTIC: linguisticExtent(a.languages, b.languages),
    HISTORIC: historicExtent(a, b, facts.of(id, partner), asOf, policy),
  };
  return divideKinds.filter((kind) => extents[kind] >= crossed).length;
}

import { openMatching } from '../../../server/matching/matching.ts';
import { defaultPolicy } from '../../../server/matching/policy.ts';
import type { RoundProblem } from '../../../server/matching/round/problem.ts';
import { buildNetwork } from '../../../server/matching/network/network.ts';
import { arcsAmong } from '../../../server/pairings/arcs.ts';
import { defaultRoundPolicy, type RoundPolicy } from '../../../server/rounds/policy.ts';
import { bestOf, groupsFrom, placesOf, underPolicy } from '../../../server/rounds/rules.ts';
import { asOf, inhabitant, taxonomy, worldOf } from '../population.ts';

/** As many arcs to and from each member as the product takes. */
const arcsEach = 12;

/**
 * The round that the product would make of a generated network: what members can learn from each other,
 * by topic, language, region and level, is close together in some places and far apart in others.
 */
export async function networkRound(
  size: number,
  changed: Partial<RoundPolicy> = {},
  seed = 1,
): Promise<RoundProblem> {
  const policy = { ...defaultRoundPolicy, ...changed };
  const world = worldOf(seed);
  const members = Array.from({ length: size }, (_, n) => inhabitant(n, world)).filter(
    ({ availability }) => !availability.paused,
  );
  const network = buildNetwork({ version: String(seed), topics: taxonomy, members });
  const ids = members.map(({ id }) => id);
  const arcs = await arcsAmong(openMatching(network, { asOf, policy: defaultPolicy }), ids, {
    minWeight: policy.minWeight,
    bestOf: arcsEach,
  });
  const best = bestOf(arcs);
  const byId = new Map(members.map((member) => [member.id, member]));
  return underPolicy(
    {
      participants: members.map(({ id, availability }) => ({
        id,
        ...placesOf(availability.freePlaces!, policy, best(id)),
      })),
      arcs: arcs.map((arc) => ({ ...arc, weight: Math.round(arc.weight * 1e6) / 1e6 })),
    },
    policy,
    (id) => {
      const { kind, country, workingGroups } = byId.get(id)!;
      const regions = country ? [country.region, country.subregion] : [];
      return groupsFrom({
        kind: kind ?? null,
        regions,
        workingGroups: workingGroups ?? [],
        genderFocus: false,
      });
    },
  );
}

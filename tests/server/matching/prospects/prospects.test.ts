import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openMatching } from '../../../../server/matching/matching.ts';
import type { Matching } from '../../../../server/matching/matching.ts';
import { buildNetwork, Network } from '../../../../server/matching/network/network.ts';
import { policyWith } from '../../../../server/matching/policy.ts';
import { Prospects } from '../../../../server/matching/prospects/prospects.ts';
import { inhabitant, taxonomy, withPrivacy, worldOf } from '../../../bench/population.ts';
import { bruteForce } from '../brute-force.ts';
import { asOf, consent, facts, members, networkOf, sampled } from '../networks.ts';

/** Ids of those who are visited when a score has to be `least` all the while, in order. */
function visited(id: string, matching: Matching, least: number, wanted = 1): string[] {
  const { network } = matching;
  const found: string[] = [];
  new Prospects(network.entry(id)!.own, matching).each(wanted, (row) => {
    found.push(network.rows.id(row));
    return least;
  });
  return found;
}

describe('prospects', () => {
  it('miss nobody who reaches the score that counts, and meet nobody twice', () => {
    let [kept, passedOver] = [0, 0];
    fc.assert(
      fc.property(
        networkOf(members(consent, [20, 40])),
        facts,
        fc.dictionary(fc.constantFrom('m0', 'm1', 'm2', 'm3'), fc.double({ min: 0.8, max: 1.2 })),
        fc.nat({ max: 9 }),
        (data, facts, exposed, place) => {
          const exposure = new Map(Object.entries(exposed));
          const matching = openMatching(buildNetwork(data), { asOf, facts, exposure });
          for (const { id } of data.members.slice(0, 4)) {
            const all = bruteForce(id, matching);
            const least = all[place]?.score ?? 0;
            const enough = all.filter(({ score }) => score >= least);
            const found = visited(id, matching, least);
            expect(new Set(found).size).toBe(found.length);
            expect(found).toEqual(expect.arrayContaining(enough.map(({ partner }) => partner)));
            kept += enough.length;
            passedOver += all.filter(({ partner }) => !found.includes(partner)).length;
          }
        },
      ),
      { ...sampled, numRuns: 60 },
    );
    expect(kept).toBeGreaterThan(500);
    expect(passedOver).toBeGreaterThan(200);
  });

  it('are those who reach it, in a network of thousands in which nothing but place and topics counts', () => {
    const world = worldOf(7);
    const net = new Network('1', taxonomy);
    for (let n = 0; n < 3000; n++) net.put(withPrivacy(inhabitant(n, world), n, world));
    // What is known at once is then all there is: whoever is passed over too soon is missed.
    const policy = policyWith({ purposeBase: 1, historicWeight: 0 });
    const matching = openMatching(net, { asOf, policy });
    for (let n = 0; n < 3000; n += 701) {
      const all = bruteForce(`m${n}`, matching);
      // Also many more than are wanted: the last of them are found only if the bounds are right.
      for (const [wanted, counting] of [
        [20, 20],
        [1, 40],
        [1, 400],
      ] as const) {
        const { score: least } = all[counting - 1] ?? { score: 0 };
        const enough = all.filter(({ score }) => score >= least).map(({ partner }) => partner);
        const found = visited(`m${n}`, matching, least, wanted);
        expect(found).toEqual(expect.arrayContaining(enough));
        expect(found.length).toBeLessThan(enough.length + 30);
      }
    }
  });
});

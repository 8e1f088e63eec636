import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { evaluate } from '../../../server/matching/score.ts';
import { openMatching } from '../../../server/matching/matching.ts';
import { buildNetwork } from '../../../server/matching/network/network.ts';
import { pairingsOf } from '../../../server/matching/pairings.ts';
import { expectedPairings } from './oracle.ts';
import { network, privateFacts, sampled } from './networks.ts';

const exposure = fc.dictionary(
  fc.constantFrom('m0', 'm1', 'm2'),
  fc.double({ min: 0.8, max: 1.2, noNaN: true }),
);
// Around days on which clocks change in the north and in the south, and a quiet one.
const day = fc.constantFrom('2026-11-02', '2026-10-20', '2026-03-15', '2026-08-20');

it('gives every member the pairings that the definitions give, to 1e-9', () => {
  let compared = 0;
  const bridges = new Set<number>();
  fc.assert(
    fc.property(network, privateFacts, exposure, day, (data, facts, exposed, asOf) => {
      const options = { asOf, facts, exposure: new Map(Object.entries(exposed)) };
      const built = buildNetwork(data);
      const matching = openMatching(built, options);
      for (const { id } of data.members) {
        const expected = new Map(
          expectedPairings(id, data, options).map((pairing) => [pairing.partner, pairing]),
        );
        const found = pairingsOf(id, matching);
        expect(new Set(found.map(({ partner }) => partner))).toEqual(new Set(expected.keys()));
        expect(found.map(({ score }) => score)).toEqual(
          found.map(({ score }) => score).sort((x, y) => y - x),
        );
        for (const pairing of found) {
          const wanted = expected.get(pairing.partner)!;
          const { own } = built.entry(id)!;
          const { seen } = built.entry(pairing.partner)!;
          const all = evaluate(own, seen, matching)!;
          const numbers = [
            [pairing.score, wanted.score],
            [all.terms.learning, wanted.learning],
            [all.terms.teaching, wanted.teaching],
            [all.terms.bridge, wanted.bridge],
            [all.terms.purpose, 0.8 + 0.2 * wanted.purpose],
            [all.extents.GEOGRAPHIC, wanted.divides[0]],
            [all.extents.LINGUISTIC, wanted.divides[1]],
            [all.extents.HISTORIC, wanted.divides[2]],
            [all.sharedHours ?? -1, wanted.sharedHours ?? -1],
          ];
          for (const [number, exact] of numbers)
            expect(Math.abs(number! - exact!)).toBeLessThan(1e-9);
          expect(new Set(all.learns.map(({ need }) => need.topic))).toEqual(
            new Set(wanted.fits.keys()),
          );
          for (const { need, fit } of all.learns)
            expect(Math.abs(fit - wanted.fits.get(need.topic)!)).toBeLessThan(1e-9);
          bridges.add(all.terms.bridge);
          compared++;
        }
      }
    }),
    sampled,
  );
  // The samples are worth something: many pairings, over every kind of bridge.
  expect(compared).toBeGreaterThan(800);
  expect(bridges).toEqual(new Set([0.4, 0.5, 0.6, 0.75, 0.9, 1]));
});

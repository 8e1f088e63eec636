import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asUsedByOthers } from '../../../../server/matching/consent.ts';
import { openMatching } from '../../../../server/matching/matching.ts';
import { inOrder } from '../../../../server/matching/network/in-order.ts';
import { buildNetwork, Network } from '../../../../server/matching/network/network.ts';
import { pairingsOf } from '../../../../server/matching/pairings.ts';
import { bruteForce } from '../brute-force.ts';
import { inhabitant, taxonomy, withPrivacy, worldOf } from '../../../bench/population.ts';
import {
  asOf,
  consent,
  facts,
  member,
  members,
  network,
  networkOf,
  offer,
  sampled,
  skill,
} from '../networks.ts';

describe('a network that follows its members', () => {
  it('answers as one that is built of who is left', () => {
    let [replaced, removed] = [0, 0];
    fc.assert(
      fc.property(network, network, fc.array(fc.nat(6)), facts, (data, later, gone, facts) => {
        const followed = new Network(data.version, later.topics);
        followed.setTopics(data.topics);
        const left = new Map(data.members.map((one) => [one.id, one]));
        for (const one of data.members) followed.put(one);
        for (const one of later.members) {
          if (left.has(one.id)) replaced++;
          left.set(one.id, one);
          followed.put(one);
        }
        for (const n of gone) {
          const id = `m${n}`;
          expect(followed.remove(id)).toBe(left.delete(id));
          removed++;
        }
        const built = buildNetwork({ ...data, members: [...left.values()].toReversed() });
        expect(followed.size).toBe(left.size);
        expect(new Set(followed.ids())).toEqual(new Set(left.keys()));
        const [one, other] = [followed, built].map((net) => openMatching(net, { asOf, facts }));
        for (const id of left.keys()) {
          expect(followed.entry(id)).toEqual(built.entry(id));
          expect(pairingsOf(id, one!)).toEqual(pairingsOf(id, other!));
        }
      }),
      sampled,
    );
    expect(replaced).toBeGreaterThan(500);
    expect(removed).toBeGreaterThan(500);
  });

  it('gives every member back as it was, and as others may use it', () => {
    fc.assert(
      fc.property(network, (data) => {
        const built = buildNetwork(data);
        for (const one of data.members) {
          const own = inOrder(one);
          const excludes = one.excludes ? {} : { excludes: undefined };
          expect({ ...built.entry(one.id)?.own, ...excludes }).toEqual(own);
          expect({ ...built.entry(one.id)?.seen, ...excludes }).toEqual(asUsedByOthers(own));
        }
      }),
      sampled,
    );
  });

  it('knows nobody who left, not even as an interpreter, a relay or a giver', () => {
    const both = [
      { from: 'en', to: 'fr' },
      { from: 'fr', to: 'en' },
    ];
    const helper = member('h', {
      interprets: both,
      relays: true,
      languages: [skill('en', 'C1'), skill('fr', 'C1')],
      offers: [offer('land')],
    });
    const net = buildNetwork({ version: '1', topics: [], members: [helper] });
    const thirds = () => [net.interpreters('fr', 'en'), net.relays('en', 'fr')];
    expect(thirds().map((found) => [...found.shown()])).toEqual([['h'], ['h']]);
    expect([...net.offererIds('land')]).toEqual(['h']);
    expect(net.remove('h')).toBe(true);
    expect(net.remove('h')).toBe(false);
    expect(thirds().map(({ isEmpty }) => isEmpty)).toEqual([true, true]);
    expect([...net.offererIds('land')]).toEqual([]);
    expect(net.entry('h')).toBeUndefined();
  });
});

describe('the few best', () => {
  it('are those of brute force, whoever accepts whom', () => {
    let cut = 0;
    fc.assert(
      fc.property(
        networkOf(members(consent, [20, 40])),
        facts,
        fc.integer({ min: 1, max: 3 }),
        fc.dictionary(fc.constantFrom('m0', 'm1', 'm2', 'm3'), fc.double({ min: 0.8, max: 1.2 })),
        fc.boolean(),
        (data, facts, first, exposed, choosy) => {
          const exposure = new Map(Object.entries(exposed));
          const matching = openMatching(buildNetwork(data), { asOf, facts, exposure });
          const accepts = ({ kind }: { kind: unknown }) => !choosy || kind !== 'NGO';
          for (const { id } of data.members.slice(0, 5)) {
            const all = bruteForce(id, matching, accepts);
            const found = pairingsOf(id, matching, first, { accepts });
            expect(found).toEqual(all.slice(0, first));
            if (all.length > first) cut++;
          }
        },
      ),
      { ...sampled, numRuns: 60 },
    );
    expect(cut).toBeGreaterThan(100);
  });

  it('are those of brute force in a network of thousands', () => {
    const world = worldOf(3);
    const net = new Network('1', taxonomy);
    for (let n = 0; n < 3000; n++) net.put(withPrivacy(inhabitant(n, world), n, world));
    const matching = openMatching(net, { asOf });
    for (let n = 0; n < 3000; n += 211) {
      const all = bruteForce(`m${n}`, matching);
      for (const first of [1, 20]) {
        const found = pairingsOf(`m${n}`, matching, first);
        expect(found).toEqual(all.slice(0, first));
      }
    }
  });
});

import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PairFacts } from '../../../server/matching/pair-facts.ts';
import type { PairFactData } from '../../../server/matching/pair-facts.ts';
import { privateFacts, sampled } from './networks.ts';

const ids = ['m0', 'm1', 'm2', 'm3', 'm4'];

/** Only what the data say about the pairs of one member, or only what they say about others. */
function part(data: PairFactData, keep: (...two: readonly string[]) => boolean): PairFactData {
  const ofTwo = <T extends { readonly members: readonly string[] }>(all: readonly T[] = []) =>
    all.filter(({ members }) => keep(...members));
  return {
    doNotIntroduce: data.doNotIntroduce?.filter((two) => keep(...two)),
    openExchanges: data.openExchanges?.filter((two) => keep(...two)),
    closedExchanges: ofTwo(data.closedExchanges),
    declines: ofTwo(data.declines),
    dismissals: data.dismissals?.filter(({ by, partner }) => keep(by, partner)),
  };
}

function everything(facts: PairFacts) {
  return ids.map((one) => [facts.partnersOf(one), ids.map((other) => facts.of(one, other))]);
}

describe('facts about two members', () => {
  it('know from which side a dismissal came, and the last one', () => {
    const dismissal = { by: 'a', partner: 'b' };
    const facts = new PairFacts({
      declines: [{ members: ['b', 'a'], on: '2026-01-01' }],
      dismissals: [
        { ...dismissal, on: '2026-03-01' },
        { ...dismissal, on: '2026-02-01' },
      ],
    });
    expect(facts.of('a', 'b')).toMatchObject({
      declinedOn: '2026-01-01',
      dismissedOn: '2026-03-01',
    });
    expect(facts.of('b', 'a')).toMatchObject({ declinedOn: '2026-01-01', dismissedOn: null });
    expect(facts.partnersOf('b')).toEqual(['a']);
    expect(facts.partnersOf('c')).toEqual([]);
  });

  it('are, with those of one member replaced, what they would be if read anew', () => {
    fc.assert(
      fc.property(privateFacts, privateFacts, fc.constantFrom(...ids), (before, after, id) => {
        const facts = new PairFacts(before);
        facts.replaceOf(id, after);
        const others = part(before, (...two) => !two.includes(id));
        const own = part(after, (...two) => two.includes(id));
        const expected = new PairFacts({
          doNotIntroduce: [...others.doNotIntroduce!, ...own.doNotIntroduce!],
          openExchanges: [...others.openExchanges!, ...own.openExchanges!],
          closedExchanges: [...others.closedExchanges!, ...own.closedExchanges!],
          declines: [...others.declines!, ...own.declines!],
          dismissals: [...others.dismissals!, ...own.dismissals!],
        });
        expect(everything(facts)).toEqual(everything(expected));
      }),
      sampled,
    );
  });
});

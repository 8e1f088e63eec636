import { expect, it } from 'vitest';
import { allowedArcs } from '../../../../server/matching/round/allowed.ts';
import { Branching } from '../../../../server/matching/round/branching.ts';
import { circlesOf } from '../../../../server/matching/round/circles.ts';
import { exchangeModel } from '../../../../server/matching/round/exchange-model.ts';
import { highsLoaded } from '../../../../server/matching/round/linear-model.ts';
import { Neighbourhoods } from '../../../../server/matching/round/neighbourhoods.ts';
import { readRound } from '../../../../server/matching/round/read.ts';
import { Work } from '../../../../server/matching/round/work.ts';
import { problemOf } from './problems.ts';

/** What rounds of several places for each, with rewards and a floor, come to where neighbourhoods alone better them. */
async function searched(atMost: number) {
  const instance = readRound(
    problemOf(90, 12, {
      oneWay: false,
      maxCircle: 3,
      rewards: [0.5, 0.2],
      floors: [{ group: 'third 0', receive: 20 }],
    }),
  );
  const allowed = allowedArcs(instance);
  const circles = circlesOf(instance, allowed, 1e6)!;
  const { model, participants } = exchangeModel(instance, allowed, circles);
  const highs = await highsLoaded();
  const start = model.greedy()!;
  const work = new Work(() => false);
  const branching = new Branching(
    highs,
    model,
    { values: start, worth: model.profitOf(start) },
    work,
  );
  const greedy = branching.worth;
  new Neighbourhoods(highs, branching, participants, 1).search(work, work.done + atMost);
  const found = {
    greedy,
    worth: branching.worth,
    bound: branching.bound,
    values: branching.values!,
  };
  branching.dispose();
  return { ...found, model };
}

it('come near to the bound from a greedy round, every row being kept', async () => {
  const { greedy, worth, bound, values, model } = await searched(20_000);
  expect(greedy).toBeLessThan(0.97 * bound);
  expect(worth).toBeGreaterThan(0.985 * bound);
  const nothingElse = model.restricted([], values);
  expect(nothingElse.holdsEmpty()).toBe(true);
  expect(nothingElse.rows).toBe(0);
});

it('find the same again', async () => {
  expect((await searched(5_000)).values).toEqual((await searched(5_000)).values);
});

import { describe, expect, it } from 'vitest';
import { allowedArcs } from '../../../../server/matching/round/allowed.ts';
import { Branching } from '../../../../server/matching/round/branching.ts';
import { circlesOf } from '../../../../server/matching/round/circles.ts';
import { exchangeModel } from '../../../../server/matching/round/exchange-model.ts';
import { highsLoaded } from '../../../../server/matching/round/linear-model.ts';
import { optimumOf } from '../../../../server/matching/round/optimum.ts';
import { readRound } from '../../../../server/matching/round/read.ts';
import { Relaxation } from '../../../../server/matching/round/relaxation.ts';
import { sifted } from '../../../../server/matching/round/sifting.ts';
import { Work } from '../../../../server/matching/round/work.ts';
import { kidneyPool } from './problems.ts';

/** A pool with many more circles, of up to four, than members. */
function pool(size: number, seed: number, weights: 'equal' | 'any') {
  const problem = { ...kidneyPool(size, { seed, weights }), maxCircle: 4 };
  const instance = readRound(problem);
  const allowed = allowedArcs(instance);
  return exchangeModel(instance, allowed, circlesOf(instance, allowed, 1e6)!);
}

const always = () => new Work(() => false);

describe('a model of many more columns than rows', () => {
  it.each([1, 2])('has the bound of its relaxation among few of them (%i)', async (seed) => {
    const highs = await highsLoaded();
    const { model } = pool(80, seed, 'any');
    const few = sifted(highs, model, { start: null, work: always() })!;
    const all = new Relaxation(highs, model, always());
    expect(few.bound).toBeCloseTo(all.solve().bound, 6);
    all.dispose();
    expect(few.columns.length).toBeLessThan(model.columns / 2);
  });

  it.each(['equal', 'any'] as const)(
    'is solved as HiGHS solves it, %s weights',
    async (weights) => {
      const highs = await highsLoaded();
      const { model, participants } = pool(80, 4, weights);
      expect(sifted(highs, model, { start: null, work: always() })).not.toBeNull();
      const best = await optimumOf(model, {
        seed: 1,
        stop: () => false,
        start: null,
        participants,
      });
      expect(best).toMatchObject({ complete: true });
      const whole = {
        ...model.dataFor(highs, 1),
        integrality: new Int32Array(model.columns).fill(1),
      };
      const peer = highs.createModel(whole);
      peer.options.set({ output_flag: false, mip_rel_gap: 0 });
      peer.run();
      const objective = Number(peer.info.get('objective_function_value'));
      peer.dispose();
      expect(model.profitOf(best!.values!)).toBeCloseTo(objective, 5);
    },
  );

  it('proves nothing where it was stopped before its first bound', async () => {
    const { model } = pool(80, 2, 'any');
    const nothing = new Float64Array(model.columns);
    const branching = new Branching(
      await highsLoaded(),
      model,
      { values: nothing, worth: 0 },
      new Work(() => true),
    );
    branching.dive();
    branching.advance();
    expect(branching).toMatchObject({ isDone: false, bound: Infinity, values: nothing });
    branching.dispose();
  });

  it('is never said to be solved where it was stopped before it was', async () => {
    const { model, participants } = pool(80, 2, 'any');
    const solve = (stop: () => boolean) =>
      optimumOf(model, { seed: 1, stop, start: model.greedy(), participants });
    let asks = 0;
    const best = await solve(() => (asks++, false));
    expect(best!.complete).toBe(true);
    for (let at = 0; at < asks; at += Math.ceil(asks / 12)) {
      let asked = 0;
      const some = await solve(() => ++asked > at);
      expect(some!.bound, `stopped after ${at}`).toBeGreaterThan(best!.bound - 1e-6);
      if (some!.complete) expect(model.profitOf(some!.values!)).toBeCloseTo(best!.bound, 6);
    }
  });
});

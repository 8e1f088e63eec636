import { bonusPrices, type BonusPrices } from './bonus-prices.ts';
import type { Circles } from './circles.ts';
import { coverageAndWorth } from './coverage-first.ts';
import { exchangeModel } from './exchange-model.ts';
import { Flows } from './flows.ts';
import type { Instance, Selected } from './instance.ts';
import type { Nesting } from './nested.ts';
import { optimumOf } from './optimum.ts';
import { NothingFound, type Outcome } from './outcome.ts';
import { Room } from './room.ts';
import type { SearchLimits } from './search.ts';
import { Work } from './work.ts';
import { isBetter, type Worth, worthOf } from './worth.ts';

/** So many pivots of flows count as a step of the search. */
const pivotsEach = 100;

/** So near, in parts of the objective, the bound is reached. */
const certain = 1e-9;

/** Arcs and circles chosen less often than this of late are not searched among. */
const seldom = 1e-3;

/**
 * A one-way round that would be a flow but for the bonus of its circles, and that is too large for branch and
 * bound. Prices of belonging to a circle prove a bound; each flow they lead to is a round, its circles taken as
 * they lie in it. The best of these is bettered in neighbourhoods, among what the flows chose of late.
 * @param given all circles there are, and how its floors lie within each other
 * @returns null when the floors cannot be met
 * @throws NothingFound when it was stopped before the first flow
 */
export async function solveWithBonus(
  instance: Instance,
  allowed: Int32Array,
  given: { readonly circles: Circles; readonly nesting: Nesting },
  { seed, stop, found }: SearchLimits,
): Promise<Outcome | null> {
  const { circles, nesting } = given;
  const work = new Work(stop);
  let pivots = 0;
  const flows = Flows.of(instance, allowed, nesting, (done) =>
    work.isStopped((done - pivots) / pivotsEach),
  );
  if (!flows) return null;
  const rounds = new RoundsOfFlows(instance, circles);
  /** Of rounds that cover fewer than flows do the prices prove nothing. */
  const outcomeOf = (round: Worth, bound: number): Outcome => ({
    exchanges: round.exchanges,
    complete: bound <= round.objective * (1 + certain),
    bound: {
      kind: 'SEARCH',
      value: !instance.coverageFirst || round.covered >= mostCovered ? bound : Infinity,
    },
    ...(flows.covered && { covered: { kind: 'DUAL', prices: flows.covered } }),
    circles,
  });
  const { mostCovered } = flows;
  const prices = bonusPrices(
    instance,
    { flows, circles },
    ({ used }) => rounds.add(used),
    (bound) => {
      work.done += (flows.pivots - pivots) / pivotsEach;
      pivots = flows.pivots;
      found(() => rounds.best && outcomeOf(rounds.best, bound));
      return rounds.best !== null && work.isOver();
    },
  );
  if (!rounds.best) throw new NothingFound();
  const tell = (look: () => Worth) => found(() => outcomeOf(look(), prices.bound));
  const best = await bettered(instance, { circles, prices, seed, work, tell }, rounds.best);
  return outcomeOf(best, prices.bound);
}

/** The best of the rounds that flows are. */
class RoundsOfFlows {
  readonly #instance: Instance;
  readonly #circles: readonly Selected[];
  best: Worth | null = null;

  constructor(instance: Instance, { count, start, arcs }: Circles) {
    this.#instance = instance;
    const { weight } = instance;
    const worth = (circle: Selected) => circle.arcs.reduce((sum, arc) => sum + weight[arc]!, 0);
    // First those of two: who gives both ways is in one exchange.
    this.#circles = Array.from({ length: count }, (_, circle) => ({
      arcs: [...arcs.subarray(start[circle]!, start[circle + 1]!)],
      circle: true,
    })).sort(
      (one, other) =>
        Number(one.arcs.length > 2) - Number(other.arcs.length > 2) || worth(other) - worth(one),
    );
  }

  /** @returns what the best round so far is worth */
  add(used: Uint8Array): number {
    const instance = this.#instance;
    const room = new Room(instance);
    const left = used.slice();
    const take = (exchange: Selected) => {
      if (exchange.arcs.every((arc) => left[arc] === 1) && room.take(exchange))
        for (const arc of exchange.arcs) left[arc] = 0;
    };
    this.#circles.forEach(take);
    left.forEach((is, arc) => {
      if (is === 1) take({ arcs: [arc], circle: false });
    });
    const round = worthOf(instance, room.exchanges);
    if (round.keepsFloors && isBetter(round, this.best, instance)) this.best = round;
    return this.best?.objective ?? 0;
  }
}

interface Searching {
  readonly circles: Circles;
  readonly prices: BonusPrices;
  readonly seed: number;
  readonly work: Work;
  readonly tell: (look: () => Worth) => void;
}

/** What neighbourhoods make of a round, among what was chosen of late and what is in it. */
async function bettered(
  instance: Instance,
  { circles, prices, seed, work, tell }: Searching,
  round: Worth,
): Promise<Worth> {
  if (work.isOver()) return round;
  const { start, arcs } = circles;
  const isIn = new Uint8Array(instance.from.length);
  prices.arcs.forEach((mean, arc) => (isIn[arc] = mean > seldom ? 1 : 0));
  for (const exchange of round.exchanges) for (const arc of exchange.arcs) isIn[arc] = 1;
  const among: number[] = [];
  for (let circle = 0; circle < circles.count; circle++)
    if (arcs.subarray(start[circle]!, start[circle + 1]!).every((arc) => isIn[arc] === 1))
      among.push(circle);
  const model = exchangeModel(
    instance,
    Int32Array.from(isIn.keys()).filter((arc) => isIn[arc] === 1),
    someOf(circles, among),
  );
  const { exchanges, participants, firsts } = model;
  const { both } = coverageAndWorth(model.model, instance.coverageFirst ? firsts : []);
  const nameOf = ({ arcs: some }: Selected) => some.join();
  const chosen = new Set(round.exchanges.map(nameOf));
  const before = new Float64Array(both.columns);
  exchanges.forEach((exchange, column) => (before[column] = chosen.has(nameOf(exchange)) ? 1 : 0));
  const values = both.greedy(before);
  if (!values) return round;
  const roundOf = (of: Float64Array) =>
    worthOf(
      instance,
      exchanges.filter((_, column) => of[column]! > 0.5),
    );
  const solved = await optimumOf(both, {
    seed,
    stop: (more) => work.isStopped(more),
    start: values,
    participants,
    found: (look) => tell(() => roundOf(look().values ?? values)),
  });
  const found = solved?.values ? roundOf(solved.values) : round;
  return isBetter(found, round, instance) ? found : round;
}

function someOf({ start, arcs }: Circles, which: readonly number[]): Circles {
  const starts = [0];
  const all: number[] = [];
  for (const circle of which) {
    all.push(...arcs.subarray(start[circle]!, start[circle + 1]!));
    starts.push(all.length);
  }
  return { count: which.length, start: Int32Array.from(starts), arcs: Int32Array.from(all) };
}

import { dualBound } from './dual-bound.ts';
import type { Circles } from './circles.ts';
import { allowedArcs } from './allowed.ts';
import type { Instance, Selected } from './instance.ts';
import type { Outcome, PriceVector } from './outcome.ts';
import { type Rest, restOf } from './rest.ts';
import type { Prices, RoundExchange, RoundResult } from './result.ts';
import { unmatchedOf } from './unmatched.ts';

/** A search compares with tolerances of a millionth. */
const searchedTo = 1e-6;

/** A bound so near, in parts of the objective, leaves no doubt but that of adding up doubles. */
const certain = 1e-9;

/** How often each participant receives. */
export function receivedOf(
  { ids, to }: Instance,
  { exchanges }: Pick<Outcome, 'exchanges'>,
): Int32Array {
  const received = new Int32Array(ids.length);
  for (const { arcs } of exchanges) for (const arc of arcs) received[to[arc]!]!++;
  return received;
}

/**
 * The result as data: what was found, in ids, with what it is worth and what proves its bound.
 * @param outcome the whole round, pinned exchanges included; what proves it is about the rest
 */
export function resultOf(
  instance: Instance,
  outcome: Outcome,
  receivesWithout: ((participant: number) => boolean) | null,
): Omit<RoundResult, 'seconds' | 'seed'> {
  const { rewards } = instance;
  const rest = restOf(instance);
  const received = receivedOf(instance, outcome);
  const exchanges = outcome.exchanges.map((selected) => inIds(instance, selected));
  let objective = exchanges.reduce((sum, { weight }) => sum + weight, 0);
  let covered = 0;
  for (const count of received) {
    if (count > 0) covered++;
    for (let rank = 0; rank < count && rank < rewards.length; rank++) objective += rewards[rank]!;
  }

  const coveredBound = coveredBoundOf(rest, outcome.covered);
  const { bound: found } = outcome;
  const proven = provenBound(rest, found, covered);
  const isSearched = found.kind === 'SEARCH' && outcome.complete;
  const isReached = isSearched && proven <= objective + searchedTo * Math.max(1, objective);
  // A bound below what was found only shows how doubles add up.
  const bound = isReached ? objective : Math.max(objective, proven);
  const isCertain = bound - objective <= certain * Math.max(1, objective);
  return {
    objective,
    bound,
    boundKind: found.kind,
    optimal: isCertain && (!instance.coverageFirst || covered === coveredBound),
    covered,
    coveredBound,
    exchanges,
    certificate: {
      ...(found.kind === 'DUAL' ? named(instance, found.prices) : noPrices),
      ...(found.kind === 'DUAL' && instance.coverageFirst && { coverage: found.coverage }),
      ...(outcome.covered?.kind === 'DUAL' && { covered: named(instance, outcome.covered.prices) }),
    },
    unmatched: unmatchedOf(instance, {
      received,
      allowed: allowedArcs(instance),
      inCircle: instance.oneWay || !outcome.circles ? null : receiversIn(instance, outcome.circles),
      receivesWithout,
    }),
  };
}

/** An exchange in ids, with its weight. */
export function inIds(
  { ids, from, to, weight, circleBonus }: Instance,
  { arcs, circle }: Selected,
): RoundExchange {
  const sum = arcs.reduce((total, arc) => total + weight[arc]!, 0);
  const members = arcs.map((arc) => ids[from[arc]!]!);
  if (!circle) members.push(ids[to[arcs[0]!]!]!);
  return { members, circle, weight: circle ? sum * (1 + circleBonus) : sum };
}

/** What no round that covers so many can exceed, pinned exchanges included. */
function provenBound(
  { instance, worth, covered: before }: Rest,
  found: Outcome['bound'],
  covered: number,
): number {
  if (found.kind === 'SEARCH') return worth + found.value;
  const coverage = { price: found.coverage, atLeast: covered - before };
  return worth + dualBound(instance, allowedArcs(instance), found.prices, coverage);
}

type Proof = Pick<RoundResult, 'bound' | 'boundKind' | 'optimal' | 'coveredBound' | 'certificate'>;

/**
 * What was proved of a wider round says of one of a narrower: a bound by search holds as it is, and
 * prices prove no more than they did.
 */
export function boundBy(
  instance: Instance,
  { objective, covered }: Pick<RoundResult, 'objective' | 'covered'>,
  wider: Proof,
): Proof {
  const { boundKind, certificate } = wider;
  const rest = restOf(instance);
  const prices = (of: Prices) => ({ kind: 'DUAL', prices: vectorOf(instance, of) }) as const;
  const found: Outcome['bound'] =
    boundKind === 'SEARCH'
      ? { kind: 'SEARCH', value: wider.bound - rest.worth }
      : { ...prices(certificate), coverage: certificate.coverage ?? 0 };
  const bound = Math.max(objective, provenBound(rest, found, covered));
  const { covered: coveredPrices } = certificate;
  const ofPrices = coveredBoundOf(rest, coveredPrices && prices(coveredPrices));
  const coveredBound = Math.max(covered, Math.min(wider.coveredBound, ofPrices));
  const isCertain = bound - objective <= certain * Math.max(1, objective);
  const optimal = isCertain && (!instance.coverageFirst || covered === coveredBound);
  return { bound, boundKind, certificate, coveredBound, optimal };
}

function vectorOf(
  { ids, floors, caps }: Instance,
  { give, receive, more = {}, floors: ofFloors, caps: ofCaps }: Prices,
): PriceVector {
  const byPlace = (prices: Readonly<Record<string, number>>) =>
    Float64Array.from(ids, (id) => prices[id] ?? 0);
  return {
    give: byPlace(give),
    receive: byPlace(receive),
    more: byPlace(more),
    floors: Float64Array.from(floors, (_, at) => ofFloors[at] ?? 0),
    caps: Float64Array.from(caps, (_, at) => ofCaps[at] ?? 0),
  };
}

function receiversIn({ ids, to }: Instance, circles: Circles) {
  const receives = new Uint8Array(ids.length);
  for (const arc of circles.arcs) receives[to[arc]!] = 1;
  return (participant: number): boolean => receives[participant] === 1;
}

/** No more can receive than have a place and somebody to give; prices may prove that even fewer can. */
function coveredBoundOf({ instance, covered: before }: Rest, covered: Outcome['covered']): number {
  const allowed = allowedArcs(instance);
  const reached = Uint8Array.from(instance.received, (count) => (count > 0 ? 1 : 0));
  for (const arc of allowed) reached[instance.to[arc]!] = 1;
  const most = reached.reduce((count, one) => count + one, 0);
  if (!covered) return most;
  if (covered.kind === 'SEARCH') return Math.min(most, before + covered.value);
  const counting: Instance = {
    ...instance,
    weight: new Float64Array(instance.weight.length),
    rewards: [1],
  };
  const bound = dualBound(counting, allowed, covered.prices, { price: 0, atLeast: 0 });
  return Math.min(most, before + Math.floor(bound + certain * Math.max(1, bound)));
}

const noPrices: Prices = { give: {}, receive: {}, floors: [], caps: [] };

function named({ ids }: Instance, { give, receive, more, floors, caps }: PriceVector): Prices {
  const byId = (prices: Float64Array) => {
    const priced: Record<string, number> = {};
    prices.forEach((price, p) => {
      if (price > 0) priced[ids[p]!] = price;
    });
    return priced;
  };
  return {
    give: byId(give),
    receive: byId(receive),
    ...(more.some((price) => price > 0) && { more: byId(more) }),
    floors: [...floors],
    caps: [...caps],
  };
}

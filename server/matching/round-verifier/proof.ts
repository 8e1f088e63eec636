import type { Instance } from '../round/instance.ts';
import type { RoundResult } from '../round/result.ts';
import { near } from './near.ts';

type Fault = (text: string) => void;

/** Prices that have been read, by participant and by place in the problem. */
interface Read {
  readonly give: Float64Array;
  readonly receive: Float64Array;
  readonly more: Float64Array;
  readonly balance: Float64Array;
  readonly floors: Float64Array;
  readonly caps: Float64Array;
}

/** What is counted: with coverage itself as the aim, arcs are worth nothing and a first receive 1. */
interface Aim {
  readonly weight: (arc: number, circle: boolean) => number;
  readonly rewards: readonly number[];
}

/** Whether the prices of the certificate prove the bound that is stated. */
export function checkBound(
  instance: Instance,
  { bound, certificate }: RoundResult,
  covered: number,
  fault: Fault,
): void {
  const prices = read(instance, certificate, 'certificate', fault);
  const coverage = certificate.coverage ?? 0;
  if (!(coverage >= 0 && coverage < Infinity))
    return fault('certificate.coverage: a price is a number from 0 on');
  if (coverage > 0 && !instance.coverageFirst)
    return fault('certificate.coverage: this round does not put coverage first');
  if (!prices) return;
  const { maxCircle, circleBonus, weight, rewards } = instance;
  const factor = maxCircle >= 2 ? 1 + circleBonus : 1;
  const first = (rewards[0] ?? 0) + coverage;
  const aim: Aim = {
    weight: (arc, circle) => weight[arc]! * (circle ? factor : 1),
    rewards: coverage > 0 ? [first, ...rewards.slice(1)] : rewards,
  };
  const proven = proves(instance, aim, prices) - coverage * covered;
  if (!near(proven, bound))
    fault(`bound: stated ${bound}, the prices of the certificate prove ${proven}`);
}

/**
 * Whether no more can be covered than is stated.
 * @returns whether that is proven here; otherwise it rests on a search
 */
export function checkCoveredBound(
  instance: Instance,
  { coveredBound, certificate }: RoundResult,
  isSearch: boolean,
  fault: Fault,
): boolean {
  // Whoever receives in what is pinned, or from somebody who can still give.
  const { arcs: held, given, received } = pinnedIn(instance);
  const { from, to, give, receive } = instance;
  const reached = new Set(held.map((arc) => to[arc]!));
  const isHeld = new Set(held);
  const isUsable = usableArcs(instance);
  for (let arc = 0; arc < from.length; arc++) {
    const [giver, receiver] = [from[arc]!, to[arc]!];
    const isLeft = given[giver]! < give[giver]! && received[receiver]! < receive[receiver]!;
    if (isLeft && isUsable(arc) && !isHeld.has(arc)) reached.add(receiver);
  }
  if (coveredBound >= reached.size) return true;
  if (!certificate.covered) {
    if (!isSearch) fault(`coveredBound: stated ${coveredBound}, nothing proves it`);
    return false;
  }
  const prices = read(instance, certificate.covered, 'certificate.covered', fault);
  if (!prices) return true;
  const proven = proves(instance, { weight: () => 0, rewards: [1] }, prices);
  if (Math.floor(proven + 1e-6) > coveredBound)
    fault(`coveredBound: stated ${coveredBound}, the prices prove ${proven}`);
  return true;
}

/** The bound that prices of at least 0 prove: each limit at its price, and what still gains beyond. */
function proves(
  instance: Instance,
  { weight, rewards }: Aim,
  { give, receive, more, balance, floors, caps }: Read,
): number {
  const { ids, from, to } = instance;
  let bound = 0;
  const gainOf = (arc: number): number => {
    const [giver, receiver] = [from[arc]!, to[arc]!];
    return (
      weight(arc, true) +
      (more[receiver]! - give[giver]! - receive[receiver]!) +
      (balance[giver]! - balance[receiver]!)
    );
  };
  // What cannot be chosen never gains, whatever is added to it.
  const isUsable = usableArcs(instance);
  const gain = Float64Array.from(from, (_, arc) => (isUsable(arc) ? gainOf(arc) : -Infinity));
  // What is pinned is part of every round: it counts as it is, and so much less is left to others.
  const { arcs: held, given, received } = pinnedIn(instance);
  for (const { arcs, circle } of instance.pinned)
    for (const arc of arcs) {
      bound += weight(arc, circle);
      gain[arc] = -Infinity;
    }
  from.forEach((giver, arc) => {
    const isFull =
      given[giver] === instance.give[giver] || received[to[arc]!] === instance.receive[to[arc]!];
    if (isFull) gain[arc] = -Infinity;
  });
  instance.floors.forEach((floor, index) => {
    const isMember = new Set(floor.members);
    const has = held.filter((arc) => isMember.has(to[arc]!)).length;
    bound -= floors[index]! * Math.max(0, floor.receive - has);
    if (floors[index] === 0) return;
    to.forEach((receiver, arc) => {
      if (isMember.has(receiver)) gain[arc]! += floors[index]!;
    });
  });
  instance.caps.forEach((cap, index) => {
    const isMember = new Set(cap.members);
    const has = held.filter((arc) => isMember.has(from[arc]!) && isMember.has(to[arc]!)).length;
    bound += caps[index]! * (cap.inside - has);
    if (caps[index] === 0) return;
    from.forEach((giver, arc) => {
      if (isMember.has(giver) && isMember.has(to[arc]!)) gain[arc]! -= caps[index]!;
    });
  });
  for (const beyond of gain) if (beyond > 0) bound += beyond;
  for (let p = 0; p < ids.length; p++) {
    bound += (instance.give[p]! - given[p]!) * give[p]!;
    bound += (instance.receive[p]! - received[p]!) * receive[p]!;
    rewards.slice(0, instance.receive[p]!).forEach((reward, rank) => {
      bound += rank < received[p]! ? reward : Math.max(0, reward - more[p]!);
    });
  }
  return bound;
}

/** The arcs of what is pinned, and how often everybody gives and receives in them. */
function pinnedIn({ pinned, from, to, ids }: Instance) {
  const arcs = pinned.flatMap((exchange) => [...exchange.arcs]);
  const [given, received] = [new Int32Array(ids.length), new Int32Array(ids.length)];
  for (const arc of arcs) {
    given[from[arc]!]!++;
    received[to[arc]!]!++;
  }
  return { arcs, given, received };
}

/** Which arcs could be part of some round. */
function usableArcs({ from, to, give, receive, oneWay, maxCircle, forbidden, ids }: Instance) {
  const keys = new Set<number>();
  for (let at = 0; at < forbidden.length; at += 2) {
    keys.add(forbidden[at]! * ids.length + forbidden[at + 1]!);
    keys.add(forbidden[at + 1]! * ids.length + forbidden[at]!);
  }
  return (arc: number): boolean => {
    const [giver, receiver] = [from[arc]!, to[arc]!];
    if (give[giver] === 0 || receive[receiver] === 0) return false;
    if (!oneWay && maxCircle < 2) return false;
    return keys.size === 0 || !keys.has(giver * ids.length + receiver);
  };
}

function read(instance: Instance, prices: unknown, name: string, fault: Fault): Read | null {
  const { ids, floors, caps } = instance;
  let whole = true;
  const complain = (text: string) => {
    whole = false;
    fault(`${name}.${text}`);
  };
  const fields = (prices ?? {}) as Record<string, unknown>;
  const placeOf = new Map(ids.map((id, place) => [id, place]));
  const byId = (field: string) => {
    const vector = new Float64Array(ids.length);
    for (const [id, price] of Object.entries(fields[field] ?? {}) as [string, unknown][]) {
      const place = placeOf.get(id);
      if (place === undefined) complain(`${field}: there is no participant ${id}`);
      else if (!isPrice(price)) complain(`${field}: ${id}: a price is a number from 0 on`);
      else vector[place] = price;
    }
    return vector;
  };
  const byPlace = (field: string, limits: number) => {
    const list = (fields[field] ?? []) as unknown[];
    if (!Array.isArray(list) || (list.length !== 0 && list.length !== limits))
      complain(`${field}: one price for each entry of the problem`);
    else if (!list.every(isPrice)) complain(`${field}: a price is a number from 0 on`);
    else return Float64Array.from({ length: limits }, (_, at) => (list[at] as number) ?? 0);
    return new Float64Array(limits);
  };
  const read = {
    give: byId('give'),
    receive: byId('receive'),
    more: byId('more'),
    balance: byId('balance'),
    floors: byPlace('floors', floors.length),
    caps: byPlace('caps', caps.length),
  };
  if (instance.oneWay && read.balance.some((price) => price !== 0))
    complain('balance: one-way exchanges need not balance');
  return whole ? read : null;
}

function isPrice(value: unknown): value is number {
  return typeof value === 'number' && value >= 0 && value < Infinity;
}

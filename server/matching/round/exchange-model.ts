import type { Circles } from './circles.ts';
import type { Instance } from './instance.ts';
import { pairsOf } from './pairs.ts';
import { LinearModel } from './linear-model.ts';

/** A round as a linear model: a column for each arc that may be chosen alone and for each circle. */
export interface ExchangeModel {
  readonly model: LinearModel;
  /** The arcs of each of the first columns. */
  readonly exchanges: readonly { readonly arcs: readonly number[]; readonly circle: boolean }[];
  /** Who takes part in each column. */
  readonly participants: readonly (readonly number[])[];
  /** The columns that say whether a participant receives at all, and the row of their sum. */
  readonly firsts: readonly number[];
  readonly coverageRow: number;
}

/**
 * Every place to give and to receive is a row, and every arc that capacities alone would let be
 * chosen twice. A participant's rewards are columns of their own, as many as it receives; as they do
 * not increase, they are earned in order by themselves.
 *
 * The cycle formulation of kidney exchange: Roth, Sönmez, Ünver, "Efficient kidney exchange", 2007;
 * Abraham, Blum, Sandholm, "Clearing algorithms for barter exchange markets", EC 2007.
 */
export function exchangeModel(
  instance: Instance,
  allowed: Int32Array,
  circles: Circles,
): ExchangeModel {
  const { ids, from, to, weight, give, receive, received } = instance;
  const { rewards, oneWay, circleBonus } = instance;
  const model = new LinearModel();
  const participants = ids.length;
  const incoming = new Int32Array(participants);
  for (const arc of allowed) incoming[to[arc]!]!++;

  const giveRow = Array.from(give, (most) => model.row(-Infinity, most));
  const receiveRow = Array.from(receive, (most) => model.row(-Infinity, most));
  const limitRows: number[][] = ids.map(() => []);
  for (const { members, receive: least } of instance.floors) {
    const row = model.row(least, Infinity);
    for (const member of members) limitRows[member]!.push(row, 1);
  }
  const caps = instance.caps.map(({ members, inside }) => {
    const isMember = new Uint8Array(participants);
    for (const member of members) isMember[member] = 1;
    return { isMember, row: model.row(-Infinity, inside) };
  });
  const ranked = Math.max(rewards.length, instance.coverageFirst ? 1 : 0);
  // What is rewarded is at most what is received.
  const rewardRow = Array.from(incoming, (arcs) =>
    ranked > 0 && arcs > 0 ? model.row(-Infinity, 0) : -1,
  );

  const uses = new Int32Array(from.length);
  if (oneWay) for (const arc of allowed) uses[arc]!++;
  for (const arc of circles.arcs) uses[arc]!++;
  const onceRow = new Int32Array(from.length).fill(-1);
  // Two that are in one exchange at most use no arc twice.
  if (!instance.pairOnce)
    for (const arc of allowed) {
      const mostByPlaces = Math.min(give[from[arc]!]!, receive[to[arc]!]!);
      if (uses[arc]! > 1 && mostByPlaces > 1) onceRow[arc] = model.row(-Infinity, 1);
    }
  const entriesOf = (arc: number): number[] => {
    const [giver, receiver] = [from[arc]!, to[arc]!];
    const entries = [giveRow[giver]!, 1, receiveRow[receiver]!, 1, ...limitRows[receiver]!];
    if (onceRow[arc]! >= 0) entries.push(onceRow[arc]!, 1);
    if (rewardRow[receiver]! >= 0) entries.push(rewardRow[receiver]!, -1);
    for (const { isMember, row } of caps)
      if (isMember[giver] && isMember[receiver]) entries.push(row, 1);
    return entries;
  };

  const pairRow = pairRows(instance, allowed, circles, model);
  const exchanges: { arcs: number[]; circle: boolean }[] = [];
  if (oneWay)
    for (const arc of allowed) {
      model.column(weight[arc]!, 1, true, [...entriesOf(arc), ...pairRow([arc])]);
      exchanges.push({ arcs: [arc], circle: false });
    }
  for (let circle = 0; circle < circles.count; circle++) {
    const arcs = [...circles.arcs.subarray(circles.start[circle]!, circles.start[circle + 1]!)];
    const sum = arcs.reduce((total, arc) => total + weight[arc]!, 0);
    const entries = [...arcs.flatMap(entriesOf), ...pairRow(arcs)];
    model.column(sum * (1 + circleBonus), 1, true, entries);
    exchanges.push({ arcs, circle: true });
  }
  const firsts: number[] = [];
  const coverageRow = model.row(0, Infinity);
  const members = exchanges.map(({ arcs }) => [
    ...new Set(arcs.flatMap((arc) => [from[arc]!, to[arc]!])),
  ]);
  rewardRow.forEach((row, p) => {
    if (row < 0) return;
    const had = received[p]!;
    const most = Math.min(ranked, had + Math.min(receive[p]!, incoming[p]!));
    for (let rank = had; rank < most; rank++) {
      const entries = rank === 0 ? [row, 1, coverageRow, 1] : [row, 1];
      const column = model.column(rewards[rank] ?? 0, 1, false, entries);
      members.push([p]);
      if (rank === 0) firsts.push(column);
    }
  });
  return { model, exchanges, participants: members, firsts, coverageRow };
}

/** Rows by which two are in one exchange at most, for every two that could be in more; as entries of a column. */
function pairRows(
  instance: Instance,
  allowed: Int32Array,
  circles: Circles,
  model: LinearModel,
): (arcs: readonly number[]) => number[] {
  if (!instance.pairOnce) return () => [];
  const often = new Map<number, number>();
  const count = (arcs: readonly number[]) => {
    for (const pair of pairsOf(instance, { arcs })) often.set(pair, (often.get(pair) ?? 0) + 1);
  };
  if (instance.oneWay) for (const arc of allowed) count([arc]);
  for (let circle = 0; circle < circles.count; circle++)
    count([...circles.arcs.subarray(circles.start[circle]!, circles.start[circle + 1]!)]);
  const rows = new Map<number, number>();
  for (const [pair, times] of often) if (times > 1) rows.set(pair, model.row(-Infinity, 1));
  return (arcs) =>
    pairsOf(instance, { arcs }).flatMap((pair) => (rows.has(pair) ? [rows.get(pair)!, 1] : []));
}

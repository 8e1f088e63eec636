import type { ExchangeModel } from './exchange-model.ts';
import type { Stop } from './network-simplex.ts';

/** So many participants are free at first, and neither fewer nor more later. */
const free = { atFirst: 90, atLeast: 30, atMost: 400 };

/** Steps after which a neighbourhood was too large, and below which the next may be larger. */
const steps = { atMost: 600, few: 250 };

/** So many neighbourhoods in a row without anything better, and the search has done what it can. */
const patience = 150;

/**
 * Large-neighbourhood search: again and again some participants that have much to do with each other
 * are set free, all else stands still, and the best exchanges among them are found exactly. From a
 * greedy round it comes near the best one far sooner than branch and bound does, which then begins
 * with a bound from below that rules most circles out.
 *
 * Shaw, "Using constraint programming and local search methods to solve vehicle routing problems",
 * CP 1998; the size follows what it costs as in adaptive variants.
 */
export async function improvedBySearch(
  { model, participants }: ExchangeModel,
  start: Float64Array,
  { seed, stop }: { readonly seed: number; readonly stop: Stop },
): Promise<{ readonly values: Float64Array; readonly steps: number }> {
  const count = participants.reduce((most, some) => Math.max(most, ...some), -1) + 1;
  const columnsOf: number[][] = Array.from({ length: count }, () => []);
  participants.forEach((some, column) => {
    for (const participant of some) columnsOf[participant]!.push(column);
  });
  const below = randomBelow(seed);
  const values = start.slice();
  let size: number = free.atFirst;
  let done = 0;
  let worth = model.profitOf(values);

  for (let fruitless = 0; fruitless < patience && !stop(done); fruitless++) {
    const near = neighbourhood(participants, columnsOf, values, Math.min(size, count), below);
    const columns: number[] = [];
    participants.forEach((some, column) => {
      if (some.every((participant) => near[participant])) columns.push(column);
    });
    const restricted = model.restricted(columns, values);
    const solved = await restricted.maximise({
      seed,
      stop: (more) => more >= steps.atMost || stop(done + more),
      start: Float64Array.from(columns, (column) => values[column]!),
    });
    done += solved?.steps ?? 0;
    if (!solved?.values) continue;
    const before = columns.map((column) => values[column]!);
    columns.forEach((column, at) => (values[column] = Math.round(solved.values![at]!)));
    const now = model.profitOf(values);
    if (now > worth * (1 + 1e-9)) fruitless = -1;
    if (now >= worth) worth = now;
    else columns.forEach((column, at) => (values[column] = before[at]!));
    if (!solved.complete) size = Math.max(free.atLeast, Math.floor(size * 0.85));
    else if (solved.steps < steps.few) size = Math.min(free.atMost, Math.ceil(size * 1.03));
    // Everybody was free and the best is known.
    if (solved.complete && columns.length === values.length) break;
  }
  return { values, steps: done };
}

/**
 * A random participant and others that share columns with those already in, up to a size. What one
 * of them does at present is undone as a whole: half an exchange could not be bettered.
 */
function neighbourhood(
  participants: readonly (readonly number[])[],
  columnsOf: readonly (readonly number[])[],
  values: Float64Array,
  size: number,
  below: (limit: number) => number,
): Uint8Array {
  const near = new Uint8Array(columnsOf.length);
  const members: number[] = [];
  const add = (participant: number): void => {
    if (near[participant] || members.length >= 1.2 * size) return;
    near[participant] = 1;
    members.push(participant);
    for (const column of columnsOf[participant]!)
      if (values[column]! > 0) participants[column]!.forEach(add);
  };
  // Where no column leads on, the next one starts somewhere else.
  for (let tries = 0; members.length < size && tries < 20 * size; tries++) {
    const from = members[below(Math.max(1, members.length))];
    const columns = from === undefined || tries % 20 === 19 ? [] : columnsOf[from]!;
    if (columns.length === 0) add(below(columnsOf.length));
    else participants[columns[below(columns.length)]!]!.forEach(add);
  }
  return near;
}

/** The generator of Park and Miller, "Random number generators: good ones are hard to find", 1988. */
function randomBelow(seed: number): (limit: number) => number {
  let state = (Math.abs(Math.trunc(seed)) % 2_147_483_646) + 1;
  return (limit) => {
    state = (state * 48_271) % 2_147_483_647;
    return Math.floor((state / 2_147_483_647) * limit);
  };
}

import type { Circles } from './circles.ts';
import { coverageAndWorth } from './coverage-first.ts';
import { exchangeModel } from './exchange-model.ts';
import type { Instance, Selected } from './instance.ts';
import { optimumOf } from './optimum.ts';
import type { Work } from './work.ts';
import { isBetter, type Worth, worthOf } from './worth.ts';

/**
 * The best round of the arcs of some: as these are few, branch and bound mostly finds it, and proves that there is no
 * better among them. Cook, Seymour, "Tour merging via branch-decomposition", INFORMS Journal on Computing 15, 2003,
 * do the same with tours.
 * @param isIn by arc: 1 where it may be chosen
 * @param round to be bettered
 * @param tell told of the best as often as it is asked whether there is time
 */
export async function bestAmong(
  instance: Instance,
  circles: Circles,
  isIn: Uint8Array,
  round: Worth,
  { seed, work, tell }: Searching,
): Promise<Worth> {
  const { start, arcs } = circles;
  const among = Array.from({ length: circles.count }, (_, circle) =>
    arcs.subarray(start[circle]!, start[circle + 1]!),
  ).filter((its) => its.every((arc) => isIn[arc] === 1));
  const { model, exchanges, participants, firsts } = exchangeModel(
    instance,
    Int32Array.from(isIn.keys()).filter((arc) => isIn[arc] === 1),
    circlesFrom(among),
  );
  const { both } = coverageAndWorth(model, instance.coverageFirst ? firsts : []);
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
  work.done += solved?.steps ?? 0;
  const found = solved?.values ? roundOf(solved.values) : round;
  return isBetter(found, round, instance) ? found : round;
}

export interface Searching {
  readonly seed: number;
  readonly work: Work;
  readonly tell: (look: () => Worth) => void;
}

function circlesFrom(which: readonly Int32Array[]): Circles {
  const starts = [0];
  const all: number[] = [];
  for (const its of which) {
    all.push(...its);
    starts.push(all.length);
  }
  return { count: which.length, start: Int32Array.from(starts), arcs: Int32Array.from(all) };
}

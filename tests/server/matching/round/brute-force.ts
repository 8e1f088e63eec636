import type { RoundProblem } from '../../../../server/matching/round/problem.ts';

interface Best {
  readonly covered: number;
  readonly objective: number;
}

/** The best of all rounds there are, one after the other; null when none keeps floors and caps. */
export function bestByBruteForce(problem: RoundProblem): Best | null {
  const { participants, oneWay = false, maxCircle = 3, circleBonus = 0 } = problem;
  const { rewards = [], floors = [], caps = [], coverageFirst = false } = problem;
  const { pinned = [], excluded = [], apart = [], pairOnce = false } = problem;
  const forbidden = new Set(
    [...(problem.forbidden ?? []), ...apart].flatMap(([one, other]) => [
      `${one}>${other}`,
      `${other}>${one}`,
    ]),
  );
  const arcs = problem.arcs.filter(({ from, to }) => !forbidden.has(`${from}>${to}`));
  const candidates: { arcs: typeof arcs; weight: number }[] = [];
  if (oneWay) for (const arc of arcs) candidates.push({ arcs: [arc], weight: arc.weight });
  const walk = (path: typeof arcs) => {
    const [first, last] = [path[0]!, path.at(-1)!];
    if (last.to === first.from) {
      const weight = path.reduce((sum, arc) => sum + arc.weight, 0) * (1 + circleBonus);
      candidates.push({ arcs: path, weight });
      return;
    }
    if (path.length === maxCircle) return;
    for (const arc of arcs) {
      // A circle starts at its smallest member, so that it is found once.
      if (arc.from !== last.to || arc.to < first.from) continue;
      if (path.some(({ from }) => from === arc.to) && arc.to !== first.from) continue;
      walk([...path, arc]);
    }
  };
  if (maxCircle >= 2) for (const arc of arcs) if (arc.to > arc.from) walk([arc]);

  const told = (members: readonly string[], circle: boolean) => {
    const first = circle ? members.indexOf(members.toSorted()[0]!) : 0;
    return [circle, ...members.slice(first), ...members.slice(0, first)].join();
  };
  const nameOf = (chosen: typeof arcs): string => {
    const circle = chosen.at(-1)!.to === chosen[0]!.from;
    const members = chosen.map(({ from }) => from);
    return told(circle ? members : [...members, chosen[0]!.to], circle);
  };
  const required = new Set(pinned.map(({ members, circle }) => told(members, circle)));
  const ruledOut = new Set(excluded.map((members) => told(members, true)));
  for (let at = candidates.length - 1; at >= 0; at--) {
    const { arcs: chosen } = candidates[at]!;
    const members = new Set(chosen.flatMap(({ from, to }) => [from, to]));
    const isTogether = apart.some(([one, other]) => members.has(one) && members.has(other));
    if (isTogether || ruledOut.has(nameOf(chosen))) candidates.splice(at, 1);
  }

  const isIn = (group: string, id: string) =>
    participants.find((one) => one.id === id)!.groups?.includes(group) ?? false;
  const [given, received] = [new Map<string, number>(), new Map<string, number>()];
  const paired = new Set<string>();
  const used = new Set<(typeof arcs)[number]>();
  const capacity = new Map(participants.map((one) => [one.id, one]));
  let best: Best | null = null;

  const consider = (weight: number) => {
    const counts = [...received.values()];
    const sum = (group: string) =>
      [...received].reduce((total, [id, count]) => total + (isIn(group, id) ? count : 0), 0);
    if (floors.some(({ group, receive }) => sum(group) < receive)) return;
    const inside = (group: string) =>
      [...used].filter(({ from, to }) => isIn(group, from) && isIn(group, to)).length;
    if (caps.some((cap) => inside(cap.group) > cap.inside)) return;
    const covered = counts.filter((count) => count > 0).length;
    const rewarded = counts.map((count) => rewards.slice(0, count).reduce((a, b) => a + b, 0));
    const objective = weight + rewarded.reduce((a, b) => a + b, 0);
    const better =
      coverageFirst && best && covered !== best.covered
        ? covered > best.covered
        : !best || objective > best.objective;
    if (better) best = { covered, objective };
  };
  const choose = (at: number, weight: number) => {
    const candidate = candidates[at];
    if (!candidate) return consider(weight);
    if (!required.has(nameOf(candidate.arcs))) choose(at + 1, weight);
    if (candidate.arcs.some((arc) => used.has(arc))) return;
    const members = candidate.arcs.flatMap(({ from, to }) => [from, to]);
    const pairs = new Set(
      members.flatMap((a) => members.flatMap((b) => (a < b ? [`${a}/${b}`] : []))),
    );
    if (pairOnce && [...pairs].some((pair) => paired.has(pair))) return;
    const count = (map: Map<string, number>, id: string, by: number) =>
      map.set(id, (map.get(id) ?? 0) + by);
    for (const pair of pairs) paired.add(pair);
    for (const arc of candidate.arcs) {
      used.add(arc);
      count(given, arc.from, 1);
      count(received, arc.to, 1);
    }
    const fits = candidate.arcs.every(
      ({ from, to }) =>
        given.get(from)! <= capacity.get(from)!.give &&
        received.get(to)! <= capacity.get(to)!.receive,
    );
    if (fits) choose(at + 1, weight + candidate.weight);
    if (pairOnce) for (const pair of pairs) paired.delete(pair);
    for (const arc of candidate.arcs) {
      used.delete(arc);
      count(given, arc.from, -1);
      count(received, arc.to, -1);
    }
  };
  choose(0, 0);
  return best;
}

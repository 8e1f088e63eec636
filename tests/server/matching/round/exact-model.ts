import highsModule from 'highs';
import type { RoundProblem } from '../../../../server/matching/round/problem.ts';

const loadHighs = highsModule as unknown as typeof highsModule.default;

/**
 * The best a round can be worth, from a model written down as text that has no circles in it: for
 * every participant a copy of the network in which arcs make closed walks through it of at most
 * `maxCircle` arcs, and which only those that come after it may visit, once (the extended edge
 * formulation of Constantino, Klimentova, Viana, Rais, 2013). Single arcs are a copy of their own.
 */
export async function bestByExactModel(problem: RoundProblem): Promise<number> {
  const { participants, arcs, oneWay, maxCircle = 3, circleBonus = 0 } = problem;
  const { rewards = [], floors = [], caps = [] } = problem;
  const placeOf = new Map(participants.map(({ id }, place) => [id, place]));
  const uses = arcs.map((): string[] => []);
  const objective: string[] = [];
  const rows: string[] = [];
  const binary: string[] = [];
  const use = (arc: number, name: string, weight: number) => {
    uses[arc]!.push(name);
    objective.push(`${weight} ${name}`);
    binary.push(name);
  };
  if (oneWay) arcs.forEach((arc, at) => use(at, `s_${at}`, arc.weight));
  if (maxCircle >= 2)
    participants.forEach((_, copy) => {
      // A participant may be in several circles: each copy holds as many as it has places.
      const { give, receive } = participants[copy]!;
      for (let turn = 0; turn < Math.min(give, receive); turn++) {
        const inside = arcs.flatMap(({ from, to }, at) =>
          placeOf.get(from)! >= copy && placeOf.get(to)! >= copy ? [at] : [],
        );
        const name = (at: number) => `c_${copy}_${turn}_${at}`;
        for (const at of inside) use(at, name(at), arcs[at]!.weight * (1 + circleBonus));
        participants.forEach(({ id }, place) => {
          if (place < copy) return;
          const [out, back] = [
            inside.filter((at) => arcs[at]!.from === id).map(name),
            inside.filter((at) => arcs[at]!.to === id).map(name),
          ];
          if (out.length + back.length === 0) return;
          rows.push(`${sum(out)} ${back.map((one) => `- ${one}`).join(' ')} = 0`);
          if (out.length > 0) rows.push(`${sum(out)} <= 1`);
          const first = inside.filter((at) => placeOf.get(arcs[at]!.from) === copy).map(name);
          // Whoever is visited is visited with the first.
          if (place > copy && out.length > 0)
            rows.push(`${sum(out)} ${first.map((one) => `- ${one}`).join(' ')} <= 0`);
        });
        if (inside.length > 0) rows.push(`${sum(inside.map(name))} <= ${maxCircle}`);
      }
    });
  const usesOf = (some: (arc: (typeof arcs)[number]) => boolean) =>
    arcs.flatMap((arc, at) => (some(arc) ? uses[at]! : []));
  for (const names of uses) if (names.length > 1) rows.push(`${sum(names)} <= 1`);
  participants.forEach(({ id, give, receive }, place) => {
    const [out, back] = [usesOf(({ from }) => from === id), usesOf(({ to }) => to === id)];
    if (out.length > 0) rows.push(`${sum(out)} <= ${give}`);
    if (back.length > 0) rows.push(`${sum(back)} <= ${receive}`);
    const rewarded = rewards.map((reward, rank) => {
      const name = `y_${place}_${rank}`;
      objective.push(`${reward} ${name}`);
      binary.push(name);
      return name;
    });
    if (rewarded.length > 0)
      rows.push(`${sum(rewarded)} ${back.map((one) => `- ${one}`).join(' ')} <= 0`);
  });
  const isIn = (id: string, group: string) =>
    participants[placeOf.get(id)!]!.groups?.includes(group) ?? false;
  for (const { group, receive } of floors)
    rows.push(`${sum(usesOf(({ to }) => isIn(to, group)))} >= ${receive}`);
  for (const { group, inside } of caps)
    rows.push(
      `${sum(usesOf(({ from, to }) => isIn(from, group) && isIn(to, group)))} <= ${inside}`,
    );

  const text = ['Maximize', sum(objective), 'Subject To', ...rows, 'Binary', ...binary, 'End'];
  const highs = await loadHighs();
  const solved = highs.solve(text.join('\n'), { output_flag: false, mip_rel_gap: 0 });
  if (solved.Status !== 'Optimal') throw new Error(solved.Status);
  return solved.ObjectiveValue;
}

function sum(names: readonly string[]): string {
  return names.join('\n + ');
}

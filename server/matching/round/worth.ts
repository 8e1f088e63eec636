import { receivedOf } from './in-ids.ts';
import type { Instance, Selected } from './instance.ts';

/** Exchanges with what they come to. */
export interface Worth {
  readonly exchanges: readonly Selected[];
  readonly covered: number;
  readonly objective: number;
  readonly keepsFloors: boolean;
}

export function worthOf(instance: Instance, exchanges: readonly Selected[]): Worth {
  const { weight, circleBonus, rewards } = instance;
  const received = receivedOf(instance, { exchanges });
  let objective = 0;
  for (const { arcs, circle } of exchanges)
    for (const arc of arcs) objective += weight[arc]! * (circle ? 1 + circleBonus : 1);
  let covered = 0;
  received.forEach((count, p) => {
    const had = instance.received[p]!;
    if (count > 0 && had === 0) covered++;
    for (let rank = had; rank < had + count; rank++) objective += rewards[rank] ?? 0;
  });
  const keepsFloors = instance.floors.every(
    ({ members, receive }) => members.reduce((sum, p) => sum + received[p]!, 0) >= receive,
  );
  return { exchanges, covered, objective, keepsFloors };
}

export function isBetter(
  one: Pick<Worth, 'covered' | 'objective'>,
  than: Pick<Worth, 'covered' | 'objective'> | null,
  { coverageFirst }: Pick<Instance, 'coverageFirst'>,
): boolean {
  if (!than) return true;
  if (coverageFirst && one.covered !== than.covered) return one.covered > than.covered;
  return one.objective > than.objective;
}

import { pairingOfTwo } from '../../pairings/next-best.ts';
import { stepsAmong } from '../../pairings/introduction/steps.ts';
import type { Problem } from '../../members/rules.ts';
import type { Context } from '../../schema/context.ts';
import { idOfType } from '../../schema/ids.ts';
import { requestLimits, type RequestedShape } from '../rules/request.ts';
import { refuse } from './input.ts';

/** The topics of a request, as it names them. */
interface Named {
  readonly learn?: readonly string[] | null | undefined;
  readonly share?: readonly string[] | null | undefined;
  readonly steps?: readonly { readonly topics: readonly string[] }[] | null | undefined;
}

/** The topics of a request, by their ids in the database. */
type Topics = Pick<RequestedShape, 'learn' | 'share' | 'steps'>;

/** As many as the longest circle has members. */
const mostSteps = 4;

/** Whether a request leaves it to what its parties show of needs and offers. */
export function isOpen({ learn, share, steps }: Named): boolean {
  return learn == null && share == null && steps == null;
}

/**
 * The topics that are named, all of which exist.
 * @throws InvalidInputError
 */
export async function namedTopics(
  { learn, share, steps }: Named,
  context: Context,
): Promise<Topics> {
  const lists: [path: string[], ids: readonly string[]][] = [
    [['learn'], learn ?? []],
    [['share'], share ?? []],
    // More than a circle can have are not looked at, but counted.
    ...(steps ?? [])
      .slice(0, mostSteps + 1)
      .map(({ topics }, at): [string[], readonly string[]] => [['steps', String(at)], topics]),
  ];
  const ids = lists.flatMap(([, list]) =>
    list.slice(0, requestLimits.topics).flatMap((id) => idOfType('Topic', id) ?? []),
  );
  const found = await context.prisma.topic.findMany({
    where: { id: { in: ids } },
    select: { id: true },
  });
  const known = new Set(found.map(({ id }) => id));
  const problems: Problem[] = [];
  const [learned = [], shared = [], ...passed] = lists.map(([path, list]) =>
    list.flatMap((id, index) => {
      if (index >= requestLimits.topics) return [id];
      const topic = idOfType('Topic', id);
      if (topic && known.has(topic)) return [topic];
      problems.push({ path: [...path, String(index)], key: 'error.topic' });
      return [];
    }),
  );
  refuse(problems, context);
  return { learn: learned, share: shared, steps: steps == null ? null : passed };
}

/** What the parties show of needs and offers, where a request names no topics: what their pairing is about. */
export async function usualTopics(
  { kind, first, others }: Pick<RequestedShape, 'kind' | 'first' | 'others'>,
  context: Context,
): Promise<Partial<Topics>> {
  if (kind === 'GROUP') return {};
  if (kind === 'CIRCLE') {
    const steps = stepsAmong(await context.pairings.matching(), [first, ...others], false);
    return {
      steps: steps.map(({ topics }) =>
        atMost(topics.flatMap(({ topic, need }) => (need === null ? [] : [topic]))),
      ),
    };
  }
  const pairing = await pairingOfTwo(context, first, others[0] ?? '');
  if (!pairing) return {};
  if (kind === 'JOINT') return { learn: atMost(pairing.together) };
  const learn = atMost(pairing.learns.map(({ topic }) => topic));
  const share = atMost(pairing.shares.map(({ topic }) => topic));
  return { learn, share: kind === 'ONE_WAY' && learn.length > 0 ? [] : share };
}

const atMost = (topics: readonly string[]) => topics.slice(0, requestLimits.topics);

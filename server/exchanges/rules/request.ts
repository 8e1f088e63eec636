import type { ExchangeKind } from '../../../generated/prisma/enums.ts';
import type { Problem } from '../../members/rules.ts';

/** What may be asked for. Pure. */

export const requestLimits = { message: 5_000, topics: 20, invited: 50, places: 100 } as const;

/** Who learns what from whom; ids. */
export interface LearnedTopic {
  readonly topicId: string;
  readonly teacherId: string | null;
  readonly learnerId: string | null;
}

export interface RequestedShape {
  readonly kind: ExchangeKind;
  /** Whoever asks, or whom the secretariat names first. */
  readonly first: string;
  /** The others, in the order of giving. */
  readonly others: readonly string[];
  readonly places: number | null;
  readonly learn: readonly string[];
  readonly share: readonly string[];
  /** Of a circle, in place of the two: what passes at each step, in the order of giving; the last step leads back. */
  readonly steps: readonly (readonly string[])[] | null;
}

/** Every problem with who is named, what is learned and how many can take part. */
export function requestProblems(shape: RequestedShape): Problem[] {
  const { kind, first, others, places, learn, share, steps } = shape;
  const problems: Problem[] = [];
  const all = [first, ...others];
  const [least, most] =
    kind === 'CIRCLE' ? [2, 3] : kind === 'GROUP' ? [1, requestLimits.invited] : [1, 1];
  if (others.length < least || others.length > most)
    problems.push({
      path: ['partners'],
      key: 'exchange.error.partners',
      values: { kind, max: requestLimits.invited },
    });
  else if (new Set(all).size < all.length)
    problems.push({
      path: [others[0] === first ? 'partner' : 'partners'],
      key: 'exchange.error.partnerTwice',
    });
  if (
    (kind === 'ONE_WAY' && learn.length > 0 && share.length > 0) ||
    (kind === 'GROUP' && learn.length > 0)
  )
    problems.push({ path: ['learn'], key: 'exchange.error.direction', values: { kind } });
  if (
    steps !== null &&
    (kind !== 'CIRCLE' || steps.length !== all.length || learn.length + share.length > 0)
  )
    problems.push({ path: ['steps'], key: 'exchange.error.steps' });
  for (const [path, topics] of [
    [['learn'], learn],
    [['share'], share],
    ...(steps ?? []).map((step, at) => [['steps', String(at)], step] as const),
  ] as const)
    if (topics.length > requestLimits.topics)
      problems.push({
        path: [...path],
        key: 'error.tooMany',
        values: { max: requestLimits.topics, found: topics.length },
      });
  if (places !== null && kind !== 'GROUP')
    problems.push({ path: ['places'], key: 'exchange.error.noPlaces' });
  else if (places !== null && (places < 1 || places > requestLimits.places))
    problems.push({
      path: ['places'],
      key: 'exchange.error.places',
      values: { found: places, max: requestLimits.places },
    });
  return problems;
}

/** Who teaches each topic, and who learns it. */
export function learnedTopics({
  kind,
  first,
  others,
  learn,
  share,
  steps,
}: RequestedShape): LearnedTopic[] {
  if (steps !== null) {
    const all = [first, ...others];
    return steps.flatMap((topics, at) =>
      [...new Set(topics)].map((topicId) => ({
        topicId,
        teacherId: all[at]!,
        learnerId: all[(at + 1) % all.length]!,
      })),
    );
  }
  const giver = (kind === 'CIRCLE' ? others.at(-1) : others[0]) ?? null;
  const taker = kind === 'GROUP' ? null : (others[0] ?? null);
  if (kind === 'JOINT')
    return [...new Set([...learn, ...share])].map((topicId) => ({
      topicId,
      teacherId: null,
      learnerId: null,
    }));
  return [
    ...[...new Set(learn)].map((topicId) => ({ topicId, teacherId: giver, learnerId: first })),
    ...[...new Set(share)].map((topicId) => ({ topicId, teacherId: first, learnerId: taker })),
  ];
}

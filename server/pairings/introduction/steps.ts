import { asShownToOthers } from '../../matching/consent.ts';
import type { ExplainedBridge } from '../../matching/explanation.ts';
import { bridgeBetween, crossing } from '../../matching/factors/bridge.ts';
import { learning } from '../../matching/factors/learning.ts';
import type { Matching } from '../../matching/matching.ts';
import type { Member } from '../../matching/member.ts';

/** Something that the teacher of a step shares, by the id of its topic. */
export interface StepTopic {
  readonly topic: string;
  /** The need of the learner that it meets best; null where it meets none. */
  readonly need: string | null;
}

/** What one member could learn from another. */
export interface IntroductionStep {
  readonly teacher: string;
  readonly learner: string;
  /** All that the teacher shares; first what the learner needs, the best first. */
  readonly topics: readonly StepTopic[];
  /** How they can understand each other; null where no way is known. */
  readonly bridge: ExplainedBridge | null;
}

/**
 * What members could learn if they were brought together: each from the one before and the first from the last, or all of
 * them from a host, the first. Made of what each shows to members and of nothing else, as it is to be told to all of them;
 * what keeps two apart plays no part in it.
 */
export function stepsAmong(
  matching: Matching,
  memberIds: readonly string[],
  host: boolean,
): IntroductionStep[] {
  const [first = '', ...others] = memberIds;
  const steps: readonly (readonly [string, string])[] = host
    ? others.map((learner) => [first, learner])
    : memberIds.map((teacher, at) => [teacher, memberIds[(at + 1) % memberIds.length]!]);
  const shown = (id: string) => {
    const entry = matching.network.entry(id);
    return entry && asShownToOthers(entry.seen);
  };
  return steps.map(([teacher, learner]) => {
    const [from, to] = [shown(teacher), shown(learner)];
    if (!from || !to) return { teacher, learner, topics: [], bridge: null };
    return { teacher, learner, ...lessonBetween(from, to, matching) };
  });
}

function lessonBetween(
  teacher: Member,
  learner: Member,
  matching: Matching,
): Pick<IntroductionStep, 'topics' | 'bridge'> {
  const { topics, policy } = matching;
  const { opportunities } = learning(learner.needs, teacher.offers, topics, policy);
  const needs = new Map<string, string | null>();
  for (const { offer, need } of opportunities)
    if (!needs.has(offer.topic)) needs.set(offer.topic, need.topic);
  for (const { topic } of teacher.offers) if (!needs.has(topic)) needs.set(topic, null);
  return {
    topics: [...needs].map(([topic, need]) => ({ topic, need })),
    bridge: bridgeOf(teacher, learner, matching),
  };
}

function bridgeOf(one: Member, other: Member, matching: Matching): ExplainedBridge | null {
  const bridge = bridgeBetween(one, other, matching);
  if (!bridge) return null;
  const { languages, through, named } = crossing(one, other, bridge.kind, matching);
  return named
    ? { ...bridge, languages, through }
    : { kind: 'WITHHELD', languages: [], through: [], value: null };
}

/** The topics that all of them show that they work on, share or need, in the order of the first. */
export function topicsOfAll(matching: Matching, memberIds: readonly string[]): string[] {
  const [first = [], ...others] = memberIds.map((id) => {
    const entry = matching.network.entry(id);
    if (!entry) return [];
    const { themes, needs, offers } = asShownToOthers(entry.seen);
    return [...themes, ...[...needs, ...offers].map(({ topic }) => topic)];
  });
  return [...new Set(first)].filter((topic) => others.every((those) => those.includes(topic)));
}

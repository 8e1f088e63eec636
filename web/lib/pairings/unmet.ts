import type { Missing } from './missing.ts';
import type { Reason } from './pairings.ts';

/** Needs that the same thing stands in the way of, with what would help. */
export interface Obstacle {
  /** Names it; no two have the same. */
  id: string;
  topics: string[];
  explanation: string;
  change: { words: string; href: string | null } | null;
}

/** What the profile itself shows to stand in the way of every need. */
const shownBy: Partial<Record<Reason['rule'], readonly Missing[]>> = {
  PAUSED: ['PAUSED'],
  UNCONFIRMED: ['UNCONFIRMED', 'OUTDATED'],
  NO_FREE_PLACE: ['NO_CAPACITY'],
};

/**
 * The needs without a pairing, those together of which the same is to be said, in the order in which
 * they were first named. `base` is where the pages of the member begin.
 */
export function obstaclesOf(reasons: readonly Reason[], base: string): Obstacle[] {
  const obstacles = new Map<string, Obstacle>();
  for (const reason of reasons) {
    const { explanation, change, need } = reason;
    const href = change && placeOf(reason, base);
    const id = JSON.stringify([explanation, change?.explanation, href]);
    const known = obstacles.get(id);
    if (known) known.topics.push(need.topic.name);
    else
      obstacles.set(id, {
        id,
        topics: [need.topic.name],
        explanation,
        change: change && { words: change.explanation, href },
      });
  }
  return [...obstacles.values()];
}

/** How many needs the obstacles keep from a pairing. */
export function unmetCount(obstacles: readonly Obstacle[]): number {
  return obstacles.reduce((count, { topics }) => count + topics.length, 0);
}

/** The reasons that go beyond what is missing from the profile, which is said once for all needs. */
export function beyondProfile(reasons: readonly Reason[], missing: readonly Missing[]): Reason[] {
  return reasons.filter(({ rule }) => !shownBy[rule]?.some((one) => missing.includes(one)));
}

/**
 * The page where a change is made, with what is to be changed filled in already; null where nothing
 * is to be done but to wait, or to ask the secretariat.
 */
export function placeOf({ need, change }: Reason, base: string): string | null {
  if (!change) return null;
  const profile = `${base}/profile`;
  const item = (query: Record<string, string>) =>
    `${profile}/needs/item?${new URLSearchParams(query)}`;
  switch (change.kind) {
    case 'RESUME':
    case 'CONFIRM':
      return `${profile}/availability`;
    case 'RAISE_CAPACITY':
      return `${profile}/time`;
    case 'ACCEPT_LEVEL':
      return item({ topic: need.topic.key, ...(change.level && { level: change.level }) });
    case 'WIDEN_TOPIC':
      return change.topic ? item({ add: change.topic.key }) : `${profile}/needs`;
    case 'LEARN_LANGUAGE': {
      const { language, languageLevel: level } = change;
      const query = { ...(language && { language: language.name }), ...(level && { level }) };
      return `${profile}/languages?${new URLSearchParams(query)}`;
    }
    case 'RESTORE':
      return `${base}/pairings/set-aside`;
    case 'FIND_INTERPRETER':
    case 'WAIT':
      return null;
  }
}

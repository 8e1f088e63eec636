import { WorkingTime } from './factors/time.ts';
import { TopicSimilarity } from './factors/topic-similarity.ts';
import type { Network } from './network/network.ts';
import { PairFacts } from './pair-facts.ts';
import type { PairFactData } from './pair-facts.ts';
import { defaultPolicy } from './policy.ts';
import type { Policy } from './policy.ts';
import { TermFits } from './prospects/term-fits.ts';

export interface MatchingOptions {
  /** The day that is today, `YYYY-MM-DD`. */
  readonly asOf: string;
  readonly policy?: Policy;
  /** Decides, with the version of the network, the order of equals. Any 32-bit integer. */
  readonly seed?: number;
  readonly facts?: PairFactData | PairFacts;
  /** Exposure factor by member id; those that are missing have 1. */
  readonly exposure?: ReadonlyMap<string, number>;
}

/** One network on one day under one policy: everything that the factors read. */
export interface Matching {
  readonly network: Network;
  readonly asOf: string;
  readonly policy: Policy;
  readonly seed: number;
  readonly facts: PairFacts;
  readonly exposure: ReadonlyMap<string, number>;
  /** No exposure factor is above this. */
  readonly mostExposure: number;
  readonly topics: TopicSimilarity;
  readonly time: WorkingTime;
  readonly termFits: TermFits;
}

/**
 * Opens a network for matching. What is costly and asked for again (topic similarity, working
 * time, what terms make of each other) is computed when first needed and kept for as long as the result lives.
 * @throws RangeError when `asOf` is no date
 */
export function openMatching(
  network: Network,
  { asOf, policy = defaultPolicy, seed = 0, facts, exposure = new Map() }: MatchingOptions,
): Matching {
  return {
    network,
    asOf,
    policy,
    seed,
    facts: facts instanceof PairFacts ? facts : new PairFacts(facts),
    exposure,
    mostExposure: exposure.size === 0 ? 1 : policy.exposureAtMost,
    topics: new TopicSimilarity(network.topics, policy),
    time: new WorkingTime(asOf, policy),
    termFits: new TermFits(network.rows, policy),
  };
}

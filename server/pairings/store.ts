import type { PrismaClient, Transaction } from '../database/database.ts';
import { changesSince, networkVersion } from '../database/network-version.ts';
import { exposureFactors } from '../matching/factors/exposure.ts';
import { availabilityRule } from '../matching/hard-rules.ts';
import { type Matching, openMatching } from '../matching/matching.ts';
import type { Topic } from '../matching/member.ts';
import { Network } from '../matching/network/network.ts';
import { PairFacts } from '../matching/pair-facts.ts';
import type { Policy } from '../matching/policy.ts';
import { forgetShown, readShown } from './exposure-ledger.ts';
import { readPairFacts } from './facts.ts';
import { memberForMatching } from './member-for-matching.ts';
import { readPolicy } from '../policy/store.ts';
import { readMemberPages, readMembers } from './stored-members.ts';

export interface PairingsStore {
  /**
   * The network as it is now, opened for matching as of today (UTC). It follows the database from then on: whoever waits
   * for something else in between may find members changed or gone afterwards.
   */
  matching(): Promise<Matching>;
}

/** The network in memory, and the version in the database that it has. */
interface Held {
  readonly version: number;
  readonly matching: Matching;
  /** How often each member was shown until the day before. */
  readonly shown: Shown;
}
type Shown = ReadonlyMap<string, number>;

/**
 * One snapshot, however many statements it takes: members, topics, facts and policy then fit each other and their version,
 * and there is nothing to catch up with. Servers give that away. The embedded database lets others wait for as long, which
 * is a moment for the networks that it is meant for.
 */
const snapshot = {
  isolationLevel: 'RepeatableRead',
  maxWait: 60_000,
  timeout: 3_600_000,
} as const;

/**
 * Keeps the network in memory: a cache that follows the version in the database, member by member where it can.
 *
 * @param inBackground where it is given, the ledger of who was shown is kept short
 */
export function createPairingsStore(
  prisma: PrismaClient,
  now: () => Date,
  inBackground?: (what: string, work: Promise<unknown>) => void,
): PairingsStore {
  let held: Held | null = null;
  let reading: Promise<void> | null = null;

  const read = async (today: string): Promise<void> => {
    const apply = await prisma.$transaction(
      (transaction) => readNews(transaction, held, today),
      snapshot,
    );
    const before = held;
    // Without a wait in between, so that nobody meets a network of which one half is new.
    held = apply();
    const { asOf, policy } = held.matching;
    if (before?.matching.asOf !== asOf)
      inBackground?.('forget who was shown', forgetShown(prisma, asOf, policy.exposureDays));
  };

  return {
    async matching() {
      const today = dayOf(now());
      const version = await networkVersion(prisma);
      // Whoever asks while it is read waits for the same reading, and for another where that one began too early. One that
      // failed is not kept.
      for (;;) {
        if (held && held.version >= version && held.matching.asOf >= today) return held.matching;
        await (reading ??= read(today).finally(() => (reading = null)));
      }
    },
  };
}

/** Reads what is new, and answers how to put it to use. */
async function readNews(
  transaction: Transaction,
  held: Held | null,
  today: string,
): Promise<() => Held> {
  const policy = await readPolicy(transaction);
  const isNewDay =
    held?.matching.asOf !== today || held.matching.policy.exposureDays !== policy.exposureDays;
  // Once a day: what is shown today moves nobody today, nor in another process or after a restart.
  const shown =
    held && !isNewDay ? held.shown : await readShown(transaction, today, policy.exposureDays);
  const changed = held ? await changesSince(transaction, held.version) : 'everything';
  if (!held || changed === 'everything') {
    const version = await networkVersion(transaction);
    const { network, facts } = await readWhole(transaction);
    return () => ({
      version,
      shown,
      matching: open(network, { facts, asOf: today, policy, shown }),
    });
  }

  const { version, members: ids } = changed;
  const members = ids.length > 0 ? await readMembers(transaction, ids) : [];
  const said = ids.length > 0 ? await readPairFacts(transaction, ids) : {};
  return () => {
    const { network, facts, policy: before } = held.matching;
    for (const id of ids) network.remove(id);
    for (const member of members) network.put(memberForMatching(member));
    for (const id of ids) facts.replaceOf(id, said);
    const matching =
      isNewDay || !isSame(before, policy)
        ? open(network, { facts, asOf: today, policy, shown })
        : held.matching;
    return { version, shown, matching };
  };
}

async function readWhole(
  transaction: Transaction,
): Promise<{ network: Network; facts: PairFacts }> {
  // The version of the network in memory stays as it is: it is part of what orders equals, and an order that moved with
  // every change would tell that somebody changed something hidden. The day decides instead.
  const network = new Network('', await readTopics(transaction));
  for await (const page of readMemberPages(transaction))
    for (const member of page) network.put(memberForMatching(member));
  return { network, facts: new PairFacts(await readPairFacts(transaction, 'everybody')) };
}

async function readTopics(transaction: Transaction): Promise<Topic[]> {
  const topics = await transaction.topic.findMany({
    relationLoadStrategy: 'join',
    select: {
      id: true,
      labels: { select: { normalised: true } },
      broader: { select: { broaderId: true } },
    },
  });
  return topics.map(({ id, labels, broader }) => ({
    id,
    broader: broader.map(({ broaderId }) => broaderId),
    labels: labels.map(({ normalised }) => normalised),
  }));
}

const millisecondsPerDay = 24 * 60 * 60 * 1000;

function open(
  network: Network,
  { shown, ...given }: { facts: PairFacts; asOf: string; policy: Policy; shown: Shown },
): Matching {
  const options = { ...given, seed: Date.parse(given.asOf) / millisecondsPerDay };
  const matching = openMatching(network, options);
  if (shown.size === 0) return matching;
  // Nobody misses a turn while it can be in no list.
  const isAvailable = network.rows.availability.remembered((availability) =>
    availabilityRule({ availability }, matching) === null ? 1 : 0,
  );
  const available = Array.from(network.ids()).filter((id) => isAvailable(network.row(id)!));
  return openMatching(network, {
    ...options,
    exposure: exposureFactors(shown, available, given.policy),
  });
}

function isSame(one: Policy, other: Policy): boolean {
  return (Object.keys(one) as (keyof Policy)[]).every((name) => one[name] === other[name]);
}

function dayOf(date: Date): string {
  return date.toISOString().slice(0, 10);
}

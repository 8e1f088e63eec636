import { asShownToOthers, isShown } from '../consent.ts';
import { bridgeBetween, crossing } from '../factors/bridge.ts';
import { bestOpportunity } from '../factors/opportunity.ts';
import { availabilityRule, hardRule } from '../hard-rules.ts';
import type { HardRule } from '../hard-rules.ts';
import type { Matching } from '../matching.ts';
import type { Member, Need } from '../member.ts';
import type { Entry } from '../network/network.ts';
import { evaluate } from '../score.ts';

/** Rules between two that both know of, or that the member made itself. */
export const knownRules = [
  'OPEN_EXCHANGE',
  'RECENT_EXCHANGE',
  'RECENT_DECLINE',
  'DISMISSED',
] as const satisfies HardRule[];
export type KnownRule = (typeof knownRules)[number];

/** Somebody that offers something openly, is available, and whom no rule keeps away in secret. */
export interface OpenPartner {
  readonly entry: Entry;
  /** Only what may be told of it. */
  readonly shown: Member;
  readonly rule: KnownRule | null;
}

/**
 * How many are looked at for one need. Nearly always all there are; in a big network the answer
 * then rests on this many, those first with whom the member has something behind it, then by how
 * well their topic fits, then by id.
 */
export const mostLookedAt = 200;

/**
 * The others as far as it may be told to one member that they offer something. Whoever keeps its
 * offers to itself, is not available or must not meet the member is not among them, and does not
 * count: everything found here is the same in a network without it.
 */
export class OpenPartners {
  readonly member: Entry;
  readonly matching: Matching;
  /** What the member needs already. */
  readonly needed: ReadonlySet<string>;
  readonly #mayBeOpen: (row: number) => boolean;
  readonly #known = new Map<string, OpenPartner | null>();
  readonly #offerers = new Map<string, readonly string[]>();
  readonly #understood = new Map<OpenPartner, boolean>();
  readonly #bridged = new Map<OpenPartner, boolean>();

  constructor(member: Entry, matching: Matching) {
    this.member = member;
    this.matching = matching;
    this.needed = new Set(member.own.needs.map(({ topic }) => topic));
    this.#mayBeOpen = quickLook(matching);
  }

  /** Those with an offer of one of these topics, each once. */
  *offering(topics: readonly string[], most = mostLookedAt): Iterable<OpenPartner> {
    const seen = new Set<string>();
    for (const id of this.#offering(topics)) {
      if (seen.size >= most) return;
      const partner = seen.has(id) ? null : this.#partner(id);
      if (!partner) continue;
      seen.add(id);
      yield partner;
    }
  }

  /** Whether the list of the member shows that the need is met by this partner. */
  shows(need: Need, partner: OpenPartner): boolean {
    const { rule, entry } = partner;
    return (
      rule === null && this.#isUnderstood(partner) && this.#meets(need, this.member.own, entry.seen)
    );
  }

  /** Whether there is a bridge of which all may be told. */
  isBridged(partner: OpenPartner): boolean {
    return remembered(
      this.#bridged,
      partner,
      () =>
        this.#isUnderstood(partner) &&
        isBridgedOpenly(this.member.own, partner.shown, this.matching),
    );
  }

  /** Whether there is a bridge at all. */
  #isUnderstood(partner: OpenPartner): boolean {
    return remembered(
      this.#understood,
      partner,
      () => bridgeBetween(this.member.own, partner.entry.seen, this.matching) !== null,
    );
  }

  /**
   * Whether it would show that, by what the partner shows alone, under the rules of `matching`.
   * @param member the member with something about it changed; the need is one of its needs
   */
  wouldShow(
    need: Need,
    { entry, shown }: OpenPartner,
    member = this.member,
    matching = this.matching,
  ): boolean {
    return (
      hardRule(member, entry, matching) === null &&
      this.#meets(need, member.own, shown) &&
      isBridgedOpenly(member.own, shown, matching)
    );
  }

  #meets(need: Need, own: Member, other: Member): boolean {
    const { topics, policy } = this.matching;
    // The quick question first; only the whole evaluation can say yes.
    return (
      bestOpportunity(need, other.offers, topics, policy) !== null &&
      (evaluate(own, other, this.matching)?.learns.some((found) => found.need === need) ?? false)
    );
  }

  *#offering(topics: readonly string[]): Iterable<string> {
    const { facts, network } = this.matching;
    for (const id of facts.partnersOf(this.member.own.id))
      if (network.entry(id)?.seen.offers.some(({ topic }) => topics.includes(topic))) yield id;
    for (const topic of topics)
      yield* remembered(this.#offerers, topic, () =>
        [...this.#offererRows(topic)].map((row) => network.rows.id(row)).sort(),
      );
  }

  *#offererRows(topic: string): Iterable<number> {
    const { offerers, rows } = this.matching.network;
    for (const row of offerers.of(rows.topics.known(topic))) if (this.#mayBeOpen(row)) yield row;
  }

  #partner(id: string): OpenPartner | null {
    return remembered(this.#known, id, () => {
      const { network } = this.matching;
      const row = network.row(id);
      if (row === undefined || !this.#mayBeOpen(row)) return null;
      const entry = network.entryAt(row);
      const rule = hardRule(this.member, entry, this.matching);
      return rule === null || isKnown(rule)
        ? { entry, shown: asShownToOthers(entry.seen), rule }
        : null;
    });
  }
}

/** Passes over most of those who do not count, without decoding what they stated. */
function quickLook(matching: Matching): (row: number) => boolean {
  const { availability, use } = matching.network.rows;
  const isAvailable = availability.remembered((availability) =>
    availabilityRule({ availability }, matching) === null ? 1 : 0,
  );
  const isOpen = use.remembered((use) => (isShown({ use }, 'offers') ? 1 : 0));
  return (row) => isAvailable(row) === 1 && isOpen(row) === 1;
}

function remembered<Key, Value>(memory: Map<Key, Value>, key: Key, compute: () => Value): Value {
  let value = memory.get(key);
  if (value === undefined) memory.set(key, (value = compute()));
  return value;
}

function isKnown(rule: HardRule): rule is KnownRule {
  return (knownRules as readonly HardRule[]).includes(rule);
}

/** Whether a bridge rests on nothing that is hidden, neither of the other nor of a third member. */
export function isBridgedOpenly(own: Member, shown: Member, matching: Matching): boolean {
  if (bridgeBetween(own, shown, matching) === null) return false;
  const { interpreter, relay } = matching.policy;
  const worth = { SHARED_LANGUAGE: 1, INTERPRETER: interpreter, RELAY: relay };
  return (['SHARED_LANGUAGE', 'INTERPRETER', 'RELAY'] as const).some((kind) => {
    if (worth[kind] === 0) return false;
    const { named, languages } = crossing(own, shown, kind, matching);
    return named && languages.length > 0;
  });
}

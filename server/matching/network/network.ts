import { asUsedByOthers, isShown } from '../consent.ts';
import type { Field, LanguageSkill, Member, Topic } from '../member.ts';
import { compareText, ordered } from '../order.ts';
import { ByPlace } from './by-place.ts';
import { inOrder } from './in-order.ts';
import { MemberRows } from './member-rows.ts';
import { Postings } from './postings.ts';
import { Thirds } from './thirds.ts';

/** A member twice: with all it stated, for its own list, and with what it lets others use. */
export interface Entry {
  readonly own: Member;
  readonly seen: Member;
}

export interface NetworkData {
  readonly version: string;
  readonly topics: readonly Topic[];
  readonly members: readonly Member[];
}

/**
 * The members of a network, and who states what. It follows the network as members come, change
 * and go; what it answers depends on what it holds, never on how that came about.
 *
 * Members are kept as rows of numbers: one row as others may use them, on which all that is
 * found rests, and another with all they stated where that is more.
 */
export class Network {
  /** Part of every tie-break; two networks of one version should hold the same. */
  readonly version: string;
  readonly rows = new MemberRows();
  readonly offerers = new Postings();
  readonly byPlace = new ByPlace();
  #topics: readonly Topic[] = [];
  readonly #rowOf = new Map<string, number>();
  /** Rows of those who keep something for themselves, by their first row. */
  readonly #ownRow = new Map<number, number>();
  readonly #free: number[] = [];
  /** Those asked for last, by row: third members are asked for again and again. */
  readonly #entries = new Map<number, Entry>();
  #rowCount = 0;
  readonly #interpreters = new Map<string, Thirds>();
  readonly #relays = new Map<string, Thirds>();

  /** @throws RangeError when two topics have the same id */
  constructor(version: string, topics: readonly Topic[]) {
    this.version = version;
    this.setTopics(topics);
  }

  get topics(): readonly Topic[] {
    return this.#topics;
  }

  /**
   * A matching that is open keeps the topics that it was opened with.
   * @throws RangeError when two topics have the same id
   */
  setTopics(topics: readonly Topic[]): void {
    unique('topics', topics);
    this.#topics = [...topics].sort((x, y) => compareText(x.id, y.id));
  }

  /** How many members there are. */
  get size(): number {
    return this.#rowOf.size;
  }

  ids(): Iterable<string> {
    return this.#rowOf.keys();
  }

  row(id: string): number | undefined {
    return this.#rowOf.get(id);
  }

  entry(id: string): Entry | undefined {
    const row = this.#rowOf.get(id);
    return row === undefined ? undefined : this.entryAt(row);
  }

  entryAt(row: number): Entry {
    const kept = this.#entries.get(row);
    if (kept) return kept;
    const seen = this.rows.read(row);
    const ownRow = this.#ownRow.get(row);
    const entry = { seen, own: ownRow === undefined ? seen : this.rows.read(ownRow) };
    this.#entries.set(row, entry);
    if (this.#entries.size > mostEntries) this.#entries.delete(this.#entries.keys().next().value!);
    return entry;
  }

  /** Ids of those who let others use an offer of this very topic. */
  *offererIds(topic: string): Iterable<string> {
    for (const row of this.offerers.of(this.rows.topics.known(topic))) yield this.rows.id(row);
  }

  /** Who interprets in both directions between two languages. */
  interpreters(one: string, other: string): Thirds {
    return this.#interpreters.get(languagePair(one, other)) ?? nobody;
  }

  /** Who relays and has both languages, at whatever level. */
  relays(one: string, other: string): Thirds {
    return this.#relays.get(languagePair(one, other)) ?? nobody;
  }

  /** Takes a member in, in place of the one that had its id. */
  put(member: Member): void {
    this.remove(member.id);
    const own = inOrder(member);
    const seen = asUsedByOthers(own);
    const row = this.#newRow(seen);
    this.#rowOf.set(member.id, row);
    if (seen !== own) this.#ownRow.set(row, this.#newRow(own));
    const { rows } = this;
    this.offerers.add(row, this.#topicsOffered(row));
    this.byPlace.add(row, rows.place.numberAt(row), rows.offers.list(row), rows.needs.list(row));
    for (const [thirds, pair, read] of this.#helpOf(seen)) {
      const those = thirds.get(pair) ?? new Thirds();
      those.add(seen.id, isShown(seen, ...read));
      thirds.set(pair, those);
    }
  }

  /** Whether there was such a member. */
  remove(id: string): boolean {
    const row = this.#rowOf.get(id);
    if (row === undefined) return false;
    this.offerers.delete(row, this.#topicsOffered(row));
    this.byPlace.delete(row, this.rows.place.numberAt(row));
    for (const [thirds, pair] of this.#helpOf(this.rows.read(row))) {
      const those = thirds.get(pair)!;
      those.delete(id);
      if (those.isEmpty) thirds.delete(pair);
    }
    const ownRow = this.#ownRow.get(row);
    for (const left of ownRow === undefined ? [row] : [row, ownRow]) {
      this.rows.clear(left);
      this.#free.push(left);
    }
    this.#ownRow.delete(row);
    this.#entries.delete(row);
    return this.#rowOf.delete(id);
  }

  #newRow(member: Member): number {
    const row = this.#free.pop() ?? this.#rowCount++;
    this.rows.set(row, member);
    return row;
  }

  #topicsOffered(row: number): number[] {
    const { offers, offered } = this.rows;
    return Array.from(offers.list(row), (number) => offered.topicOf(number));
  }

  /** Between which languages a member could stand, how, and what is read of it to know. */
  *#helpOf({
    interprets,
    relays,
    languages,
  }: Member): Iterable<
    readonly [thirds: Map<string, Thirds>, pair: string, read: readonly Field[]]
  > {
    for (const pair of interpretedBothWays(interprets))
      yield [this.#interpreters, pair, ['interprets']];
    if (relays)
      for (const pair of pairsOf(languages)) yield [this.#relays, pair, ['relays', 'languages']];
  }
}

const nobody = new Thirds();

/** Members that are kept as they are read, some thousand bytes each. */
const mostEntries = 2_000;

/**
 * Builds the network. The order of members, topics and of every list within them leaves no trace.
 * @throws RangeError when two topics or two members have the same id
 */
export function buildNetwork({ version, topics, members }: NetworkData): Network {
  unique('members', members);
  const network = new Network(version, topics);
  for (const member of members) network.put(member);
  return network;
}

/** The name of two languages, whichever comes first. */
export function languagePair(one: string, other: string): string {
  const [lower, higher] = ordered(one, other);
  return `${lower} ${higher}`;
}

function interpretedBothWays(interprets: Member['interprets']): Set<string> {
  const directions = new Set(interprets.map(({ from, to }) => `${from} ${to}`));
  return new Set(
    interprets
      .filter(({ from, to }) => from !== to && directions.has(`${to} ${from}`))
      .map(({ from, to }) => languagePair(from, to)),
  );
}

function pairsOf(languages: readonly LanguageSkill[]): string[] {
  return languages.flatMap((one, i) =>
    languages.slice(i + 1).map((other) => languagePair(one.language, other.language)),
  );
}

function unique(what: string, items: readonly { readonly id: string }[]): void {
  const seen = new Set<string>();
  for (const { id } of items) {
    if (seen.has(id)) throw new RangeError(`${what}: two have the id ${id}`);
    seen.add(id);
  }
}

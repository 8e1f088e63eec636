import { byParticipant } from './by-participant.ts';
import { Growing } from './growing.ts';
import type { Instance } from './instance.ts';
import { type JsonPieces, JsonReader } from './json-pieces.ts';
import { fromFirst, type Given, pinnedIn } from './pinned.ts';
import { InvalidRound, type RoundProblem } from './problem.ts';

/** The longest circle that is looked for: longer ones seldom hold, and there are too many to compare. */
const longestCircle = 4;

/** What a signed 32-bit number holds. */
const largestCapacity = 2 ** 31 - 1;

/**
 * Reads a problem.
 * @throws InvalidRound naming the entry, what was found and what is allowed
 */
export function readRound(problem: RoundProblem): Instance {
  if (typeof problem !== 'object' || problem === null || Array.isArray(problem))
    throw new InvalidRound(`A round is one JSON object; found ${shown(problem)}.`);
  const reader = new RoundReader();
  for (const [name, value] of Object.entries(problem) as [string, unknown][]) {
    if (Array.isArray(value)) reader.elements(name, 0, value as unknown[]);
    else if (value !== undefined) reader.value(name, value);
  }
  return reader.instance();
}

/**
 * Reads a problem from the bytes of its JSON, without ever holding them all.
 * @throws InvalidRound as `readRound`, and where it is no JSON
 */
export async function readRoundFrom(
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): Promise<Instance> {
  const reader = new RoundReader();
  const json = new JsonReader(reader);
  for await (const chunk of chunks) json.push(chunk);
  json.end();
  return reader.instance();
}

/**
 * Reads any JSON object whose lists may be long, such as a result.
 * @throws InvalidRound where it is no JSON
 */
export async function readObjectFrom(
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): Promise<Record<string, unknown>> {
  const object: Record<string, unknown> = Object.create(null) as Record<string, unknown>;
  const json = new JsonReader({
    value: (name, value) => (object[name] = value),
    elements: (name, _first, values) => {
      const list = (object[name] ??= []) as unknown[];
      for (const value of values) list.push(value);
    },
  });
  for await (const chunk of chunks) json.push(chunk);
  json.end();
  return object;
}

interface GroupLimit {
  readonly group: string;
  readonly limit: number;
}

class RoundReader implements JsonPieces {
  /** Every id that has been seen has a number, whether or not its participant has been read. */
  readonly #numbers = new Map<string, number>();
  /** The numbers of the participants, in the order of the problem, and the other way round. */
  readonly #participants: number[] = [];
  readonly #placeOf: (number | undefined)[] = [];
  readonly #ids: string[] = [];
  readonly #give: number[] = [];
  readonly #receive: number[] = [];
  readonly #groups = new Map<string, number[]>();
  readonly #from = new Growing(new Int32Array(0));
  readonly #to = new Growing(new Int32Array(0));
  readonly #weight = new Growing(new Float64Array(0));
  readonly #rewards: number[] = [];
  readonly #floors: GroupLimit[] = [];
  readonly #caps: GroupLimit[] = [];
  readonly #forbidden: number[] = [];
  readonly #apart: number[] = [];
  readonly #pinned: Given[] = [];
  readonly #excluded: Given[] = [];
  readonly #ignored: string[] = [];
  #maxCircle = 3;
  #oneWay = false;
  #circleBonus = 0;
  #coverageFirst = false;
  #pairOnce = false;

  value(name: string, value: unknown): void {
    switch (name) {
      case 'maxCircle':
        if (typeof value !== 'number' || !Number.isInteger(value) || value > longestCircle)
          throw wrong(name, value, `a whole number up to ${longestCircle}`);
        this.#maxCircle = value;
        break;
      case 'oneWay':
        this.#oneWay = boolean(name, value);
        break;
      case 'circleBonus':
        this.#circleBonus = amount(name, value);
        break;
      case 'coverageFirst':
        this.#coverageFirst = boolean(name, value);
        break;
      case 'pairOnce':
        this.#pairOnce = boolean(name, value);
        break;
      default:
        if (this.#lists.has(name)) throw wrong(name, value, 'a list');
        this.#ignored.push(name);
    }
  }

  elements(name: string, first: number, values: readonly unknown[]): void {
    const take = this.#lists.get(name);
    if (take) values.forEach((value, index) => take(value, `${name}[${first + index}]`));
    else if (first > 0) return;
    else if (single.has(name)) throw wrong(name, values, 'one value, not a list');
    else this.#ignored.push(name);
  }

  readonly #lists = new Map(
    Object.entries({
      participants: (value: unknown, entry: string) => {
        const { id, give, receive, groups = [] } = record(entry, value);
        const number = this.#numberOf(`${entry}.id`, id);
        if (this.#placeOf[number] !== undefined)
          throw new InvalidRound(
            `${entry}: the id ${shown(id)} is that of participants[${this.#placeOf[number]}] already.`,
          );
        const place = this.#participants.push(number) - 1;
        this.#placeOf[number] = place;
        this.#ids.push(id as string);
        this.#give.push(whole(`${entry}.give`, give, largestCapacity));
        this.#receive.push(whole(`${entry}.receive`, receive, largestCapacity));
        if (!Array.isArray(groups)) throw wrong(`${entry}.groups`, groups, 'a list of names');
        for (const group of groups as unknown[]) {
          const name = text(`${entry}.groups`, group);
          const members = this.#groups.get(name);
          if (!members) this.#groups.set(name, [place]);
          else if (members.at(-1) !== place) members.push(place);
        }
      },
      arcs: (value: unknown, entry: string) => {
        const { from, to, weight } = record(entry, value);
        const [giver, receiver] = [
          this.#numberOf(`${entry}.from`, from),
          this.#numberOf(`${entry}.to`, to),
        ];
        if (giver === receiver)
          throw new InvalidRound(`${entry}: ${shown(from)} cannot give to itself.`);
        this.#from.push(giver);
        this.#to.push(receiver);
        this.#weight.push(amount(`${entry}.weight`, weight));
      },
      rewards: (value: unknown, entry: string) => {
        const reward = amount(entry, value);
        const before = this.#rewards.at(-1) ?? Infinity;
        if (reward > before)
          throw wrong(
            entry,
            value,
            `at most the one before it, ${before}: rewards do not increase`,
          );
        this.#rewards.push(reward);
      },
      floors: (value: unknown, entry: string) => {
        const { group, receive } = record(entry, value);
        this.#floors.push({
          group: text(`${entry}.group`, group),
          limit: whole(`${entry}.receive`, receive),
        });
      },
      caps: (value: unknown, entry: string) => {
        const { group, inside } = record(entry, value);
        this.#caps.push({
          group: text(`${entry}.group`, group),
          limit: whole(`${entry}.inside`, inside),
        });
      },
      forbidden: (value: unknown, entry: string) => {
        if (!Array.isArray(value) || value.length !== 2) throw wrong(entry, value, 'a pair of ids');
        for (const id of value as unknown[]) this.#forbidden.push(this.#numberOf(entry, id));
      },
      apart: (value: unknown, entry: string) => {
        if (!Array.isArray(value) || value.length !== 2) throw wrong(entry, value, 'a pair of ids');
        for (const id of value as unknown[]) this.#apart.push(this.#numberOf(entry, id));
      },
      pinned: (value: unknown, entry: string) => {
        const { members, circle } = record(entry, value);
        this.#pinned.push({
          entry,
          members: this.#numbersOf(`${entry}.members`, members),
          circle: boolean(`${entry}.circle`, circle),
        });
      },
      excluded: (value: unknown, entry: string) => {
        this.#excluded.push({ entry, members: this.#numbersOf(entry, value), circle: true });
      },
    } satisfies Record<string, (value: unknown, entry: string) => void>),
  );

  /** @throws InvalidRound for an unknown id or an arc that is given twice */
  instance(): Instance {
    const from = this.#places(this.#from.values, (index) => `arcs[${index}].from`);
    const to = this.#places(this.#to.values, (index) => `arcs[${index}].to`);
    const forbidden = this.#places(
      Int32Array.from(this.#forbidden),
      (index) => `forbidden[${index >> 1}]`,
    );
    this.#checkDuplicates(from, to);
    const apart = this.#places(Int32Array.from(this.#apart), (index) => `apart[${index >> 1}]`);
    const given = ({ entry, members, circle }: Given): Given => ({
      entry,
      circle,
      members: [...this.#places(Int32Array.from(members), () => entry)],
    });
    const members = (group: string) => Int32Array.from(this.#groups.get(group) ?? []);
    this.#checkSums();
    const instance: Instance = {
      maxCircle: this.#maxCircle,
      oneWay: this.#oneWay,
      circleBonus: this.#circleBonus,
      coverageFirst: this.#coverageFirst,
      pairOnce: this.#pairOnce,
      ids: this.#ids,
      give: Int32Array.from(this.#give),
      receive: Int32Array.from(this.#receive),
      from,
      to,
      weight: this.#weight.values.slice(),
      rewards: this.#rewards,
      floors: this.#floors.map(({ group, limit }) => ({
        group,
        members: members(group),
        receive: limit,
      })),
      caps: this.#caps.map(({ group, limit }) => ({
        group,
        members: members(group),
        inside: limit,
      })),
      forbidden: apart.length === 0 ? forbidden : Int32Array.from([...forbidden, ...apart]),
      apart,
      pinned: [],
      excluded: this.#excluded.map((circle) => fromFirst(given(circle).members)),
      received: new Int32Array(this.#ids.length),
      taken: new Set(),
      ignored: this.#ignored,
    };
    return { ...instance, pinned: pinnedIn(instance, this.#pinned.map(given)) };
  }

  #numbersOf(entry: string, ids: unknown): number[] {
    if (!Array.isArray(ids) || ids.length < 2) throw wrong(entry, ids, 'a list of two ids or more');
    return (ids as unknown[]).map((id) => this.#numberOf(entry, id));
  }

  #numberOf(entry: string, id: unknown): number {
    const name = text(entry, id);
    const known = this.#numbers.get(name);
    if (known !== undefined) return known;
    this.#numbers.set(name, this.#numbers.size);
    return this.#numbers.size - 1;
  }

  /** Participants in place of their numbers, which count every id in the order it was first seen. */
  #places(numbers: Int32Array, entry: (index: number) => string): Int32Array {
    return numbers.map((number, index) => {
      const place = this.#placeOf[number];
      if (place !== undefined) return place;
      const id = this.#numbers.keys().drop(number).next().value;
      throw new InvalidRound(`${entry(index)}: there is no participant ${shown(id)}.`);
    });
  }

  /** No round may be worth more than a number can hold, whatever is chosen. */
  #checkSums(): void {
    const arcs = this.#weight.values.reduce((sum, weight) => sum + weight, 0);
    const reward = this.#rewards.reduce((sum, one) => sum + one, 0);
    const most = arcs * (1 + this.#circleBonus) + reward * this.#ids.length;
    if (most < Infinity) return;
    throw new InvalidRound(
      `arcs: their weights, with bonus and rewards, come to more than a number can hold, ${Number.MAX_VALUE}.`,
    );
  }

  #checkDuplicates(from: Int32Array, to: Int32Array): void {
    const { start, arcs } = byParticipant(from, this.#ids.length);
    /** The last arc seen to each participant, with one added. */
    const last = new Int32Array(this.#ids.length);
    for (let giver = 0; giver < this.#ids.length; giver++) {
      for (let at = start[giver]!; at < start[giver + 1]!; at++) {
        const arc = arcs[at]!;
        const before = last[to[arc]!]! - 1;
        if (before >= 0 && from[before] === giver)
          throw new InvalidRound(
            `arcs[${arc}]: from ${shown(this.#ids[giver])} to ${shown(this.#ids[to[arc]!])} is given twice, first in arcs[${before}].`,
          );
        last[to[arc]!] = arc + 1;
      }
    }
  }
}

const single = new Set(['maxCircle', 'oneWay', 'circleBonus', 'coverageFirst', 'pairOnce']);

function record(entry: string, value: unknown): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw wrong(entry, value, 'an object');
  return value as Record<string, unknown>;
}

function text(entry: string, value: unknown): string {
  if (typeof value !== 'string') throw wrong(entry, value, 'a text');
  return value;
}

function boolean(entry: string, value: unknown): boolean {
  if (typeof value !== 'boolean') throw wrong(entry, value, 'true or false');
  return value;
}

function amount(entry: string, value: unknown): number {
  if (typeof value !== 'number' || !(value >= 0 && value < Infinity))
    throw wrong(entry, value, 'a number from 0 on');
  return value;
}

function whole(entry: string, value: unknown, largest = Number.MAX_SAFE_INTEGER): number {
  if (typeof value !== 'number' || !Number.isInteger(value) || value < 0 || value > largest)
    throw wrong(
      entry,
      value,
      `a whole number from 0 ${largest < Number.MAX_SAFE_INTEGER ? `to ${largest}` : 'on'}`,
    );
  return value;
}

function wrong(entry: string, found: unknown, allowed: string): InvalidRound {
  return new InvalidRound(`${entry}: found ${shown(found)}, allowed is ${allowed}.`);
}

function shown(value: unknown): string {
  // A number too large for a double is read as infinite, which JSON would write as null.
  if (value === undefined) return 'nothing';
  const text = typeof value === 'number' ? String(value) : written(value);
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}

/** As JSON; of what is nested more deeply than can be written again, how it begins. */
function written(value: unknown): string {
  try {
    return JSON.stringify(value);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return Array.isArray(value) ? '[…' : '{…';
  }
}

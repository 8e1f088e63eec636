import type {
  Country,
  Field,
  LanguageLevel,
  Member,
  Topic,
} from '../../../server/matching/member.ts';
import type { MatchingOptions } from '../../../server/matching/matching.ts';
import type { NetworkData } from '../../../server/matching/network/network.ts';
import type { PairFactData } from '../../../server/matching/pair-facts.ts';

/**
 * What every pairing of a member is worth, computed a second time straight from the definitions:
 * everybody against everybody, nothing indexed, nothing kept, nothing shared with the engine but
 * the types of its input.
 */
export interface Expected {
  partner: string;
  score: number;
  learning: number;
  teaching: number;
  bridge: number;
  sharedHours: number | null;
  divides: [number, number, number];
  purpose: number;
  /** The fit of every need of the member that the partner meets. */
  fits: Map<string, number>;
}

/** With the facts as data. */
type Options = MatchingOptions & { readonly facts?: PairFactData };

export function expectedPairings(id: string, data: NetworkData, options: Options) {
  const me = data.members.find((member) => member.id === id)!;
  return data.members
    .map((other) => worth(me, other, data, options))
    .filter((expected) => expected !== null)
    .sort((x, y) => y.score - x.score);
}

/** Reads a field of somebody, for somebody: nothing comes back that may not be used. */
type Read = <Name extends Field>(of: Member, field: Name) => Member[Name] | undefined;

function worth(me: Member, other: Member, data: NetworkData, options: Options): Expected | null {
  const read: Read = (of, field) => {
    if (of !== me && of.use[field] === 'NEVER') return undefined;
    return of[field];
  };
  if (me === other || apart(me, other, options)) return null;
  if ([me, other].some((one) => !available(one, options.asOf))) return null;

  const mine = read(me, 'needs') ?? [];
  const fits = new Map<string, number>();
  const learnt = (from: Member, to: Member, keep: boolean) => {
    let unlearnt = 1;
    for (const need of (to === me ? mine : read(to, 'needs')) ?? []) {
      let best = 0;
      for (const offer of read(from, 'offers') ?? []) {
        const levels = ['BASIC', 'PRACTISED', 'EXPERT'];
        const missing = levels.indexOf(need.levelWanted ?? 'BASIC') - levels.indexOf(offer.level);
        const level = missing < 1 ? 1 : missing < 2 ? 0.5 : 0;
        const strangers =
          need.formats.length * offer.formats.length > 0 &&
          need.formats.filter((format) => offer.formats.includes(format)).length === 0;
        const sim = similarity(need.topic, offer.topic, data.topics, true);
        best = Math.max(best, sim * level * (strangers ? 0.6 : 1));
      }
      if (best > 0 && keep) fits.set(need.topic, Math.max(best, fits.get(need.topic) ?? 0));
      unlearnt *= 1 - { HIGH: 0.8, NORMAL: 0.7, LOW: 0.4 }[need.priority] * best;
    }
    return 1 - unlearnt;
  };
  const learning = learnt(other, me, true);
  const teaching = learnt(me, other, false);
  const mutual = (learning + teaching + 2 * Math.sqrt(learning * teaching)) / 4;
  const bridge = bridgeValue(me, other, data, options, read);
  if (mutual === 0 || bridge === 0) return null;

  const sharedHours = hoursTogether(me, other, options.asOf, read);
  const time = sharedHours === null ? 0.85 : 0.7 + (0.3 * Math.min(4, sharedHours)) / 4;
  const divides: [number, number, number] = [
    geographic(read(me, 'country'), read(other, 'country')),
    linguistic(read(me, 'languages'), read(other, 'languages')),
    historic(me, other, options, read),
  ];
  const dividesFactor = (1 + divides.reduce((sum, extent) => sum + extent / 4, 0)) / 1.75;
  const purpose = themesInCommon(
    read(me, 'themes') ?? [],
    read(other, 'themes') ?? [],
    data.topics,
  );
  const exposure = Math.min(1.1, Math.max(0.9, options.exposure?.get(other.id) ?? 1));
  const score = mutual * bridge * time * dividesFactor * (0.8 + 0.2 * purpose) * exposure;
  return {
    partner: other.id,
    score: score > 1 ? 1 : score,
    learning,
    teaching,
    bridge,
    sharedHours,
    divides,
    purpose,
    fits,
  };
}

function available({ availability }: Member, asOf: string): boolean {
  if (availability.paused || availability.freePlaces === 0) return false;
  return availability.confirmedOn !== null && days(availability.confirmedOn, asOf) <= 120;
}

function days(from: string, to: string): number {
  return (new Date(to).getTime() - new Date(from).getTime()) / 86400e3;
}

const same = (pair: readonly string[], one: Member, other: Member) =>
  pair.includes(one.id) && pair.includes(other.id);

function strangers(one: Member, other: Member, { facts }: Options): boolean {
  if (facts?.doNotIntroduce?.some((pair) => same(pair, one, other))) return true;
  return [
    [one, other],
    [other, one],
  ].some(([from, to]) => {
    const { members = [], regions = [] } = from!.excludes ?? {};
    const places = to!.use.country === 'SHOWN' && to!.country ? to!.country : null;
    const within = places
      ? regions.some((place) => [places.code, places.subregion, places.region].includes(place))
      : regions.length > 0;
    return within || members.includes(to!.id);
  });
}

function apart(me: Member, other: Member, options: Options): boolean {
  const { facts = {}, asOf } = options;
  const before = (months: number) => {
    const date = new Date(asOf);
    date.setUTCMonth(date.getUTCMonth() - months);
    return date.toISOString().slice(0, 10);
  };
  const closed = (facts.closedExchanges ?? []).filter(({ members }) => same(members, me, other));
  const last = closed
    .map(({ on }) => on)
    .sort()
    .at(-1);
  return (
    strangers(me, other, options) ||
    (facts.openExchanges ?? []).some((pair) => same(pair, me, other)) ||
    closed.some((one) => one.on === last && !one.bothWantAgain && one.on > before(12)) ||
    (facts.declines ?? []).some(({ members, on }) => same(members, me, other) && on > before(6)) ||
    (facts.dismissals ?? []).some(
      ({ by, partner, on }) => by === me.id && partner === other.id && on > before(6),
    )
  );
}

/** Everything below a topic, found by asking each topic again whether it leads up to it. */
function below(id: string, topics: readonly Topic[]): Set<string> {
  const found = new Set<string>();
  for (let before = -1; before < found.size;) {
    before = found.size;
    for (const topic of topics)
      if (topic.broader.some((up) => (up === id || found.has(up)) && known(up, topics)))
        found.add(topic.id);
  }
  found.delete(id);
  return found;
}

const known = (id: string, topics: readonly Topic[]) => topics.some((topic) => topic.id === id);

function similarity(a: string, b: string, topics: readonly Topic[], directed: boolean): number {
  if (a === b) return 1;
  const inside = topics
    .map(({ id }) => id)
    .filter(
      (id) => below(id, topics).size > 0 || topics.some((topic) => below(topic.id, topics).has(id)),
    );
  const placed = (id: string) => inside.includes(id);
  const within = (one: string, other: string) => {
    if (one === other) return 1;
    const ic = (id: string) => 1 - Math.log(1 + below(id, topics).size) / Math.log(inside.length);
    const above = (id: string) => (top: string) => top === id || below(top, topics).has(id);
    const common = inside.filter(above(one)).filter(above(other)).map(ic);
    const best = common.length === 0 ? 0 : Math.max(...common);
    const lin = best === 0 ? 0 : best / ((ic(one) + ic(other)) / 2);
    if (directed && below(one, topics).has(other)) return Math.max(0.9, lin);
    return directed && below(other, topics).has(one) ? Math.min(0.7, lin) : lin;
  };
  const reads = (one: string, other: string) => {
    const labels = (id: string) => topics.find((topic) => topic.id === id)?.labels ?? [];
    const alike = labels(one).flatMap((x) => labels(other).map((y) => likeness(x, y)));
    return Math.max(0, ...alike.filter((value) => value >= 0.7));
  };
  const places = (id: string) =>
    placed(id) ? [{ at: id, as: 1 }] : inside.map((at) => ({ at, as: reads(id, at) }));
  const ways = places(a).flatMap((one) =>
    places(b).map((other) =>
      one.as * other.as ? one.as * other.as * within(one.at, other.at) : 0,
    ),
  );
  const sim = Math.max(0, placed(a) && placed(b) ? 0 : reads(a, b), ...ways);
  return sim < 0.35 ? 0 : sim;
}

function likeness(x: string, y: string): number {
  const pieces = (text: string) => {
    const found: string[] = [];
    for (const word of text.split(' ').map((part) => `<${part}>`))
      for (let i = 0; i < word.length - 1; i++)
        if (!found.includes(word.slice(i, i + 2))) found.push(word.slice(i, i + 2));
    return found;
  };
  const [one, other] = [pieces(x), pieces(y)];
  const common =
    (2 * one.filter((piece) => other.includes(piece)).length) / (one.length + other.length);
  if (common < 0.5) return common;
  return Math.max(common, 1 - slips(x, y) / Math.max(x.length, y.length));
}

/** The slips between two texts, by what may have happened at their ends. */
function slips(x: string, y: string, known = new Map<string, number>()): number {
  if (x === '' || y === '') return x.length + y.length;
  const key = `${x.length} ${y.length}`;
  const found = known.get(key);
  if (found !== undefined) return found;
  const less = (i: number, j: number) =>
    slips(x.slice(0, -i || undefined), y.slice(0, -j || undefined), known);
  const least = Math.min(
    less(1, 1) + (x.at(-1) === y.at(-1) ? 0 : 1),
    less(1, 0) + 1,
    less(0, 1) + 1,
    x.length > 1 && x.slice(-2) === y.at(-1)! + (y.at(-2) ?? '') ? less(2, 2) + 1 : Infinity,
  );
  known.set(key, least);
  return least;
}

const ranks: LanguageLevel[] = ['A1', 'A2', 'B1', 'B2', 'C1', 'C2', 'NATIVE'];

function bridgeValue(
  me: Member,
  other: Member,
  { members }: NetworkData,
  options: Options,
  read: Read,
): number {
  const value = [0, 0.4, 0.75, 0.9, 1, 1, 1];
  const worthOf = (of: Member, language: string) =>
    Math.max(
      0,
      ...(read(of, 'languages') ?? [])
        .filter((one) => one.language === language)
        .map(({ level }) => value[ranks.indexOf(level)]!),
    );
  const all = [...new Set(members.flatMap(({ languages }) => languages.map((x) => x.language)))];
  let best = 0;
  for (const mine of all) best = Math.max(best, Math.min(worthOf(me, mine), worthOf(other, mine)));
  for (const third of members) {
    if (third === me || third === other || !available(third, options.asOf)) continue;
    if (strangers(third, me, options) || strangers(third, other, options)) continue;
    for (const mine of all)
      for (const theirs of all) {
        if (mine === theirs || worthOf(me, mine) === 0 || worthOf(other, theirs) === 0) continue;
        const directions = (read(third, 'interprets') ?? []).map(({ from, to }) => from + to);
        if (directions.includes(mine + theirs) && directions.includes(theirs + mine))
          best = Math.max(best, 0.6);
        if (read(third, 'relays') && worthOf(third, mine) >= 0.9 && worthOf(third, theirs) >= 0.9)
          best = Math.max(best, 0.5);
      }
  }
  return best;
}

/** Looks at the clock of both every quarter of an hour. */
function hoursTogether(me: Member, other: Member, asOf: string, read: Read): number | null {
  const works = [me, other].map((one) => {
    const zone = read(one, 'timeZone') ?? 'Nowhere/X';
    if (zone === 'Nowhere/X') return null;
    const clock = clockOf(zone, asOf);
    const ownDays = one === me || one.use.timeZone !== 'NEVER' ? one.workingDays : null;
    const week = ownDays ?? read(one, 'country')?.workingDays ?? [1, 2, 3, 4, 5];
    const { from, to } = read(one, 'hours') ?? { from: 540, to: 1020 };
    return (quarter: number) => {
      const [weekday, minute] = clock[quarter]!;
      if (from < to) return week.includes(weekday) && minute >= from && minute < to;
      const yesterday = weekday === 1 ? 7 : weekday - 1;
      return (
        (week.includes(weekday) && minute >= from) || (week.includes(yesterday) && minute < to)
      );
    };
  });
  const [one, two] = works;
  if (!one || !two) return null;
  let quarters = 0;
  for (let i = 0; i < 28 * 96; i++) if (one(i) && two(i)) quarters++;
  return quarters / 4 / 28;
}

const clocks = new Map<string, [weekday: number, minute: number][]>();

function clockOf(zone: string, asOf: string) {
  const key = zone + asOf;
  const found = clocks.get(key);
  if (found) return found;
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  const names = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
  const start = new Date(asOf).getTime() + 86400e3;
  const clock = Array.from({ length: 28 * 96 }, (_, i): [number, number] => {
    const parts = new Map(
      format.formatToParts(start + i * 900e3).map(({ type, value }) => [type, value]),
    );
    const minute = Number(parts.get('hour')) * 60 + Number(parts.get('minute'));
    return [names.indexOf(parts.get('weekday') ?? '') + 1, minute];
  });
  clocks.set(key, clock);
  return clock;
}

function geographic(a?: Country | null, b?: Country | null): number {
  if (!a || !b) return 0;
  if (a.region !== b.region) return 1;
  if (a.subregion !== b.subregion) return 0.7;
  return a.code === b.code ? 0 : 0.4;
}

function linguistic(a: Member['languages'] = [], b: Member['languages'] = []): number {
  const [one, other] = [a, b].map(
    (skills) =>
      new Set(skills.filter((x) => x.main || x.level === 'NATIVE').map((x) => x.language)),
  );
  if (!one?.size || !other?.size) return 0;
  const either = new Set([...one, ...other]);
  return [...either].filter((x) => !one.has(x) || !other.has(x)).length / either.size;
}

function historic(me: Member, other: Member, { facts, asOf }: Options, read: Read): number {
  const ages = (facts?.closedExchanges ?? [])
    .filter(({ members }) => same(members, me, other))
    .map(({ on }) => days(on, asOf) / 365.25 / 5);
  const never = Math.max(0, Math.min(1, ...ages));

  const [groups, otherGroups] = [read(me, 'workingGroups'), read(other, 'workingGroups')];
  const noGroup =
    groups &&
    otherGroups &&
    new Set([...groups, ...otherGroups]).size === new Set(groups).size + new Set(otherGroups).size
      ? 1
      : 0;

  const sides = [me, other].map((one) => {
    const kind = read(one, 'kind');
    if (!kind || kind === 'INDIVIDUAL') return 0;
    return kind === 'GRASSROOTS_GROUP' || kind === 'SOCIAL_MOVEMENT' ? 1 : -1;
  });
  const unlike = sides.includes(1) && sides.includes(-1) ? 1 : 0;

  const [joined, otherJoined] = [read(me, 'joinedOn'), read(other, 'joinedOn')];
  const years = joined && otherJoined ? Math.abs(days(joined, otherJoined)) / 365.25 : 0;
  return (never + noGroup + unlike + (years > 10 ? 1 : years / 10)) / 4;
}

function themesInCommon(a: readonly string[], b: readonly string[], topics: readonly Topic[]) {
  const [one, other] = [[...new Set(a)], [...new Set(b)]];
  if (one.length * other.length === 0) return 0.5;
  let sum = 0;
  for (const [from, to] of [
    [one, other],
    [other, one],
  ])
    for (const theme of from!)
      sum +=
        Math.max(...to!.map((candidate) => similarity(theme, candidate, topics, false))) /
        from!.length;
  return sum / 2;
}

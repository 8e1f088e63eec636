import {
  groupsExtent,
  historicAtMost,
  joinedDay,
  joinedDaysExtent,
  kindsExtent,
} from '../factors/divides.ts';
import { purposeFactor } from '../factors/purpose.ts';
import { availabilityRule, keepsOut } from '../hard-rules.ts';
import type { Matching } from '../matching.ts';
import type { Member } from '../member.ts';
import { exposureOf } from '../score.ts';

/** What is asked about whoever is in a row. */
export type OfRow = (row: number) => number;

/** 1, or 0 for whoever is in nobody's list. */
export function availabilityOf(matching: Matching): OfRow {
  return matching.network.rows.availability.remembered((availability) =>
    availabilityRule({ availability }, matching) === null ? 1 : 0,
  );
}

/** 0 for whoever the member's own safety limits by region keep out, 1 for others; nothing where it has none. */
export function limitsOf({ excludes }: Member, { network }: Matching): OfRow[] {
  if (!excludes || excludes.regions.length === 0) return [];
  const { place, countries, use } = network.rows;
  const among = (isShown: boolean) => {
    const open = countries.remembered((country) => (keepsOut(excludes, country, isShown) ? 0 : 1));
    return place.remembered(({ country }) => open(country));
  };
  const [amongShown, amongHidden] = [among(true), among(false)];
  const isShown = use.remembered(({ country }) => (country === 'USED' ? 0 : 1));
  return [(row) => (isShown(row) === 1 ? amongShown(row) : amongHidden(row))];
}

/** The historic extent, as if the two never had an exchange. */
export function historyAtMost(member: Member, { network, policy }: Matching): OfRow {
  const { rows } = network;
  const groups = rows.workingGroups.remembered((those) =>
    groupsExtent(member.workingGroups, those),
  );
  const kinds = rows.kind.remembered((kind) => kindsExtent(member.kind, kind));
  const { joinedOn, joinedDays } = rows;
  const own = joinedDay(member.joinedOn);
  return (row) =>
    historicAtMost(
      groups(row),
      kinds(row),
      joinedDaysExtent(own, joinedDays[joinedOn.numberAt(row)]!, policy),
    );
}

/** `P` of the member with whoever is in a row. */
export function purposeOf(member: Member, { network, topics, policy }: Matching): OfRow {
  const { themes, topics: numbers } = network.rows;
  /** For each theme of the member, how alike it is to each topic; for each topic, the most of these. */
  const alike = member.themes.map(() => new Float64Array(numbers.size));
  const best = new Float64Array(numbers.size);
  for (const [place, theme] of member.themes.entries())
    for (const [other, similarity] of topics.themesLike(theme)) {
      const number = numbers.known(other);
      if (number === undefined) continue;
      alike[place]![number] = similarity;
      best[number] = Math.max(best[number]!, similarity);
    }
  const unknown = purposeFactor(policy.purposeUnknown, policy);
  return (row) => {
    const { items } = themes;
    const start = themes.start(row);
    const length = themes.length(row);
    if (alike.length === 0 || length === 0) return unknown;
    // As in `purposeSimilarity`, but on numbers, and without a look at all pairs both ways.
    let [ofMember, ofOther] = [0, 0];
    for (const similarities of alike) {
      let most = 0;
      for (let i = start; i < start + length; i++) most = Math.max(most, similarities[items[i]!]!);
      ofMember += most;
    }
    for (let i = start; i < start + length; i++) ofOther += best[items[i]!]!;
    return purposeFactor((ofMember / alike.length + ofOther / length) / 2, policy);
  };
}

/** `E` of whoever is in a row; nothing as long as nobody has another than 1. */
export function exposuresOf(matching: Matching): OfRow[] {
  const { rows } = matching.network;
  return matching.exposure.size === 0 ? [] : [(row) => exposureOf(rows.id(row), matching)];
}

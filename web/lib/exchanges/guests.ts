import type { RequestEvent } from '@sveltejs/kit';
import type { Exchange } from './exchange.ts';
import { loadNextBest } from './next-best.ts';
import { findMembers, loadProposed } from './proposed.ts';

/** So many pairings of the host are looked through for members that want to learn what the group learns. */
const lookedThrough = 40;
/** So many of them are suggested: as many as can be compared. */
const mostSuggested = 12;

/** Somebody who could be invited to a group. */
export interface Guest {
  id: string;
  name: string;
  country: string | null;
  /** What it could learn of what the group learns; empty where it names none of that. */
  learns: string[];
}

/**
 * Who could be invited: whoever is ticked, and whom a search finds, or else whoever wants to learn what the group learns,
 * best first. Nobody who takes part or was asked.
 */
export async function loadGuests(
  event: RequestEvent,
  { parties, topics }: Pick<Exchange, 'parties' | 'topics'>,
  { host, ticked, sought }: { host: string; ticked: readonly string[]; sought: string },
): Promise<Guest[]> {
  const [pairings, found, known] = await Promise.all([
    loadNextBest(event, host, lookedThrough),
    findMembers(event, sought),
    loadProposed(event, ticked),
  ]);
  const learned = new Set(topics.map(({ topic }) => topic.id));
  const wanted = new Map(
    pairings.map(({ partner, shares }) => [
      partner.id,
      shares
        .filter(({ topic }) => learned.size === 0 || learned.has(topic.id))
        .map(({ topic }) => topic.name),
    ]),
  );
  const there = new Set(parties.map(({ member }) => member.id));
  const wanting = pairings
    .map(({ partner }) => partner)
    .filter(({ id }) => !there.has(id) && (wanted.get(id) ?? []).length > 0)
    .slice(0, mostSuggested);
  const guests = [...known, ...(sought === '' ? wanting : found)].map(({ id, name, country }) => ({
    id,
    name,
    country: country?.name ?? null,
    learns: [...new Set(wanted.get(id))],
  }));
  return [...new Map(guests.map((guest) => [guest.id, guest])).values()].filter(
    ({ id }) => !there.has(id),
  );
}

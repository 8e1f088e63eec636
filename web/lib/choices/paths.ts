import { redirect } from '@sveltejs/kit';
import type { RequestEvent } from '@sveltejs/kit';

/** A query string as a page knows it. */
type Query = Iterable<[string, string]>;

/** The choices that a pairing offers beside the exchange. */
export type ChoicePage = 'not-now' | 'never';

/**
 * Where a choice about a partner is made. The page of the list on which it stood goes along, so
 * that the way back leads there.
 */
export function choicePath(base: string, page: ChoicePage, partner: string, here: Query): string {
  return `${base}/pairings/${page}?${new URLSearchParams([['partner', partner], ...placeIn(here)])}`;
}

/** The same, opened from the page of the partner, whether or not it stands in any list. */
export function choiceOnMemberPath(base: string, page: ChoicePage, partner: string): string {
  return `${base}/pairings/${page}?${new URLSearchParams({ partner, from: 'member' })}`;
}

/** The list of pairings at the place that a page was opened from, with what was just done there. */
export function listPath(base: string, here: Query, news: [string, string][] = []) {
  const query = new URLSearchParams([...placeIn(here), ...news]).toString();
  return `${base}/pairings${query && `?${query}`}`;
}

/** Where whoever changes nothing after all goes back to: the page that the choice was opened from. */
export function originOf(
  base: string,
  home: string,
  partner: string,
  here: Query & Pick<URLSearchParams, 'get'>,
) {
  return here.get('from') === 'member'
    ? { href: `${home}/members/${encodeURIComponent(partner)}`, label: 'member.window' as const }
    : { href: listPath(base, here), label: 'site.pairings' as const };
}

/** Somebody of the secretariat, who has no member, is told so. */
export function toOwnPage(event: RequestEvent): never {
  redirect(303, `/${event.locals.locale}/pairings`);
}

function placeIn(query: Query): [string, string][] {
  return [...query].filter(([name]) => name === 'after' || name === 'before');
}

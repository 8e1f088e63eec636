import type { Pairing } from '../pairings/pairings.ts';

/** Where the page of an exchange is, below where the pages of a member begin. */
export function exchangePath(base: string, id: string): string {
  return `${base}/exchanges/${encodeURIComponent(id)}`;
}

/** What a pairing is about, as far as it matters to whoever asks. */
export interface Asked {
  partner: { id: string };
  learns: readonly { topic: Pick<Pairing['learns'][number]['topic'], 'key'> }[];
  shares: readonly { topic: Pick<Pairing['learns'][number]['topic'], 'key'> }[];
}

/** Where somebody is asked for an exchange. What the pairing is made of is ticked there already. */
export function askPath(base: string, { partner, learns, shares }: Asked): string {
  const keys = (opportunities: Asked['learns']) => [
    ...new Set(opportunities.map(({ topic }) => topic.key)),
  ];
  const query = new URLSearchParams({ partner: partner.id });
  for (const key of keys(learns)) query.append('learn', key);
  for (const key of keys(shares)) query.append('share', key);
  return `${base}/pairings/ask?${query}`;
}

/** Where the secretariat proposes an exchange of members, in the order of giving; below where the pages begin. */
export function proposePath(members: readonly string[] = []): string {
  const query = new URLSearchParams(members.map((id): [string, string] => ['member', id]));
  if (members.length > 1) query.set('step', 'topics');
  return `/exchanges/propose${query.size > 0 ? `?${query}` : ''}`;
}

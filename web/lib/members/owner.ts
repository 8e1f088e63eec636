import type { RequestEvent } from '@sveltejs/kit';
import { requireViewer } from '../session/viewer.ts';

/** The member that a page is about and works for. */
export interface Owner {
  id: string;
  /** Whether it is the viewer's own, and not one that the secretariat acts for. */
  own: boolean;
  /** Where its pages begin: `/en`, or `/en/members/<id>` for the secretariat. */
  base: string;
}

/**
 * The member that the path names, or else the viewer's own; null for somebody of the secretariat,
 * who has none. Whether the viewer may act for it is the API's to say.
 */
export async function ownerOf(event: RequestEvent): Promise<Owner | null> {
  const viewer = await requireViewer(event);
  const named = event.params.owner;
  const id = named || viewer.member?.id;
  if (!id) return null;
  const home = `/${event.locals.locale}`;
  return {
    id,
    own: viewer.member?.id === id,
    base: named ? `${home}/members/${encodeURIComponent(named)}` : home,
  };
}

import { roleOf, type Scope, type Viewer } from './viewer.ts';

/** What a viewer may do; one function for each decision, asked by the API, the pages and the command line alike. */

export function hasScope(viewer: Viewer, scope: Scope): boolean {
  return viewer.kind === 'key' && viewer.scopes.includes(scope);
}

/** Members are read by signed-in members and the secretariat, and by keys that carry `read:directory`. */
export function mayReadDirectory(viewer: Viewer): boolean {
  return roleOf(viewer) !== null || hasScope(viewer, 'read:directory');
}

/** A profile is changed by the member's own representatives, and by the secretariat on its behalf. */
export function mayEditMember(viewer: Viewer, memberId: string): boolean {
  return viewer.kind === 'person' && (viewer.secretariat || viewer.memberId === memberId);
}

/** A membership system keeps the members as they are there, by a key that carries `write:members`. */
export function maySyncMembers(viewer: Viewer): boolean {
  return hasScope(viewer, 'write:members') || mayDecideForNetwork(viewer);
}

/** A member goes when its own representatives say so, or whoever keeps the members. */
export function mayRemoveMember(viewer: Viewer, memberId: string): boolean {
  return maySyncMembers(viewer) || mayEditMember(viewer, memberId);
}

/** Who is shown to a member is noted when its own representatives look, and nobody on its behalf. */
export function looksForItself(viewer: Viewer, memberId: string): boolean {
  return viewer.kind === 'person' && !viewer.secretariat && viewer.memberId === memberId;
}

/** What holds for the whole network is decided by the secretariat. */
export function mayDecideForNetwork(viewer: Viewer): boolean {
  return roleOf(viewer) === 'SECRETARIAT';
}

/** Pairings are for the member itself and the secretariat: they would tell others what it needs. */
export function mayReadPairings(viewer: Viewer, memberId: string): boolean {
  return mayEditMember(viewer, memberId);
}

/** What the secretariat decided about members by itself, such as that two must never be introduced, it alone may know. */
export function maySeeDecisionsOfSecretariat(viewer: Viewer): boolean {
  return roleOf(viewer) === 'SECRETARIAT';
}

/** Published learning notes are for everybody; a key needs `read:library`, so that its owner knows what it is used for. */
export function mayReadLibrary(viewer: Viewer): boolean {
  return viewer.kind !== 'key' || hasScope(viewer, 'read:library');
}

/** What a key may do. The names are those of the command line and the API's documentation. */
export const scopes = [
  'read:directory',
  'read:insights',
  'read:library',
  'read:exchanges',
  'write:members',
  'read:audit',
] as const;
export type Scope = (typeof scopes)[number];

/** Who is asking. Everything that is decided about a request is decided from this. */
export type Viewer =
  | { readonly kind: 'anonymous' }
  | {
      readonly kind: 'person';
      readonly userId: string;
      readonly email: string;
      readonly secretariat: boolean;
      /** The member that the person represents. */
      readonly memberId: string | null;
      /** The other parties of exchanges that it is in at present; absent: none. */
      readonly counterparts?: ReadonlySet<string>;
    }
  | {
      readonly kind: 'key';
      readonly keyId: string;
      readonly scopes: readonly Scope[];
      readonly memberId: string | null;
    };

export const anonymous: Viewer = { kind: 'anonymous' };

/** The role of a person; null for keys, anonymous people, and people who act for nobody. */
export function roleOf(viewer: Viewer): 'MEMBER' | 'SECRETARIAT' | null {
  if (viewer.kind !== 'person') return null;
  if (viewer.secretariat) return 'SECRETARIAT';
  return viewer.memberId ? 'MEMBER' : null;
}

/** How the audit trail names the viewer: never by e-mail address or name. */
export function actorOf(viewer: Viewer): string {
  if (viewer.kind === 'person') return `user:${viewer.userId}`;
  return viewer.kind === 'key' ? `key:${viewer.keyId}` : 'anonymous';
}

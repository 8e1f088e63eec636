/** How the API is asked for a follow-up: by its id, or by the token of a link that works without signing in. */
export function askedBy(key: string): { id: string } | { token: string } {
  return isGlobalId(key) ? { id: key } : { token: key };
}

/** Tokens are longer than ids, and none decodes to the name of a type. */
function isGlobalId(key: string): boolean {
  return Buffer.from(key, 'base64').toString('latin1').startsWith('FollowUp:');
}

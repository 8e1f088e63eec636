import { createHash, randomBytes } from 'node:crypto';
import { type Scope, scopes } from '../access/viewer.ts';

/** Keys are 32 random bytes; what is stored cannot be turned back into a key. */
export function newKey(): string {
  return `pb_${randomBytes(32).toString('base64url')}`;
}

export function hashOfKey(key: string): string {
  return createHash('sha256').update(key).digest('hex');
}

/** What a key is recognised by in a list. */
export function prefixOfKey(key: string): string {
  return key.slice(0, 9);
}

/** The scopes of a list such as `read:directory,read:library`, or the first that there is not. */
export function parseScopes(text: string): { scopes: Scope[] } | { unknown: string } {
  const names = text
    .split(',')
    .map((name) => name.trim())
    .filter(Boolean);
  const unknown = names.find((name) => !scopes.some((scope) => scope === name));
  return unknown === undefined ? { scopes: [...new Set(names)] as Scope[] } : { unknown };
}

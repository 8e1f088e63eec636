import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Locale } from '../i18n/locales.ts';

/**
 * Links to a follow-up that work without signing in. Each opens one form, for some weeks, for as long as whoever it was sent to
 * acts for the party, and nothing else.
 *
 * A token is 54 bytes in base64url, 72 characters without a bit to spare: the UUID of the follow-up, the millisecond at which
 * it expires, and the HMAC-SHA-256 of the two and of the address that it is sent to, under a key that is made from the
 * installation's secret for this purpose alone. The address does not stand in it: whoever reads it knows the few that it can be.
 */

/** How long a link works, in days: long enough for a mail that is read after a long journey. */
const linkDays = 60;

const lengths = { id: 16, expiry: 6, mac: 32 } as const;
const written = /^[\w-]{72}$/;

/** To whom a link opens what. */
export interface FollowUpKey {
  readonly followUpId: string;
  readonly email: string;
}

/** The address that stands in an e-mail. */
export function followUpLink(
  origin: string,
  locale: Locale,
  secret: string,
  key: FollowUpKey,
  now: Date,
): string {
  const expiresAt = new Date(now.getTime() + linkDays * 86_400_000);
  return `${origin}/${locale}/follow-ups/${followUpToken(secret, { ...key, expiresAt })}`;
}

export function followUpToken(
  secret: string,
  { followUpId, email, expiresAt }: FollowUpKey & { readonly expiresAt: Date },
): string {
  const payload = Buffer.alloc(lengths.id + lengths.expiry);
  payload.write(followUpId.replaceAll('-', ''), 'hex');
  payload.writeUIntBE(expiresAt.getTime(), lengths.id, lengths.expiry);
  return Buffer.concat([payload, macOf(secret, payload, email)]).toString('base64url');
}

/** What a token claims to open, which it does for whoever it was sent to. */
export interface ReadToken {
  readonly followUpId: string;
  opensFor(email: string): boolean;
}

/** Null where it is no token, or has expired. */
export function readFollowUpToken(secret: string, token: string, now: Date): ReadToken | null {
  if (!written.test(token)) return null;
  const bytes = Buffer.from(token, 'base64url');
  const payload = bytes.subarray(0, lengths.id + lengths.expiry);
  const mac = bytes.subarray(lengths.id + lengths.expiry);
  if (payload.readUIntBE(lengths.id, lengths.expiry) <= now.getTime()) return null;
  const hex = payload.toString('hex', 0, lengths.id);
  return {
    followUpId: hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5'),
    opensFor: (email) => timingSafeEqual(mac, macOf(secret, payload, email)),
  };
}

function macOf(secret: string, payload: Buffer, email: string): Buffer {
  const key = createHmac('sha256', secret).update('peerbridge: follow-up link').digest();
  return createHmac('sha256', key).update(payload).update(email).digest();
}

import { randomUUID } from 'node:crypto';

/**
 * The id of a new member, or of what a file says of it: a UUIDv7 (RFC 9562) of the beginning of the year, all else at random.
 *
 * An id is told to everybody who may know that there is such a member. With the very time in it, it would tell of a member whose name
 * is withheld when it came, and after which others: in a file whose rows are in the order of countries or names, where it is and how
 * its name begins.
 *
 * @param today `YYYY-MM-DD`
 */
export function newId(today: string): string {
  const time = Date.UTC(Number(today.slice(0, 4)), 0)
    .toString(16)
    .padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${randomUUID().slice(15)}`;
}

import { randomBytes } from 'node:crypto';

/** Crockford's base 32: no letter in it is mistaken for a digit or for another letter. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/**
 * What stands for a withheld name, such as `Member 7QK2M-X0RTZ`: 50 random bits, so that it tells nothing
 * and hardly ever meets another; the database refuses one that does.
 *
 * @param random ten bytes.
 */
export function newPseudonym(random: Uint8Array = randomBytes(10)): string {
  const characters = Array.from(random.subarray(0, 10), (byte) => alphabet[byte % 32]).join('');
  return `Member ${characters.slice(0, 5)}-${characters.slice(5)}`;
}

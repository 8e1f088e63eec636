import { ordered } from './order.ts';

/**
 * The place of a pair, or of a third member that stands between the two, among equals: an unsigned
 * 32-bit number that depends on every argument and favours no id. The order of the two means
 * nothing. The hash is MurmurHash3_x86_32 (Appleby, public domain) of the JSON array
 * `[version, lower id, higher id, third?]` in UTF-8.
 */
export function tieBreak(
  seed: number,
  version: string,
  one: string,
  other: string,
  third?: string,
): number {
  const key = [version, ...ordered(one, other)];
  return murmur3(JSON.stringify(third === undefined ? key : [...key, third]), seed);
}

const utf8 = new TextEncoder();

/** MurmurHash3_x86_32 of a text in UTF-8. */
export function murmur3(text: string, seed: number): number {
  const bytes = utf8.encode(text);
  const data = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const whole = bytes.length & ~3;
  let hash = seed | 0;
  for (let i = 0; i < whole; i += 4) {
    hash ^= scrambled(data.getInt32(i, true));
    hash = (Math.imul((hash << 13) | (hash >>> 19), 5) + 0xe6546b64) | 0;
  }
  let rest = 0;
  for (let i = bytes.length - 1; i >= whole; i--) rest = (rest << 8) | data.getUint8(i);
  hash ^= scrambled(rest) ^ bytes.length;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

function scrambled(block: number): number {
  const mixed = Math.imul(block, 0xcc9e2d51);
  return Math.imul((mixed << 15) | (mixed >>> 17), 0x1b873593);
}

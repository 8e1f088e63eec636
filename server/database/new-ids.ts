import { randomUUIDv7 } from 'node:crypto';

/**
 * So many new ids, in ascending order: rows that are inserted together are read in the order in which they
 * were given. Ids of one millisecond are in no order by themselves.
 */
export function newIds(count: number): string[] {
  return Array.from({ length: count }, () => randomUUIDv7()).sort();
}

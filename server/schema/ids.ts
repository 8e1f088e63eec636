import { NotFoundError } from './errors.ts';
import { decodeGlobalId } from './global-id.ts';

/** The database id behind an id of the API; null for one that is none or of another type. */
export function idOfType(typename: string, globalId: string): string | null {
  try {
    const decoded = decodeGlobalId(globalId);
    return decoded.typename === typename ? decoded.id : null;
  } catch {
    return null;
  }
}

/**
 * The database ids behind ids of the API, which must all be of one type.
 *
 * @throws NotFoundError for an id that is none or of another type.
 */
export function idsOfType(typename: string, globalIds: readonly string[]): string[] {
  return globalIds.map((globalId) => {
    const decoded = decodeGlobalId(globalId);
    if (decoded.typename !== typename) {
      throw new NotFoundError(
        `"${globalId.slice(0, 60)}" is the id of a ${decoded.typename}; the id of a ${typename} is needed here.`,
      );
    }
    return decoded.id;
  });
}

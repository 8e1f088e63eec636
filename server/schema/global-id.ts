import { NotFoundError } from './errors.ts';

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * Ids of the API are the type's name and a UUID in base64, as Relay has them. Anything else never reaches the database, and
 * one thing has one id there, however its UUID is written.
 *
 * @throws NotFoundError
 */
export function decodeGlobalId(globalId: string): { typename: string; id: string } {
  const [typename, id, ...rest] = Buffer.from(globalId, 'base64').toString('utf8').split(':');
  if (!typename || !/^\w+$/.test(typename) || !id || rest.length > 0 || !uuid.test(id)) {
    throw new NotFoundError(
      `"${globalId.slice(0, 60)}" is not an id of this API. Use ids as the API gave them.`,
    );
  }
  return { typename, id: id.toLowerCase() };
}

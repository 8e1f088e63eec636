import { message } from '../../i18n/message.ts';
import type { Context } from '../../schema/context.ts';
import { NotFoundError } from '../../schema/errors.ts';
import { idOfType } from '../../schema/ids.ts';

/**
 * The members behind ids of the API, each of which exists. The same answer whatever is wrong with one: that of nobody, of
 * something else, or none at all.
 *
 * @throws NotFoundError
 */
export async function existingMembers(
  globalIds: readonly string[],
  path: readonly string[],
  { prisma, locale }: Pick<Context, 'prisma' | 'locale'>,
): Promise<string[]> {
  const ids = globalIds.map((id) => idOfType('Member', id));
  const found = await prisma.member.findMany({
    where: { id: { in: ids.flatMap((id) => id ?? []) } },
    select: { id: true },
  });
  const known = new Set(found.map(({ id }) => id));
  return ids.map((id, index) => {
    if (id && known.has(id)) return id;
    const at = path[0] === 'partner' ? path : [...path, String(index)];
    throw new NotFoundError(message(locale, 'error.noPartner'), at);
  });
}

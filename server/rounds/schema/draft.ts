import { message } from '../../i18n/message.ts';
import type { Context } from '../../schema/context.ts';
import { NotFoundError } from '../../schema/errors.ts';
import { idOfType } from '../../schema/ids.ts';
import { RoundStateError } from '../errors.ts';

/** The round behind an id of the API. @throws NotFoundError */
export async function roundOf(globalId: string, { prisma, locale }: Context) {
  const id = idOfType('Round', globalId);
  const round = id === null ? null : await prisma.round.findUnique({ where: { id } });
  if (!round) throw new NotFoundError(message(locale, 'round.error.none'), ['round']);
  return round;
}

export function notADraft({ locale }: Context): RoundStateError {
  return new RoundStateError(message(locale, 'round.error.state'));
}

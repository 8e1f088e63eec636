import { maySee } from '../../access/consent.ts';
import { exchangeToAct } from '../../exchanges/schema/exchange.ts';
import { type ExchangeFields, exchangeFields } from '../../exchanges/schema/input.ts';
import { whereMayRead } from '../../exchanges/store/visible.ts';
import { message, type MessageKey } from '../../i18n/message.ts';
import { memberToChange } from '../../members/schema/change.ts';
import { consentHolder } from '../../members/schema/member.ts';
import type { Context } from '../../schema/context.ts';
import { NotFoundError } from '../../schema/errors.ts';
import { idOfType } from '../../schema/ids.ts';
import type { Chooser } from '../rules.ts';
import type { Request } from '../store/acting.ts';

/** What every input begins with that names a session or a proposal, and with it the exchange. */
export function fieldsOfAction(t: Parameters<typeof exchangeFields>[0]) {
  const { exchange: _, ...fields } = exchangeFields(t);
  return fields;
}

type Fields = Omit<ExchangeFields, 'exchange'>;

export function requestOf(exchangeId: string, mutation: string, input: Fields): Request {
  const { member: on, seen, idempotencyKey } = input;
  return { exchangeId, mutation, input, on, seen, idempotencyKey };
}

/** The exchange that an input names. */
export function exchangeOf(input: ExchangeFields, context: Context): Promise<string> {
  return exchangeToAct(input.exchange, context);
}

/** A proposal of an exchange that the viewer may know of. The same answer whatever is wrong with the id. */
export async function proposalToAct(globalId: string, context: Context) {
  const { prisma, viewer } = context;
  const id = idOfType('TimeProposal', globalId);
  const proposal =
    id &&
    (await prisma.timeProposal.findFirst({
      where: { id, exchange: whereMayRead(viewer) },
      select: { id: true, exchangeId: true },
    }));
  return proposal || none(context, 'proposal', 'meeting.noProposal');
}

/** The same for a session. */
export async function sessionToAct(globalId: string, context: Context) {
  const { prisma, viewer } = context;
  const id = idOfType('Session', globalId);
  const session =
    id &&
    (await prisma.exchangeSession.findFirst({
      where: { id, exchange: whereMayRead(viewer) },
      select: { id: true, exchangeId: true },
    }));
  return session || none(context, 'session', 'meeting.noSession');
}

function none({ locale }: Context, field: string, key: MessageKey): never {
  throw new NotFoundError(message(locale, key), [field]);
}

/**
 * Where and when whoever acts chooses a time: by the clock of its member, or of the one on whose behalf it acts. A zone that it
 * may not see is as good as none: the times that come of it would tell which it is.
 */
export async function chooserOf(
  member: string | null | undefined,
  context: Context,
): Promise<Chooser> {
  const { prisma, viewer, now } = context;
  const own = viewer.kind === 'person' ? viewer.memberId : null;
  const id = member == null ? own : await memberToChange(member, context);
  const found =
    id &&
    (await prisma.member.findUnique({
      where: { id },
      select: { ...consentHolder, timeZone: true },
    }));
  const shown = found && maySee(viewer, found, 'TIME_ZONE');
  return { now: now(), timeZone: shown ? found.timeZone : null };
}

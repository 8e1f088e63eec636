import { readSigningSecret } from '../../database/settings.ts';
import { message } from '../../i18n/message.ts';
import type { Context } from '../../schema/context.ts';
import { LinkInvalidError } from '../../schema/errors.ts';
import { readFollowUpToken } from '../links.ts';
import { isOpen } from '../rules.ts';

/**
 * The follow-up that a link opens, as long as it can be answered.
 *
 * @throws LinkInvalidError
 */
export async function followUpOfLink(token: string, context: Context): Promise<string> {
  const { prisma, locale, now } = context;
  const read = readFollowUpToken(await readSigningSecret(prisma), token, now());
  const followUp =
    read &&
    (await prisma.followUp.findUnique({
      where: { id: read.followUpId },
      select: {
        id: true,
        dueOn: true,
        askedAt: true,
        memberId: true,
        member: { select: { representatives: { select: { email: true } } } },
        exchange: {
          select: {
            state: true,
            parties: { where: { answer: 'ACCEPTED' }, select: { memberId: true } },
          },
        },
      },
    }));
  // Who was told does not act for the party any more: the link is as good as none.
  const isTheirs = followUp?.member.representatives.some(({ email }) => read?.opensFor(email));
  if (!followUp || !isTheirs) throw new LinkInvalidError(message(locale, 'followUp.link'));
  const { memberId, exchange } = followUp;
  const takesPart = exchange.parties.some((party) => party.memberId === memberId);
  if (!takesPart || !isOpen(followUp, exchange.state, now())) throw closedLink(context);
  return followUp.id;
}

/** Of a link to questions that are not asked any more. It says nothing of the exchange to whoever holds the link. */
export function closedLink({ locale }: Pick<Context, 'locale'>): LinkInvalidError {
  return new LinkInvalidError(message(locale, 'followUp.closed'));
}

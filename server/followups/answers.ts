import { encodeGlobalID } from '@pothos/plugin-relay';
import { act } from '../exchanges/store/act.ts';
import { accept, invalid } from '../members/schema/change.ts';
import type { News } from '../notifications/store.ts';
import type { Context } from '../schema/context.ts';
import { type Answers, checkAnswers, isDue } from './rules.ts';

/** Keeps the answers of a party, in the place of those that it gave before. Where it says what help it needs, the secretariat hears of it. */
export async function submit(
  context: Context,
  followUpId: string,
  input: Answers & { readonly seen?: number | null; readonly idempotencyKey?: string | null },
  { byLink = false }: { readonly byLink?: boolean } = {},
): Promise<{ followUpId: string; exchangeId: string; memberId: string }> {
  const { prisma, viewer, now } = context;
  const followUp = await prisma.followUp.findUniqueOrThrow({ where: { id: followUpId } });
  const { exchangeId, memberId, kind } = followUp;
  if (!isDue(followUp, now())) throw invalid([{ path: [], key: 'followUp.notDue' }], context);
  const answers = accept(checkAnswers(kind, input), context);
  const own = viewer.kind === 'person' && viewer.memberId === memberId;
  const who = byLink
    ? { as: { memberId, audit: `follow-up:${followUpId}` } }
    : { on: own ? null : encodeGlobalID('Member', memberId) };
  const request = {
    exchangeId,
    action: 'SUBMIT_FOLLOW_UP',
    mutation: 'submitFollowUp',
    input: { followUpId, ...answers },
    seen: input.seen,
    idempotencyKey: input.idempotencyKey,
    ...who,
  } as const;
  await act(context, request, async (transaction, at) => {
    const where = { id: followUpId };
    const before = await transaction.followUp.findUniqueOrThrow({ where, select: { help: true } });
    const data = { ...answers, answeredAt: at.now, askedAt: followUp.askedAt ?? at.now };
    await transaction.followUp.update({ where, data });
    const wantsHelp = answers.help !== null && answers.help !== before.help;
    const tellsItself = at.actor.by === 'MEMBER' && at.actor.throughSecretariat;
    const helpWanted: News = {
      kind: 'HELP_WANTED',
      exchangeId,
      to: 'SECRETARIAT',
      detail: { memberId, followUpId },
      once: `HELP_WANTED ${exchangeId} ${at.number}`,
    };
    return { detail: { followUp: kind }, news: wantsHelp && !tellsItself ? [helpWanted] : [] };
  });
  return { followUpId, exchangeId, memberId };
}

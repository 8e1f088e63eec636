import { dayInWords } from '../../i18n/dates.ts';
import { listOf, message } from '../../i18n/message.ts';
import type { Locale } from '../../i18n/locales.ts';
import type { MessageKey } from '../../i18n/message.ts';
import { maySee } from '../../access/consent.ts';
import type { Viewer } from '../../access/viewer.ts';
import { consentHolder } from '../../members/schema/member.ts';
import { builder } from '../../schema/builder.ts';
import type { Context } from '../../schema/context.ts';
import { localeArgument } from '../../schema/locale-argument.ts';
import type { NextAction } from '../rules/next-action.ts';
import { ExchangeActionType } from './enums.ts';

/** Whether what has to be done next is for the viewer to do. */
export function waitsFor(viewer: Viewer, { memberIds }: NextAction): boolean {
  if (viewer.kind !== 'person') return false;
  return memberIds.length === 0
    ? viewer.secretariat
    : viewer.memberId !== null && memberIds.includes(viewer.memberId);
}

export const NextActionType = builder.objectRef<NextAction>('NextAction').implement({
  description: 'What has to be done next, and by whom.',
  fields: (t) => ({
    action: t.expose('action', { type: ExchangeActionType, description: 'What.' }),
    member: t.prismaField({
      type: 'Member',
      nullable: true,
      description:
        'Whose turn it is: the viewer’s own member where it is among several; null: the secretariat.',
      resolve: (query, next, _args, { prisma, viewer }) => {
        const own = waitsFor(viewer, next) && viewer.kind === 'person' ? viewer.memberId : null;
        const id = next.memberIds.length > 0 ? (own ?? next.memberId) : null;
        return id ? prisma.member.findUnique({ ...query, where: { id } }) : null;
      },
    }),
    dueAt: t.expose('dueAt', {
      type: 'DateTime',
      nullable: true,
      description: 'By when; null: there is no hurry.',
    }),
    waitsForViewer: t.boolean({
      description: 'Whether it is the viewer’s turn.',
      resolve: (next, _args, { viewer }) => waitsFor(viewer, next),
    }),
    explanation: t.string({
      description: 'The same as a sentence to the viewer.',
      args: localeArgument(t),
      resolve: async (next, { locale }, context) => {
        const names = await Promise.all(next.memberIds.map((id) => nameOf(id, context)));
        return explanationOf(next, waitsFor(context.viewer, next), names, locale ?? context.locale);
      },
    }),
  }),
});

function explanationOf(
  { action, dueAt }: NextAction,
  yours: boolean,
  names: readonly string[],
  locale: Locale,
): string {
  const key = `exchange.next.${action}.${yours ? 'you' : 'others'}` as MessageKey;
  const who =
    names.length === 0 ? message(locale, 'exchange.who.secretariat') : listOf(locale, names);
  const sentence = message(locale, key, { who });
  return dueAt
    ? `${sentence} ${message(locale, 'exchange.next.by', { date: dayInWords(locale, dueAt) })}`
    : sentence;
}

/** One by one: Prisma makes a single statement of all those of one page. */
async function nameOf(id: string, { prisma, viewer }: Context): Promise<string> {
  const member = await prisma.member.findUnique({
    where: { id },
    select: { ...consentHolder, name: true, pseudonym: true },
  });
  if (!member) return '';
  return maySee(viewer, member, 'NAME') ? member.name : member.pseudonym;
}

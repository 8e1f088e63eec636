import { encodeGlobalID } from '@pothos/plugin-relay';
import type { Context } from '../../schema/context.ts';
import { TimeZoneType } from '../../cldr/schema.ts';
import { formattingTag } from '../../i18n/dates.ts';
import { message } from '../../i18n/message.ts';
import { builder } from '../../schema/builder.ts';
import { localeArgument } from '../../schema/locale-argument.ts';
import { localTimeAt, whichOfTwo } from '../local-time.ts';
import { isOwnOf, type SeenParty } from '../seen.ts';

interface ShownTime {
  readonly instant: Date;
  readonly timeZone: string;
  /** Whose zone it is; null: it is only the one in which the time was chosen. */
  readonly memberId: string | null;
}

export const LocalTimeType = builder.objectRef<ShownTime>('LocalTime').implement({
  description: 'A moment, as the clocks of somebody show it.',
  fields: (t) => ({
    member: t.prismaField({
      type: 'Member',
      nullable: true,
      description:
        'Who lives by these clocks; null for the zone in which the time was chosen, where that is another.',
      resolve: (query, { memberId }, _args, { prisma }) =>
        memberId === null ? null : prisma.member.findUnique({ ...query, where: { id: memberId } }),
    }),
    own: t.boolean({
      description: 'Whether that is the viewer’s own member.',
      resolve: ({ memberId }, _args, { viewer }) => isOwnOf(viewer, memberId),
    }),
    timeZone: t.field({
      type: TimeZoneType,
      description: 'The zone.',
      resolve: ({ timeZone }) => ({ name: timeZone }),
    }),
    dateTime: t.string({
      description: 'The date and time: `2026-03-29T10:00`.',
      resolve: ({ instant, timeZone }) => localTimeAt(instant, timeZone),
    }),
    text: t.string({
      description: 'The same in words: “Sunday, 29 March 2026 at 10:00”.',
      args: localeArgument(t),
      resolve: ({ instant, timeZone }, { locale }, context) =>
        new Intl.DateTimeFormat(formattingTag(locale ?? context.locale), {
          dateStyle: 'full',
          timeStyle: 'short',
          timeZone,
        }).format(instant),
    }),
    notice: t.string({
      nullable: true,
      description:
        'Where the clocks go back and show this time twice, which of the two it is; else null.',
      args: localeArgument(t),
      resolve: ({ instant, timeZone }, { locale }, context) => {
        const which = whichOfTwo(instant, timeZone);
        return which && message(locale ?? context.locale, `meeting.notice.${which}`);
      },
    }),
  }),
});

/** A moment by the clocks of all whose zone the viewer may know, the viewer's own first. */
export function shownTimes(
  instant: Date,
  parties: readonly SeenParty[],
  chosenIn: string | null = null,
): ShownTime[] {
  const times = parties.flatMap(({ memberId, timeZone }) =>
    timeZone === null ? [] : [{ instant, timeZone, memberId }],
  );
  return chosenIn === null || times.some(({ timeZone }) => timeZone === chosenIn)
    ? times
    : [...times, { instant, timeZone: chosenIn, memberId: null }];
}

/** A zone in which a time was chosen, unless it would tell of a party what that party does not show. */
export function shownZone(
  timeZone: string,
  parties: readonly SeenParty[],
): { readonly name: string } | null {
  return parties.some((party) => party.timeZone === timeZone) ? { name: timeZone } : null;
}

/** The descriptions of fields that all times have. */
export const describedTimes = {
  startsAt: 'When it begins, in UTC.',
  local:
    'The same by the clocks of each party whose zone is known and shown to the viewer, the viewer’s own first.',
  timeZone:
    'The zone in which it was chosen; null where the viewer may not know that one of the parties lives by it.',
} as const;

/** The page of an exchange, for people. */
export function pageOf({ origin, locale }: Pick<Context, 'origin' | 'locale'>, exchangeId: string) {
  const id = encodeGlobalID('Exchange', exchangeId);
  return `${origin}/${locale}/exchanges/${encodeURIComponent(id)}`;
}

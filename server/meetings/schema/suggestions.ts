import { listOf, message } from '../../i18n/message.ts';
import { invalid } from '../../members/schema/change.ts';
import { builder } from '../../schema/builder.ts';
import { localeArgument } from '../../schema/locale-argument.ts';
import { limits } from '../rules.ts';
import { isOwnOf, partiesSeen, type SeenParty, seesMeetings } from '../seen.ts';
import { type Suggestion, suggestTimes } from '../suggestions.ts';
import { describedTimes, LocalTimeType, shownTimes } from './local-time.ts';

const day = 86_400_000;

const SuggestedTimeType = builder
  .objectRef<Suggestion & { readonly parties: readonly SeenParty[] }>('SuggestedTime')
  .implement({
    description:
      'A time at which the parties could meet, as far as what they show the viewer tells: nothing that is withheld has a part in it.',
    fields: (t) => ({
      startsAt: t.expose('startsAt', { type: 'DateTime', description: describedTimes.startsAt }),
      local: t.field({
        type: [LocalTimeType],
        description: describedTimes.local,
        resolve: ({ startsAt, parties }) => shownTimes(startsAt, parties),
      }),
      working: t.exposeBoolean('working', {
        description:
          'Whether it lies in the working hours of all whose zone is known; else in the hours in which people are awake.',
      }),
      remarks: t.stringList({
        description:
          'What the suggestion does not rest on, in words: zones and hours that are not known or not shown.',
        args: localeArgument(t),
        resolve: ({ parties, working }, args, context) => {
          const locale = args.locale ?? context.locale;
          const namesOf = (those: readonly SeenParty[]) =>
            those.length === 0
              ? null
              : listOf(
                  locale,
                  those.map(({ name }) => name),
                );
          const unknown = namesOf(parties.filter(({ timeZone }) => timeZone === null));
          const assumed = namesOf(
            parties.filter(({ timeZone, hoursShown }) => timeZone !== null && !hoursShown),
          );
          return [
            ...(working ? [] : [message(locale, 'meeting.suggestion.outside')]),
            ...(unknown ? [message(locale, 'meeting.suggestion.unknown', { names: unknown })] : []),
            ...(assumed ? [message(locale, 'meeting.suggestion.assumed', { names: assumed })] : []),
          ];
        },
      }),
    }),
  });

builder.prismaObjectField('Exchange', 'suggestedTimes', (t) =>
  t.field({
    type: [SuggestedTimeType],
    description:
      'Up to six times to meet in the fourteen days from a day on, but not before tomorrow at this time: in the working hours of all parties, across their zones and daylight saving. For the parties and the secretariat; empty for others.',
    complexity: { field: 10, multiplier: 6 },
    args: {
      from: t.arg({ type: 'Date', description: 'The first day; by default tomorrow.' }),
      minutes: t.arg.int({ description: 'How long the meeting takes; by default 60.' }),
    },
    select: { id: true },
    resolve: async ({ id }, args, context) => {
      const { prisma, viewer, now } = context;
      if (!(await seesMeetings(prisma, viewer, id))) return [];
      const minutes = args.minutes ?? 60;
      const { least, most } = limits.minutes;
      if (minutes < least || minutes > most) {
        const values = { found: minutes, least, most };
        throw invalid([{ path: ['minutes'], key: 'meeting.minutes', values }], context);
      }
      const parties = await partiesSeen(prisma, viewer, id);
      const soonest = now().getTime() + day;
      const asked = args.from ? Date.parse(args.from) : soonest;
      if (asked > soonest + 365 * day) return [];
      const own = parties.find(({ memberId }) => isOwnOf(viewer, memberId))?.timeZone;
      const shown = parties.find(({ timeZone }) => timeZone !== null)?.timeZone;
      const from = new Date(Math.max(asked, soonest));
      const viewerZone = own ?? shown ?? 'UTC';
      return suggestTimes(parties, { from, minutes, viewerZone }).map((suggestion) => ({
        ...suggestion,
        parties,
      }));
    },
  }),
);

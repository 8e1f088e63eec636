import { message } from '../../i18n/message.ts';
import { builder } from '../../schema/builder.ts';
import { localeArgument } from '../../schema/locale-argument.ts';
import type { FoundSoFar } from '../store/running.ts';
import type { ProposalView } from './view.ts';

const FoundType = builder
  .objectRef<{ found: FoundSoFar; view: ProposalView }>('RoundFound')
  .implement({
    description: 'The best round found so far: what would be taken if the time were up now.',
    fields: (t) => ({
      exchanges: t.int({
        description: 'How many exchanges are in it.',
        resolve: ({ found }) => found.exchanges,
      }),
      objective: t.float({
        description: 'What all its exchanges are worth.',
        resolve: ({ found }) => found.objective,
      }),
      bound: t.float({
        nullable: true,
        description:
          'No round is worth more, where as many members as possible come first none that lets as many learn; null as long as nothing is proved.',
        resolve: ({ found }) => found.bound,
      }),
      covered: t.int({
        description: 'How many members learn something.',
        resolve: ({ found }) => found.covered,
      }),
      coveredBound: t.int({
        description: 'No round lets more of them learn something.',
        resolve: ({ found }) => found.coveredBound,
      }),
      summary: t.string({
        description: 'The same as sentences.',
        args: localeArgument(t),
        resolve: async ({ found, view }, args, context) => {
          const locale = args.locale ?? context.locale;
          const { exchanges, objective, bound, covered, coveredBound } = found;
          const { participants } = await view.problem();
          const more = bound === null ? Infinity : percentMore(bound, objective);
          const members = coveredBound - covered;
          return [
            message(locale, 'round.found.figures', {
              exchanges,
              covered,
              participants: participants.length,
              worth: Math.round(10 * objective) / 10,
            }),
            more > tellingPercent
              ? message(locale, 'round.found.unproved')
              : message(locale, more > 0 ? 'round.found.gap' : 'round.found.best', { more }),
            ...(members > 0 ? [message(locale, 'round.found.more', { members })] : []),
          ].join(' ');
        },
      }),
    }),
  });

/** A proof that leaves more room than this tells people nothing. */
const tellingPercent = 100;

/** By how many percent, upwards: nothing is said to be proved that is not. */
function percentMore(bound: number, objective: number): number {
  return objective > 0 ? Math.ceil((1000 * (bound - objective)) / objective) / 10 : Infinity;
}

export const SearchType = builder
  .objectRef<{ seconds: number; secondsAtMost: number; view: ProposalView }>('RoundSearch')
  .implement({
    description: 'How far the search for the best round is.',
    fields: (t) => ({
      seconds: t.exposeInt('seconds', { description: 'How long it has taken so far.' }),
      secondsAtMost: t.exposeInt('secondsAtMost', {
        description: 'How long it may take; then the best found so far is taken.',
      }),
      found: t.field({
        type: FoundType,
        nullable: true,
        description: 'The best round found so far; null before there is one.',
        resolve: ({ view }) => {
          const found = view.row.found as unknown as FoundSoFar | null;
          return found && { found, view };
        },
      }),
    }),
  });

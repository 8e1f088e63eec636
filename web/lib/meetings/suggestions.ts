import type { RequestEvent } from '@sveltejs/kit';
import { execute } from '../graphql/execute.ts';
import { graphql } from '../graphql/graphql.ts';
import type { Place } from '../exchanges/exchange.ts';
import { clocksOfParty } from './clocks.ts';
import { localTime } from './meetings.ts';

const suggestionsQuery = graphql(
  `
    query SuggestedTimes($id: ID!, $from: Date) {
      exchange(id: $id) {
        suggestedTimes(from: $from, minutes: 60) {
          startsAt
          remarks
          local {
            ...Local
          }
        }
      }
    }
  `,
  [localTime],
);

/** Times at which all are at work, beginning on the day that `?from=` names. */
export async function loadSuggestions(event: RequestEvent, id: string, place: Place) {
  const asked = event.url.searchParams.get('from') ?? '';
  const from = /^\d{4}-\d{2}-\d{2}$/.test(asked) ? asked : null;
  const { exchange } = await execute(event, suggestionsQuery, { id, from });
  const suggested = (exchange?.suggestedTimes ?? []).map((one) => ({
    ...one,
    local: place.own ? one.local : clocksOfParty(one.local, place.memberId),
  }));
  const remarks = [...new Set(suggested.flatMap((one) => one.remarks))];
  return { suggested, remarks, later: dayAfter(suggested.at(-1)?.startsAt) };
}

/** The day after an instant, in UTC; null where there is none. */
function dayAfter(instant: string | undefined): string | null {
  if (!instant) return null;
  return new Date(Date.parse(instant) + 86_400_000).toISOString().slice(0, 10);
}

import { error, redirect } from '@sveltejs/kit';
import type { RequestEvent } from '@sveltejs/kit';
import { execute } from '../graphql/execute.ts';
import { exchangeFormats, isOneOf, outcomeTypes } from '../graphql/enums.ts';
import { graphql, type ResultOf } from '../graphql/graphql.ts';
import { ownerOf, type Owner } from '../members/owner.ts';
import { askKinds, placesOf, topicsToSend, type AskValues } from './ask-form.ts';
import { requestExchange } from './mutations.ts';

const askSide = graphql(`
  fragment AskSide on Member {
    id
    name
    withheld
    languages {
      language {
        code
        name
      }
    }
    offers {
      topic {
        id
        key
        name
      }
    }
    needs {
      topic {
        id
        key
        name
      }
    }
    themes {
      id
      key
      name
    }
  }
`);

export type AskSide = ResultOf<typeof askSide>;

const askQuery = graphql(
  `
    query Ask($id: ID!, $partner: ID!) {
      member(id: $id) {
        ...AskSide
        privateChoices {
          kind
        }
      }
      partner: member(id: $partner) {
        ...AskSide
      }
    }
  `,
  [askSide],
);

/** The two that an exchange is asked for between: the owner of the page, and the one that `?partner=` names. */
export async function loadAsk(event: RequestEvent) {
  const owner = (await ownerOf(event)) ?? redirect(303, `/${event.locals.locale}/pairings`);
  const id = event.url.searchParams.get('partner');
  if (!id || id === owner.id) error(404, 'Nobody to ask');
  const { member, partner } = await execute(event, askQuery, { id: owner.id, partner: id });
  if (!member || !partner) error(404, 'No such member');
  if (!member.privateChoices) error(403, 'On behalf of others');
  return { owner, member, partner };
}

/** Languages that an exchange could be held in. */
export interface Spoken {
  /** Those that all of them know. */
  shared: { code: string; name: string }[];
  /** Those of any of them, the shared ones first. */
  all: { code: string; name: string }[];
}

/** The languages of those who would take part. */
export function languagesOf(...members: readonly Pick<AskSide, 'languages'>[]): Spoken {
  const lists = members.map(({ languages }) => languages.map(({ language }) => language));
  const shared = (lists[0] ?? []).filter(({ code }) =>
    lists.every((list) => list.some((language) => language.code === code)),
  );
  const all = [...shared, ...lists.flat()];
  return { shared, all: [...new Map(all.map((language) => [language.code, language])).values()] };
}

/** The topics that the two could choose among. */
export function choicesOf(member: AskSide, partner: AskSide) {
  const learn = partner.offers.map(({ topic }) => topic);
  const share = member.offers.map(({ topic }) => topic);
  const theirs = new Set(
    [...partner.themes, ...[...partner.needs, ...partner.offers].map(({ topic }) => topic)].map(
      ({ key }) => key,
    ),
  );
  const ours = [...member.themes, ...[...member.needs, ...member.offers].map(({ topic }) => topic)];
  const together = [...new Map(ours.map((topic) => [topic.key, topic])).values()];
  return { learn, share, together: together.filter(({ key }) => theirs.has(key)) };
}

/** What a request says of how it is to take place, whoever asks. */
export function wayInput({
  formats,
  languages,
  outcome,
  message,
  key,
}: Pick<AskValues, 'formats' | 'languages' | 'outcome' | 'message' | 'key'>) {
  return {
    formats: formats.filter((format) => isOneOf(exchangeFormats, format)),
    languages,
    outcome: isOneOf(outcomeTypes, outcome) ? outcome : null,
    message: message || null,
    idempotencyKey: key || null,
  };
}

type Loaded = { owner: Owner; member: AskSide; partner: AskSide };

/** Sends the request; call it when no step has problems. */
export async function sendAsk(
  event: RequestEvent,
  { owner, member, partner }: Loaded,
  values: AskValues,
) {
  const choices = choicesOf(member, partner);
  const ids = new Map(
    [...choices.learn, ...choices.share, ...choices.together].map(({ key, id }) => [key, id]),
  );
  const { learn, share } = topicsToSend(values);
  const kind = isOneOf(askKinds, values.kind) ? values.kind : undefined;
  const input = {
    member: owner.own ? null : owner.id,
    partner: partner.id,
    kind,
    learn: learn.flatMap((key) => ids.get(key) ?? []),
    share: share.flatMap((key) => ids.get(key) ?? []),
    ...wayInput(values),
    places: kind === 'GROUP' ? placesOf(values.places) : null,
  };
  return (await execute(event, requestExchange, { input })).result;
}

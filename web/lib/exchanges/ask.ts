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

/** The languages of both, those that they share first. */
export function languagesOf(member: AskSide, partner: AskSide) {
  const codes = new Set(partner.languages.map(({ language }) => language.code));
  const own = member.languages.map(({ language }) => language);
  const shared = own.filter(({ code }) => codes.has(code));
  const all = [...shared, ...own, ...partner.languages.map(({ language }) => language)];
  return {
    shared,
    all: [...new Map(all.map((language) => [language.code, language])).values()],
  };
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
    formats: values.formats.filter((format) => isOneOf(exchangeFormats, format)),
    languages: values.languages,
    outcome: isOneOf(outcomeTypes, values.outcome) ? values.outcome : null,
    message: values.message || null,
    places: kind === 'GROUP' ? placesOf(values.places) : null,
    idempotencyKey: values.key || null,
  };
  return (await execute(event, requestExchange, { input })).result;
}

import { error } from '@sveltejs/kit';
import type { RequestEvent } from '@sveltejs/kit';
import { execute } from '../graphql/execute.ts';
import { graphql, type ResultOf } from '../graphql/graphql.ts';
import { ownerOf, type Owner } from '../members/owner.ts';
import { toOwnPage } from './paths.ts';

/** Whom a member set aside: for now, or for good. */
export const choiceFragment = graphql(`
  fragment Choice on PrivateChoice {
    kind
    reason
    note
    until
    bySecretariat
    partner {
      id
      name
    }
  }
`);

export type Choice = ResultOf<typeof choiceFragment>;

const choicesQuery = graphql(
  `
    query PrivateChoices($id: ID!) {
      member(id: $id) {
        id
        name
        privateChoices {
          ...Choice
        }
      }
    }
  `,
  [choiceFragment],
);

const partnerQuery = graphql(`
  query Partner($id: ID!, $partner: ID!) {
    member(id: $id) {
      id
      name
      privateChoices {
        kind
      }
    }
    partner: member(id: $partner) {
      id
      name
    }
  }
`);

/** All that a member set aside, for the member itself and the secretariat. */
export async function loadChoices(event: RequestEvent) {
  const owner = await requireOwner(event);
  const { member } = await execute(event, choicesQuery, { id: owner.id });
  if (!member) error(404, 'No such member');
  if (!member.privateChoices) error(403, 'The private choices of others');
  return { owner, name: member.name, choices: member.privateChoices };
}

/** The two that a choice is about: the member that makes it, and the one that `?partner=` names. */
export async function loadPartner(event: RequestEvent) {
  const owner = await requireOwner(event);
  const id = event.url.searchParams.get('partner');
  if (!id || id === owner.id) error(404, 'Nobody to choose about');
  const { member, partner } = await execute(event, partnerQuery, { id: owner.id, partner: id });
  if (!member || !partner) error(404, 'No such member');
  if (!member.privateChoices) error(403, 'The private choices of others');
  return { owner, name: member.name, partner };
}

async function requireOwner(event: RequestEvent): Promise<Owner> {
  return (await ownerOf(event)) ?? toOwnPage(event);
}

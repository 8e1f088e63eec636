import type { RequestEvent } from '@sveltejs/kit';
import { execute } from '../graphql/execute.ts';
import { graphql } from '../graphql/graphql.ts';
import type { Owner } from '../members/owner.ts';
import { setNeeds, setOffers } from './mutations.ts';
import type { Answer } from '#lib/forms/problems.ts';
import type { Profile } from './profile.ts';
import {
  needsWith,
  needsWithout,
  offersWith,
  offersWithout,
  type TopicList,
  type TopicValues,
} from './topic-form.ts';

interface Place {
  event: RequestEvent;
  owner: Owner;
  profile: Profile;
  list: TopicList;
}

const topicQuery = graphql(`
  query TopicByKey($key: String!) {
    topics(filter: { keys: [$key] }, first: 1) {
      nodes {
        id
      }
    }
  }
`);

/** The id of the topic with a key; undefined where there is none. */
export async function topicId(event: RequestEvent, key: string): Promise<string | undefined> {
  if (!key) return undefined;
  const { topics } = await execute(event, topicQuery, { key });
  return topics.nodes[0]?.id;
}

/** Changes the offer or need about a topic, or adds it. */
export async function saveTopic(
  { event, owner, profile, list }: Place,
  values: TopicValues,
  topic: string,
): Promise<Answer> {
  const member = owner.id;
  if (list === 'offers') {
    const input = { member, offers: offersWith(profile.offers, values, topic) };
    return (await execute(event, setOffers, { input })).result;
  }
  const input = { member, needs: needsWith(profile.needs, values, topic) };
  return (await execute(event, setNeeds, { input })).result;
}

/** Takes the offer or need about a topic, given by its key, from the list. */
export async function removeTopic(
  { event, owner, profile, list }: Place,
  key: string,
): Promise<Answer> {
  const member = owner.id;
  if (list === 'offers') {
    const input = { member, offers: offersWithout(profile.offers, key) };
    return (await execute(event, setOffers, { input })).result;
  }
  const input = { member, needs: needsWithout(profile.needs, key) };
  return (await execute(event, setNeeds, { input })).result;
}

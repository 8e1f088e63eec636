import { error } from '@sveltejs/kit';
import type { RequestEvent } from '@sveltejs/kit';
import { execute } from '../graphql/execute.ts';
import { isOneOf } from '../graphql/enums.ts';
import { graphql, type ResultOf } from '../graphql/graphql.ts';
import { languagesOf, wayInput } from './ask.ts';
import { placesOf } from './ask-form.ts';
import { requestExchange } from './mutations.ts';
import { kindsOf, mostInCircle, proposedTopics, type ProposeValues } from './propose-form.ts';
import type { ProposedMember } from './proposed.ts';

const introduction = graphql(`
  fragment Introduction on Introduction {
    steps {
      teacher {
        id
        name
      }
      learner {
        id
        name
      }
      bridge
      topics {
        topic {
          id
          key
          name
        }
        need {
          key
          name
        }
      }
    }
    together {
      id
      key
      name
    }
    obstacles {
      explanation
    }
  }
`);

type Step = ResultOf<typeof introduction>['steps'][number];

const introductionQuery = graphql(
  `
    query Introduction($members: [ID!]!, $circle: Boolean!) {
      circle: introduction(members: $members) @include(if: $circle) {
        ...Introduction
      }
      group: introduction(members: $members, group: true) {
        ...Introduction
      }
    }
  `,
  [introduction],
);

/** What one could learn from another. */
export interface Lesson extends Pick<Step, 'teacher' | 'learner' | 'bridge'> {
  topics: LessonTopic[];
}

/** A topic that is offered, and what it meets of what is wanted. */
export type LessonTopic = Step['topics'][number]['topic'] & Pick<Step['topics'][number], 'need'>;

const none = { lessons: [], share: [], together: [], obstacles: [] };

/** What those members could learn, what they could work on together, and what stands in the way. */
export async function loadIntroduction(event: RequestEvent, values: ProposeValues) {
  const { member: members, kind } = values;
  if (members.length < 2) return none;
  const variables = { members, circle: members.length <= mostInCircle };
  const { circle, group } = await execute(event, introductionQuery, variables);
  if (!group) error(403, 'Only for the secretariat');
  const lessons = (circle?.steps ?? []).map(lessonOf);
  const asked = circle && kind !== 'GROUP' ? circle : group;
  return {
    lessons,
    share: wantedByAny(group.steps.map(lessonOf)),
    together: circle?.together ?? [],
    obstacles: asked.obstacles.map(({ explanation }) => explanation),
  };
}

export type Introduced = Awaited<ReturnType<typeof loadIntroduction>>;

function lessonOf({ topics, ...step }: Step): Lesson {
  return { ...step, topics: topics.map(({ topic, need }) => ({ ...topic, need })) };
}

/** What a host could teach, with a need of any of those who would learn. */
function wantedByAny(lessons: readonly Lesson[]): LessonTopic[] {
  const all = lessons.flatMap(({ topics }) => topics);
  const found = new Map(all.map((topic) => [topic.key, topic]));
  for (const topic of all) if (topic.need) found.set(topic.key, topic);
  return [...found.values()];
}

/** Sends the proposal; call it when no step has problems. */
export async function sendProposal(
  event: RequestEvent,
  values: ProposeValues,
  { lessons, share, together }: Introduced,
) {
  const ids = new Map(
    [...lessons.flatMap(({ topics }) => topics), ...share, ...together].map(({ key, id }) => [
      key,
      id,
    ]),
  );
  const idsOf = (keys: readonly string[]) => keys.flatMap((key) => ids.get(key) ?? []);
  const topics = proposedTopics(values);
  const [partner = '', ...partners] = values.member;
  const kind = isOneOf(kindsOf(values.member.length), values.kind) ? values.kind : undefined;
  const input = {
    propose: true,
    partner,
    partners,
    kind,
    learn: topics.learn && idsOf(topics.learn),
    share: topics.share && idsOf(topics.share),
    steps: topics.steps?.map((step) => ({ topics: idsOf(step) })),
    ...wayInput(values),
    places: kind === 'GROUP' ? placesOf(values.places) : null,
  };
  return (await execute(event, requestExchange, { input })).result;
}

export const spokenBy = (members: readonly ProposedMember[]) => languagesOf(...members);

import { randomUUIDv7 } from 'node:crypto';
import type { Prisma } from '../../generated/prisma/client.ts';
import type { ExchangeAction, NoteLicence, OutcomeType } from '../../generated/prisma/enums.ts';
import { decide } from '../exchanges/rules/decide.ts';
import type { Actor, EventDetail, Exchange, ExchangeEvent } from '../exchanges/rules/exchange.ts';
import { begin } from '../exchanges/rules/replay.ts';
import type { DemonstrationMember } from './member.ts';
import stories from './stories.json' with { type: 'json' };

/** What two members learned, and shared with others. */
interface Story {
  readonly language: string;
  /** What one offers and the other wanted to learn, by its key. */
  readonly topic: string;
  readonly topics: readonly string[];
  readonly outcome: OutcomeType;
  readonly licence: NoteLicence;
  /** Whether the two are named. */
  readonly named: boolean;
  readonly objectives: string;
  readonly title: string;
  readonly body: string;
}

/** Who learns from whom. */
interface Two {
  readonly learner: string;
  readonly teacher: string;
}

/** Rows of the database, a list for each table. */
export interface ExchangeRows {
  readonly exchanges: Prisma.ExchangeCreateManyInput[];
  readonly parties: Prisma.ExchangePartyCreateManyInput[];
  readonly topics: Prisma.ExchangeTopicCreateManyInput[];
  readonly events: Prisma.ExchangeEventCreateManyInput[];
  readonly agreements: Prisma.LearningAgreementCreateManyInput[];
  readonly notes: (Prisma.LearningNoteCreateManyInput & { readonly id: string })[];
  readonly noteTopics: Prisma.LearningNoteTopicCreateManyInput[];
  readonly noteConsents: Prisma.LearningNoteConsentCreateManyInput[];
}

const daysBetweenEnds = 40;

/**
 * Exchanges that were, with the notes that came of them, and a request that waits for the first member. Each is told by the
 * rules themselves, day by day, so that its history says how it came to be what it is. Those that were are
 * closed, so that nobody has to do anything about them.
 *
 * @param ids of members, by reference; `topicIds` by key
 * @param today `YYYY-MM-DD`
 */
export function demonstrationExchanges(
  members: readonly DemonstrationMember[],
  ids: ReadonlyMap<string, string>,
  topicIds: ReadonlyMap<string, string>,
  today: string,
): ExchangeRows {
  const rows: ExchangeRows = {
    exchanges: [],
    parties: [],
    topics: [],
    events: [],
    agreements: [],
    notes: [],
    noteTopics: [],
    noteConsents: [],
  };
  const morning = Date.parse(`${today}T09:00:00Z`);
  const taken = new Set(members.slice(0, 1).map(({ reference }) => reference));
  const find = (wanted: (member: DemonstrationMember) => boolean, speaks: string) => {
    const found = members.find(
      (member) => !taken.has(member.reference) && isOpen(member, speaks) && wanted(member),
    );
    if (found) taken.add(found.reference);
    return found && ids.get(found.reference);
  };
  const offers = (topic: string) => (member: DemonstrationMember) =>
    member.offers.some((offer) => offer.topic === topic);
  const needs = (topic: string) => (member: DemonstrationMember) =>
    member.needs.some((need) => need.topic === topic);
  const worksOn = (topics: readonly string[]) => (member: DemonstrationMember) =>
    member.themes.some((theme) => topics.includes(theme));

  (stories as readonly Story[]).forEach((story, index) => {
    const { language } = story;
    const teacher = find(offers(story.topic), language) ?? find(worksOn(story.topics), language);
    const learner =
      find(needs(story.topic), language) ??
      find(worksOn(story.topics), language) ??
      find(() => true, language);
    if (!teacher || !learner) return;
    const ended = morning - (120 + index * daysBetweenEnds) * day;
    tell(rows, { learner, teacher }, story, ended, topicIds);
  });

  const [first] = members;
  const topic = first?.offers[0]?.topic;
  const [teacher, learner] = [
    first && ids.get(first.reference),
    topic && find(needs(topic), first?.languages[0]?.language ?? ''),
  ];
  if (teacher && learner && topic)
    ask(rows, { learner, teacher }, topic, morning - 2 * day, topicIds);
  return rows;
}

const day = 24 * 60 * 60 * 1000;

/** Whether a member is one to tell stories of: known to all, there for a while, and fluent in the language. */
function isOpen(member: DemonstrationMember, language: string): boolean {
  return (
    !member.atRisk &&
    !member.paused &&
    member.capacity > 1 &&
    (member.visibility === 'MEMBERS' || member.visibility === 'PARTNERS') &&
    member.consents.length === 0 &&
    member.languages.some((skill) => skill.language === language && /^[BCN]/.test(skill.level))
  );
}

/** A request that waits. */
function ask(
  rows: ExchangeRows,
  two: Two,
  topic: string,
  at: number,
  topicIds: ReadonlyMap<string, string>,
): void {
  const life = new Life(two, new Date(at));
  write(rows, life, two, topicIds.get(topic)!, {
    message:
      'We have the fields and the people, and no map that anybody believes. May we learn from you how you did it?',
    outcome: 'ENHANCED_SKILL',
    formats: ['ONLINE'],
    languages: [],
  });
}

/** A whole exchange, from its request to its end, and its note. */
function tell(
  rows: ExchangeRows,
  two: Two,
  story: Story,
  ended: number,
  topicIds: ReadonlyMap<string, string>,
): void {
  const { learner, teacher } = two;
  const { outcome, language, objectives, title, body, licence, named } = story;
  const daysBefore = (days: number) => new Date(ended - days * day);
  const noteId = randomUUIDv7();
  const life = new Life(two, daysBefore(420));
  const reviews = { toReview: [], reviewed: [] };
  const note = { note: noteId, version: 1 };
  life.act(daysBefore(417), teacher, 'ACCEPT', reviews);
  life.act(daysBefore(412), learner, 'DRAFT_AGREEMENT', { version: 1, ...reviews });
  life.act(daysBefore(411), learner, 'SIGN_AGREEMENT', { version: 1 });
  life.act(daysBefore(409), teacher, 'SIGN_AGREEMENT', { version: 1 });
  life.act(daysBefore(405), learner, 'START');
  life.act(daysBefore(310), learner, 'COMPLETE');
  life.act(daysBefore(306), teacher, 'COMPLETE');
  life.act(daysBefore(40), learner, 'PUBLISH_LEARNING_NOTE', { step: 'DRAFTED', ...note });
  life.act(daysBefore(38), learner, 'PUBLISH_LEARNING_NOTE', { step: 'CONSENTED', ...note });
  life.act(daysBefore(30), teacher, 'PUBLISH_LEARNING_NOTE', { step: 'PUBLISHED', ...note });
  life.act(daysBefore(0), null, 'CLOSE');

  const formats = ['ONLINE' as const];
  const asked = { outcome, formats, languages: [language] };
  write(rows, life, two, topicIds.get(story.topic)!, asked);
  const exchangeId = life.exchange.id;
  rows.agreements.push({
    exchangeId,
    version: 1,
    memberId: learner,
    at: daysBefore(412),
    objectives,
    interpretation: 'NOT_NEEDED',
    ...asked,
  });
  rows.notes.push({
    id: noteId,
    exchangeId,
    state: 'PUBLISHED',
    version: 1,
    title,
    body,
    language,
    licence,
    memberId: learner,
    createdAt: daysBefore(40),
    updatedAt: daysBefore(40),
    publishedAt: daysBefore(30),
  });
  rows.noteTopics.push(
    ...story.topics.map((key, position) => ({ noteId, topicId: topicIds.get(key)!, position })),
  );
  rows.noteConsents.push(
    { noteId, memberId: learner, version: 1, named, at: daysBefore(38) },
    { noteId, memberId: teacher, version: 1, named, at: daysBefore(30) },
  );
}

/** An exchange as it goes on. */
class Life {
  exchange: Exchange;
  readonly events: ExchangeEvent[];

  constructor({ learner, teacher }: Two, at: Date) {
    const request: ExchangeEvent = {
      exchangeId: randomUUIDv7(),
      number: 1,
      at,
      action: 'REQUEST',
      by: 'MEMBER',
      memberId: learner,
      state: 'REQUESTED',
      detail: {
        kind: 'ONE_WAY',
        proposer: 'MEMBER',
        parties: [
          { memberId: learner, asked: false, host: false },
          { memberId: teacher, asked: true, host: false },
        ],
      },
    };
    this.exchange = begin(request);
    this.events = [request];
  }

  /** @param memberId null: the secretariat */
  act(
    at: Date,
    memberId: string | null,
    action: ExchangeAction,
    detail: EventDetail & Prisma.InputJsonObject = {},
  ): void {
    const actor: Actor = memberId ? { by: 'MEMBER', memberId } : { by: 'SECRETARIAT' };
    const decided = decide(this.exchange, actor, action, { at, detail });
    if (decided.refused) throw new Error(`A story cannot go on: ${action} (${decided.refused})`);
    this.exchange = decided.after;
    this.events.push(decided.event);
  }
}

function write(
  rows: ExchangeRows,
  { exchange, events }: Life,
  { learner: learnerId, teacher: teacherId }: Two,
  topicId: string,
  more: Pick<Prisma.ExchangeCreateManyInput, 'message' | 'outcome' | 'formats' | 'languages'>,
): void {
  const { parties, toReview, reviewed, onHoldUntil, ...state } = exchange;
  rows.exchanges.push({
    ...state,
    ...more,
    toReview: [...toReview],
    reviewed: [...reviewed],
    onHoldUntil: onHoldUntil === null ? null : new Date(onHoldUntil),
  });
  rows.parties.push(...parties.map((party) => ({ ...party, exchangeId: exchange.id })));
  rows.topics.push({ exchangeId: exchange.id, topicId, teacherId, learnerId, position: 0 });
  rows.events.push(
    ...events.map((event) => ({ ...event, detail: event.detail as Prisma.InputJsonObject })),
  );
}

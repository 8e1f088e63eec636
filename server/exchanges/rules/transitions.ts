import type { ExchangeAction, ExchangeState } from '../../../generated/prisma/enums.ts';
import type { NewsKind } from '../../notifications/kinds.ts';
import {
  acceptedParties,
  type Actor,
  type Exchange,
  type ExchangeEvent,
  hasSigned,
  heldStates,
  openStates,
  partyOf,
  placesLeft,
} from './exchange.ts';

/** Who may do something. */
export const who = {
  /** A party that was asked and has not answered. */
  ASKED: (exchange: Exchange, actor: Actor) => answerOf(exchange, actor) === 'PENDING',
  /** Who brought the parties together: the party that asks, or else the secretariat. */
  ASKER: (exchange: Exchange, actor: Actor) =>
    exchange.proposer === 'MEMBER'
      ? actor.by === 'MEMBER' && partyOf(exchange, actor.memberId)?.asked === false
      : actor.by === 'SECRETARIAT',
  /** The party that the others of a group learn from. */
  HOST: (exchange: Exchange, actor: Actor) =>
    actor.by === 'MEMBER' &&
    partyOf(exchange, actor.memberId)?.host === true &&
    answerOf(exchange, actor) === 'ACCEPTED',
  /** A party that asked or accepted. */
  PARTY: (exchange: Exchange, actor: Actor) => answerOf(exchange, actor) === 'ACCEPTED',
  /** The same, or one that has still to answer. */
  INVOLVED: (exchange: Exchange, actor: Actor) =>
    ['PENDING', 'ACCEPTED'].includes(answerOf(exchange, actor) ?? ''),
  SECRETARIAT: (_exchange: Exchange, { by }: Actor) => by === 'SECRETARIAT',
  /** Time itself: what happens where nobody does anything. */
  SYSTEM: (_exchange: Exchange, { by }: Actor) => by === 'SYSTEM',
} as const satisfies Record<string, (exchange: Exchange, actor: Actor) => boolean>;
export type Who = keyof typeof who;

function answerOf(exchange: Exchange, actor: Actor) {
  return actor.by === 'MEMBER' ? partyOf(exchange, actor.memberId)?.answer : undefined;
}

/** What is known beside the exchange when something is to be done. What is not given stands in nobody's way. */
export interface Facts {
  /** ACCEPT: the members that have no free place. */
  readonly full?: readonly string[];
  /** SIGN_AGREEMENT: the version that was read. */
  readonly version?: number;
  /** SIGN_AGREEMENT: whether the parties can understand each other. */
  readonly languageSolved?: boolean;
}

/** What has to be so before. The name of the first that is not is the refusal. */
export const needs = {
  /** Each of those that accepted, the one that accepts now included, has a free place. */
  FREE_PLACES: (exchange: Exchange, actor: Actor, { full = [] }: Facts) =>
    [...acceptedParties(exchange).filter(({ holdsPlace }) => !holdsPlace), actor].every(
      (one) => !('memberId' in one && full.includes(one.memberId)),
    ),
  /** In the group; its host takes none of them. */
  PLACES_LEFT: (exchange: Exchange, actor: Actor) =>
    placesLeft(exchange) > 0 ||
    (answerOf(exchange, actor) === 'PENDING' &&
      actor.by === 'MEMBER' &&
      partyOf(exchange, actor.memberId)?.host === true),
  GROUP: ({ kind }: Exchange) => kind === 'GROUP',
  AGREEMENT: ({ agreementVersion }: Exchange) => agreementVersion > 0,
  NEWEST_VERSION: ({ agreementVersion }: Exchange, _actor: Actor, { version }: Facts) =>
    version === undefined || version === agreementVersion,
  NOT_SIGNED: (exchange: Exchange, actor: Actor) => {
    const party = actor.by === 'MEMBER' && partyOf(exchange, actor.memberId);
    return !party || !hasSigned(exchange, party);
  },
  LANGUAGE_SOLVED: (_exchange: Exchange, _actor: Actor, { languageSolved }: Facts) =>
    languageSolved !== false,
  NOT_COMPLETED: (exchange: Exchange, actor: Actor) =>
    actor.by !== 'MEMBER' || partyOf(exchange, actor.memberId)?.completedAt === null,
} as const satisfies Record<string, (exchange: Exchange, actor: Actor, facts: Facts) => boolean>;
export type Need = keyof typeof needs;

/** Which way it goes, by what is so afterwards. */
export const conditions = {
  /** All that were asked have accepted; of a group the host and one other. */
  NOT_YET_TOGETHER: (exchange: Exchange) => !areTogether(exchange),
  TO_REVIEW: ({ toReview }: Exchange) => toReview.length > 0,
  REFUSED: (_exchange: Exchange, { detail }: ExchangeEvent) => detail.decision === 'REFUSE',
  CHANGES_WANTED: ({ changesWanted }: Exchange) => changesWanted,
  ALL_SIGNED: (exchange: Exchange) =>
    acceptedParties(exchange).every((party) => hasSigned(exchange, party)),
  ALL_COMPLETED: (exchange: Exchange) =>
    acceptedParties(exchange).every(({ completedAt }) => completedAt !== null),
  /** One learner is gone, and others of the group are not. */
  GROUP_GOES_ON: (exchange: Exchange, { memberId }: ExchangeEvent) =>
    memberId !== null && goesOn(exchange),
} as const satisfies Record<string, (after: Exchange, event: ExchangeEvent) => boolean>;
export type Condition = keyof typeof conditions;

function areTogether(exchange: Exchange): boolean {
  const accepted = acceptedParties(exchange);
  return exchange.kind === 'GROUP'
    ? accepted.some(({ host }) => host) && accepted.some(({ host }) => !host)
    : accepted.length === exchange.parties.length;
}

function goesOn({ kind, state, parties }: Exchange): boolean {
  const stays = state === 'REQUESTED' ? ['PENDING', 'ACCEPTED'] : ['ACCEPTED'];
  return (
    kind === 'GROUP' &&
    [true, false].every((host) =>
      parties.some((party) => party.host === host && stays.includes(party.answer)),
    )
  );
}

export interface Transition {
  readonly action: ExchangeAction;
  /** Empty: it begins the exchange. */
  readonly from: readonly ExchangeState[];
  readonly by: readonly Who[];
  readonly needs: readonly Need[];
  /** The first row of an action whose conditions are all so is the one. */
  readonly when: readonly Condition[];
  /** `SAME`: it stays in the state in which it is. */
  readonly to: ExchangeState | 'SAME';
  /** What the others that are involved hear; of an invitation those that are invited. */
  readonly tells: NewsKind | null;
  /** What the secretariat hears. */
  readonly tellsSecretariat: NewsKind | null;
}

type Row = Pick<Transition, 'action' | 'to'> &
  Partial<Omit<Transition, 'action' | 'to' | 'tells'>> & { tells?: NewsKind };

const row = ({ from, by, needs, when, tells, tellsSecretariat, ...rest }: Row): Transition => ({
  ...rest,
  from: from ?? [],
  by: by ?? [],
  needs: needs ?? [],
  when: when ?? [],
  tells: tells ?? null,
  tellsSecretariat: tellsSecretariat ?? null,
});

/** Rows of one action that differ in where it leads. */
const rows = (
  common: Omit<Row, 'to' | 'when'>,
  ways: readonly Pick<Row, 'from' | 'when' | 'to' | 'tells' | 'tellsSecretariat'>[],
): Transition[] => ways.map((way) => row({ ...common, ...way }));

/** Where a party of a group may still answer, as others have accepted before it. */
export const answerable = ['REQUESTED', 'ACCEPTED', 'IN_REVIEW', 'AGREED'] as const;
const running = ['ACTIVE', 'ON_HOLD'] as const;
const partyOrSecretariat = ['PARTY', 'SECRETARIAT'] as const;

/**
 * The life of an exchange: the only place that says which transition exists, who may make it and what it needs. The API,
 * the pages, the e-mails and docs/exchanges.md are made from it.
 */
export const transitions: readonly Transition[] = [
  row({ action: 'REQUEST', by: ['ASKER'], to: 'REQUESTED', tells: 'REQUESTED' }),
  row({
    action: 'INVITE',
    from: ['REQUESTED', 'ACCEPTED'],
    by: ['HOST'],
    needs: ['GROUP', 'PLACES_LEFT'],
    to: 'SAME',
    tells: 'INVITED',
  }),
  ...rows(
    {
      action: 'ACCEPT',
      from: answerable,
      by: ['ASKED'],
      needs: ['PLACES_LEFT', 'FREE_PLACES'],
      tells: 'ACCEPTED',
    },
    [
      { from: ['REQUESTED'], when: ['NOT_YET_TOGETHER'], to: 'REQUESTED' },
      { when: ['TO_REVIEW'], to: 'IN_REVIEW', tellsSecretariat: 'REVIEW_NEEDED' },
      { to: 'ACCEPTED' },
    ],
  ),
  ...rows({ action: 'DECLINE', from: answerable, by: ['ASKED'], tells: 'DECLINED' }, [
    { when: ['GROUP_GOES_ON'], to: 'SAME' },
    { from: ['REQUESTED'], to: 'DECLINED' },
  ]),
  row({
    action: 'WITHDRAW',
    from: ['REQUESTED'],
    by: ['ASKER'],
    to: 'WITHDRAWN',
    tells: 'WITHDRAWN',
  }),
  row({
    action: 'EXPIRE',
    from: ['REQUESTED', 'ACCEPTED', 'AGREED'],
    by: ['SYSTEM'],
    to: 'EXPIRED',
    tells: 'EXPIRED',
  }),
  ...rows({ action: 'REVIEW', from: ['IN_REVIEW'], by: ['SECRETARIAT'], tells: 'REVIEWED' }, [
    { when: ['REFUSED'], to: 'CANCELLED' },
    { when: ['CHANGES_WANTED'], to: 'SAME' },
    { to: 'ACCEPTED' },
  ]),
  ...rows(
    {
      action: 'DRAFT_AGREEMENT',
      from: ['ACCEPTED', 'IN_REVIEW', 'AGREED'],
      by: partyOrSecretariat,
      tells: 'AGREEMENT_CHANGED',
    },
    [
      { when: ['TO_REVIEW'], to: 'IN_REVIEW', tellsSecretariat: 'REVIEW_NEEDED' },
      { to: 'ACCEPTED' },
    ],
  ),
  ...rows(
    {
      action: 'SIGN_AGREEMENT',
      from: ['ACCEPTED'],
      by: ['PARTY'],
      needs: ['AGREEMENT', 'NEWEST_VERSION', 'NOT_SIGNED', 'LANGUAGE_SOLVED'],
    },
    [
      { when: ['ALL_SIGNED'], to: 'AGREED', tells: 'AGREED' },
      { to: 'SAME', tells: 'SIGNED' },
    ],
  ),
  row({ action: 'START', from: ['AGREED'], by: ['PARTY'], to: 'ACTIVE', tells: 'STARTED' }),
  row({
    action: 'HOLD',
    from: ['ACTIVE'],
    by: partyOrSecretariat,
    to: 'ON_HOLD',
    tells: 'HELD',
  }),
  row({
    action: 'RESUME',
    from: ['ON_HOLD'],
    by: partyOrSecretariat,
    to: 'ACTIVE',
    tells: 'RESUMED',
  }),
  row({
    action: 'PROPOSE_TIMES',
    from: ['ACCEPTED', 'IN_REVIEW', 'AGREED', 'ACTIVE'],
    by: partyOrSecretariat,
    to: 'SAME',
    tells: 'TIMES_PROPOSED',
  }),
  row({
    action: 'ANSWER_TIMES',
    from: ['ACCEPTED', 'IN_REVIEW', 'AGREED', 'ACTIVE'],
    by: ['PARTY'],
    to: 'SAME',
    tells: 'TIMES_ANSWERED',
  }),
  row({
    action: 'LOG_SESSION',
    from: heldStates,
    by: partyOrSecretariat,
    to: 'SAME',
  }),
  ...rows(
    {
      action: 'COMPLETE',
      from: running,
      by: ['PARTY', 'SYSTEM'],
      needs: ['NOT_COMPLETED'],
    },
    [
      { when: ['ALL_COMPLETED'], to: 'COMPLETED', tells: 'COMPLETED' },
      { to: 'SAME', tells: 'COMPLETED_BY_ONE' },
    ],
  ),
  ...rows({ action: 'CANCEL', from: heldStates, by: partyOrSecretariat, tells: 'CANCELLED' }, [
    { from: ['ACCEPTED'], when: ['GROUP_GOES_ON', 'ALL_SIGNED'], to: 'AGREED' },
    { from: running, when: ['GROUP_GOES_ON', 'ALL_COMPLETED'], to: 'COMPLETED' },
    { when: ['GROUP_GOES_ON'], to: 'SAME' },
    { to: 'CANCELLED' },
  ]),
  row({
    action: 'STOP_FOR_SAFETY',
    from: openStates,
    by: ['INVOLVED', 'SECRETARIAT'],
    to: 'STOPPED_FOR_SAFETY',
    tells: 'STOPPED',
    tellsSecretariat: 'STOPPED',
  }),
  row({
    action: 'CLOSE',
    from: ['COMPLETED'],
    by: ['SECRETARIAT'],
    to: 'CLOSED',
    tells: 'CLOSED',
  }),
  row({
    action: 'SEND_MESSAGE',
    from: [...openStates, 'COMPLETED'],
    by: ['INVOLVED', 'SECRETARIAT'],
    to: 'SAME',
    tells: 'MESSAGE',
  }),
  row({
    action: 'SUBMIT_FOLLOW_UP',
    from: [...running, 'COMPLETED', 'CLOSED'],
    by: ['PARTY'],
    to: 'SAME',
  }),
  row({
    action: 'PUBLISH_LEARNING_NOTE',
    from: [...running, 'COMPLETED', 'CLOSED'],
    by: partyOrSecretariat,
    to: 'SAME',
  }),
];

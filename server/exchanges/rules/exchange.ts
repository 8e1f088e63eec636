import type {
  ActorKind,
  DeclineReason,
  ExchangeAction,
  ExchangeKind,
  ExchangeProposer,
  ExchangeState,
  PartyAnswer,
  ReviewReason,
} from '../../../generated/prisma/enums.ts';

/** A party of an exchange, as far as rules need to know it. */
export interface Party {
  readonly memberId: string;
  /** In a circle each learns from the one before, the first from the last. */
  readonly position: number;
  /** Whether it was asked; who asks has accepted from the start. */
  readonly asked: boolean;
  /** Of a group: whom the others learn from. */
  readonly host: boolean;
  readonly answer: PartyAnswer;
  readonly answeredAt: Date | null;
  /** The version of the agreement that it signed last; it holds while that is the newest. */
  readonly signedVersion: number | null;
  readonly signedAt: Date | null;
  readonly completedAt: Date | null;
  readonly holdsPlace: boolean;
}

/** An exchange, as far as rules need to know it: all that can be told again from its events. */
export interface Exchange {
  readonly id: string;
  readonly kind: ExchangeKind;
  readonly state: ExchangeState;
  readonly proposer: ExchangeProposer;
  /** The number of its last event. */
  readonly version: number;
  /** Of a group: how many can learn from the host. */
  readonly places: number | null;
  /** What the secretariat has still to look at. */
  readonly toReview: readonly ReviewReason[];
  /** What it has looked at and found in order. */
  readonly reviewed: readonly ReviewReason[];
  /** Whether it looked, and waits for the parties to change their agreement. */
  readonly changesWanted: boolean;
  /** 0: no agreement yet. */
  readonly agreementVersion: number;
  /** Silence is counted from here. */
  readonly quietSince: Date;
  /** `YYYY-MM-DD` */
  readonly onHoldUntil: string | null;
  readonly completedAt: Date | null;
  readonly endedAt: Date | null;
  readonly createdAt: Date;
  /** In the order of their positions. */
  readonly parties: readonly Party[];
}

/** On whose part something is done. */
export type Actor =
  | { readonly by: 'MEMBER'; readonly memberId: string; readonly throughSecretariat?: boolean }
  | { readonly by: 'SECRETARIAT' }
  | { readonly by: 'SYSTEM' };

export type ReviewDecision = 'APPROVE' | 'ASK_FOR_CHANGES' | 'REFUSE';

/** What an event adds to its action: all that replaying needs, and nothing that a party may not read. */
export interface EventDetail {
  /** REQUEST */
  readonly kind?: ExchangeKind;
  readonly proposer?: ExchangeProposer;
  readonly places?: number | null;
  /** REQUEST; of INVITE those that are invited, in the order of their positions. */
  readonly parties?: readonly Pick<Party, 'memberId' | 'asked' | 'host'>[];
  /** DECLINE */
  readonly reason?: DeclineReason;
  /** What was written for the others: HOLD, CANCEL, REVIEW. */
  readonly note?: string;
  /** ACCEPT, DRAFT_AGREEMENT, REVIEW: how the two lists are from now on. */
  readonly toReview?: readonly ReviewReason[];
  readonly reviewed?: readonly ReviewReason[];
  /** REVIEW */
  readonly decision?: ReviewDecision;
  /** DRAFT_AGREEMENT, SIGN_AGREEMENT: of the agreement. */
  readonly version?: number;
  /** HOLD: `YYYY-MM-DD` */
  readonly until?: string | null;
  /** LOG_SESSION: nothing but a note that its writer keeps to itself. */
  readonly private?: boolean;
}

/** Something that happened. */
export interface ExchangeEvent {
  readonly exchangeId: string;
  /** 1, 2, 3 … without gaps. */
  readonly number: number;
  readonly at: Date;
  readonly action: ExchangeAction;
  readonly by: ActorKind;
  /** The party on whose part it was done; null: none. */
  readonly memberId: string | null;
  /** The state that it led to. */
  readonly state: ExchangeState;
  readonly detail: EventDetail;
}

/**
 * Whether it is between whoever did it and the secretariat that it happened at all: an answered follow-up, a note of one's own.
 * Nothing that others read may move with it, neither a number nor a date.
 */
export function isPrivate({ action, detail }: Pick<ExchangeEvent, 'action' | 'detail'>): boolean {
  return action === 'SUBMIT_FOLLOW_UP' || detail.private === true;
}

/** The states in which something can still come of an exchange. */
export const openStates = [
  'REQUESTED',
  'ACCEPTED',
  'IN_REVIEW',
  'AGREED',
  'ACTIVE',
  'ON_HOLD',
] as const satisfies ExchangeState[];

/** The states in which each accepted party gives one of its places. */
export const heldStates = [
  'ACCEPTED',
  'IN_REVIEW',
  'AGREED',
  'ACTIVE',
  'ON_HOLD',
] as const satisfies ExchangeState[];

/**
 * The states in which the accepted parties show each other what they keep for counterparts. Not while the secretariat
 * still looks whether that is safe.
 */
export const counterpartStates = [
  'ACCEPTED',
  'AGREED',
  'ACTIVE',
  'ON_HOLD',
  'COMPLETED',
] as const satisfies ExchangeState[];

export const isOpen = (state: ExchangeState): boolean => isOneOf(openStates, state);
export const holdsPlaces = (state: ExchangeState): boolean => isOneOf(heldStates, state);

function isOneOf(states: readonly ExchangeState[], state: ExchangeState): boolean {
  return states.includes(state);
}

export function partyOf({ parties }: Exchange, memberId: string | null): Party | undefined {
  return parties.find((party) => party.memberId === memberId);
}

/** Those that said yes, or asked. */
export function acceptedParties({ parties }: Exchange): readonly Party[] {
  return parties.filter(({ answer }) => answer === 'ACCEPTED');
}

/** Whether the party's signature is under the newest version. */
export function hasSigned(
  { agreementVersion }: Pick<Exchange, 'agreementVersion'>,
  { signedVersion }: Pick<Party, 'signedVersion'>,
): boolean {
  return agreementVersion > 0 && signedVersion === agreementVersion;
}

/** How many more can learn from the host; unlimited but for groups. */
export function placesLeft(exchange: Exchange): number {
  if (exchange.kind !== 'GROUP' || exchange.places === null) return Number.POSITIVE_INFINITY;
  return exchange.places - acceptedParties(exchange).filter(({ host }) => !host).length;
}

/**
 * Until when a party may read what the parties write to each other: null for as long as it wants. Whoever said no, or left,
 * reads what there was until then, while the others go on.
 */
export function readsUntil(exchange: Exchange, memberId: string): Date | null {
  const party = partyOf(exchange, memberId);
  if (!party) return new Date(0);
  const left = party.answer === 'DECLINED' || party.answer === 'EXPIRED';
  return left && exchange.kind === 'GROUP' ? party.answeredAt : null;
}

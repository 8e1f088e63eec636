import type { PinObstacle } from '../matching/round/pinned.ts';
import { ApiError } from '../schema/errors.ts';
import type { ProposalView } from './schema/view.ts';
import type { BlockedExchange } from './store/asking.ts';

/** What was to be done with a round is not possible in the state that it has come to. */
export class RoundStateError extends ApiError {
  constructor(message: string, path: readonly string[] | null = null) {
    super('NOT_POSSIBLE_NOW', message, path);
  }
}

/** Somebody cannot be asked any more; nothing was published. */
export class RoundBlockedError extends ApiError {
  readonly blocked: readonly BlockedExchange[];
  /** The proposal that was to be published. */
  readonly view: ProposalView;

  constructor(message: string, blocked: readonly BlockedExchange[], view: ProposalView) {
    super('PARTNER_UNAVAILABLE', message);
    this.blocked = blocked;
    this.view = view;
  }
}

/** An exchange cannot be held fixed, alone or beside others that are; no proposal was made. */
export class RoundPinError extends ApiError {
  /** Its name in the round. */
  readonly exchange: string;
  readonly obstacle: PinObstacle;
  /** The names of those held fixed that it cannot be beside. */
  readonly beside: readonly string[];

  constructor(
    message: string,
    given: {
      readonly exchange: string;
      readonly obstacle: PinObstacle;
      readonly beside: readonly string[];
    },
  ) {
    super('INVALID_INPUT', message, ['pin']);
    this.exchange = given.exchange;
    this.obstacle = given.obstacle;
    this.beside = given.beside;
  }
}

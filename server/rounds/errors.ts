import { ApiError } from '../schema/errors.ts';

/** What was to be done with a round is not possible in the state that it has come to. */
export class RoundStateError extends ApiError {
  constructor(message: string, path: readonly string[] | null = null) {
    super('NOT_POSSIBLE_NOW', message, path);
  }
}

/** Somebody cannot be asked any more; nothing was published. */
export class RoundBlockedError extends ApiError {
  /** The names of the exchanges. */
  readonly exchanges: readonly string[];

  constructor(message: string, exchanges: readonly string[]) {
    super('PARTNER_UNAVAILABLE', message);
    this.exchanges = exchanges;
  }
}

import { GraphQLError } from 'graphql';

export const errorCodes = {
  INVALID_INPUT:
    'Something that was entered cannot be used; `issues` or the message says what and why.',
  NOT_FOUND: 'There is no such thing, or the viewer may not know of it.',
  FORBIDDEN: 'The viewer is known, and may not do this.',
  UNAUTHENTICATED: 'This needs a session or a key.',
  RATE_LIMITED: 'Too much was asked in too short a time.',
  LINK_INVALID: 'The link was used before, has expired, or is not one of ours.',
  NOT_POSSIBLE_NOW:
    'It is not possible in the state that the exchange has come to, or not the viewer’s turn.',
  NO_FREE_PLACE: 'A party of the exchange has no free place.',
  TOO_MANY_OPEN_REQUESTS: 'The member has sent as many requests as may wait for an answer.',
  PARTNER_UNAVAILABLE: 'The member, or one of those named, cannot be asked at present.',
  STALE_VERSION: 'Something newer is there than what was read.',
} as const;
export type ErrorCode = keyof typeof errorCodes;

/**
 * An error that the caller can act on. Mutations return it as part of their result; everywhere else it stands in
 * the `errors` of the response, with `extensions.code`. Any other error is masked and logged.
 */
export abstract class ApiError extends GraphQLError {
  readonly code: ErrorCode;
  readonly inputPath: readonly string[] | null;

  constructor(code: ErrorCode, message: string, inputPath: readonly string[] | null = null) {
    super(message, { extensions: { code } });
    this.code = code;
    this.inputPath = inputPath;
  }
}

export interface InputIssue {
  /** Where in the input: `['offers', '2', 'topic']`. */
  readonly path: readonly string[];
  readonly message: string;
}

/** Reports every problem of an input at once, so that it is mended in one go. */
export class InvalidInputError extends ApiError {
  readonly issues: readonly InputIssue[];

  constructor(issues: readonly InputIssue[]) {
    super('INVALID_INPUT', issues.map((issue) => issue.message).join(' '), issues[0]?.path ?? null);
    this.issues = issues;
  }
}

export class NotFoundError extends ApiError {
  constructor(message: string, path: readonly string[] | null = null) {
    super('NOT_FOUND', message, path);
  }
}

export class ForbiddenError extends ApiError {
  constructor(code: 'FORBIDDEN' | 'UNAUTHENTICATED', message: string) {
    super(code, message);
  }
}

export class RateLimitedError extends ApiError {
  /** In seconds. */
  readonly retryAfter: number;

  constructor(message: string, retryAfter: number) {
    super('RATE_LIMITED', message);
    this.retryAfter = retryAfter;
  }
}

export class LinkInvalidError extends ApiError {
  constructor(message: string) {
    super('LINK_INVALID', message);
  }
}

/** What was to be done with an exchange is not possible, or not this actor's to do. */
export class ExchangeStateError extends ApiError {
  readonly exchangeId: string;
  /** The number of the last event that the caller had seen; null: it did not say. */
  readonly seen: number | null;

  constructor(message: string, exchangeId: string, seen: number | null) {
    super('NOT_POSSIBLE_NOW', message);
    this.exchangeId = exchangeId;
    this.seen = seen;
  }
}

/** A party has no place left; the member may look for others. */
export class NoFreePlaceError extends ApiError {
  /** Whose pairings may help; null: nobody's. */
  readonly memberId: string | null;

  constructor(message: string, memberId: string | null) {
    super('NO_FREE_PLACE', message);
    this.memberId = memberId;
  }
}

export class TooManyRequestsError extends ApiError {
  readonly limit: number;
  /** Ids of the exchanges that wait for an answer. */
  readonly open: readonly string[];

  constructor(message: string, limit: number, open: readonly string[]) {
    super('TOO_MANY_OPEN_REQUESTS', message);
    this.limit = limit;
    this.open = open;
  }
}

/** The same answer for every reason that is not the asker's own doing: nobody learns who said "never", or is full. */
export class PartnerUnavailableError extends ApiError {
  /** Whose pairings may help; null: nobody's. */
  readonly memberId: string | null;

  constructor(message: string, memberId: string | null, path: readonly string[]) {
    super('PARTNER_UNAVAILABLE', message, path);
    this.memberId = memberId;
  }
}

export class StaleVersionError extends ApiError {
  /** The newest version. */
  readonly current: number;

  constructor(message: string, current: number, path: readonly string[] | null = null) {
    super('STALE_VERSION', message, path);
    this.current = current;
  }
}

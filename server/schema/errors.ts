import { GraphQLError } from 'graphql';

export const errorCodes = {
  INVALID_INPUT:
    'Something that was entered cannot be used; `issues` or the message says what and why.',
  NOT_FOUND: 'There is no such thing, or the viewer may not know of it.',
  FORBIDDEN: 'The viewer is known, and may not do this.',
  UNAUTHENTICATED: 'This needs a session or a key.',
  RATE_LIMITED: 'Too much was asked in too short a time.',
  LINK_INVALID: 'The sign-in link was used before, has expired, or is not one of ours.',
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

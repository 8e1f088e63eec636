import { builder } from './builder.ts';
import {
  type ApiError,
  type ErrorCode,
  errorCodes,
  ForbiddenError,
  type InputIssue,
  InvalidInputError,
  LinkInvalidError,
  NotFoundError,
  RateLimitedError,
  StaleVersionError,
} from './errors.ts';

const ErrorCodeType = builder.enumType('ErrorCode', {
  description: 'What sort of error it is, for programs.',
  values: Object.fromEntries(
    Object.entries(errorCodes).map(([code, description]) => [
      code,
      { value: code as ErrorCode, description },
    ]),
  ) as unknown as { [K in ErrorCode]: { value: K } },
});

export const ErrorInterface = builder.interfaceRef<ApiError>('Error').implement({
  description: 'An error that the caller can act on.',
  fields: (t) => ({
    code: t.expose('code', { type: ErrorCodeType, description: 'What sort of error it is.' }),
    message: t.exposeString('message', {
      description: 'What happened and what to do, in the language of the request.',
    }),
    path: t.stringList({
      nullable: true,
      description:
        'Where in the input the (first) problem is; null where it is about no part of it.',
      resolve: ({ inputPath }) => (inputPath ? [...inputPath] : null),
    }),
  }),
});

const InputIssueType = builder.objectRef<InputIssue>('InputIssue').implement({
  description: 'One problem of an input.',
  fields: (t) => ({
    path: t.stringList({
      description: 'Where in the input it is.',
      resolve: ({ path }) => [...path],
    }),
    message: t.exposeString('message', {
      description: 'What is wrong, what was found and what is allowed.',
    }),
  }),
});

builder.objectType(InvalidInputError, {
  name: 'InvalidInputError',
  description: 'Something that was entered cannot be used. Nothing was changed.',
  interfaces: [ErrorInterface],
  fields: (t) => ({
    issues: t.field({
      type: [InputIssueType],
      description: 'Every problem that was found.',
      resolve: ({ issues }) => [...issues],
    }),
  }),
});

builder.objectType(NotFoundError, {
  name: 'NotFoundError',
  description: 'There is no such thing, or the viewer may not know of it.',
  interfaces: [ErrorInterface],
});

builder.objectType(ForbiddenError, {
  name: 'ForbiddenError',
  description: 'The viewer has to sign in first, or may not do this.',
  interfaces: [ErrorInterface],
});

builder.objectType(RateLimitedError, {
  name: 'RateLimitedError',
  description: 'Too much was asked in too short a time.',
  interfaces: [ErrorInterface],
  fields: (t) => ({ retryAfter: t.exposeInt('retryAfter', { description: 'Seconds to wait.' }) }),
});

builder.objectType(LinkInvalidError, {
  name: 'LinkInvalidError',
  description: 'The link was used before, has expired, or is not one of ours.',
  interfaces: [ErrorInterface],
});

builder.objectType(StaleVersionError, {
  name: 'StaleVersionError',
  description: 'Somebody wrote a newer version than the one that was read. Nothing was changed.',
  interfaces: [ErrorInterface],
  fields: (t) => ({
    current: t.exposeInt('current', { description: 'The number of the newest version.' }),
  }),
});

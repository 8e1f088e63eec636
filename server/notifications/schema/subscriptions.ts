import type { Viewer } from '../../access/viewer.ts';
import { message } from '../../i18n/message.ts';
import { builder } from '../../schema/builder.ts';
import type { Context } from '../../schema/context.ts';
import { ForbiddenError, RateLimitedError } from '../../schema/errors.ts';
import { ViewerType } from '../../access/schema.ts';
import { TooManyReadings } from '../hub.ts';
import type { Change } from '../live.ts';

type Person = Extract<Viewer, { kind: 'person' }>;

/**
 * What a person is told of, as long as it stays signed in and `mayRead`: both are asked again each time. It begins with how things are,
 * so that nothing falls between a page that was made and its first event.
 *
 * An iterator by hand: a generator that waits for a change could not be ended before there is one.
 */
export async function told(
  context: Context,
  viewer: Person,
  wanted: (change: Change) => boolean,
  mayRead: (viewer: Person) => Promise<boolean> | boolean = () => true,
): Promise<AsyncIterableIterator<Person, undefined>> {
  const changes = await open(context, viewer, wanted);
  const done = { done: true, value: undefined } as const;
  const end = () => {
    changes.leave();
    return done;
  };
  let begun = false;
  const iterator: AsyncIterableIterator<Person, undefined> = {
    async next() {
      if (begun && (await changes.next()) === null) return end();
      begun = true;
      const now = await context.viewerNow();
      if (now.kind !== 'person' || now.userId !== viewer.userId || !(await mayRead(now)))
        return end();
      context.viewer = now;
      return { done: false, value: now };
    },
    return: () => Promise.resolve(end()),
    throw(error) {
      end();
      return Promise.reject(error as Error);
    },
    [Symbol.asyncIterator]: () => iterator,
  };
  return iterator;
}

async function open(
  { live, locale }: Context,
  { userId }: Person,
  wanted: (change: Change) => boolean,
) {
  try {
    return await live.changes(userId, wanted);
  } catch (error) {
    if (!(error instanceof TooManyReadings)) throw error;
    throw new RateLimitedError(message(locale, 'error.rateLimited', { minutes: 1 }), 60);
  }
}

/** Who listens; others are refused before anything is opened. */
export function listener({ viewer, locale }: Context): Person {
  if (viewer.kind === 'person') return viewer;
  const isKey = viewer.kind === 'key';
  throw new ForbiddenError(
    isKey ? 'FORBIDDEN' : 'UNAUTHENTICATED',
    message(locale, isKey ? 'error.forbidden' : 'error.unauthenticated'),
  );
}

builder.subscriptionField('inbox', (t) =>
  t.field({
    type: ViewerType,
    description:
      'The viewer, at once and then whenever something in its inbox changes. Ends with the session.',
    subscribe: (_root, _args, context) => {
      const viewer = listener(context);
      return told(context, viewer, ({ inbox }) => inbox === viewer.email);
    },
    resolve: (viewer) => viewer,
  }),
);

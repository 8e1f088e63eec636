import type { ExecutionArgs } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { message } from '../i18n/message.ts';
import type { Context } from './context.ts';
import { costOf } from './cost.ts';
import { RateLimitedError } from './errors.ts';

/** Takes what a request costs from the budget of whoever asks, before it runs; where that is used up, it does not run. */
export function chargeRequests(): Plugin {
  return {
    async onExecute({ args, setResultAndStopExecution }) {
      const error = await charge(args);
      if (error) setResultAndStopExecution({ errors: [error] });
    },
    // What a subscription tells costs once: afterwards others decide how often it tells.
    async onSubscribe({ args, setResultAndStopExecution }) {
      const error = await charge(args);
      if (error) setResultAndStopExecution({ errors: [error] });
    },
  };
}

async function charge(args: ExecutionArgs): Promise<RateLimitedError | null> {
  const { viewer, clientAddress, spending, limits, locale } =
    args.contextValue as unknown as Context;
  const spent = await limits.spend(viewer, clientAddress, costOf(args));
  spending.spent = spent;
  if (!spent.refused) return null;
  const minutes = Math.ceil(spent.seconds / 60);
  const error = new RateLimitedError(
    message(locale, 'error.rateLimited', { minutes }),
    spent.seconds,
  );
  error.extensions.http = { status: 429, headers: { 'retry-after': String(spent.seconds) } };
  return error;
}

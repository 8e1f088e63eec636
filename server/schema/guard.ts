import {
  type ASTNode,
  type ExecutionArgs,
  NoSchemaIntrospectionCustomRule,
  validate,
} from 'graphql';
import type { Plugin } from 'graphql-yoga';
import type { Viewer } from '../access/viewer.ts';
import { bodySizeLimit } from '../body-size.ts';
import { negotiateLocale } from '../i18n/locales.ts';
import { message } from '../i18n/message.ts';
import type { Context } from './context.ts';
import { InvalidInputError } from './errors.ts';

interface Guarded {
  readonly viewer: Viewer;
}

/**
 * What is asked of a request before it runs. Keys may use all of the protocol, signed-in people too but for form posts,
 * which a foreign page could send with their cookie. Callers with neither a key nor a session get POST of JSON alone,
 * no introspection and no suggestions. Nobody gets a text into the database that it cannot hold, and whoever sends more than is read
 * hears that, and not that the half of it is no JSON.
 */
export function guardRequests({
  maxTokens,
  graphiql,
}: {
  maxTokens: number;
  graphiql: boolean;
}): Plugin<Guarded> {
  return {
    onRequest({ request, url, serverContext, endResponse }) {
      if (url.pathname !== '/graphql') return;
      const { viewer } = serverContext as unknown as Guarded;
      const bytes = Number(request.headers.get('content-length'));
      if (bytes > bodySizeLimit) {
        const locale = negotiateLocale(request.headers.get('accept-language'));
        const values = { found: bytes, max: bodySizeLimit };
        endResponse(refusal(413, message(locale, 'error.bodyTooLarge', values)));
        return;
      }
      const asksForPage =
        graphiql &&
        request.method === 'GET' &&
        request.headers.get('accept')?.includes('text/html');
      if (viewer.kind === 'key' || asksForPage) return;
      if (viewer.kind === 'anonymous' && request.method !== 'POST') {
        endResponse(
          refusal(405, `${request.method} needs a key or a session. Send POST with a JSON body.`, {
            allow: 'POST',
          }),
        );
      } else if (
        request.method === 'POST' &&
        !/^application\/(graphql\+)?json\s*(;|$)/i.test(request.headers.get('content-type') ?? '')
      ) {
        endResponse(
          refusal(415, 'The body is to be JSON, with the header Content-Type: application/json.'),
        );
      }
    },
    onParse({ params }) {
      params.options = { ...params.options, maxTokens } as ASTNode & typeof params.options;
    },
    onValidate({ context, addValidationRule, setValidationFn }) {
      if ((context as unknown as Guarded).viewer.kind !== 'anonymous') return;
      // The rule also keeps the cached verdicts of others, which may carry suggestions, apart from these.
      addValidationRule(NoSchemaIntrospectionCustomRule);
      setValidationFn((schema, document, rules, options) =>
        validate(schema, document, rules, { ...options, hideSuggestions: true }),
      );
    },
    onExecute({ args, setResultAndStopExecution }) {
      const error = refusedText(args);
      if (error) {
        setResultAndStopExecution({ errors: [error] });
        return;
      }
      if ((args.contextValue as unknown as Guarded).viewer.kind === 'anonymous')
        Object.assign(args, { hideSuggestions: true });
    },
    onSubscribe({ args, setResultAndStopExecution }) {
      const error = refusedText(args);
      if (error) setResultAndStopExecution({ errors: [error] });
    },
  };
}

function refusedText({
  document,
  variableValues,
  contextValue,
}: ExecutionArgs): InvalidInputError | null {
  const { locale } = contextValue as unknown as Context;
  const refused = (key: 'error.nul' | 'error.tooMany', values = {}) =>
    new InvalidInputError([{ path: [], message: message(locale, key, values) }]);
  if (nulEscaped.test(document.loc?.source.body ?? '')) return refused('error.nul');
  // With a list of what is left, and not by calls: JSON may be nested more deeply than these can be.
  const left: unknown[] = [variableValues];
  while (left.length > 0) {
    const value = left.pop();
    if (typeof value === 'string' && value.includes(nul)) return refused('error.nul');
    if (typeof value !== 'object' || value === null) continue;
    if (Array.isArray(value) && value.length > longestList)
      return refused('error.tooMany', { found: value.length, max: longestList });
    for (const one of Object.values(value)) left.push(one);
  }
  return null;
}

/** The one character that JSON can carry and PostgreSQL cannot store or compare. */
const nul = '\0';
const nulEscaped = /\\u(0000|\{0+\})/;

/** No list of values is longer in any request that makes sense; the database takes some ten thousand in one statement. */
const longestList = 2_000;

function refusal(status: number, message: string, headers: Record<string, string> = {}): Response {
  return Response.json(
    { errors: [{ message, extensions: { code: 'INVALID_INPUT' } }] },
    { status, headers },
  );
}

import type { Site } from './site.ts';

/** Somebody who is signed in and talks to the API, to prepare what a page is to show. */
export interface Caller {
  /** Does one mutation, which has to succeed; gives what `fields` of its success ask for. */
  act<Result = unknown>(mutation: string, input: object, fields?: string): Promise<Result>;
}

interface Answer {
  data?: { result: { __typename: string; message?: string } };
  errors?: unknown;
}

/** Signs somebody in without a browser. */
export async function callerFor(site: Site, email: string): Promise<Caller> {
  const token = new URL(await site.linkFor(email)).searchParams.get('token');
  let cookie = '';
  async function ask(query: string, variables: object): Promise<Answer> {
    const response = await fetch(`${site.address}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'application/json',
        origin: site.address,
        cookie,
      },
      body: JSON.stringify({ query, variables }),
    });
    const set = response.headers.getSetCookie();
    if (set.length > 0) cookie = set.map((one) => one.split(';', 1)[0]).join('; ');
    return (await response.json()) as Answer;
  }

  async function act<Result>(mutation: string, input: object, fields = '__typename') {
    const name = mutation.charAt(0).toUpperCase() + mutation.slice(1);
    const type = plain.has(mutation) ? 'ExchangeInput' : `${name}Input`;
    const query = `mutation Act($input: ${type}!) {
      result: ${mutation}(input: $input) { __typename ... on Error { message } ... on ${name}Success { ${fields} } }
    }`;
    const answer = await ask(query, { input });
    if (answer.data?.result.__typename !== `${name}Success`) {
      throw new Error(`${mutation}: ${JSON.stringify(answer)}`);
    }
    return answer.data.result as Result;
  }

  await act('signIn', { token });
  return { act };
}

/** Mutations that need to know no more than which exchange. */
const plain = new Set(['startExchange', 'resumeExchange', 'completeExchange', 'withdrawExchange']);

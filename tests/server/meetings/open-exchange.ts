import type { Api } from '../api.ts';
import { globalId } from '../small-network.ts';

type Headers = Readonly<Record<string, string>>;

export interface OpenExchange {
  /** Of the database. */
  readonly id: string;
  /** Of the API. */
  readonly exchange: string;
}

const answer = `__typename ... on Error { message }`;

/** Does something with an exchange, and fails where it is not done. */
async function done(api: Api, headers: Headers, name: string, input: object): Promise<string> {
  const type = `${name[0]?.toUpperCase()}${name.slice(1)}`;
  const mutation = `mutation($input: ${inputs[name] ?? 'ExchangeInput'}!) { result: ${name}(input: $input) { ${answer}
    ... on ${type}Success { exchange { id state } } } }`;
  const { data, errors } = await api.ask(mutation, headers, { input });
  if (!data?.result?.exchange) throw new Error(JSON.stringify(data ?? errors));
  return data.result.exchange.id;
}

const inputs: Readonly<Record<string, string>> = {
  requestExchange: 'RequestExchangeInput',
  acceptExchange: 'AcceptExchangeInput',
  draftAgreement: 'DraftAgreementInput',
  signAgreement: 'SignAgreementInput',
  holdExchange: 'HoldExchangeInput',
  cancelExchange: 'CancelExchangeInput',
};

/** An exchange that one member asked another for, and which that one accepted. */
export async function openExchange(
  api: Api,
  one: Headers,
  partner: { readonly id: string; readonly headers: Headers },
): Promise<OpenExchange> {
  const exchange = await done(api, one, 'requestExchange', {
    partner: globalId('Member', partner.id),
    outcome: 'NEW_KNOWLEDGE',
  });
  await done(api, partner.headers, 'acceptExchange', { exchange });
  return { exchange, id: Buffer.from(exchange, 'base64').toString().split(':')[1] ?? '' };
}

/** Agrees on it and starts it. */
export async function startExchange(
  api: Api,
  parties: readonly [Headers, Headers],
  exchange: string,
  agreement: object = {},
): Promise<void> {
  const [one, other] = parties;
  const terms = { objectives: 'To map the land', outcome: 'ENHANCED_SKILL', ...agreement };
  await done(api, one, 'draftAgreement', { exchange, ...terms });
  for (const headers of parties)
    await done(api, headers, 'signAgreement', { exchange, version: 1 });
  await done(api, other, 'startExchange', { exchange });
}

export { done };

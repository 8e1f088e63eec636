import type { Answer, Api } from '../api.ts';
import { globalId } from '../small-network.ts';

type Headers = Readonly<Record<string, string>>;

const outcome = `__typename ... on Error { code message path } ... on InvalidInputError { issues { path message } }`;
const fields = `id state version toReview viewerCan parties { member { reference } signed signedVersion }
  agreement { version objectives languages { code } interpretation interpreter { reference } interpreters startsOn money author { reference }
    signatures { member { reference } version current } }`;

export interface Steps {
  /** Does a mutation on an exchange and answers its result. */
  act(name: string, input: object, headers: Headers, answer?: string): Promise<Answer['data']>;
  /** An exchange that the other has accepted; its id in the API. */
  accepted(asker: Headers, partner: string, partnerHeaders: Headers): Promise<string>;
  /** One that is under way, for which everybody has signed. */
  active(asker: Headers, partner: string, partnerHeaders: Headers): Promise<string>;
  exchange(id: string, headers: Headers): Promise<Answer['data']>;
}

/** What tests of agreements and notes do before they begin. */
export function steps(api: Api, ids: Readonly<Record<string, string>>): Steps {
  const upper = (name: string) => name[0]!.toUpperCase() + name.slice(1);
  const act: Steps['act'] = async (
    name,
    input,
    headers,
    answer = `exchange { ${fields} history { action state } }`,
  ) => {
    const type = name === 'startExchange' ? 'ExchangeInput' : `${upper(name)}Input`;
    const stale = name === 'requestExchange' ? '' : '... on StaleVersionError { current }';
    const query = `mutation($input: ${type}!) { result: ${name}(input: $input) { ${outcome} ${stale}
      ... on ${upper(name)}Success { ${answer} } } }`;
    const { data, errors } = await api.ask(query, headers, { input });
    if (!data) throw new Error(JSON.stringify(errors));
    return data.result;
  };
  const accepted: Steps['accepted'] = async (asker, partner, partnerHeaders) => {
    const input = { partner: globalId('Member', ids[partner] ?? ''), message: 'Shall we?' };
    const asked = await act('requestExchange', input, asker);
    if (!asked.exchange) throw new Error(JSON.stringify(asked));
    const { id } = asked.exchange;
    const answer = await act('acceptExchange', { exchange: id }, partnerHeaders);
    if (!answer.exchange) throw new Error(JSON.stringify(answer));
    return id;
  };
  return {
    act,
    accepted,
    async active(asker, partner, partnerHeaders) {
      const id = await accepted(asker, partner, partnerHeaders);
      const draft = { exchange: id, objectives: 'Learn', outcome: 'ENHANCED_SKILL' };
      await act('draftAgreement', draft, asker);
      for (const headers of [asker, partnerHeaders])
        await act('signAgreement', { exchange: id, version: 1 }, headers);
      const started = await act('startExchange', { exchange: id }, asker);
      if (started.exchange?.state !== 'ACTIVE') throw new Error(JSON.stringify(started));
      return id;
    },
    async exchange(id, headers) {
      const query = `query($id: ID!) { exchange(id: $id) { ${fields} history { action state } } }`;
      return (await api.ask(query, headers, { id })).data.exchange;
    },
  };
}

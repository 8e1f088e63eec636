import type { Database } from '../../../server/database/database.ts';
import { importMembers } from '../../../server/members-csv/import.ts';
import { readEvents, readExchange } from '../../../server/exchanges/store/exchange.ts';
import { replay } from '../../../server/exchanges/rules/replay.ts';
import { type Answer, type Api, openApi } from '../api.ts';
import { openTestDatabase } from '../database.ts';
import { globalId } from '../small-network.ts';

export type Headers = Readonly<Record<string, string>>;

/** The day on which the members confirmed that they are available. */
export const confirmedOn = '2026-03-02';

/**
 * Members that can work with each other: `a` to `f` speak English, `fr` only French, `risk` is at risk and shows little,
 * `one` takes one exchange at a time.
 */
const csv = `id,name,kind,country,languages,offers,needs,capacity,at_risk,visibility,contact_email
a,Ardhi,NGO,KE,en;sw:native,Community mapping:expert,Budget analysis,5,,,a@example.org
b,Baraza,NGO,GT,en;es:native,Budget analysis:expert,Community mapping,5,,,b@example.org
c,Cacao,NGO,GH,en,Community radio,Media work,5,,,c@example.org
d,Delta,NGO,NG,en,Media work,Community radio,5,,,d@example.org
e,Estero,NGO,PE,en;es,Media work,Community radio,5,,,e@example.org
f,Fanal,NGO,CL,en;es,Budget analysis,Community mapping,5,,,f@example.org
fr,Fleuve,NGO,SN,fr:native,Community radio,Media work,5,,,fr@example.org
risk,Night Garden,GRASSROOTS_GROUP,UG,en,Budget analysis,Community mapping,5,yes,,risk@example.org
one,Only One,NGO,ZA,en,Budget analysis,Community mapping,1,,,one@example.org
`;

export interface Exchanges {
  readonly database: Database;
  readonly api: Api;
  /** Ids in the database by reference. */
  readonly ids: Readonly<Record<string, string>>;
  /** The id of the API of a member. */
  member(reference: string): string;
  topic(key: string): string;
  as(reference: string): Headers;
  readonly secretariat: Headers;
  setNow(moment: string): void;
  now(): Date;
  /** Runs a mutation and answers its result. */
  act(mutation: string, input: object, who: string | Headers): Promise<Answer['data']>;
  /** Asks, and answers the id of the exchange. */
  request(who: string, partner: string, more?: object): Promise<string>;
  /** An exchange of a and b as far as it is asked for. */
  bring(
    state: 'ACCEPTED' | 'AGREED' | 'ACTIVE' | 'COMPLETED',
    first?: string,
    other?: string,
  ): Promise<string>;
  /** Throws where the events of any exchange do not tell what is stored of it. */
  checkReplay(): Promise<number>;
  /** Removes every exchange. */
  clear(): Promise<void>;
  close(): Promise<void>;
}

export const fields = `id state version kind proposer places toReview changesWanted onHoldUntil verdict message
  parties { member { reference name } asked host answer signed completed declineReason declineNote }
  history { number action by member { reference } state summary reason note }
  viewerCan nextAction { action member { reference } dueAt waitsForViewer explanation }`;

const answer = `__typename
  ... on Error { code message path }
  ... on InvalidInputError { issues { path message } }`;
const onExchange = `
  ... on ExchangeStateError { exchange { state } changes { number action summary } }
  ... on NoFreePlaceError { pairings { partner { reference } } }
  ... on StaleVersionError { current }`;

export async function openExchanges(kind: Database['kind']): Promise<Exchanges> {
  const database = await openTestDatabase(kind);
  const { prisma } = database;
  const { problems } = await importMembers(prisma, bytesOf(csv), {
    dryRun: false,
    createTopics: false,
    locale: 'en',
    today: confirmedOn,
    actor: 'command',
  });
  if (problems.length > 0) throw new Error(JSON.stringify(problems));
  let moment = new Date(`${confirmedOn}T12:00:00Z`);
  const api = await openApi(database, { now: () => moment });
  const members = await prisma.member.findMany({ select: { id: true, reference: true } });
  const topics = await prisma.topic.findMany({ select: { id: true, key: true } });
  const ids = Object.fromEntries(members.map(({ id, reference }) => [reference, id]));
  const headers: Record<string, Headers> = {};
  for (const reference of Object.keys(ids))
    headers[reference] = await api.as(`${reference}@example.org`);
  const secretariat = await api.asSecretariat();

  const network: Exchanges = {
    database,
    api,
    ids,
    secretariat,
    member: (reference) => globalId('Member', ids[reference] ?? ''),
    topic: (key) => globalId('Topic', topics.find((topic) => topic.key === key)?.id ?? ''),
    as: (reference) => headers[reference] ?? secretariat,
    setNow: (at) => void (moment = new Date(at)),
    now: () => moment,
    async act(mutation, input, who) {
      const name = mutation[0]!.toUpperCase() + mutation.slice(1);
      const more =
        mutation === 'requestExchange'
          ? `... on TooManyRequestsError { limit open { state } } ... on PartnerUnavailableError { pairings { partner { reference } } }`
          : mutation === 'inviteToExchange'
            ? `${onExchange} ... on PartnerUnavailableError { code }`
            : onExchange;
      const query = `mutation($input: ${inputOf(mutation, name)}!) { result: ${mutation}(input: $input) {
        ${answer} ${more} ... on ${name}Success { exchange { ${fields} } } } }`;
      const asWho = typeof who === 'string' ? network.as(who) : who;
      const { data, errors } = await api.ask(query, asWho, { input });
      if (errors.length > 0) throw new Error(JSON.stringify(errors));
      return data.result;
    },
    async request(who, partner, more = {}) {
      const input = { partner: network.member(partner), ...more };
      const result = await network.act('requestExchange', input, who);
      if (!result.exchange) throw new Error(JSON.stringify(result));
      return result.exchange.id;
    },
    async bring(state, first = 'a', other = 'b') {
      const exchange = await network.request(first, other);
      const done = async (mutation: string, input: object, who: string) => {
        const result = await network.act(mutation, { exchange, ...input }, who);
        if (!result.exchange) throw new Error(JSON.stringify(result));
      };
      await done('acceptExchange', {}, other);
      if (state === 'ACCEPTED') return exchange;
      const agreement = {
        objectives: 'To map together.',
        outcome: 'NEW_KNOWLEDGE',
        formats: ['ONLINE'],
        languages: ['en'],
        interpretation: 'NOT_NEEDED',
      };
      await done('draftAgreement', agreement, first);
      for (const who of [first, other]) await done('signAgreement', { version: 1 }, who);
      if (state === 'AGREED') return exchange;
      await done('startExchange', {}, first);
      if (state === 'ACTIVE') return exchange;
      for (const who of [first, other]) await done('completeExchange', {}, who);
      return exchange;
    },
    async checkReplay() {
      const all = await prisma.exchange.findMany({ select: { id: true } });
      for (const { id } of all) {
        const [stored, events] = [await readExchange(prisma, id), await readEvents(prisma, id)];
        if (JSON.stringify(inOrder(replay(events))) !== JSON.stringify(inOrder(stored)))
          throw new Error(
            `The events of ${id} tell ${JSON.stringify(replay(events))}, stored is ${JSON.stringify(stored)}.`,
          );
      }
      return all.length;
    },
    async clear() {
      await prisma.exchange.deleteMany();
      await prisma.idempotencyKey.deleteMany();
      await prisma.notification.deleteMany();
    },
    close: () => database.close(),
  };
  return network;
}

/** The same whatever the order of the fields. */
function inOrder(value: unknown): unknown {
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.map(inOrder);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([name, one]) => [name, inOrder(one)]),
  );
}

const plain = ['withdrawExchange', 'startExchange', 'resumeExchange', 'completeExchange'];
function inputOf(mutation: string, name: string): string {
  return plain.includes(mutation) ? 'ExchangeInput' : `${name}Input`;
}

async function* bytesOf(text: string): AsyncIterable<Uint8Array> {
  yield new TextEncoder().encode(text);
}

import { expect, vi } from 'vitest';
import type { Database } from '../../../server/database/database.ts';
import { type Api, openApi } from '../api.ts';
import { openTestDatabase } from '../database.ts';
import { importedOn, loadSmallNetwork } from '../small-network.ts';

type Headers = Readonly<Record<string, string>>;

/** The moment at which everything happens. */
export const now = () => new Date(`${importedOn}T12:00:00Z`);

/** A small network whose secretariat makes rounds, and how it does so. */
export type Rounds = Awaited<ReturnType<typeof openRounds>>;

export async function openRounds(kind: Database['kind']) {
  const database = await openTestDatabase(kind);
  const ids = await loadSmallNetwork(database);
  const api: Api = await openApi(database, { now });
  const secretariat: Headers = await api.asSecretariat();

  const change = async (
    mutation: string,
    input: object,
    { headers = secretariat, more = '' }: { headers?: Headers; more?: string } = {},
  ) => {
    const type = `${mutation[0]!.toUpperCase()}${mutation.slice(1)}`;
    const { data, errors } = await api.ask(
      `mutation($input: ${type}Input!) { result: ${mutation}(input: $input) { __typename
        ... on ${type}Success { round { id state current } ${more} }
        ... on Error { code message path } } }`,
      headers,
      { input },
    );
    expect(errors).toEqual([]);
    return data.result;
  };

  const proposalOf = async (round: string, number?: number) => {
    const { data, errors } = await api.ask(
      `query($id: ID!, $number: Int) { node(id: $id) { ... on Round { state current proposal(number: $number) {
        number state progress failure objective bound optimal covered coveredBound participants explained keys forbidden problemJson resultJson
        limits { kind group groupName count reached lost covered exact }
        exchanges { totalCount nodes { key circle weight pinned members { id name }
          steps { weight reasons teacher { id } learner { id } } nextBest { key names weight fits } } }
        leftOut { totalCount nodes { member { name } reason explanation change gain
          needs { topic { key } explanation change } } } } } } }`,
      secretariat,
      { id: round, ...(number !== undefined && { number }) },
    );
    expect(errors).toEqual([]);
    return data.node.proposal;
  };
  /** The proposal once everything about it is known. */
  const solved = async (round: string, number = 1) => {
    const roundId = Buffer.from(round, 'base64').toString().split(':')[1]!;
    await vi.waitFor(
      async () => {
        const row = await database.prisma.roundProposal.findUniqueOrThrow({
          where: { roundId_number: { roundId, number } },
        });
        expect(row.state === 'SOLVED' ? row.reasons : row.failure).not.toBeNull();
      },
      { timeout: 60_000, interval: 100 },
    );
    return proposalOf(round, number);
  };
  const create = async (policy: object = {}) =>
    (await change('createRound', { policy })).round.id as string;

  const publish = async (round: string, proposal: number) => {
    const { data, errors } = await api.ask(
      `mutation($input: PublishRoundInput!) { result: publishRound(input: $input) { __typename
        ... on Error { code message } ... on RoundBlockedError { exchanges blocked { key names explanation } } } }`,
      secretariat,
      { input: { round, proposal } },
    );
    expect(errors).toEqual([]);
    return data.result;
  };

  return {
    database,
    api,
    /** Ids of members in the database, by reference. */
    ids,
    secretariat,
    change,
    proposalOf,
    solved,
    create,
    publish,
    async close() {
      await api.app.close();
      await database.close();
    },
  };
}

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../../server/database/database.ts';
import { type Api, openApi } from '../api.ts';
import { databaseKinds, openTestDatabase } from '../database.ts';
import { globalId, importedOn, loadSmallNetwork } from '../small-network.ts';

type Headers = Readonly<Record<string, string>>;

const pairings = `pairings { totalCount nodes { score partner { reference } learns { need { topic { key } } } shares { offer { topic { key } } }
  together { key } divides { kind extent explanation } bridge { kind languages { code } } sharedHours reasons
  terms { learning teaching mutual bridge time divides purpose } } }`;
const reasons = `noPairingReasons { need { topic { key } } rule change { kind } }`;

describe.each(databaseKinds)('pairings and what is withheld, on %s', (kind) => {
  let database: Database;
  let api: Api;
  let ids: Record<string, string>;
  let haki: Headers;
  let presupuesto: Headers;
  let secretariat: Headers;

  beforeAll(async () => {
    database = await openTestDatabase(kind);
    ids = await loadSmallNetwork(database);
    api = await openApi(database, { now: () => new Date(`${importedOn}T12:00:00Z`) });
    haki = await api.as('haki@example.org');
    presupuesto = await api.as('presupuesto@example.org');
    secretariat = await api.asSecretariat();
  });
  afterAll(() => database.close());

  const change = async (mutation: string, type: string, input: object, headers: Headers) => {
    const query = `mutation($input: ${type}!) { result: ${mutation}(input: $input) { __typename } }`;
    const { data } = await api.ask(query, headers, { input });
    expect(data.result.__typename).toMatch(/Success$/);
  };
  const show = (audience: string, fields: readonly string[], headers: Headers, more = {}) => {
    const consents = fields.map((field) => ({ field, audience, ...more }));
    return change('setConsent', 'SetConsentInput', { consents }, headers);
  };
  const ask = async (fields: string, reference: string, headers: Headers) => {
    const query = `query($id: ID!) { member(id: $id) { ${fields} } }`;
    const variables = { id: globalId('Member', ids[reference] ?? '') };
    const { data, errors } = await api.ask(query, headers, variables);
    expect(errors).toEqual([]);
    return data.member;
  };

  it('tell nobody the hours of a member that does not show when it is available', async () => {
    const hours = (from: string, to: string) =>
      change('updateMember', 'UpdateMemberInput', { workFrom: from, workTo: to }, presupuesto);
    const lists = async () => {
      await hours('09:00', '17:00');
      const usual = await ask(pairings, 'haki', haki);
      await hours('04:00', '17:00');
      return [usual, await ask(pairings, 'haki', haki)];
    };
    const [shown, other] = await lists();
    expect(other).not.toEqual(shown);
    await show('SECRETARIAT', ['AVAILABILITY'], presupuesto);
    const [hidden, same] = await lists();
    expect(hidden.pairings.totalCount).toBe(1);
    expect(same).toEqual(hidden);
    // Used without being shown they move the score alone.
    await show('SECRETARIAT', ['AVAILABILITY'], presupuesto, { useForMatching: true });
    const [used] = (await ask(pairings, 'haki', haki)).pairings.nodes;
    expect(used).toMatchObject({ sharedHours: null, terms: { time: null } });
    await show('MEMBERS', ['AVAILABILITY'], presupuesto);
    await hours('09:00', '17:00');
  });

  it('tell the secretariat nothing that a member keeps to itself', async () => {
    const kept = ['NEEDS', 'COUNTRY', 'LANGUAGES', 'THEMES', 'JOINED_ON', 'TIME_ZONE'];
    const everything = () => ask(`${pairings} ${reasons}`, 'presupuesto', secretariat);
    const own = await ask(pairings, 'presupuesto', presupuesto);
    expect(await ask(pairings, 'presupuesto', secretariat)).toEqual(own);

    await show('SELF', ['THEMES', 'COUNTRY', 'TIME_ZONE'], presupuesto);
    const [pairing] = (await everything()).pairings.nodes;
    expect(pairing).toMatchObject({ together: [], sharedHours: null });
    expect(JSON.stringify(pairing.divides)).not.toContain('GEOGRAPHIC');
    expect(JSON.stringify(pairing)).not.toContain('Central America');
    expect(await ask(pairings, 'presupuesto', presupuesto)).toEqual(own);

    await show('SELF', kept, presupuesto);
    const before = await everything();
    expect(before).toEqual({ pairings: { totalCount: 0, nodes: [] }, noPairingReasons: [] });
    expect(await ask(pairings, 'presupuesto', presupuesto)).toEqual(own);

    // What keeps the member itself away would tell how it is available.
    await show('SELF', ['AVAILABILITY'], presupuesto);
    expect((await everything()).noPairingReasons).toBeNull();
    expect((await ask(reasons, 'presupuesto', presupuesto)).noPairingReasons).toEqual([]);
  });
});

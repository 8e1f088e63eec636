import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../../server/database/database.ts';
import { defaultPolicy } from '../../../server/matching/policy.ts';
import { createPairingsStore } from '../../../server/pairings/store.ts';
import { defaultPeriods } from '../../../server/policy/periods.ts';
import { periodsOf, policyOf } from '../../../server/policy/rules.ts';
import { readPeriods } from '../../../server/policy/store.ts';
import { type Api, openApi } from '../api.ts';
import { databaseKinds, openTestDatabase } from '../database.ts';
import { globalId, importedOn, loadSmallNetwork } from '../small-network.ts';

const defaults: Readonly<Record<string, number>> = { ...defaultPolicy, ...defaultPeriods };
const now = () => new Date(`${importedOn}T12:00:00Z`);

describe.each(databaseKinds)('the policy, on %s', (kind) => {
  let database: Database;
  let api: Api;
  let ids: Record<string, string>;
  let secretariat: Readonly<Record<string, string>>;

  beforeAll(async () => {
    database = await openTestDatabase(kind);
    ids = await loadSmallNetwork(database);
    api = await openApi(database, { now });
    secretariat = await api.asSecretariat();
  });
  afterAll(() => database.close());

  const set = async (changes: object[], headers = secretariat) => {
    const { data, errors } = await api.ask(
      `mutation($input: SetPolicyInput!) { setPolicy(input: $input) { __typename
        ... on SetPolicySuccess { policy { name value } } ... on Error { code message } ... on InvalidInputError { issues { path message } } } }`,
      headers,
      { input: { changes } },
    );
    expect(errors).toEqual([]);
    return data.setPolicy;
  };
  const policy = async (headers: Readonly<Record<string, string>>) =>
    (
      await api.ask(
        '{ policy { name value default least most meaning(locale: fr) changeable } }',
        headers,
      )
    ).data.policy;
  const divides = async () => {
    const { data } = await api.ask(
      'query($id: ID!) { member(id: $id) { pairings { nodes { score terms { divides bridge } } } } }',
      await api.as('eau@example.org'),
      { id: globalId('Member', ids.eau ?? '') },
    );
    return data.member.pairings.nodes[0];
  };

  it('is for the secretariat alone', async () => {
    const member = await api.as('haki@example.org');
    const key = await api.asPartner(['read:directory', 'write:members']);
    for (const headers of [member, key, {}]) {
      expect(await policy(headers)).toBeNull();
      expect((await set([], headers)).code).toBe(
        headers === member || headers === key ? 'FORBIDDEN' : 'UNAUTHENTICATED',
      );
    }
    const all = await policy(secretariat);
    expect(all).toHaveLength(Object.keys(defaults).length);
    expect(all.find(({ name }: { name: string }) => name === 'interpreter')).toEqual({
      name: 'interpreter',
      value: 0.6,
      default: 0.6,
      least: 0,
      most: 1,
      meaning:
        'Ce que vaut le fait de se comprendre par interprète, contre 1 pour une langue que les deux parlent bien.',
      changeable: true,
    });
    expect(all.find(({ name }: { name: string }) => name === 'lexicalThreshold').changeable).toBe(
      false,
    );
  });

  it('holds from the next list on, in every process, and goes back to the default', async () => {
    const elsewhere = createPairingsStore(database.prisma, now);
    const { network } = await elsewhere.matching();
    expect((await divides()).terms.bridge).toBe(0.6);
    const result = await set([
      { name: 'interpreter', value: 0.3 },
      { name: 'geographicWeight', value: 1 },
    ]);
    expect(result.policy).toContainEqual({ name: 'interpreter', value: 0.3 });
    expect((await divides()).terms.bridge).toBe(0.3);
    expect((await elsewhere.matching()).policy).toMatchObject({
      interpreter: 0.3,
      geographicWeight: 1,
    });
    expect((await elsewhere.matching()).network).toBe(network);
    await set([{ name: 'interpreter', value: null }]);
    expect((await divides()).terms.bridge).toBe(0.6);
    expect((await elsewhere.matching()).policy.geographicWeight).toBe(1);
    await set([{ name: 'geographicWeight' }]);
    expect((await elsewhere.matching()).policy).toEqual(defaultPolicy);
    const audited = await database.prisma.auditEvent.findMany({ where: { action: 'setPolicy' } });
    expect(audited).toHaveLength(3);
    expect(audited[0]).toMatchObject({
      actor: expect.stringMatching(/^user:/),
      detail: { changes: { interpreter: 0.3, geographicWeight: 1 } },
    });
  });

  it('refuses what cannot be, all of it at once, and changes nothing', async () => {
    const result = await set([
      { name: 'interpreter', value: 1.5 },
      { name: 'beauty', value: 1 },
      { name: 'lexicalThreshold', value: 0.5 },
      { name: 'recentMonths', value: 2.5 },
      { name: 'timeBase', value: 0.5 },
      { name: 'timeBase', value: 0.6 },
      { name: 'relay', value: 0.4 },
      { name: '__proto__', value: 1 },
    ]);
    expect(result.__typename).toBe('InvalidInputError');
    expect(result.issues.map(({ path }: { path: string[] }) => path.join('.'))).toEqual([
      'changes.0.value',
      'changes.1.name',
      'changes.2.name',
      'changes.3.value',
      'changes.5.name',
      'changes.7.name',
    ]);
    expect(result.issues[0].message).toBe('Found 1.5, allowed is 0 to 1.');
    expect(result.issues[3].message).toBe('Found 2.5, allowed is a whole number from 0 to 120.');
    for (const { name, value } of await policy(secretariat))
      expect(value, name).toBe(defaults[name]);
  });

  it('keeps periods that follow each other, whatever is changed and in whichever order', async () => {
    const paths = ({ issues }: { issues: { path: string[] }[] }) =>
      issues.map(({ path }) => path.join('.'));
    const late = await set([{ name: 'remindAfterDays', value: 12 }]);
    expect(paths(late)).toEqual(['changes.0.value']);
    expect(late.issues[0].message).toBe(
      'Found 12; it has to be less than 10, which comes after it.',
    );
    const early = await set([
      { name: 'openRequests', value: 5 },
      { name: 'expireAfterDays', value: 10 },
    ]);
    expect(paths(early)).toEqual(['changes.1.value']);
    expect(early.issues[0].message).toBe(
      'Found 10; it has to be more than 10, which comes before it.',
    );
    expect(await readPeriods(database.prisma)).toEqual(defaultPeriods);

    const moved = { remindAfterDays: 20, remindAgainAfterDays: 30, expireAfterDays: 40 };
    const changes = Object.entries(moved).map(([name, value]) => ({ name, value }));
    expect((await set(changes)).__typename).toBe('SetPolicySuccess');
    expect(await readPeriods(database.prisma)).toEqual({ ...defaultPeriods, ...moved });
    // The default of one does not fit what was said of the others.
    expect(paths(await set([{ name: 'expireAfterDays' }]))).toEqual(['changes.0.value']);
    const back = changes.map(({ name }) => ({ name }));
    expect((await set(back)).__typename).toBe('SetPolicySuccess');
    expect(await readPeriods(database.prisma)).toEqual(defaultPeriods);
  });

  it('keeps only one of two changes at the same moment that do not fit each other', async () => {
    const results = await Promise.all([
      set([{ name: 'remindAgainAfterDays', value: 13 }]),
      set([{ name: 'expireAfterDays', value: 12 }]),
    ]);
    expect(results.map(({ __typename }) => __typename).sort()).toEqual([
      'InvalidInputError',
      'SetPolicySuccess',
    ]);
    await set([{ name: 'remindAgainAfterDays' }, { name: 'expireAfterDays' }]);
  });

  it('keeps the changes of two who make them at the same moment', async () => {
    await Promise.all([
      set([{ name: 'relay', value: 0.4 }]),
      set([{ name: 'purposeBase', value: 0.7 }]),
    ]);
    const { policy: now } = await api.app.services.pairings.matching();
    expect(now).toMatchObject({ relay: 0.4, purposeBase: 0.7 });
  });
});

it('what was stored when other values were allowed does no harm', () => {
  const stored = { relay: 7, interpreter: 0.5, gone: 1, recentMonths: 'many', timeBase: null };
  expect(policyOf(stored)).toEqual({ ...defaultPolicy, interpreter: 0.5 });
  expect(periodsOf({ expireAfterDays: 8 })).toEqual(defaultPeriods);
  expect(periodsOf({ expireAfterDays: 20, silentDays: 'many' })).toEqual({
    ...defaultPeriods,
    expireAfterDays: 20,
  });
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../../server/database/database.ts';
import { defaultPolicy } from '../../../server/matching/policy.ts';
import { type Api, openApi } from '../api.ts';
import { databaseKinds, openTestDatabase } from '../database.ts';
import { globalId, importedOn, loadSmallNetwork } from '../small-network.ts';

interface Shown {
  score: number;
  partner: { reference: string; name: string };
  learns: {
    topic: { key: string };
    need: { topic: { key: string } };
    offer: { level: string };
    fit: number;
  }[];
  shares: { topic: { key: string }; fit: number }[];
  together: { key: string }[];
  divides: { kind: string; extent: number }[];
  bridge: { kind: string; languages: { code: string }[]; through: { reference: string }[] };
  sharedHours: number | null;
  terms: Record<string, number>;
  reasons: string[];
}

const query = `query($id: ID!, $filter: PairingFilter) { member(id: $id) { pairings(first: 50, filter: $filter) { totalCount nodes {
  score partner { reference name } learns { topic { key } need { topic { key } } offer { level } fit } shares { topic { key } fit } together { key }
  divides { kind extent } bridge { kind languages { code } through { reference } } sharedHours
  terms { mutual bridge time divides purpose exposure } reasons } } } }`;

describe.each(databaseKinds)('pairings, on %s', (kind) => {
  let database: Database;
  let api: Api;
  let ids: Record<string, string>;

  beforeAll(async () => {
    database = await openTestDatabase(kind);
    ids = await loadSmallNetwork(database);
    api = await openApi(database, { now: () => new Date(`${importedOn}T12:00:00Z`) });
  });
  afterAll(() => database.close());

  const pairingsOf = async (
    reference: string,
    headers: Readonly<Record<string, string>>,
    filter = {},
  ): Promise<Shown[] | null> => {
    const { data } = await api.ask(query, headers, {
      id: globalId('Member', ids[reference] ?? ''),
      filter,
    });
    return data.member.pairings?.nodes ?? null;
  };

  it('are what each could learn from the other, with terms that multiply out', async () => {
    const [best, ...rest] = (await pairingsOf('haki', await api.as('haki@example.org'))) ?? [];
    expect(rest).toEqual([]);
    expect(best).toMatchObject({
      partner: { reference: 'presupuesto' },
      learns: [
        {
          topic: { key: 'budget-analysis' },
          need: { topic: { key: 'budget-analysis' } },
          offer: { level: 'EXPERT' },
          fit: 1,
        },
      ],
      shares: [{ topic: { key: 'community-mapping' }, fit: 1 }],
      together: [{ key: 'land' }],
      bridge: { kind: 'SHARED_LANGUAGE', languages: [{ code: 'en' }], through: [] },
    });
    const { terms = {}, score = 0, divides = [] } = best ?? {};
    expect(score).toBeCloseTo(
      Object.values(terms).reduce((product, term) => product * term, 1),
      9,
    );
    // A high need and a normal one, both met wholly; English B2 on their side.
    const { priorityHigh, priorityNormal, languageB2 } = defaultPolicy;
    const mutual = ((Math.sqrt(priorityHigh) + Math.sqrt(priorityNormal)) / 2) ** 2;
    expect(terms.mutual).toBeCloseTo(mutual, 9);
    expect(terms.bridge).toBe(languageB2);
    // Kenya and Guatemala; English and Swahili against Spanish; never met, no group shared, grassroots and NGO, more than ten years apart.
    expect(divides).toEqual([
      { kind: 'GEOGRAPHIC', extent: 1 },
      { kind: 'LINGUISTIC', extent: 1 },
      { kind: 'HISTORIC', extent: 1 },
    ]);
  });

  it('leave out the full, the hidden and whoever has nothing to teach, without a trace', async () => {
    const shown = await pairingsOf('haki', await api.as('haki@example.org'));
    expect(shown?.map(({ partner }) => partner.reference)).not.toEqual(
      expect.arrayContaining(['full', 'hidden', 'quiet', 'far']),
    );
    expect(await pairingsOf('far', await api.as('far@example.org'))).toEqual([]);
  });

  it('cross a language by way of an interpreter', async () => {
    const [best] = (await pairingsOf('eau', await api.as('eau@example.org'))) ?? [];
    expect(best).toMatchObject({
      partner: { reference: 'ard' },
      learns: [{ topic: { key: 'strategic-litigation' } }],
      bridge: {
        kind: 'INTERPRETER',
        languages: [{ code: 'fr' }, { code: 'ar' }],
        through: [{ reference: 'pont' }],
      },
    });
    expect(best?.reasons).toContain('Pont entre nous can interpret between French and Arabic.');
  });

  it('cross a language by way of a member that agreed to relay', async () => {
    const pont = await api.as('pont@example.org');
    const set = (languages: string, relays: boolean) =>
      api.ask(
        `mutation { setLanguages(input: { languages: [{ language: "fr", level: NATIVE }, { language: "ar", level: C1 }], interprets: [${languages}] }) { __typename }
          updateMember(input: { relays: ${relays} }) { __typename } }`,
        pont,
      );
    const eau = await api.as('eau@example.org');
    await set('', false);
    expect(await pairingsOf('eau', eau)).toEqual([]);
    await set('', true);
    const [best] = (await pairingsOf('eau', eau)) ?? [];
    expect(best?.bridge).toMatchObject({ kind: 'RELAY', through: [{ reference: 'pont' }] });
    await set('{ from: "ar", to: "fr" }, { from: "fr", to: "ar" }', false);
    expect((await pairingsOf('eau', eau))?.[0]?.bridge.kind).toBe('INTERPRETER');
  });

  it('speak the language of the reader', async () => {
    const haki = await api.as('haki@example.org');
    const reasons = async (locale: string) =>
      (await pairingsOf('haki', { ...haki, 'accept-language': locale }))?.[0]?.reasons;
    expect(await reasons('en')).toEqual([
      'You can learn Budget analysis from them, which you need.',
      'They can learn Community mapping from you, which they need.',
      'You can meet in English.',
      'You work in different parts of the world: Eastern Africa and Central America.',
      'Your main languages differ: English and Swahili on your side, Spanish on theirs.',
      'You have never worked together. You share no working group. You are organised at the grassroots, they are an institution. They have been in the network 12 years longer.',
      'You both work on Land.',
      'Your working hours do not overlap.',
    ]);
    expect((await reasons('fr'))?.[2]).toBe('Langue commune pour vos rencontres : anglais.');
    expect((await reasons('es'))?.[2]).toBe('Pueden reunirse en inglés.');
    expect((await reasons('ar'))?.[2]).toBe('يمكنكم التواصل بهذه اللغات: الإنجليزية.');
  });

  it('are for the member itself and the secretariat alone', async () => {
    for (const headers of [await api.as('presupuesto@example.org'), await api.asPartner()]) {
      expect(await pairingsOf('haki', headers)).toBeNull();
    }
    const own = await pairingsOf('haki', await api.as('second@example.org'));
    expect(await pairingsOf('haki', await api.asSecretariat())).toEqual(own);
    expect(own).toHaveLength(1);
  });

  it('are filtered by what partners show', async () => {
    const haki = await api.as('haki@example.org');
    expect(await pairingsOf('haki', haki, { regions: ['013'] })).toHaveLength(1);
    expect(await pairingsOf('haki', haki, { regions: ['002'] })).toEqual([]);
    expect(await pairingsOf('haki', haki, { kinds: ['NGO'] })).toHaveLength(1);
    expect(await pairingsOf('haki', haki, { kinds: ['ACADEMIC'] })).toEqual([]);
  });

  it('follow a change of the profile at once', async () => {
    const presupuesto = await api.as('presupuesto@example.org');
    const count = async () => (await pairingsOf('haki', await api.as('haki@example.org')))?.length;
    await api.ask('mutation { pauseAvailability(input: {}) { __typename } }', presupuesto);
    expect(await count()).toBe(0);
    await api.ask('mutation { confirmAvailability(input: {}) { __typename } }', presupuesto);
    expect(await count()).toBe(1);
  });

  it('use what a member lets be used without showing it, and never name it', async () => {
    const hidden = await api.as('hidden@example.org');
    const allow = (useForMatching: boolean) =>
      ['OFFERS', 'NEEDS', 'LANGUAGES'].map((field) => ({
        field,
        audience: 'SECRETARIAT',
        useForMatching,
      }));
    const set = (consents: object[]) =>
      api.ask(
        'mutation($consents: [ConsentInput!]) { setConsent(input: { consents: $consents }) { __typename } }',
        hidden,
        { consents },
      );
    await set(allow(true));
    const haki = await api.as('haki@example.org');
    const found = ((await pairingsOf('haki', haki)) ?? []).find(({ partner }) =>
      partner.name.startsWith('Member '),
    );
    expect(found).toMatchObject({
      partner: { reference: null },
      learns: [],
      shares: [],
      together: [],
      divides: [{ kind: 'HISTORIC', extent: 0.25 }],
      bridge: { kind: 'WITHHELD', languages: [], through: [] },
      sharedHours: null,
    });
    expect(found?.score).toBeGreaterThan(0);
    // That they never met is known without knowing anything of them.
    expect(found?.reasons).toEqual([
      'There is a way for you to understand each other.',
      'You have never worked together.',
    ]);
    await set(allow(false));
    expect(await pairingsOf('haki', haki)).toHaveLength(1);
  });
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../../server/database/database.ts';
import { locales } from '../../../server/i18n/locales.ts';
import type { PairingChange } from '../../../server/matching/no-pairing/changes.ts';
import type { NoPairingRule } from '../../../server/matching/no-pairing/no-pairing.ts';
import { changeSentence, ruleSentence } from '../../../server/pairings/no-pairing/sentences.ts';
import { type Api, openApi } from '../api.ts';
import { databaseKinds, openTestDatabase } from '../database.ts';
import { globalId, importedOn, loadSmallNetwork } from '../small-network.ts';

type Headers = Readonly<Record<string, string>>;

const query = `query($id: ID!) { member(id: $id) { noPairingReasons { need { topic { key } } rule explanation
  change { kind topic { key } level language { code } languageLevel to { code } until partner { name } explanation } } } }`;
const nothing = {
  topic: null,
  level: null,
  language: null,
  languageLevel: null,
  to: null,
  until: null,
  partner: null,
};

describe.each(databaseKinds)('why there is no pairing, on %s', (kind) => {
  let database: Database;
  let api: Api;
  let ids: Record<string, string>;

  beforeAll(async () => {
    database = await openTestDatabase(kind);
    ids = await loadSmallNetwork(database);
    api = await openApi(database, { now: () => new Date(`${importedOn}T12:00:00Z`) });
  });
  afterAll(() => database.close());

  const reasonsOf = async (reference: string, headers: Headers) => {
    const { data } = await api.ask(query, headers, {
      id: globalId('Member', ids[reference] ?? ''),
    });
    return data.member?.noPairingReasons;
  };
  const own = async (reference: string) =>
    reasonsOf(reference, await api.as(`${reference}@example.org`));

  it('is asked only for needs that no pairing meets', async () => {
    expect(await own('haki')).toEqual([]);
    expect(await own('pont')).toEqual([]);
  });

  it('reads the same whether nobody offers it, or only who hides it or is not available', async () => {
    const nobody = (topic: string) => ({
      need: { topic: { key: topic } },
      rule: 'NO_AVAILABLE_PARTNER',
      explanation: 'Nobody who is available offers this at present.',
      change: null,
    });
    expect(await own('far')).toEqual([nobody('housing')]);
    // It is offered by one that is paused, one that is full, and two that do not show it.
    const presupuesto = await api.as('presupuesto@example.org');
    await api.ask('mutation { pauseAvailability(input: {}) { __typename } }', presupuesto);
    const [reason, ...more] = await own('haki');
    expect({ ...reason, change: null }).toEqual(nobody('budget-analysis'));
    expect(more).toEqual([]);
    await api.ask('mutation { confirmAvailability(input: {}) { __typename } }', presupuesto);
  });

  it('names the smallest change that helps, and follows it', async () => {
    const haki = await api.as('haki@example.org');
    await api.ask('mutation { pauseAvailability(input: {}) { __typename } }', haki);
    expect(await own('haki')).toEqual([
      {
        need: { topic: { key: 'budget-analysis' } },
        rule: 'PAUSED',
        explanation: 'You have paused requests, so nobody is suggested to you.',
        change: {
          ...nothing,
          kind: 'RESUME',
          explanation: 'Take requests again',
        },
      },
    ]);
    await api.ask('mutation { confirmAvailability(input: {}) { __typename } }', haki);
    expect(await own('haki')).toEqual([]);

    const partner = globalId('Member', ids['presupuesto'] ?? '');
    const said = (mutation: string) => api.ask(mutation, haki, { partner });
    await said(
      'mutation($partner: ID!) { dismissPairing(input: { partner: $partner, reason: NO_TIME }) { __typename } }',
    );
    expect(await own('haki')).toMatchObject([
      {
        rule: 'DISMISSED',
        explanation: 'You said “not now” to somebody who could help you with this.',
        change: {
          ...nothing,
          kind: 'RESTORE',
          partner: { name: 'Centro Presupuesto Vivo' },
          explanation: 'Put Centro Presupuesto Vivo back into your list',
        },
      },
    ]);
    await said(
      'mutation($partner: ID!) { restorePairing(input: { partner: $partner }) { __typename } }',
    );
    expect(await own('haki')).toEqual([]);
  });

  it('tells the languages, the level and the topic that would help', async () => {
    const [eau, haki] = [await api.as('eau@example.org'), await api.as('haki@example.org')];
    const set = async (headers: Headers, mutation: string) =>
      expect((await api.ask(`mutation { ${mutation} { __typename } }`, headers)).errors).toEqual(
        [],
      );
    await set(eau, 'setLanguages(input: { languages: [{ language: "wo", level: NATIVE }] })');
    expect(await own('eau')).toMatchObject([
      {
        rule: 'NO_BRIDGE',
        change: {
          ...nothing,
          kind: 'FIND_INTERPRETER',
          language: { code: 'wo' },
          to: { code: 'ar' },
          explanation:
            'Somebody who interprets between Wolof and Arabic would help. Ask the secretariat.',
        },
      },
    ]);
    await set(
      eau,
      'setLanguages(input: { languages: [{ language: "wo", level: NATIVE }, { language: "ar", level: A1 }] })',
    );
    expect(await own('eau')).toMatchObject([
      {
        change: {
          ...nothing,
          kind: 'LEARN_LANGUAGE',
          language: { code: 'ar' },
          languageLevel: 'A2',
          explanation: 'Add Arabic, once you know it at level A2',
        },
      },
    ]);

    const topics = await api.ask(
      '{ topics(filter: { keys: ["community-mapping", "budget-analysis"] }) { nodes { id key } } }',
    );
    const [budget, mapping] = topics.data.topics.nodes.map(({ id }: { id: string }) => id);
    const presupuesto = await api.as('presupuesto@example.org');
    await set(
      presupuesto,
      `setNeeds(input: { needs: [{ topic: "${mapping}", levelWanted: EXPERT }] })`,
    );
    await set(haki, `setOffers(input: { offers: [{ topic: "${mapping}", level: BASIC }] })`);
    await set(haki, `setNeeds(input: { needs: [{ topic: "${budget}" }] })`);
    expect(await own('presupuesto')).toMatchObject([
      {
        rule: 'LEVEL',
        explanation: 'It is offered, but at a lower level than you want.',
        change: {
          ...nothing,
          kind: 'ACCEPT_LEVEL',
          level: 'PRACTISED',
          explanation: 'Accept a lower level: practical experience',
        },
      },
    ]);
  });

  it('is for the member itself and the secretariat alone', async () => {
    expect(await reasonsOf('far', await api.asSecretariat())).toEqual(await own('far'));
    for (const headers of [await api.as('haki@example.org'), await api.asPartner()])
      expect(await reasonsOf('far', headers)).toBeNull();
    expect(await reasonsOf('far', {})).toBeUndefined();
  });
});

describe('the sentences', () => {
  const names = { topicName: () => 'TOPIC', memberName: () => 'MEMBER' };
  const rules: Record<NoPairingRule, true> = {
    PAUSED: true,
    UNCONFIRMED: true,
    NO_FREE_PLACE: true,
    NO_AVAILABLE_PARTNER: true,
    LEVEL: true,
    NO_BRIDGE: true,
    OPEN_EXCHANGE: true,
    RECENT_EXCHANGE: true,
    RECENT_DECLINE: true,
    DISMISSED: true,
  };
  const changes: [PairingChange, ...string[]][] = [
    [{ kind: 'RESUME' }],
    [{ kind: 'CONFIRM' }],
    [{ kind: 'RAISE_CAPACITY' }],
    [{ kind: 'ACCEPT_LEVEL', level: 'BASIC' }],
    [{ kind: 'WIDEN_TOPIC', topic: 't' }, 'TOPIC'],
    [{ kind: 'LEARN_LANGUAGE', language: 'sw', level: 'B1' }, 'B1'],
    [{ kind: 'FIND_INTERPRETER', from: 'sw', to: 'qu' }],
    [{ kind: 'WAIT', until: '2027-03-30' }, '2027', '30'],
    [{ kind: 'RESTORE', partner: 'm' }, 'MEMBER'],
  ];

  it.each(locales)('say each its own, with what it is about, in %s', (locale) => {
    const said = Object.keys(rules).map((rule) =>
      ruleSentence({ rule: rule as NoPairingRule }, locale),
    );
    for (const sentence of said) expect(sentence).toMatch(/[.]$/);
    for (const [change, ...values] of changes) {
      const words = changeSentence(change, names, locale);
      for (const value of values) expect(words).toContain(value);
      said.push(words);
    }
    expect(new Set(said).size).toBe(said.length);
  });

  it('say dates and languages as the reader does', () => {
    const wait: PairingChange = { kind: 'WAIT', until: '2027-03-30' };
    expect(changeSentence(wait, names, 'fr')).toContain('30 mars 2027');
    expect(changeSentence(wait, names, 'es')).toContain('30 de marzo de 2027');
    expect(changeSentence(wait, names, 'ar')).toContain('مارس');
    const learn: PairingChange = { kind: 'LEARN_LANGUAGE', language: 'ar', level: 'A2' };
    expect(changeSentence(learn, names, 'es')).toContain('árabe');
  });
});

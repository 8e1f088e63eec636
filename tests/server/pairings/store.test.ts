import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Viewer } from '../../../server/access/viewer.ts';
import { type Database, openDatabase } from '../../../server/database/database.ts';
import {
  changesSince,
  networkChanged,
  networkVersion,
} from '../../../server/database/network-version.ts';
import type { Matching } from '../../../server/matching/matching.ts';
import { pairingsOf } from '../../../server/matching/pairings.ts';
import { importMembers } from '../../../server/members-csv/import.ts';
import {
  setAvailability,
  setConsent,
  setLanguages,
  setNeeds,
  setOffers,
  updateProfile,
} from '../../../server/members/store/profile.ts';
import { explain, listPairings } from '../../../server/pairings/list.ts';
import { reasonsFor } from '../../../server/pairings/reasons.ts';
import { createPairingsStore, type PairingsStore } from '../../../server/pairings/store.ts';
import { databaseKinds, newTestDatabase, openTestDatabase } from '../database.ts';
import { importedOn, loadSmallNetwork } from '../small-network.ts';

const noon = new Date(`${importedOn}T12:00:00Z`);
const system: Viewer = {
  kind: 'person',
  userId: 'u',
  email: '',
  secretariat: true,
  memberId: null,
};

async function* bytesOf(text: string): AsyncIterable<Uint8Array> {
  yield new TextEncoder().encode(text);
}

/** The lists of everybody, without what only says where they came from. */
function lists(matching: Matching) {
  const ids = [...matching.network.ids()].sort();
  return ids.map((id) => [id, pairingsOf(id, matching)]);
}

/** The same database, whose transactions something happens to. */
function withTransactions(
  prisma: Database['prisma'],
  around: (run: () => Promise<unknown>) => Promise<unknown>,
): Database['prisma'] {
  const run = prisma.$transaction.bind(prisma) as (...given: unknown[]) => Promise<unknown>;
  return Object.create(prisma, {
    $transaction: { value: (...given: unknown[]) => around(() => run(...given)) },
  });
}

describe.each(databaseKinds)('the network in memory, on %s', (kind) => {
  let database: Database;
  let ids: Record<string, string>;
  let store: PairingsStore;
  let topics: string[];

  beforeAll(async () => {
    database = await openTestDatabase(kind);
    ids = await loadSmallNetwork(database);
    store = createPairingsStore(database.prisma, () => noon);
    topics = (
      await database.prisma.topic.findMany({ select: { id: true }, orderBy: { key: 'asc' } })
    ).map(({ id }) => id);
  });
  afterAll(() => database.close());

  const fresh = () => createPairingsStore(database.prisma, () => noon).matching();

  it('is read once by all who ask at the same moment, and kept', async () => {
    const asked = await Promise.all(Array.from({ length: 10 }, () => store.matching()));
    expect(new Set(asked).size).toBe(1);
    expect(asked[0]?.network.size).toBe(9);
    expect(await store.matching()).toBe(asked[0]);
  });

  it('follows every kind of edit, and is then as if read anew', async () => {
    const { prisma } = database;
    const { network } = await store.matching();
    const {
      haki = '',
      presupuesto = '',
      eau = '',
      pont = '',
      quiet = '',
      full = '',
      far = '',
    } = ids;
    const edits: (() => Promise<unknown>)[] = [
      () => setOffers(prisma, system, far, [{ topicId: topics[3]! }, { topicId: topics[9]! }]),
      () => setNeeds(prisma, system, eau, [{ topicId: topics[9]!, priority: 'HIGH' }]),
      () => updateProfile(prisma, system, full, { capacity: 2, country: 'BR' }, {}),
      () => updateProfile(prisma, system, haki, { workFrom: 0 }, { themes: topics.slice(0, 3) }),
      () => updateProfile(prisma, system, haki, {}, { workingGroups: ['monitoring'] }),
      () => setLanguages(prisma, system, far, [{ language: 'fr', level: 'B2' }]),
      () => setAvailability(prisma, system, presupuesto, { paused: true }),
      () => setConsent(prisma, system, quiet, { visibility: 'MEMBERS', consents: [] }),
      () =>
        setConsent(prisma, system, pont, {
          consents: [{ field: 'INTERPRETS', audience: 'SELF', useForMatching: true }],
        }),
      () => setAvailability(prisma, system, presupuesto, { paused: false, confirmedOn: noon }),
    ];
    for (const edit of edits) {
      await edit();
      expect(lists(await store.matching())).toEqual(lists(await fresh()));
    }
    expect((await store.matching()).network).toBe(network);
    expect((await store.matching()).network.entry(far)?.own.offers).toHaveLength(2);
  });

  it('shows an edit to whoever asks after it, also while an earlier state is being read', async () => {
    const wasRead = Promise.withResolvers<void>();
    const goOn = Promise.withResolvers<void>();
    const slow = createPairingsStore(
      withTransactions(database.prisma, async (run) => {
        const result = await run();
        wasRead.resolve();
        await goOn.promise;
        return result;
      }),
      () => noon,
    );
    const isPaused = ({ network }: Matching) => network.entry(ids.eau!)?.own.availability.paused;
    const before = slow.matching().then(isPaused);
    await wasRead.promise;
    await setAvailability(database.prisma, system, ids.eau!, { paused: true });
    const after = slow.matching().then(isPaused);
    // Until it has asked for the version, and waits for the reading that began too early.
    for (let n = 0; n < 5; n += 1) await networkVersion(database.prisma);
    goOn.resolve();
    expect(await before).toBe(false);
    expect(await after).toBe(true);
  });

  it('takes in what an import changes, and that alone', async () => {
    const { prisma } = database;
    const { network } = await store.matching();
    const before = await networkVersion(prisma);
    const unchanged = 'full,Busy Hands,NGO,ZA,en,Budget analysis:expert,Community mapping';
    const file = `id,name,kind,country,languages,offers,needs\n${unchanged}\nnew,Newcomers,NGO,TZ,sw,Housing,Land\n`;
    const rows = async (text: string) =>
      importMembers(prisma, bytesOf(text), {
        dryRun: false,
        createTopics: true,
        locale: 'en',
        today: importedOn,
      });
    await rows(file.replace('full,Busy Hands', 'full,Busier Hands'));
    const after = await store.matching();
    expect(after.network).toBe(network);
    expect(await changesSince(prisma, before)).toMatchObject({ version: before + 1 });
    expect(lists(after)).toEqual(lists(await fresh()));
    const { id } = await prisma.member.findUniqueOrThrow({ where: { reference: 'new' } });
    expect(after.network.entry(id)?.own.needs).toHaveLength(1);
    // Again: nothing is different.
    await rows(file.replace('full,Busy Hands', 'full,Busier Hands'));
    expect(await changesSince(prisma, before + 1)).toEqual({ version: before + 2, members: [] });
    // A topic that nobody had: everything may be related anew.
    await rows(file.replace('Land', 'Seed libraries'));
    expect((await store.matching()).network).not.toBe(network);
    await prisma.$transaction(async (transaction) => {
      await transaction.member.delete({ where: { id } });
      await networkChanged(transaction, [id]);
    });
    expect((await store.matching()).network.entry(id)).toBeUndefined();
  });

  it('is read anew when topics change', async () => {
    const before = await store.matching();
    await database.prisma.$transaction(async (transaction) => {
      await transaction.topic.create({ data: { key: 'kites' } });
      await networkChanged(transaction, 'everything');
    });
    const after = await store.matching();
    expect(after.network).not.toBe(before.network);
    expect(after.network.topics).toHaveLength(before.network.topics.length + 1);
  });

  it('opens again on another day, without reading members again', async () => {
    let now = noon;
    const lasting = createPairingsStore(database.prisma, () => now);
    const today = await lasting.matching();
    now = new Date('2026-03-03T00:00:01Z');
    const tomorrow = await lasting.matching();
    expect(tomorrow.network).toBe(today.network);
    expect(tomorrow.asOf).toBe('2026-03-03');
    now = new Date('2027-03-03T00:00:01Z');
    // By then nobody has confirmed.
    expect(pairingsOf(ids.haki!, await lasting.matching())).toEqual([]);
  });

  it('does not keep a reading that failed', async () => {
    let fails = true;
    const unlucky = createPairingsStore(
      withTransactions(database.prisma, (run) =>
        fails ? Promise.reject(new Error('gone')) : run(),
      ),
      () => noon,
    );
    await expect(unlucky.matching()).rejects.toThrow('gone');
    fails = false;
    expect((await unlucky.matching()).network.size).toBe(9);
  });

  it('lets go of a member under the hands of those who still explain it', async () => {
    const { prisma } = database;
    const matching = await store.matching();
    const everything = { topics: null, kinds: null, regions: null };
    const haki = matching.network.entry(ids.haki!)!;
    const { pairings } = listPairings(matching, haki, everything, 20);
    expect(pairings.length).toBeGreaterThan(0);
    const partner = pairings[0]!.partner;
    const explaining = explain({ prisma, viewer: system }, matching, haki, pairings);
    await prisma.$transaction(async (transaction) => {
      await transaction.member.delete({ where: { id: partner } });
      await networkChanged(transaction, [partner]);
    });
    const after = await store.matching();
    expect(after.network.entry(partner)).toBeUndefined();
    const explained = await explaining;
    for (const pairing of pairings)
      expect(reasonsFor(pairing, explained, 'en').length).toBeGreaterThan(2);
    expect(lists(after)).toEqual(lists(await fresh()));
  });
});

it('an edit reads one member again, in a number of statements that the network does not change', async () => {
  const database = await openTestDatabase('embedded');
  const ids = await loadSmallNetwork(database);
  const store = createPairingsStore(database.prisma, () => noon);
  await store.matching();
  const statements: { query: string; params: string }[] = [];
  const listen = database.prisma.$on.bind(database.prisma) as (
    event: 'query',
    heard: (event: { query: string; params: string }) => void,
  ) => void;
  await setAvailability(database.prisma, system, ids.eau!, { paused: true });
  listen('query', (statement) => statements.push(statement));
  await store.matching();
  const ofMembers = statements.filter(({ query }) => query.includes('"Member"'));
  expect(ofMembers).toHaveLength(1);
  expect(ofMembers[0]?.params).toContain(ids.eau);
  for (const [reference, id] of Object.entries(ids))
    if (reference !== 'eau') expect(ofMembers[0]?.params).not.toContain(id);
  expect(statements.length).toBeLessThan(10);

  statements.length = 0;
  await store.matching();
  expect(statements).toHaveLength(1);
  await database.close();
});

it('processes on one server see the edits of each other', async () => {
  const databaseUrl = await newTestDatabase('server');
  const [here, there] = await Promise.all(
    [1, 2].map(() => openDatabase({ databaseUrl, dataDir: '' })),
  );
  const ids = await loadSmallNetwork(here!);
  const stores = [here!, there!].map(({ prisma }) => createPairingsStore(prisma, () => noon));
  const capacities = async () =>
    (await Promise.all(stores.map((store) => store.matching()))).map(
      ({ network }) => network.entry(ids.eau!)?.own.availability.freePlaces,
    );
  expect(await capacities()).toEqual([2, 2]);
  await updateProfile(here!.prisma, system, ids.eau!, { capacity: 5 }, {});
  expect(await capacities()).toEqual([5, 5]);
  // Many at once, from both sides; whatever is seen on the way, the end is the same.
  await Promise.all(
    Array.from({ length: 12 }, async (_, n) => {
      const { prisma } = n % 2 ? here! : there!;
      await updateProfile(prisma, system, Object.values(ids)[n % 9]!, { capacity: n }, {});
      await stores[n % 2]!.matching();
    }),
  );
  const [one, other] = await Promise.all(stores.map((store) => store.matching()));
  expect(lists(one!)).toEqual(lists(other!));
  const stored = await here!.prisma.member.findMany({ select: { id: true, capacity: true } });
  for (const { id, capacity } of stored)
    expect(one!.network.entry(id)?.own.availability.freePlaces).toBe(capacity);
  await Promise.all([here!.close(), there!.close()]);
});

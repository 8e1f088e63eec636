import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Database } from '../../../server/database/database.ts';
import { noteShown } from '../../../server/pairings/exposure-ledger.ts';
import { createPairingsStore } from '../../../server/pairings/store.ts';
import { type Api, openApi } from '../api.ts';
import { databaseKinds, openTestDatabase } from '../database.ts';
import { globalId, importedOn, loadSmallNetwork } from '../small-network.ts';

describe.each(databaseKinds)('the ledger of who was shown, on %s', (kind) => {
  let database: Database;
  let api: Api;
  let ids: Record<string, string>;
  let now = new Date(`${importedOn}T12:00:00Z`);

  beforeAll(async () => {
    database = await openTestDatabase(kind);
    ids = await loadSmallNetwork(database);
    api = await openApi(database, { now: () => now });
  });
  afterAll(() => database.close());

  const look = async (reference: string, headers: Readonly<Record<string, string>>) => {
    const { data, errors } = await api.ask(
      'query($id: ID!) { member(id: $id) { pairings { nodes { score partner { id } terms { exposure } } } } }',
      headers,
      { id: globalId('Member', ids[reference] ?? '') },
    );
    expect(errors).toEqual([]);
    return data.member.pairings?.nodes;
  };
  const ledger = () =>
    database.prisma.shownPairing.findMany({ orderBy: [{ day: 'asc' }, { partnerId: 'asc' }] });

  it('notes what representatives are shown of their own, once a day', async () => {
    const shown = { memberId: ids.haki, partnerId: ids.presupuesto };
    await look('haki', await api.asSecretariat());
    await look('haki', await api.as('presupuesto@example.org'));
    await look('haki', await api.asPartner());
    await api.app.close(); // Waits for what goes on in the background.
    expect(await ledger()).toEqual([]);
    const haki = await api.as('haki@example.org');
    await look('haki', haki);
    await look('haki', await api.as('second@example.org'));
    await look('haki', haki);
    await vi.waitFor(async () =>
      expect(await ledger()).toEqual([{ day: new Date(importedOn), ...shown }]),
    );
    now = new Date('2026-03-03T12:00:00Z');
    await look('haki', haki);
    await vi.waitFor(async () => expect(await ledger()).toHaveLength(2));
  });

  it('moves nobody on the day itself, and whoever was shown much a little from the next on', async () => {
    const haki = await api.as('haki@example.org');
    const secretariat = await api.asSecretariat();
    now = new Date('2026-03-04T12:00:00Z');
    const before = await look('haki', haki);
    const others = Object.values(ids).filter((id) => id !== ids.presupuesto);
    for (const id of others) await noteShown(database.prisma, '2026-03-04', id, [ids.presupuesto!]);
    expect(await look('haki', haki)).toEqual(before);
    // Neither in a process that starts later on this day.
    const store = createPairingsStore(database.prisma, () => now);
    const { exposure } = await store.matching();
    expect(before[0].terms.exposure).toBe(exposure.get(ids.presupuesto!) ?? 1);

    now = new Date('2026-03-05T00:00:00Z');
    const [after] = await look('haki', secretariat);
    expect(after.terms.exposure).toBeLessThan(before[0].terms.exposure);
    expect(after.terms.exposure).toBeGreaterThanOrEqual(0.9);
    expect(after.score).toBeLessThan(before[0].score);
    const factors = (await store.matching()).exposure;
    expect(factors.get(ids.eau!)).toBeGreaterThan(1);
  });

  it('counts 28 days, and keeps no more', async () => {
    now = new Date('2026-04-02T00:00:00Z');
    const days = async () => [
      ...new Set((await ledger()).map(({ day }) => day.toISOString().slice(0, 10))),
    ];
    await look('haki', await api.asSecretariat());
    await vi.waitFor(async () => expect(await days()).toEqual([]));
    const store = createPairingsStore(database.prisma, () => now);
    expect((await store.matching()).exposure.size).toBe(0);
    await noteShown(database.prisma, '2026-04-02', ids.eau!, [ids.ard!]);
    now = new Date('2026-04-30T00:00:00Z');
    expect((await store.matching()).exposure.size).toBeGreaterThan(0);
    now = new Date('2026-05-01T00:00:00Z');
    expect((await store.matching()).exposure.size).toBe(0);
  });

  it('notes nobody for a list that rests on what its member hides', async () => {
    // Else one could offer what only somebody in hiding may need, and see whether that counts as shown.
    await database.prisma.shownPairing.deleteMany();
    now = new Date('2026-05-02T12:00:00Z');
    const haki = await api.as('haki@example.org');
    const confirm = 'mutation { confirmAvailability(input: {}) { __typename } }';
    for (const email of ['haki@example.org', 'presupuesto@example.org'])
      await api.ask(confirm, await api.as(email));
    const show = (audience: string) =>
      api.ask(
        'mutation($input: SetConsentInput!) { setConsent(input: $input) { __typename } }',
        haki,
        { input: { consents: [{ field: 'NEEDS', audience }] } },
      );
    await show('SECRETARIAT');
    expect(await look('haki', haki)).toHaveLength(1);
    await api.app.close();
    expect(await ledger()).toEqual([]);
    await show('MEMBERS');
    await look('haki', haki);
    await vi.waitFor(async () => expect(await ledger()).toHaveLength(1));
  });

  it('does not break a list when it cannot be written', async () => {
    await look('eau', await api.asSecretariat());
    await database.prisma.$executeRaw`ALTER TABLE "ShownPairing" RENAME TO "Elsewhere"`;
    try {
      expect(await look('eau', await api.as('eau@example.org'))).toHaveLength(1);
    } finally {
      await api.app.close();
      await database.prisma.$executeRaw`ALTER TABLE "Elsewhere" RENAME TO "ShownPairing"`;
    }
  });
});

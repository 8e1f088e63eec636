import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { maySignIn } from '../../../server/access/store.ts';
import { country } from '../../../server/cldr/territories.ts';
import type { Database } from '../../../server/database/database.ts';
import { memberCount } from '../../../server/demo/network.ts';
import { type Demonstration, loadDemonstration } from '../../../server/demo/store.ts';
import { replay } from '../../../server/exchanges/rules/replay.ts';
import { readEvents, readExchange } from '../../../server/exchanges/store/exchange.ts';
import { anonymous } from '../../../server/access/viewer.ts';
import { findNotes } from '../../../server/library/store/search.ts';
import { importMembers } from '../../../server/members-csv/import.ts';
import { exportMembers } from '../../../server/members-csv/write.ts';
import { pairingsOf } from '../../../server/matching/pairings.ts';
import { createPairingsStore } from '../../../server/pairings/store.ts';
import { silently } from '../../../server/progress.ts';
import { databaseKinds, openTestDatabase } from '../database.ts';

const opened = new Date('2026-11-22T10:00:00Z');
const monthsLater = new Date('2027-06-01T10:00:00Z');
const day = (date: Date) => date.toISOString().slice(0, 10);

describe.each(databaseKinds)('loading the demonstration network, on %s', (kind) => {
  let database: Database;
  beforeEach(async () => {
    database = await openTestDatabase(kind);
    return () => database.close();
  });
  const load = (when: 'auto' | 'never' | 'always', now = opened) =>
    loadDemonstration(database, when, silently, now);

  it('happens once, and later starts know it', async () => {
    const demonstration = await load('always');
    expect(demonstration).toEqual({
      member: 'representative@demo-001.example.org',
      secretariat: 'secretariat@example.org',
    });
    expect(await database.prisma.member.count()).toBe(memberCount);
    expect(await load('always')).toEqual(demonstration);
    expect(await load('never')).toEqual(demonstration);
    expect(await database.prisma.member.count()).toBe(memberCount);
  });

  it('is asked for, except into an embedded database', async () => {
    expect(await load('never')).toBeNull();
    expect((await load('auto')) === null).toBe(kind === 'server');
    expect(await database.prisma.member.count()).toBe(kind === 'server' ? 0 : memberCount);
  });

  it('leaves a network alone that has members', async () => {
    const member = {
      reference: 'm1',
      name: 'Ours',
      searchName: 'ours',
      sortName: 'ours',
      pseudonym: 'p',
      country: 'KE',
    };
    await database.prisma.member.create({ data: member });
    expect(await load('always')).toBeNull();
    expect(await database.prisma.member.count()).toBe(1);
    expect(await maySignIn(database.prisma, 'secretariat@example.org')).toBe(false);
  });

  it('is all or nothing', async () => {
    const { prisma } = database;
    await prisma.workingGroup.delete({ where: { key: 'monitoring' } });
    await expect(load('always')).rejects.toThrow(/foreign key/i);
    expect(await prisma.member.count()).toBe(0);
    expect(await prisma.setting.count({ where: { key: 'demonstration' } })).toBe(0);
  });

  it('happens once also when several processes start together', async () => {
    const both = await Promise.all([load('always'), load('always')]);
    expect(both[0]).toEqual(both[1]);
    expect(await database.prisma.member.count()).toBe(memberCount);
  });

  it('keeps its members as available as on the first day', async () => {
    await load('always');
    const { prisma } = database;
    const before = await prisma.member.findMany({ orderBy: { reference: 'asc' } });
    const changed = { ...before[0]!, confirmedOn: new Date('2027-05-30') };
    await prisma.member.update({
      where: { id: changed.id },
      data: { confirmedOn: changed.confirmedOn },
    });

    await load('never', monthsLater);
    const after = await prisma.member.findMany({ orderBy: { reference: 'asc' } });
    expect(after[0]!.confirmedOn).toEqual(changed.confirmedOn);
    const passed = Date.parse(day(monthsLater)) - Date.parse(day(opened));
    const expected = before
      .slice(1)
      .map(({ confirmedOn }) => confirmedOn && confirmedOn.getTime() + passed);
    expect(after.slice(1).map(({ confirmedOn }) => confirmedOn && confirmedOn.getTime())).toEqual(
      expected,
    );
    expect(expected.filter((time) => time !== null && time > monthsLater.getTime())).toEqual([]);

    await load('never', monthsLater);
    expect(await prisma.member.findMany({ orderBy: { reference: 'asc' } })).toEqual(after);
  });
});

describe('the demonstration network that is loaded', () => {
  let database: Database;
  let demonstration: Demonstration | null;
  beforeAll(async () => {
    database = await openTestDatabase('embedded');
    demonstration = await loadDemonstration(database, 'auto', silently, opened);
  });
  afterAll(() => database.close());

  it('lets a member and the secretariat sign in', async () => {
    const { prisma } = database;
    expect(await maySignIn(prisma, demonstration!.member)).toBe(true);
    const secretary = await prisma.user.findUnique({
      where: { email: demonstration!.secretariat },
    });
    expect(secretary?.secretariat).toBe(true);
    const { member } = await prisma.representative.findUniqueOrThrow({
      where: { email: demonstration!.member },
      include: {
        member: { include: { needs: { include: { topic: true }, orderBy: { position: 'asc' } } } },
      },
    });
    expect(member).toMatchObject({ country: 'KE', atRisk: false, genderFocus: true });
    expect(member.needs[0]).toMatchObject({ priority: 'HIGH', topic: { key: 'budget-analysis' } });
  });

  it('has exchanges whose histories tell how they came about', async () => {
    const { prisma } = database;
    const exchanges = await prisma.exchange.findMany({ select: { id: true, state: true } });
    expect(exchanges.map(({ state }) => state).toSorted()).toEqual([
      ...Array.from({ length: 8 }, () => 'CLOSED'),
      'REQUESTED',
    ]);
    for (const { id } of exchanges)
      expect(replay(await readEvents(prisma, id))).toEqual(await readExchange(prisma, id));
  });

  it.each([
    ['en', 'boreholes'],
    ['fr', 'expulsions'],
    ['es', 'partera'],
    ['ar', 'الفاتورة'],
  ])('has learning notes in %s', async (language, search) => {
    const query = { topics: null, outcomes: null, languages: [language] };
    const page = { limit: 10, backwards: false };
    const { prisma } = database;
    expect(await findNotes(prisma, anonymous, { ...query, search: null }, page)).toHaveLength(2);
    expect(await findNotes(prisma, anonymous, { ...query, search }, page)).toHaveLength(1);
  });

  it('is what the import takes: importing its export changes nothing', async () => {
    const options = {
      dryRun: true,
      createTopics: false,
      locale: 'en' as const,
      today: '2026-11-22',
      actor: 'command',
    };
    const file = bytesOf(exportMembers(database.prisma, 'csv'));
    expect(await importMembers(database.prisma, file, options)).toMatchObject({
      created: 0,
      updated: 0,
      unchanged: memberCount,
      problems: [],
    });
  });

  it('has a pairing for nearly every member that is available, many across regions and languages', async () => {
    const matching = await createPairingsStore(database.prisma, () => opened).matching();
    const ids = [...matching.network.ids()];
    const available = ids.filter((id) => {
      const { paused, confirmedOn, freePlaces } = matching.network.entry(id)!.own.availability;
      return !paused && freePlaces > 0 && confirmedOn !== null && confirmedOn > '2026-08-01';
    });
    const best = available.map((id) => ({ id, pairings: pairingsOf(id, matching, 10) }));
    const paired = best.filter(({ pairings }) => pairings.length > 0);
    expect(paired.length / available.length).toBeGreaterThan(0.9);

    const pairs = best.flatMap(({ id, pairings }) => pairings.map((pairing) => ({ id, pairing })));
    const own = (id: string) => matching.network.entry(id)!.own;
    const shareOf = (test: (pair: (typeof pairs)[number]) => boolean) =>
      pairs.filter(test).length / pairs.length;
    expect(
      shareOf(
        ({ id, pairing }) => own(id).country!.region !== own(pairing.partner).country!.region,
      ),
    ).toBeGreaterThan(0.4);
    const main = (id: string) => own(id).languages.find((skill) => skill.main)?.language;
    expect(shareOf(({ id, pairing }) => main(id) !== main(pairing.partner))).toBeGreaterThan(0.5);
    expect(shareOf(({ pairing }) => pairing.bridge.kind === 'INTERPRETER')).toBeGreaterThan(0.05);
  });

  it('shows the member to sign in as good pairings all over the world', async () => {
    const matching = await createPairingsStore(database.prisma, () => opened).matching();
    const { memberId } = await database.prisma.representative.findUniqueOrThrow({
      where: { email: demonstration!.member },
    });
    const first = pairingsOf(memberId, matching, 10);
    expect(first).toHaveLength(10);
    for (const { learns, shares, score } of first) {
      expect(score).toBeGreaterThan(0.5);
      expect(learns.length).toBeGreaterThan(0);
      expect(shares.length).toBeGreaterThan(0);
    }
    const countries = first.map(
      ({ partner }) => matching.network.entry(partner)!.own.country!.code,
    );
    expect(new Set(countries.map((code) => country(code)!.region)).size).toBeGreaterThanOrEqual(4);
    expect(new Set(countries).size).toBeGreaterThanOrEqual(8);
  });

  it('withholds the names of members at risk from the alphabet too', async () => {
    const { prisma } = database;
    const atRisk = await prisma.member.findMany({ where: { atRisk: true } });
    expect(atRisk.filter(({ sortName, pseudonym }) => !sortName.endsWith(pseudonym))).toEqual([]);
    expect(atRisk.length).toBeGreaterThan(15);
  });
});

async function* bytesOf(texts: AsyncIterable<string>): AsyncIterable<Uint8Array> {
  for await (const text of texts) yield new TextEncoder().encode(text);
}

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '../../../server/database/database.ts';
import { networkVersion } from '../../../server/database/network-version.ts';
import { builtinTopics, builtinWorkingGroups } from '../../../server/taxonomy/builtin.ts';
import { loadBuiltin, readTopics } from '../../../server/taxonomy/store.ts';
import { databaseKinds, openTestDatabase } from '../database.ts';

describe.each(databaseKinds)('loading the built-in taxonomy on %s', (kind) => {
  let database: Database;
  beforeAll(async () => void (database = await openTestDatabase(kind)));
  afterAll(() => database.close());
  beforeEach(async () => {
    await database.prisma.topic.deleteMany();
    await database.prisma.workingGroup.deleteMany();
    await forget();
  });
  const forget = () => database.prisma.setting.deleteMany({ where: { key: 'builtin-taxonomy' } });
  const preferred = { where: { preferred: true }, select: { locale: true, label: true } } as const;

  it('brings every topic with its labels and relations, and every working group', async () => {
    const { prisma } = database;
    expect(await loadBuiltin(prisma)).toBe(true);
    const topics = new Map((await readTopics(prisma)).map((topic) => [topic.key, topic]));
    expect(topics.size).toBe(builtinTopics.length);
    for (const { key, labels, alternative } of builtinTopics) {
      const stored = topics.get(key)!;
      expect(stored.labels).toEqual(labels);
      for (const locale of ['en', 'fr', 'es', 'ar'] as const) {
        const others = new Set(alternative[locale].filter((label) => label !== labels[locale]));
        expect(new Set(stored.alternative![locale])).toEqual(others);
      }
    }
    const relations = await prisma.topicRelation.findMany({
      include: { narrower: true, broader: true },
    });
    expect(
      relations.map(({ narrower, broader }) => `${narrower.key} < ${broader.key}`).sort(),
    ).toEqual(
      builtinTopics
        .flatMap(({ key, broader }) => broader.map((above) => `${key} < ${above}`))
        .sort(),
    );
    const groups = await prisma.workingGroup.findMany();
    expect(groups).toHaveLength(builtinWorkingGroups.length);
    expect(groups).toEqual(
      expect.arrayContaining(builtinWorkingGroups.map((group) => ({ ...group }))),
    );
  });

  it('has nothing to do the second time', async () => {
    await loadBuiltin(database.prisma);
    const version = await networkVersion(database.prisma);
    expect(await loadBuiltin(database.prisma)).toBe(false);
    expect(await networkVersion(database.prisma)).toBe(version);
  });

  it('loads once when several processes start at the same moment', async () => {
    const loads = await Promise.all([1, 2, 3].map(() => loadBuiltin(database.prisma)));
    expect(loads.toSorted()).toEqual([false, false, true]);
    expect(await database.prisma.topic.count()).toBe(builtinTopics.length);
  });

  it('keeps what the network added, and mends what it changed', async () => {
    const { prisma } = database;
    await loadBuiltin(prisma);
    const [first] = builtinTopics;
    const { id } = await prisma.topic.update({
      where: { key: first!.key },
      data: { kind: first!.kind === 'THEME' ? 'PRACTICE' : 'THEME' },
    });
    await prisma.topicLabel.updateMany({
      where: { topicId: id, locale: 'en' },
      data: { preferred: false },
    });
    await prisma.topicLabel.create({
      data: { topicId: id, locale: 'en', label: 'Ours', normalised: 'stale', preferred: true },
    });
    await prisma.topic.create({ data: { key: 'ours', narrower: { create: { narrowerId: id } } } });
    await forget();
    expect(await loadBuiltin(prisma)).toBe(true);
    const mended = await prisma.topic.findUniqueOrThrow({
      where: { id },
      include: { labels: true, broader: { include: { broader: true } } },
    });
    expect(mended.kind).toBe(first!.kind);
    expect(mended.labels).toContainEqual({
      topicId: id,
      locale: 'en',
      label: 'Ours',
      normalised: 'our',
      preferred: false,
    });
    expect(
      mended.labels.filter(({ preferred: is, locale }) => is && locale === 'en'),
    ).toMatchObject([{ label: first!.labels.en }]);
    expect(mended.broader.map(({ broader }) => broader.key)).toContain('ours');
  });

  it('completes a topic of the network whose key became built-in', async () => {
    const { prisma } = database;
    const label = { locale: 'fr', label: 'À nous', normalised: 'a nou', preferred: true };
    const { id } = await prisma.topic.create({ data: { key: 'land', labels: { create: label } } });
    await loadBuiltin(prisma);
    const land = await prisma.topic.findUniqueOrThrow({
      where: { key: 'land' },
      include: { labels: preferred },
    });
    const builtin = builtinTopics.find(({ key }) => key === 'land')!;
    expect(land).toMatchObject({ id, kind: builtin.kind });
    expect(
      Object.fromEntries(land.labels.map(({ locale, label: name }) => [locale, name])),
    ).toEqual(builtin.labels);
  });
});

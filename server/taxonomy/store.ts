import { createHash, randomUUIDv7 } from 'node:crypto';
import type { Prisma } from '../../generated/prisma/client.ts';
import { record } from '../audit/store.ts';
import type { PrismaClient, Transaction } from '../database/database.ts';
import { networkChanged } from '../database/network-version.ts';
import { locales } from '../i18n/locales.ts';
import { builtinTopics, builtinWorkingGroups } from './builtin.ts';
import type { NamedTopic } from './lookup.ts';
import { normalise } from './normalise.ts';

export interface StoredTopic extends NamedTopic {
  readonly id: string;
}

/** All topics of the network with all their names, in the order of their keys. */
export async function readTopics(database: Transaction): Promise<StoredTopic[]> {
  const topics = await database.topic.findMany({
    include: { labels: true },
    orderBy: { key: 'asc' },
  });
  return topics.map(({ id, key, labels: all }) => ({
    id,
    key,
    labels: Object.fromEntries(
      all.filter(({ preferred }) => preferred).map(({ locale, label }) => [locale, label]),
    ),
    alternative: Object.fromEntries(
      locales.map((locale) => [
        locale,
        all
          .filter((other) => !other.preferred && other.locale === locale)
          .map(({ label }) => label),
      ]),
    ),
  }));
}

/** The setting that holds the fingerprint of what was loaded last. */
const setting = 'builtin-taxonomy';
/** Any number that other programs on the same database are unlikely to lock. */
const loadLock = 7_233_523;

/**
 * Brings the built-in topics and working groups into the database; answers whether there was anything to do.
 * Nothing that a network added is deleted: a topic of its own whose key became built-in is kept and completed,
 * and a label that is no longer the preferred one stays as an alternative.
 */
export async function loadBuiltin(prisma: PrismaClient): Promise<boolean> {
  const fingerprint = fingerprintOf();
  if (await isLoaded(prisma, fingerprint)) return false;
  return prisma.$transaction(
    async (transaction) => {
      // Several processes may start at the same moment; one loads and the others wait for it.
      await transaction.$executeRaw`SELECT pg_advisory_xact_lock(${loadLock})`;
      if (await isLoaded(transaction, fingerprint)) return false;
      const ids = await loadTopics(transaction);
      await loadLabels(transaction, ids);
      await transaction.topicRelation.createMany({ data: relationRows(ids), skipDuplicates: true });
      await loadWorkingGroups(transaction);
      const loaded = { value: fingerprint };
      await transaction.setting.upsert({
        where: { key: setting },
        create: { key: setting, ...loaded },
        update: loaded,
      });
      await record(transaction, { actor: 'system', action: 'loadBuiltinTaxonomy' });
      await networkChanged(transaction, 'everything');
      return true;
    },
    { maxWait: 60_000, timeout: 60_000 },
  );
}

async function isLoaded(database: Transaction, fingerprint: string): Promise<boolean> {
  return (await database.setting.findUnique({ where: { key: setting } }))?.value === fingerprint;
}

/** Changes with every label and with the way in which labels are normalised. */
function fingerprintOf(): string {
  const content = JSON.stringify([builtinTopics, builtinWorkingGroups, [...labels()]]);
  return createHash('sha256').update(content).digest('base64url');
}

interface Label {
  readonly key: string;
  readonly locale: string;
  readonly label: string;
  readonly normalised: string;
  readonly preferred: boolean;
}

function* labels(): Generator<Label> {
  for (const { key, labels: names, alternative } of builtinTopics) {
    for (const locale of locales) {
      const all = new Set([names[locale], ...alternative[locale]]);
      for (const label of all) {
        const preferred = label === names[locale];
        yield { key, locale, label, normalised: normalise(label), preferred };
      }
    }
  }
}

/** Answers the ids of all built-in topics by key. */
async function loadTopics(transaction: Transaction): Promise<ReadonlyMap<string, string>> {
  const keys = builtinTopics.map(({ key }) => key);
  await transaction.topic.createMany({
    data: builtinTopics.map(({ key, kind }) => ({ id: randomUUIDv7(), key, kind })),
    skipDuplicates: true,
  });
  for (const kind of ['THEME', 'PRACTICE'] as const) {
    const ofKind = builtinTopics.filter((topic) => topic.kind === kind).map(({ key }) => key);
    await transaction.topic.updateMany({
      where: { key: { in: ofKind }, OR: [{ kind: null }, { kind: { not: kind } }] },
      data: { kind },
    });
  }
  const topics = await transaction.topic.findMany({ where: { key: { in: keys } } });
  return new Map(topics.map(({ id, key }) => [key, id]));
}

async function loadLabels(
  transaction: Transaction,
  ids: ReadonlyMap<string, string>,
): Promise<void> {
  const rows = Array.from(labels(), ({ key, ...label }) => ({ topicId: ids.get(key)!, ...label }));
  const nameOf = (row: { topicId: string; locale: string; label: string }) =>
    JSON.stringify([row.topicId, row.locale, row.label]);
  const wanted = new Map(rows.map((row) => [nameOf(row), row]));
  const stored = await transaction.topicLabel.findMany({
    where: { topicId: { in: [...ids.values()] } },
  });
  for (const { topicId, locale, label, normalised, preferred } of stored) {
    const row = wanted.get(nameOf({ topicId, locale, label }));
    wanted.delete(nameOf({ topicId, locale, label }));
    const now = { normalised: normalise(label), preferred: row?.preferred ?? false };
    if (now.normalised === normalised && now.preferred === preferred) continue;
    const where = { topicId_locale_label: { topicId, locale, label } };
    await transaction.topicLabel.update({ where, data: now });
  }
  await transaction.topicLabel.createMany({ data: [...wanted.values()] });
}

function relationRows(ids: ReadonlyMap<string, string>): Prisma.TopicRelationCreateManyInput[] {
  return builtinTopics.flatMap(({ key, broader }) =>
    broader.map((above) => ({ narrowerId: ids.get(key)!, broaderId: ids.get(above)! })),
  );
}

async function loadWorkingGroups(transaction: Transaction): Promise<void> {
  for (const { key, labels: names } of builtinWorkingGroups) {
    const group = { labels: { ...names } };
    await transaction.workingGroup.upsert({
      where: { key },
      create: { key, ...group },
      update: group,
    });
  }
}

import { Readable } from 'node:stream';
import type { Viewer } from '../../../server/access/viewer.ts';
import { openDatabase } from '../../../server/database/database.ts';
import { pairingsOf } from '../../../server/matching/pairings.ts';
import { importMembers } from '../../../server/members-csv/import.ts';
import { setNeeds } from '../../../server/members/store/profile.ts';
import { createPairingsStore } from '../../../server/pairings/store.ts';
import { loadBuiltin } from '../../../server/taxonomy/store.ts';
import { startCluster } from '../../server/cluster.ts';
import { membersCsv } from '../import.ts';
import { asOf } from '../population.ts';

const warmUps = 5;
const editsMeasured = 50;
const secretariat: Viewer = {
  kind: 'person',
  userId: 'bench',
  email: '',
  secretariat: true,
  memberId: null,
};

export interface StoreMeasures {
  /** Milliseconds until the network is read from the database. */
  readonly read: number;
  /** Milliseconds from the call that stores other needs of a member to its new list. */
  readonly edits: readonly number[];
}

/** The network in memory that follows a real PostgreSQL server. */
export async function measureStore(rows: number): Promise<StoreMeasures> {
  const cluster = await startCluster();
  try {
    await cluster.run('CREATE DATABASE bench');
    const database = await openDatabase({ databaseUrl: cluster.url('bench'), dataDir: '' });
    const { prisma } = database;
    await loadBuiltin(prisma);
    const options = { dryRun: false, createTopics: false, locale: 'en', today: asOf } as const;
    await importMembers(prisma, Readable.from(membersCsv(rows)).map(Buffer.from), options);
    await prisma.member.updateMany({ data: { confirmedOn: new Date(asOf), capacity: 2 } });

    const store = createPairingsStore(prisma, () => new Date(`${asOf}T12:00:00Z`));
    const started = performance.now();
    await store.matching();
    const read = performance.now() - started;
    const members = await prisma.member.findMany({
      take: warmUps + editsMeasured,
      select: { id: true },
    });
    const topics = await prisma.topic.findMany({ select: { id: true } });
    const edits: number[] = [];
    for (const [turn, { id }] of members.entries()) {
      const before = performance.now();
      const needs = [0, 40, 80].map((step) => ({ topicId: topics[(turn + step) % 150]!.id }));
      await setNeeds(prisma, secretariat, id, needs);
      const matching = await store.matching();
      const met = pairingsOf(id, matching, 20).flatMap(({ learns }) => learns);
      edits.push(performance.now() - before);
      if (!met.some(({ need }) => needs.some(({ topicId }) => topicId === need.topic)))
        throw new Error(`${id}: its list does not know its new needs`);
    }
    await database.close();
    return { read, edits: edits.slice(warmUps) };
  } finally {
    await cluster.stop();
  }
}

import { maySee } from '../access/consent.ts';
import type { Viewer } from '../access/viewer.ts';
import type { PrismaClient } from '../database/database.ts';
import type { Locale } from '../i18n/locales.ts';
import { topicName } from '../taxonomy/topic-names.ts';

/** What sentences call topics and members; an id that was not asked for has no name. */
export interface Names {
  readonly topicName: (topicId: string, locale: Locale) => string;
  readonly memberName: (memberId: string) => string;
}

/** Who asks, and where to read. */
export interface Asking {
  readonly prisma: PrismaClient;
  readonly viewer: Viewer;
}

/** The names as the viewer may see them, in two queries however many there are. */
export async function readNames(
  { prisma, viewer }: Asking,
  topicIds: readonly string[],
  memberIds: readonly string[],
): Promise<Names> {
  const [topics, members] = await Promise.all([
    prisma.topic.findMany({
      where: { id: { in: [...new Set(topicIds)] } },
      select: { id: true, labels: true },
    }),
    prisma.member.findMany({
      where: { id: { in: [...new Set(memberIds)] } },
      select: { id: true, name: true, pseudonym: true, visibility: true, consents: true },
    }),
  ]);
  const labels = new Map(topics.map((topic) => [topic.id, topic.labels]));
  const names = new Map(
    members.map((member) => [
      member.id,
      maySee(viewer, member, 'NAME') ? member.name : member.pseudonym,
    ]),
  );
  return {
    topicName: (id, locale) => topicName(labels.get(id) ?? [], locale),
    memberName: (id) => names.get(id) ?? '',
  };
}

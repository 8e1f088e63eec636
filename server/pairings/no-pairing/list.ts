import { maySee } from '../../access/consent.ts';
import type { Viewer } from '../../access/viewer.ts';
import type { PrismaClient } from '../../database/database.ts';
import type { Matching } from '../../matching/matching.ts';
import type { Entry } from '../../matching/network/network.ts';
import { type NoPairingReason, noPairingReasonsFor } from '../../matching/no-pairing/no-pairing.ts';
import { topicName } from '../../taxonomy/topic-names.ts';
import type { Names } from './sentences.ts';

export interface NoPairingList {
  readonly reasons: readonly NoPairingReason[];
  readonly names: Names;
}

/** Why needs of a member have no pairing, and the names to say it with. */
export async function listNoPairingReasons(
  { prisma, viewer }: { readonly prisma: PrismaClient; readonly viewer: Viewer },
  matching: Matching,
  member: Entry,
): Promise<NoPairingList> {
  const reasons = noPairingReasonsFor(member, matching);
  const topicIds = reasons.flatMap(({ need, change }) =>
    change?.kind === 'WIDEN_TOPIC' ? [need.topic, change.topic] : [need.topic],
  );
  const memberIds = reasons.flatMap(({ change }) =>
    change?.kind === 'RESTORE' ? [change.partner] : [],
  );
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
    reasons,
    names: {
      topicName: (id, locale) => topicName(labels.get(id) ?? [], locale),
      memberName: (id) => names.get(id) ?? '',
    },
  };
}

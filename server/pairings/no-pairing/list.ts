import type { Matching } from '../../matching/matching.ts';
import type { Entry } from '../../matching/network/network.ts';
import { type NoPairingReason, noPairingReasonsFor } from '../../matching/no-pairing/no-pairing.ts';
import { type Asking, type Names, readNames } from '../names.ts';

export interface NoPairingList {
  readonly reasons: readonly NoPairingReason[];
  readonly names: Names;
}

/** Why needs of a member have no pairing, and the names to say it with. */
export async function listNoPairingReasons(
  asking: Asking,
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
  return { reasons, names: await readNames(asking, topicIds, memberIds) };
}

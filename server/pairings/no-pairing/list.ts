import { type ConsentHolder, maySee } from '../../access/consent.ts';
import { mayReadPairings } from '../../access/policy.ts';
import type { Matching } from '../../matching/matching.ts';
import type { Need } from '../../matching/member.ts';
import type { Entry } from '../../matching/network/network.ts';
import { type NoPairingReason, noPairingReasonsFor } from '../../matching/no-pairing/no-pairing.ts';
import type { Context } from '../../schema/context.ts';
import { memberAskedFor } from '../list.ts';
import { type Asking, type Names, readNames } from '../names.ts';

export interface NoPairingList {
  readonly reasons: readonly NoPairingReason[];
  /** Needs that a pairing meets. */
  readonly met: readonly Need[];
  readonly names: Names;
}

/** Why needs of a member have no pairing, and the names to say it with. */
export async function listNoPairingReasons(
  asking: Asking,
  matching: Matching,
  member: Entry,
): Promise<NoPairingList> {
  const reasons = noPairingReasonsFor(member, matching);
  const unmet = new Set(reasons.map(({ need }) => need));
  const met = member.own.needs.filter((need) => !unmet.has(need));
  const topicIds = [
    ...member.own.needs.map(({ topic }) => topic),
    ...reasons.flatMap(({ change }) => (change?.kind === 'WIDEN_TOPIC' ? [change.topic] : [])),
  ];
  const memberIds = reasons.flatMap(({ change }) =>
    change?.kind === 'RESTORE' ? [change.partner] : [],
  );
  return { reasons, met, names: await readNames(asking, topicIds, memberIds) };
}

/**
 * The same as far as the viewer may read it. Null for those who may not, also for the secretariat where it may not see
 * whether the member is available: the first reason of all is what keeps the member itself away.
 */
export async function readNoPairingReasons(
  context: Context,
  member: ConsentHolder,
): Promise<NoPairingList | null> {
  const { viewer } = context;
  if (!mayReadPairings(viewer, member.id) || !maySee(viewer, member, 'AVAILABILITY')) return null;
  const matching = await context.pairings.matching();
  const asked = memberAskedFor(viewer, matching, member);
  if (asked) return listNoPairingReasons(context, matching, asked);
  return { reasons: [], met: [], names: await readNames(context, [], []) };
}

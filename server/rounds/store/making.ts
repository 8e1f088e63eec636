import { createHash } from 'node:crypto';
import { maySee } from '../../access/consent.ts';
import type { Viewer } from '../../access/viewer.ts';
import { country } from '../../cldr/territories.ts';
import type { Transaction } from '../../database/database.ts';
import { availabilityRule } from '../../matching/hard-rules.ts';
import type { Matching } from '../../matching/matching.ts';
import type { RoundProblem } from '../../matching/round/problem.ts';
import { arcsAmong, areApart } from '../../pairings/arcs.ts';
import type { RoundPolicy } from '../policy.ts';
import { bestOf, groupsFrom, placesOf, underPolicy } from '../rules.ts';

/** A member of a round, and what the problem calls it. */
export interface Labelled {
  readonly label: string;
  readonly memberId: string;
  readonly groups: readonly string[];
}

export interface Made {
  readonly participants: readonly Labelled[];
  readonly problem: RoundProblem;
}

/** Arcs to each member and from each: enough to choose from, few enough to compare their circles. */
const arcsEach = 12;

/** Circles of four hold two that have no arc; who is to be kept apart is asked of every two in so small a round. */
const apartAtMost = 2_000;

/**
 * Everybody who can be asked now, with what they can learn from each other. In the problem nobody has a
 * name: members are numbered in an order that tells nothing, and only groups that are asked for stand there.
 */
export async function makeRound(
  database: Transaction,
  matching: Matching,
  viewer: Viewer,
  { roundId, policy }: { readonly roundId: string; readonly policy: RoundPolicy },
  options: {
    readonly progress?: (done: number, all: number) => void;
    readonly signal?: AbortSignal;
  },
): Promise<Made> {
  const without = new Set(policy.without);
  const free = new Map<string, number>();
  for (const id of matching.network.ids()) {
    const member = matching.network.entry(id)?.own;
    if (!member || without.has(id) || availabilityRule(member, matching)) continue;
    free.set(id, member.availability.freePlaces);
  }
  const order = [...free.keys()].toSorted((one, other) =>
    shuffled(roundId, one) < shuffled(roundId, other) ? -1 : 1,
  );
  const arcs = await arcsAmong(matching, order, {
    minWeight: policy.minWeight,
    bestOf: arcsEach,
    progress: (done) => options.progress?.(done, order.length),
    ...(options.signal && { signal: options.signal }),
  });
  const best = bestOf(arcs);
  const labels = new Map(order.map((id, at) => [id, `p${at + 1}`]));
  const groups = await groupsOfMembers(database, viewer, order);
  const participants = order.map((memberId) => ({
    label: labels.get(memberId)!,
    memberId,
    groups: groups.get(memberId) ?? [],
  }));
  const apart: [string, string][] = [];
  if (policy.maxCircle > 3 && order.length <= apartAtMost)
    order.forEach((one, at) => {
      for (const other of order.slice(at + 1))
        if (areApart(matching, one, other)) apart.push([labels.get(one)!, labels.get(other)!]);
    });
  const byLabel = new Map(participants.map(({ label, groups: own }) => [label, own]));
  const problem = underPolicy(
    {
      participants: order.map((id) => ({
        id: labels.get(id)!,
        ...placesOf(free.get(id)!, policy, best(id)),
      })),
      arcs: arcs.map(({ from, to, weight }) => ({
        from: labels.get(from)!,
        to: labels.get(to)!,
        // A millionth decides nothing, and is shorter to write down.
        weight: Math.max(1e-6, Math.round(weight * 1e6) / 1e6),
      })),
      ...(apart.length > 0 && { apart }),
    },
    policy,
    (label) => byLabel.get(label) ?? [],
  );
  return { participants, problem };
}

function shuffled(roundId: string, memberId: string): string {
  return createHash('sha256').update(`${roundId} ${memberId}`).digest('hex');
}

/** The groups of members by what the viewer may see of them. */
export async function groupsOfMembers(
  database: Transaction,
  viewer: Viewer,
  memberIds: readonly string[] | 'everybody',
): Promise<Map<string, string[]>> {
  const members = await database.member.findMany({
    where: memberIds === 'everybody' ? {} : { id: { in: [...memberIds] } },
    relationLoadStrategy: 'join',
    select: {
      id: true,
      kind: true,
      country: true,
      genderFocus: true,
      visibility: true,
      consents: { select: { field: true, audience: true, useForMatching: true } },
      workingGroups: { select: { key: true } },
    },
  });
  return new Map(
    members.map((member) => {
      const place = maySee(viewer, member, 'COUNTRY') ? country(member.country) : null;
      return [
        member.id,
        groupsFrom({
          kind: maySee(viewer, member, 'KIND') ? member.kind : null,
          regions: place ? [place.region, place.subregion] : [],
          workingGroups: maySee(viewer, member, 'WORKING_GROUPS')
            ? member.workingGroups.map(({ key }) => key)
            : [],
          genderFocus: maySee(viewer, member, 'GENDER_FOCUS') && member.genderFocus,
        }),
      ];
    }),
  );
}

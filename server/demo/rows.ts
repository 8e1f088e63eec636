import type { Prisma } from '../../generated/prisma/client.ts';
import { newId } from '../members/new-id.ts';
import { newPseudonym } from '../members/pseudonym.ts';
import { sortNameOf } from '../members/sort-name.ts';
import { normalise } from '../taxonomy/normalise.ts';
import type { DemonstrationMember, DemonstrationNeed, DemonstrationOffer } from './member.ts';

interface Identified extends DemonstrationMember {
  readonly id: string;
}

/**
 * The members as rows of the database, with new ids and pseudonyms.
 *
 * @param topicIds ids of topics by key. Throws Error for a key that is not among them.
 * @param today `YYYY-MM-DD`
 */
export function rowsOf(
  members: readonly DemonstrationMember[],
  topicIds: ReadonlyMap<string, string>,
  today: string,
) {
  const identified: Identified[] = members.map((member) => ({ ...member, id: newId(today) }));
  const topicId = (key: string): string => {
    const id = topicIds.get(key);
    if (id === undefined) throw new Error(`No topic has the key "${key}".`);
    return id;
  };
  /** The entries of a list of every member, numbered within each. */
  const listed = <T, R>(
    listOf: (member: Identified) => readonly T[],
    rowOf: (entry: T) => R,
  ): (R & { memberId: string; position: number })[] =>
    identified.flatMap((member) =>
      listOf(member).map((entry, position) => ({ ...rowOf(entry), memberId: member.id, position })),
    );
  const onTopic = <T extends DemonstrationOffer | DemonstrationNeed>({
    topic,
    formats,
    ...entry
  }: T) => ({ ...entry, topicId: topicId(topic), formats: [...formats] });

  return {
    members: identified.map(memberRow),
    languages: listed(
      (member) => member.languages,
      (skill) => skill,
    ),
    offers: listed((member) => member.offers, onTopic),
    needs: listed((member) => member.needs, onTopic),
    themes: listed(
      (member) => member.themes,
      (theme) => ({ topicId: topicId(theme) }),
    ),
    interpretations: listed(
      (member) => member.interprets,
      (direction) => direction,
    ),
    workingGroups: listed(
      (member) => member.workingGroups,
      (key) => ({ key }),
    ),
    representatives: listed(
      (member) => member.contacts,
      (email) => ({ email }),
    ),
    consents: identified.flatMap(({ id, consents }) =>
      consents.map((consent) => ({ ...consent, memberId: id })),
    ),
  };
}

function memberRow(member: Identified): Prisma.MemberCreateManyInput {
  const { id, reference, name, kind, country, timeZone, capacity, genderFocus, atRisk } = member;
  const { visibility, notes, paused, workFrom, workTo, joinedOn, confirmedOn } = member;
  const pseudonym = newPseudonym();
  return {
    id,
    reference,
    name,
    searchName: normalise(name),
    sortName: sortNameOf({ ...member, pseudonym }),
    pseudonym,
    kind,
    country,
    timeZone,
    capacity,
    joinedOn: joinedOn && new Date(joinedOn),
    genderFocus,
    atRisk,
    notes,
    visibility,
    confirmedOn: confirmedOn && new Date(confirmedOn),
    paused,
    workFrom,
    workTo,
  };
}

import type { MemberField } from '../../generated/prisma/enums.ts';
import { mayMatchUnseen, shownToMembers } from '../access/consent.ts';
import { country } from '../cldr/territories.ts';
import { workingDays } from '../cldr/weeks.ts';
import { fields, without } from '../matching/consent.ts';
import type { Consent, Member, Use } from '../matching/member.ts';
import type { Entry } from '../matching/network/network.ts';
import type { StoredMember } from './stored-members.ts';

/** A member as the engine takes it. */
export function memberForMatching(stored: StoredMember): Member {
  const { id, kind, timeZone, relays } = stored;
  const { languages, offers, needs, themes, workingGroups, interprets, joinedOn } = stored;
  const place = country(stored.country);
  return {
    id,
    kind,
    country: place ? { ...place, workingDays: workingDays(place.code) } : null,
    timeZone,
    workingDays: null,
    hours: { from: stored.workFrom, to: stored.workTo },
    languages,
    offers,
    needs,
    themes,
    workingGroups,
    joinedOn,
    interprets,
    relays,
    availability: {
      paused: stored.paused,
      confirmedOn: stored.confirmedOn,
      freePlaces: Math.max(0, stored.freePlaces),
    },
    use: consentForMatching(stored),
  };
}

const fieldInMatching = {
  kind: 'KIND',
  country: 'COUNTRY',
  timeZone: 'TIME_ZONE',
  hours: 'AVAILABILITY',
  languages: 'LANGUAGES',
  offers: 'OFFERS',
  needs: 'NEEDS',
  themes: 'THEMES',
  workingGroups: 'WORKING_GROUPS',
  joinedOn: 'JOINED_ON',
  interprets: 'INTERPRETS',
  relays: 'INTERPRETS',
} as const satisfies Record<keyof Consent, MemberField>;

/** The member whose list is read by somebody from whom it withholds something: as if it had not stated that. */
export function withholding({ own, seen }: Entry, withheld: readonly MemberField[]): Entry {
  const hidden = fields.filter((field) => withheld.includes(fieldInMatching[field]));
  return { own: without(own, hidden), seen };
}

/** What the engine may do with each field of a member for other members. */
function consentForMatching(member: Pick<StoredMember, 'visibility' | 'consents'>): Consent {
  const use = (field: MemberField): Use => {
    if (shownToMembers(member, field)) return 'SHOWN';
    return mayMatchUnseen(member, field) ? 'USED' : 'NEVER';
  };
  return Object.fromEntries(
    Object.entries(fieldInMatching).map(([name, field]) => [name, use(field)]),
  ) as unknown as Consent;
}

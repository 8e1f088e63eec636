import type { Prisma } from '../../generated/prisma/client.ts';
import type { Audience, MemberField } from '../../generated/prisma/enums.ts';
import { mayReadDirectory } from './policy.ts';
import type { Viewer } from './viewer.ts';

/** Narrowest first: whoever belongs to an audience belongs to all that follow it. */
export const audiences = [
  'SELF',
  'SECRETARIAT',
  'COUNTERPART',
  'MEMBERS',
  'PARTNERS',
] as const satisfies Audience[];

export const memberFields = [
  'NAME',
  'KIND',
  'COUNTRY',
  'TIME_ZONE',
  'LANGUAGES',
  'OFFERS',
  'NEEDS',
  'THEMES',
  'WORKING_GROUPS',
  'INTERPRETS',
  'JOINED_ON',
  'GENDER_FOCUS',
  'AVAILABILITY',
  'NOTES',
  'CONTACT',
  'AT_RISK',
] as const satisfies MemberField[];

/** Fields that keep an audience of their own whatever the member's `visibility` is, until the member says otherwise. */
const defaultAudience: Partial<Record<MemberField, Audience>> = {
  NOTES: 'COUNTERPART',
  CONTACT: 'SECRETARIAT',
  AT_RISK: 'SECRETARIAT',
};

/** A time zone nearly always gives the country away, so it is shown no more widely than the country, unless the member says so. */
const follows: Partial<Record<MemberField, MemberField>> = { TIME_ZONE: 'COUNTRY' };

/** Fields that are never shown more widely than this. */
const widestAudience: Partial<Record<MemberField, Audience>> = {
  TIME_ZONE: 'MEMBERS',
  AVAILABILITY: 'MEMBERS',
};

export interface FieldConsent {
  readonly field: MemberField;
  readonly audience: Audience;
  readonly useForMatching: boolean;
}

/** The part of a member that decides what others may see of it. */
export interface ConsentHolder {
  readonly id: string;
  readonly visibility: Audience;
  /** Only what differs from the defaults. */
  readonly consents: readonly FieldConsent[];
}

const rank = (audience: Audience): number => audiences.indexOf(audience);
const narrower = (a: Audience, b: Audience): Audience => (rank(a) <= rank(b) ? a : b);

/** The audience of a field: the member's own word where it gave one, else the default. */
export function audienceOf(member: Omit<ConsentHolder, 'id'>, field: MemberField): Audience {
  const own = member.consents.find((consent) => consent.field === field)?.audience;
  const leader = follows[field];
  const byDefault = leader
    ? audienceOf(member, leader)
    : narrower(member.visibility, defaultAudience[field] ?? 'PARTNERS');
  return narrower(own ?? byDefault, widestAudience[field] ?? 'PARTNERS');
}

/** What whoever becomes at risk shows from then on, unless it says otherwise: nothing to more than the secretariat. */
export function visibilityAtRisk(visibility: Audience): Audience {
  return narrower(visibility, 'SECRETARIAT');
}

/** Audiences that see no field of whoever becomes at risk, whatever it had said of that field. */
export const widerThanAtRisk: readonly Audience[] = audiences.filter(
  (audience) => visibilityAtRisk(audience) !== audience,
);

/** Whether matching may use a field for people who may not see it: the member's own choice, off by default. */
export function mayMatchUnseen(member: Omit<ConsentHolder, 'id'>, field: MemberField): boolean {
  return member.consents.some((consent) => consent.field === field && consent.useForMatching);
}

/** The narrowest audience of a member that the viewer belongs to; null for those who may not read the directory at all. */
export function standingOf(viewer: Viewer, memberId: string): Audience | null {
  if (!mayReadDirectory(viewer)) return null;
  if (viewer.kind === 'key') return 'PARTNERS';
  if (viewer.kind === 'person' && viewer.memberId === memberId) return 'SELF';
  if (viewer.kind !== 'person') return 'MEMBERS';
  if (viewer.secretariat) return 'SECRETARIAT';
  return viewer.counterparts?.has(memberId) ? 'COUNTERPART' : 'MEMBERS';
}

/** The one question that every path to a field of a member asks. */
export function maySee(viewer: Viewer, member: ConsentHolder, field: MemberField): boolean {
  const standing = standingOf(viewer, member.id);
  return standing !== null && rank(audienceOf(member, field)) >= rank(standing);
}

/** Which fields are withheld from the viewer, whether or not there is something in them. */
export function withheldFrom(viewer: Viewer, member: ConsentHolder): MemberField[] {
  return memberFields.filter((field) => !maySee(viewer, member, field));
}

/** Whether what a member shows to members at large includes the field. */
export function shownToMembers(member: Omit<ConsentHolder, 'id'>, field: MemberField): boolean {
  return rank(audienceOf(member, field)) >= rank('MEMBERS');
}

const nobody: Prisma.MemberWhereInput = { id: { in: [] } };

/**
 * The same decision as `maySee`, as a condition that the database applies: members of which the viewer may see `field`.
 * A search or filter by a field goes through it, so that what is withheld cannot be found out by searching.
 */
export function whereVisible(viewer: Viewer, field: MemberField): Prisma.MemberWhereInput {
  const standing = standingOf(viewer, '');
  if (standing === null) return nobody;
  const atLarge = whereVisibleTo(standing, field);
  if (viewer.kind !== 'person') return atLarge;
  const { memberId, counterparts } = viewer;
  return {
    OR: [
      atLarge,
      ...(memberId ? [{ id: memberId }] : []),
      ...(standing === 'MEMBERS' && counterparts && counterparts.size > 0
        ? [{ AND: [{ id: { in: [...counterparts] } }, whereVisibleTo('COUNTERPART', field)] }]
        : []),
    ],
  };
}

/** The members that show the field to those of an audience. */
function whereVisibleTo(standing: Audience, field: MemberField): Prisma.MemberWhereInput {
  const wideEnough = (limit: Audience): Audience[] =>
    rank(limit) < rank(standing)
      ? []
      : audiences.filter((audience) => rank(audience) >= rank(standing));
  const widest = widestAudience[field] ?? 'PARTNERS';
  const byChoice = wideEnough(widest);
  const leader = follows[field];
  const byDefault: Prisma.MemberWhereInput = leader
    ? { AND: byChoice.length > 0 ? whereVisibleTo(standing, leader) : nobody }
    : { visibility: { in: wideEnough(narrower(defaultAudience[field] ?? 'PARTNERS', widest)) } };
  return {
    OR: [
      { AND: [byDefault, { consents: { none: { field } } }] },
      { consents: { some: { field, audience: { in: byChoice } } } },
    ],
  };
}

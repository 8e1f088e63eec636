import type { Consent, Field, Member } from './member.ts';

/** What is left of a member when a field may not be used: the same as never having stated it. */
const absent: Readonly<Record<Field, Partial<Member>>> = {
  kind: { kind: null },
  country: { country: null },
  timeZone: { timeZone: null, workingDays: null },
  hours: { hours: null },
  languages: { languages: [] },
  offers: { offers: [] },
  needs: { needs: [] },
  themes: { themes: [] },
  workingGroups: { workingGroups: null },
  joinedOn: { joinedOn: null },
  interprets: { interprets: [] },
  relays: { relays: false },
};

export const fields = Object.keys(absent) as readonly Field[];

/** The consent of a member that shows everything. */
export const everythingShown = Object.fromEntries(
  fields.map((field) => [field, 'SHOWN']),
) as Consent;

/**
 * The member as anybody else's list may use it: a field with NEVER is gone. Everything computed
 * about another member starts from here, so that no factor has to think of consent.
 */
export function asUsedByOthers(member: Member): Member {
  return without(
    member,
    fields.filter((field) => member.use[field] === 'NEVER'),
  );
}

/**
 * The member as it may be told to others: what it lets them use without seeing is gone too. Whatever
 * is computed from this alone may be named.
 */
export function asShownToOthers(member: Member): Member {
  return without(
    member,
    fields.filter((field) => member.use[field] !== 'SHOWN'),
  );
}

/** The member as if it had never stated these fields. */
export function without(member: Member, hidden: readonly Field[]): Member {
  if (hidden.length === 0) return member;
  return Object.assign({}, member, ...hidden.map((field) => absent[field]));
}

/** Whether everything that is read from these fields of another member may also be named. */
export function isShown(member: Pick<Member, 'use'>, ...read: readonly Field[]): boolean {
  return read.every((field) => member.use[field] !== 'USED');
}

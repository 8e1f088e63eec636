import { shownToMembers, type ConsentHolder } from '../access/consent.ts';

/** The last character there is for private use: after every letter, whatever order the database sorts by. */
const afterAllNames = '\u{10FFFD}';

/** Longer values would not fit the index, and nobody looks further to see which name comes first. */
const longest = 200;

/**
 * Where a member stands in an alphabetical list of what members may see: by its name without case and accents,
 * or, where its name is withheld from members, after all names and in the order of the pseudonyms.
 */
export function sortNameOf(
  member: Omit<ConsentHolder, 'id'> & { readonly name: string; readonly pseudonym: string },
): string {
  if (!shownToMembers(member, 'NAME')) return afterAllNames + member.pseudonym;
  return member.name
    .normalize('NFKD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase()
    .slice(0, longest)
    .toWellFormed();
}

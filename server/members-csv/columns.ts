import type {
  LanguageLevel,
  MemberKind,
  OfferLevel,
  Priority,
} from '../../generated/prisma/enums.ts';
import { audiences } from '../access/consent.ts';
import { limits } from '../members/rules.ts';

/** The one description of members.csv: reading, writing, the command's help and the documentation follow it. */

export const kinds = [
  'GRASSROOTS_GROUP',
  'SOCIAL_MOVEMENT',
  'NGO',
  'LEGAL_CENTRE',
  'ACADEMIC',
  'COALITION',
  'INDIVIDUAL',
] as const satisfies MemberKind[];
export const languageLevels = [
  'A1',
  'A2',
  'B1',
  'B2',
  'C1',
  'C2',
  'NATIVE',
] as const satisfies LanguageLevel[];
export const offerLevels = ['BASIC', 'PRACTISED', 'EXPERT'] as const satisfies OfferLevel[];
export const priorities = ['HIGH', 'NORMAL', 'LOW'] as const satisfies Priority[];

/** What an empty cell, a missing column or an entry without a level stands for. */
export const defaults = {
  kind: 'NGO',
  languageLevel: 'C1',
  offerLevel: 'PRACTISED',
  priority: 'NORMAL',
  capacity: 2,
  visibility: 'MEMBERS',
  visibilityAtRisk: 'SECRETARIAT',
} as const;

/** In characters; longer values would not fit the indexes of the database. */
export const longest = { id: 200, name: limits.name, topic: 120, email: 254 } as const;

export const columns = [
  {
    name: 'id',
    required: true,
    allowed: `the network's own identifier, unique in the file, at most ${longest.id} characters`,
  },
  { name: 'name', required: true, allowed: `a name of at most ${longest.name} characters` },
  { name: 'kind', required: false, allowed: `${kinds.join(', ')} (default ${defaults.kind})` },
  {
    name: 'country',
    required: true,
    allowed: 'a two-letter ISO 3166-1 code such as BR, KE or FR',
  },
  {
    name: 'time_zone',
    required: false,
    allowed: "an IANA name such as Africa/Nairobi (default: the country's, where it has one)",
  },
  {
    name: 'languages',
    required: true,
    allowed:
      'BCP 47 languages, main language first, each with a level from A1 to C2 or native if it is not C1: es:native;en:B2;qu',
  },
  {
    name: 'offers',
    required: false,
    allowed:
      'names or keys of topics, each with a level (basic, practised, expert) if it is not practised: Budget analysis:expert;Land',
  },
  {
    name: 'needs',
    required: false,
    allowed:
      'names or keys of topics, each with a priority (high, normal, low) if it is not normal: Land:high;Housing',
  },
  { name: 'themes', required: false, allowed: 'names or keys of topics: Land;Housing' },
  {
    name: 'capacity',
    required: false,
    allowed: `a whole number from 0 to ${limits.capacity} (default ${defaults.capacity})`,
  },
  {
    name: 'interprets',
    required: false,
    allowed: 'pairs of BCP 47 languages, from > to: ar>fr;fr>ar',
  },
  {
    name: 'working_groups',
    required: false,
    allowed: 'keys of working groups: women-and-escr;monitoring',
  },
  { name: 'joined_on', required: false, allowed: 'an ISO date such as 2015-04-30' },
  { name: 'gender_focus', required: false, allowed: 'yes or no (default no)' },
  { name: 'at_risk', required: false, allowed: 'yes or no (default no)' },
  {
    name: 'visibility',
    required: false,
    allowed: `${audiences.join(', ')} (default ${defaults.visibility}; at risk: ${defaults.visibilityAtRisk})`,
  },
  {
    name: 'contact_email',
    required: false,
    allowed: 'e-mail addresses of representatives, each of one member only: ana@example.org',
  },
] as const;

export type ColumnName = (typeof columns)[number]['name'];

export const columnNames: readonly ColumnName[] = columns.map(({ name }) => name);

/** Separates the entries of a list. */
export const listSeparator = ';';

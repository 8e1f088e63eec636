import type { Prisma } from '../../generated/prisma/client.ts';
import type { PrismaClient } from '../database/database.ts';
import { guardFormula } from './cells.ts';
import { columnNames, defaults, listSeparator, type ColumnName } from './columns.ts';
import { readTopics } from '../taxonomy/store.ts';
import { writableNames } from './topics.ts';

export const exportFormats = ['csv', 'json'] as const;
export type ExportFormat = (typeof exportFormats)[number];

/** Members read at a time. */
const pageSize = 500;

/**
 * All members in the order of their ids, in parts that can be written one after the other. What is read is
 * what the operator may read: nothing is withheld.
 *
 * `csv` is what import takes, and importing it changes nothing. `json` is one array with an object for each
 * member, keyed by column: lists are arrays of entries as in the CSV, `capacity` is a number, `gender_focus`
 * and `at_risk` are booleans, what is empty is null.
 */
export async function* exportMembers(
  prisma: PrismaClient,
  format: ExportFormat,
): AsyncGenerator<string, void, void> {
  const names = writableNames(await readTopics(prisma));
  const nameOf = (topic: { key: string }): string => names.get(topic.key) ?? topic.key;
  if (format === 'csv') yield csvLine(columnNames);
  else yield '[';
  let separator = '\n';
  for await (const page of pages(prisma)) {
    const values = page.map((member) => valuesOf(member, nameOf));
    if (format === 'csv') {
      yield values.map((value) => csvLine(columnNames.map((name) => cellOf(value[name])))).join('');
    } else {
      yield separator + values.map((value) => JSON.stringify(value)).join(',\n');
      separator = ',\n';
    }
  }
  if (format === 'json') yield '\n]\n';
}

const exported = {
  include: {
    languages: { orderBy: { position: 'asc' } },
    offers: { orderBy: { position: 'asc' }, include: { topic: { select: { key: true } } } },
    needs: { orderBy: { position: 'asc' }, include: { topic: { select: { key: true } } } },
    themes: { orderBy: { position: 'asc' }, include: { topic: { select: { key: true } } } },
    interprets: { orderBy: { position: 'asc' } },
    workingGroups: { orderBy: { position: 'asc' } },
    representatives: { orderBy: { position: 'asc' } },
  },
} as const satisfies Prisma.MemberDefaultArgs;
type ExportedMember = Prisma.MemberGetPayload<typeof exported>;

async function* pages(prisma: PrismaClient): AsyncGenerator<ExportedMember[], void, void> {
  let after = '';
  for (;;) {
    const page = await prisma.member.findMany({
      ...exported,
      where: { reference: { gt: after } },
      orderBy: { reference: 'asc' },
      take: pageSize,
    });
    if (page.length > 0) yield page;
    if (page.length < pageSize) return;
    after = page.at(-1)!.reference;
  }
}

type Value = string | number | boolean | null | readonly string[];

function valuesOf(
  member: ExportedMember,
  nameOf: (topic: { key: string }) => string,
): Record<ColumnName, Value> {
  return {
    id: member.reference,
    name: member.name,
    kind: member.kind,
    country: member.country,
    time_zone: member.timeZone,
    languages: member.languages.map(({ language, level }) =>
      entry(language, level === 'NATIVE' ? 'native' : level, defaults.languageLevel),
    ),
    offers: member.offers.map(({ topic, level }) =>
      entry(nameOf(topic), level.toLowerCase(), defaults.offerLevel.toLowerCase()),
    ),
    needs: member.needs.map(({ topic, priority }) =>
      entry(nameOf(topic), priority.toLowerCase(), defaults.priority.toLowerCase()),
    ),
    themes: member.themes.map(({ topic }) => nameOf(topic)),
    capacity: member.capacity,
    interprets: member.interprets.map(({ from, to }) => `${from}>${to}`),
    working_groups: member.workingGroups.map(({ key }) => key),
    joined_on: member.joinedOn && member.joinedOn.toISOString().slice(0, 10),
    gender_focus: member.genderFocus,
    at_risk: member.atRisk,
    visibility: member.visibility,
    contact_email: member.representatives.map(({ email }) => email),
  };
}

/** A name with a colon gets its level in any case, so that its own end is not taken for one. */
function entry(name: string, level: string, usual: string): string {
  return level === usual && !name.includes(':') ? name : `${name}:${level}`;
}

function cellOf(value: Value): string {
  if (value === null) return '';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return typeof value === 'object' ? value.join(listSeparator) : String(value);
}

/** A line of RFC 4180. */
function csvLine(cells: readonly string[]): string {
  const quoted = cells.map((cell) => {
    const text = guardFormula(cell);
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  });
  return `${quoted.join(',')}\r\n`;
}

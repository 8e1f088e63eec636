import { maySyncMembers } from '../access/policy.ts';
import { actorOf, type Viewer } from '../access/viewer.ts';
import type { Locale } from '../i18n/locales.ts';
import { message } from '../i18n/message.ts';
import { builder } from '../schema/builder.ts';
import type { Context } from '../schema/context.ts';
import { ForbiddenError, InvalidInputError } from '../schema/errors.ts';
import { resultOf } from '../schema/result.ts';
import { guardFormula } from './cells.ts';
import { type ColumnName, listSeparator } from './columns.ts';
import { importCells, importMembers, type ImportOptions } from './import.ts';
import type { Counts } from './store.ts';

/** Members of one request; more of them come in several. */
const mostMembers = 1_000;

const UpsertedMemberInput = builder.inputType('UpsertedMemberInput', {
  description:
    'A member as a row of members.csv has it. What is left out, or null, stays as it is, and takes its default for a new member; what is empty is emptied.',
  fields: (t) => ({
    id: t.string({ required: true, description: 'The network’s own identifier, unique.' }),
    name: t.string({ required: true, description: 'Its name.' }),
    kind: t.string({ description: 'Such as NGO.' }),
    country: t.string({ required: true, description: 'ISO 3166-1 alpha-2.' }),
    timeZone: t.string({ description: 'An IANA name.' }),
    languages: t.stringList({
      required: true,
      description: 'Main language first, each with an optional level: `es:native`, `en:B2`, `qu`.',
    }),
    offers: t.stringList({
      description: 'Topics by name or key, each with an optional level: `Budget analysis:expert`.',
    }),
    needs: t.stringList({
      description: 'Topics by name or key, each with an optional priority: `Land:high`.',
    }),
    themes: t.stringList({ description: 'Topics by name or key.' }),
    capacity: t.int({ description: 'Exchanges at a time, 0 to 20.' }),
    interprets: t.stringList({ description: 'Directions such as `ar>fr`.' }),
    workingGroups: t.stringList({ description: 'Keys.' }),
    joinedOn: t.string({ description: 'An ISO date.' }),
    genderFocus: t.boolean({ description: 'Whether its work centres on gender.' }),
    atRisk: t.boolean({ description: 'Whether being known could harm it.' }),
    visibility: t.string({ description: 'The widest audience of the directory fields.' }),
    contactEmails: t.stringList({ description: 'Those who may sign in for it.' }),
  }),
});

type UpsertedMember = typeof UpsertedMemberInput.$inferInput;
type Field = keyof UpsertedMember;

const columnOf: Record<Field, ColumnName> = {
  id: 'id',
  name: 'name',
  kind: 'kind',
  country: 'country',
  timeZone: 'time_zone',
  languages: 'languages',
  offers: 'offers',
  needs: 'needs',
  themes: 'themes',
  capacity: 'capacity',
  interprets: 'interprets',
  workingGroups: 'working_groups',
  joinedOn: 'joined_on',
  genderFocus: 'gender_focus',
  atRisk: 'at_risk',
  visibility: 'visibility',
  contactEmails: 'contact_email',
};
const fieldOf = new Map(Object.entries(columnOf).map(([field, column]) => [column, field]));

/** The cells of its row, as the file would have them. */
function cellsOf(member: UpsertedMember): Partial<Record<ColumnName, string>> {
  const cells: Partial<Record<ColumnName, string>> = {};
  for (const [field, column] of Object.entries(columnOf) as [Field, ColumnName][]) {
    const value = member[field];
    if (value == null) continue;
    cells[column] = guardFormula(
      Array.isArray(value)
        ? value.join(listSeparator)
        : typeof value === 'boolean'
          ? value
            ? 'yes'
            : 'no'
          : String(value),
    );
  }
  return cells;
}

const UpsertMembersInput = builder.inputType('UpsertMembersInput', {
  description: 'Members as another system knows them.',
  fields: (t) => ({
    members: t.field({
      type: [UpsertedMemberInput],
      required: true,
      description: `Up to ${mostMembers} of them.`,
    }),
    createTopics: t.boolean({
      description: 'Makes topics that are unknown, named in the language of the request.',
    }),
    dryRun: t.boolean({ description: 'Checks everything, counts, and writes nothing.' }),
  }),
});

const UpsertMembersSuccess = builder.objectRef<Counts>('UpsertMembersSuccess').implement({
  description: 'All of them are as they were given.',
  fields: (t) => ({
    created: t.exposeInt('created', { description: 'How many are new.' }),
    updated: t.exposeInt('updated', { description: 'How many differ from before.' }),
    unchanged: t.exposeInt('unchanged', { description: 'How many were so already.' }),
  }),
});

/** @throws ForbiddenError for whoever may not write members */
function checkMaySync(viewer: Viewer, locale: Locale): void {
  if (maySyncMembers(viewer)) return;
  throw viewer.kind === 'anonymous'
    ? new ForbiddenError('UNAUTHENTICATED', message(locale, 'error.unauthenticated'))
    : new ForbiddenError(
        'FORBIDDEN',
        message(locale, viewer.kind === 'key' ? 'error.scope' : 'error.forbidden'),
      );
}

function optionsOf(
  input: { readonly dryRun?: boolean | null; readonly createTopics?: boolean | null },
  { viewer, locale, now }: Pick<Context, 'viewer' | 'locale' | 'now'>,
): ImportOptions {
  return {
    dryRun: input.dryRun ?? false,
    createTopics: input.createTopics ?? false,
    locale,
    toldIn: locale,
    today: now().toISOString().slice(0, 10),
    actor: actorOf(viewer),
  };
}

builder.mutationField('upsertMembers', (t) =>
  t.field({
    type: UpsertMembersSuccess,
    description:
      'Creates and changes members by their own identifiers, all or nothing; sending the same again changes nothing. It confirms that they are available today. What is wrong is told for each member and field. For keys with `write:members`, and the secretariat.',
    errors: resultOf('UpsertMembers', [InvalidInputError, ForbiddenError]),
    args: { input: t.arg({ type: UpsertMembersInput, required: true, description: 'Whom.' }) },
    resolve: async (_root, { input }, { prisma, viewer, locale, now }) => {
      checkMaySync(viewer, locale);
      const found = input.members.length;
      if (found > mostMembers)
        throw new InvalidInputError([
          {
            path: ['members'],
            message: message(locale, 'error.tooManyMembers', { found, max: mostMembers }),
          },
        ]);
      const rows = input.members.map((member, index) => ({
        line: index + 1,
        cells: cellsOf(member),
      }));
      const {
        problems,
        problemCount: _,
        ...counts
      } = await importCells(prisma, rows, optionsOf(input, { viewer, locale, now }));
      if (problems.length > 0)
        throw new InvalidInputError(
          problems.map(({ line, column, message: wrong }) => ({
            path: ['members', String(line - 1), fieldOf.get(column as ColumnName) ?? column],
            message: `${fieldOf.get(column as ColumnName) ?? column} ${wrong}`,
          })),
        );
      return counts;
    },
  }),
);

const ImportMembersInput = builder.inputType('ImportMembersInput', {
  description: 'A file of members.',
  fields: (t) => ({
    csv: t.string({ required: true, description: 'The text of members.csv.' }),
    createTopics: t.boolean({
      description: 'Makes topics that are unknown, named in the language of the request.',
    }),
    dryRun: t.boolean({ description: 'Checks everything, counts, and writes nothing.' }),
  }),
});

const ImportMembersSuccess = builder.objectRef<Counts>('ImportMembersSuccess').implement({
  description: 'All of them are as the file has them.',
  fields: (t) => ({
    created: t.exposeInt('created', { description: 'How many are new.' }),
    updated: t.exposeInt('updated', { description: 'How many differ from before.' }),
    unchanged: t.exposeInt('unchanged', { description: 'How many were so already.' }),
  }),
});

builder.mutationField('importMembers', (t) =>
  t.field({
    type: ImportMembersSuccess,
    description:
      'Does what the command `import members` does, with the text of the file: all or nothing. What is wrong is told with `csv`, the line and the column as its path. For keys with `write:members`, and the secretariat.',
    errors: resultOf('ImportMembers', [InvalidInputError, ForbiddenError]),
    args: { input: t.arg({ type: ImportMembersInput, required: true, description: 'The file.' }) },
    resolve: async (_root, { input }, context) => {
      checkMaySync(context.viewer, context.locale);
      const {
        problems,
        problemCount: _,
        ...counts
      } = await importMembers(context.prisma, bytesOf(input.csv), optionsOf(input, context));
      if (problems.length > 0)
        throw new InvalidInputError(
          problems.map(({ line, column, message: wrong }) => ({
            path: ['csv', String(line), column],
            message: wrong,
          })),
        );
      return counts;
    },
  }),
);

async function* bytesOf(text: string): AsyncIterable<Uint8Array> {
  yield new TextEncoder().encode(text);
}

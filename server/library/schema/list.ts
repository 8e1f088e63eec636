import { queryFromInfo } from '@pothos/plugin-prisma';
import { resolveCursorConnection, type ResolveCursorConnectionArgs } from '@pothos/plugin-relay';
import { mayReadLibrary } from '../../access/policy.ts';
import { OutcomeTypeType } from '../../exchanges/schema/enums.ts';
import { message } from '../../i18n/message.ts';
import { builder } from '../../schema/builder.ts';
import type { Context } from '../../schema/context.ts';
import { checkPageWith, pageCost } from '../../schema/cost.ts';
import { ForbiddenError } from '../../schema/errors.ts';
import { idOfType, idsOfType } from '../../schema/ids.ts';
import { cursorOf, cursorOfNote, placeOf } from '../cursor.ts';
import { whereOwn, whereReadable } from '../store/notes.ts';
import { countNotes, findNotes, type NoteQuery } from '../store/search.ts';
import { LearningNoteType } from './note.ts';

const LearningNoteFilter = builder.inputType('LearningNoteFilter', {
  description: 'Which notes: any value within a list, and every list that is given.',
  fields: (t) => ({
    topics: t.idList({ description: 'About one of these topics, or a narrower one.' }),
    languages: t.stringList({ description: 'Written in one of these languages (BCP 47).' }),
    outcomes: t.field({
      type: [OutcomeTypeType],
      description: 'From an exchange whose parties hoped for one of these.',
    }),
  }),
});

builder.queryFields((t) => ({
  learningNote: t.prismaField({
    type: LearningNoteType,
    nullable: true,
    description: 'One learning note by its id; null where there is none that the viewer may read.',
    args: { id: t.arg.id({ required: true, description: 'The id of a learning note.' }) },
    resolve: (query, _root, { id }, context) => {
      checkScope(context);
      const { prisma, viewer } = context;
      const where = { AND: [{ id: idOfType('LearningNote', id) ?? '' }, whereReadable(viewer)] };
      return idOfType('LearningNote', id) === null
        ? null
        : prisma.learningNote.findFirst({ ...query, where });
    },
  }),
  learningNotes: t.connection(
    {
      type: LearningNoteType,
      description:
        'The library: published notes, those that fit a search best first, else the newest. A search finds words of title and text in the grammar of each note’s language, and names of topics in any; “a phrase”, or, -not.',
      args: {
        filter: t.arg({ type: LearningNoteFilter, description: 'Which notes.' }),
        search: t.arg.string({ description: 'Words, in any spelling.' }),
      },
      complexity: pageCost,
      resolve: async (_root, args, context, info) => {
        checkScope(context);
        const { prisma, viewer } = context;
        const maxSize = checkPageWith(args, cursorOfNote);
        const query = noteQuery(args);
        const fields = queryFromInfo({ context, info, paths: [['nodes'], ['edges', 'node']] });
        const find = async (page: ResolveCursorConnectionArgs): Promise<Found[]> => {
          const places = await findNotes(prisma, viewer, query, {
            limit: page.limit,
            backwards: page.inverted,
            ...(page.after != null && { after: placeOf(page.after) }),
            ...(page.before != null && { before: placeOf(page.before) }),
          });
          const notes = await prisma.learningNote.findMany({
            ...fields,
            where: { AND: [{ id: { in: places.map(({ id }) => id) } }, whereReadable(viewer)] },
          });
          const noteOf = new Map(notes.map((note) => [note.id, note]));
          return places.flatMap((place) => {
            const note = noteOf.get(place.id);
            return note ? [{ place, note }] : [];
          });
        };
        const toCursor = ({ place }: Found) => cursorOf(place);
        const page = { args, defaultSize: 20, maxSize, toCursor };
        const { edges, pageInfo } = await resolveCursorConnection<Promise<Found[]>>(page, find);
        const nowhere = { startCursor: null, endCursor: null };
        return {
          edges: edges.map(({ cursor, node }) => ({ cursor, node: node.note })),
          pageInfo: { ...pageInfo, ...(edges.length === 0 && nowhere) },
          totalCount: () => countNotes(prisma, viewer, query),
        };
      },
    },
    {
      name: 'LearningNoteConnection',
      description: 'A page of learning notes.',
      fields: (connection) => ({
        totalCount: connection.int({
          description: 'How many there are in all.',
          resolve: ({ totalCount }) =>
            typeof totalCount === 'function' ? totalCount() : (totalCount ?? 0),
        }),
      }),
    },
    { name: 'LearningNoteEdge', description: 'A learning note on a page.' },
  ),
}));

type Note = typeof LearningNoteType.$inferType;

interface Found {
  readonly place: Parameters<typeof cursorOf>[0];
  readonly note: Note;
}

builder.prismaObjectField('Exchange', 'learningNotes', (t) =>
  t.prismaField({
    type: [LearningNoteType],
    description:
      'What its parties share with others, drafts included, the newest first; for those that take part and the secretariat.',
    complexity: { field: 1, multiplier: 3 },
    resolve: (query, { id }, _args, { prisma, viewer }) =>
      prisma.learningNote.findMany({
        ...query,
        where: { AND: [{ exchangeId: id }, whereOwn(viewer)] },
        orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
      }),
  }),
);

interface NotesArguments {
  readonly filter?: typeof LearningNoteFilter.$inferInput | null;
  readonly search?: string | null;
}

function noteQuery({ filter, search }: NotesArguments): NoteQuery {
  return {
    topics: filter?.topics ? idsOfType('Topic', filter.topics) : null,
    languages: filter?.languages ?? null,
    outcomes: filter?.outcomes ?? null,
    search: search?.trim() || null,
  };
}

function checkScope({ viewer, locale }: Context): void {
  if (!mayReadLibrary(viewer))
    throw new ForbiddenError('FORBIDDEN', message(locale, 'error.scope'));
}

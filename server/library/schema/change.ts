import { mayEditMember } from '../../access/policy.ts';
import { exchangeErrors, ExchangeType, exchangeToAct } from '../../exchanges/schema/exchange.ts';
import { exchangeFields } from '../../exchanges/schema/input.ts';
import { message } from '../../i18n/message.ts';
import { accept } from '../../members/schema/change.ts';
import { builder } from '../../schema/builder.ts';
import type { Context } from '../../schema/context.ts';
import { NotFoundError } from '../../schema/errors.ts';
import { idOfType } from '../../schema/ids.ts';
import { resultOf } from '../../schema/result.ts';
import { topicNames } from '../../taxonomy/topic-names.ts';
import { checkNote, limits } from '../rules.ts';
import { noNote, publishNote, saveNote, whereOwn, withdrawNote } from '../store/notes.ts';
import { LearningNoteType, NoteLicenceType } from './note.ts';

/** What every change of a note answers. */
const noteSuccess = (name: string, description: string) =>
  builder.objectRef<{ noteId: string; exchangeId: string }>(name).implement({
    description,
    fields: (t) => ({
      note: t.prismaField({
        type: LearningNoteType,
        description: 'The note as it is now.',
        resolve: (query, { noteId }, _args, { prisma }) =>
          prisma.learningNote.findUniqueOrThrow({ ...query, where: { id: noteId } }),
      }),
      exchange: t.prismaField({
        type: ExchangeType,
        description: 'The exchange that it comes from.',
        resolve: (query, { exchangeId }, _args, { prisma }) =>
          prisma.exchange.findUniqueOrThrow({ ...query, where: { id: exchangeId } }),
      }),
    }),
  });

const SaveLearningNoteInput = builder.inputType('SaveLearningNoteInput', {
  description: 'A learning note, the whole of it.',
  fields: (t) => ({
    ...exchangeFields(t),
    note: t.id({ description: 'The note that is changed; by default a new one.' }),
    version: t.int({ description: 'The version that was read, of a note that is changed.' }),
    title: t.string({ required: true, description: `At most ${limits.title} characters.` }),
    body: t.string({
      required: true,
      description: `At most ${limits.body.toLocaleString('en')} characters of plain text.`,
    }),
    language: t.string({ required: true, description: 'What it is written in (BCP 47).' }),
    licence: t.field({
      type: NoteLicenceType,
      required: true,
      defaultValue: 'CC_BY_SA',
      description: 'What others may do with it.',
    }),
    topics: t.idList({ description: `What it is about, at most ${limits.topics} topics.` }),
  }),
});

builder.mutationField('saveLearningNote', (t) =>
  t.field({
    type: noteSuccess('SaveLearningNoteSuccess', 'It is saved, and every party is asked for it.'),
    description:
      'Writes a learning note, or changes one. Any change takes it out of the library until every party has agreed anew.',
    authScopes: { signedIn: true },
    errors: resultOf('SaveLearningNote', exchangeErrors),
    args: { input: t.arg({ type: SaveLearningNoteInput, required: true, description: 'What.' }) },
    resolve: async (_root, { input }, context) => {
      const exchangeId = await exchangeToAct(input.exchange, context);
      const noteId = input.note ? await ownNote(input.note, context) : null;
      const { title, body, language, licence } = input;
      const topicIds = (input.topics ?? []).map((topic) => idOfType('Topic', topic) ?? '');
      const known = await topicNames(context.prisma, topicIds.filter(Boolean), context.locale);
      const text = accept(
        checkNote({ title, body, language, licence, topicIds }, new Set(known.keys())),
        context,
      );
      const { member: on, seen, idempotencyKey } = input;
      const request = { exchangeId, input, on, seen, idempotencyKey };
      const at = { noteId, version: input.version ?? null };
      return { noteId: await saveNote(context, request, text, at), exchangeId };
    },
  }),
);

const PublishLearningNoteInput = builder.inputType('PublishLearningNoteInput', {
  description: 'The consent of a party to publish a note.',
  fields: (t) => {
    const { exchange: _exchange, ...fields } = exchangeFields(t);
    return {
      ...fields,
      note: t.id({ required: true, description: 'Which note.' }),
      version: t.int({
        required: true,
        description: 'The version that was read; it must be the newest.',
      }),
      named: t.boolean({
        required: true,
        description:
          'Whether the name of the party may stand there for everybody to read, whatever it shows elsewhere.',
      }),
    };
  },
});

builder.mutationField('publishLearningNote', (t) =>
  t.field({
    type: noteSuccess(
      'PublishLearningNoteSuccess',
      'The consent is noted; with that of the last party the note is in the library.',
    ),
    description:
      'Agrees, for one party, that a note is published as it is now. Said again, it changes whether the party is named.',
    authScopes: { signedIn: true },
    errors: resultOf('PublishLearningNote', exchangeErrors),
    args: {
      input: t.arg({ type: PublishLearningNoteInput, required: true, description: 'What.' }),
    },
    resolve: async (_root, { input }, context) => {
      const noteId = await ownNote(input.note, context);
      const { exchangeId } = await context.prisma.learningNote.findUniqueOrThrow({
        where: { id: noteId },
        select: { exchangeId: true },
      });
      const { member: on, seen, idempotencyKey, version, named } = input;
      const request = { exchangeId, input, on, seen, idempotencyKey };
      await publishNote(context, request, noteId, { version, named });
      return { noteId, exchangeId };
    },
  }),
);

const WithdrawLearningNoteInput = builder.inputType('WithdrawLearningNoteInput', {
  description: 'A consent that is taken back.',
  fields: (t) => ({
    note: t.id({ required: true, description: 'Which note.' }),
    member: t.id({
      description:
        'The party that takes it back; only the secretariat names one, or takes back that of all.',
    }),
  }),
});

builder.mutationField('withdrawLearningNote', (t) =>
  t.field({
    type: noteSuccess('WithdrawLearningNoteSuccess', 'Nobody else can read it any more.'),
    description:
      'Takes a consent back, and with it the note out of the library, at once. It needs no reason, and can be done whatever became of the exchange.',
    authScopes: { signedIn: true },
    errors: resultOf('WithdrawLearningNote', exchangeErrors),
    args: {
      input: t.arg({ type: WithdrawLearningNoteInput, required: true, description: 'Which.' }),
    },
    resolve: async (_root, { input }, context) => {
      const noteId = await ownNote(input.note, context);
      await withdrawNote(context, noteId, partyOf(input.member, context));
      const { exchangeId } = await context.prisma.learningNote.findUniqueOrThrow({
        where: { id: noteId },
        select: { exchangeId: true },
      });
      return { noteId, exchangeId };
    },
  }),
);

/** A note that the viewer may change; the same answer for one of others and for none. */
async function ownNote(globalId: string, context: Context): Promise<string> {
  const id = idOfType('LearningNote', globalId);
  const note =
    id &&
    (await context.prisma.learningNote.findFirst({
      where: { AND: [{ id }, whereOwn(context.viewer)] },
      select: { id: true },
    }));
  if (!note) throw noNote(context);
  return note.id;
}

function partyOf(globalId: string | null | undefined, { viewer, locale }: Context): string | null {
  if (globalId == null) return null;
  const id = idOfType('Member', globalId);
  if (id === null || !mayEditMember(viewer, id))
    throw new NotFoundError(message(locale, 'error.noMember'), ['member']);
  return id;
}

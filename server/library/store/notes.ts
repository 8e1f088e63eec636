import { createHash, randomUUIDv7 } from 'node:crypto';
import type { Prisma } from '../../../generated/prisma/client.ts';
import type { NoteState } from '../../../generated/prisma/enums.ts';
import { mayDecideForNetwork, mayReadLibrary } from '../../access/policy.ts';
import { actorOf, type Viewer } from '../../access/viewer.ts';
import { record } from '../../audit/store.ts';
import type { Transaction } from '../../database/database.ts';
import { type Actor, acceptedParties, type Exchange } from '../../exchanges/rules/exchange.ts';
import { act, type ActRequest } from '../../exchanges/store/act.ts';
import { inTurn } from '../../exchanges/store/locks.ts';
import { message } from '../../i18n/message.ts';
import { consentHolder } from '../../members/schema/member.ts';
import { exchangeChanged } from '../../notifications/live.ts';
import { type News, notify } from '../../notifications/store.ts';
import type { Context } from '../../schema/context.ts';
import { InvalidInputError, NotFoundError, StaleVersionError } from '../../schema/errors.ts';
import { mayBeNamedOnBehalf, type NoteText, sameNote, stateOf } from '../rules.ts';
import { indexNote } from './search.ts';

/** The notes that a viewer may read: published ones everybody, others those whose exchange it is, and the secretariat. */
export function whereReadable(viewer: Viewer): Prisma.LearningNoteWhereInput {
  if (mayDecideForNetwork(viewer)) return {};
  const published = mayReadLibrary(viewer) ? [{ state: 'PUBLISHED' as const }] : [];
  return { OR: [...published, whereOwn(viewer)] };
}

/** The notes that come from exchanges of the viewer's; all of them for the secretariat. */
export function whereOwn(viewer: Viewer): Prisma.LearningNoteWhereInput {
  if (mayDecideForNetwork(viewer)) return {};
  const memberId = viewer.kind === 'person' ? viewer.memberId : null;
  if (memberId === null) return { id: { in: [] } };
  return { OR: [{ exchange: { is: takenPart(memberId) } }, { consents: { some: { memberId } } }] };
}

function takenPart(memberId: string): Prisma.ExchangeWhereInput {
  return { parties: { some: { memberId, answer: 'ACCEPTED' } } };
}

type Request = Omit<ActRequest, 'action' | 'mutation'>;
const action = 'PUBLISH_LEARNING_NOTE';

/**
 * Writes a note, a new one or a change, which asks every party for its consent anew. A save without a change asks for nothing.
 *
 * @param at.version what the writer had read; null: not said
 * @returns the id of the note
 * @throws StaleVersionError, NotFoundError for a note of another exchange
 */
export async function saveNote(
  context: Context,
  request: Request,
  text: NoteText,
  at: { readonly noteId: string | null; readonly version: number | null },
): Promise<string> {
  // A request that is sent again is answered with the note that it made the first time.
  const id = at.noteId ?? idOf(context.viewer, request.idempotencyKey);
  const what = { ...request, action, mutation: 'saveLearningNote' } as const;
  await act(context, what, async (transaction, acting) => {
    const { exchange, actor, now } = acting;
    const memberId = actor.by === 'MEMBER' ? actor.memberId : null;
    const before = await read(transaction, id);
    if (at.noteId !== null && before?.exchangeId !== exchange.id) throw noNote(context);
    if (before && sameNote(before, text) && before.state !== 'WITHDRAWN') return 'NOTHING';
    if (before && at.version !== null && at.version !== before.version)
      throw stale(context, before.version);

    const version = (before?.version ?? 0) + 1;
    const { topicIds, ...written } = text;
    const data = { ...written, state: 'DRAFT', version, memberId, updatedAt: now } as const;
    await transaction.learningNote.upsert({
      where: { id },
      create: { id, exchangeId: exchange.id, createdAt: now, ...data },
      update: { ...data, publishedAt: null },
    });
    await transaction.learningNoteTopic.deleteMany({ where: { noteId: id } });
    await transaction.learningNoteTopic.createMany({
      data: topicIds.map((topicId, position) => ({ noteId: id, topicId, position })),
    });
    await askAnew(transaction, id, exchange);
    await indexNote(transaction, id, text);
    return {
      detail: { step: 'DRAFTED', note: id, version },
      news: newsOf('NOTE_DRAFTED', exchange, id, `${version}`, actor),
    };
  });
  return id;
}

/**
 * The consent of a party to a version; with that of the last one the note is published. It may be said again, to be named or
 * not.
 *
 * @throws StaleVersionError where the note has changed; InvalidInputError where nobody says for whom, or where the secretariat
 * would publish a name that its member shows to few
 */
export async function publishNote(
  context: Context,
  request: Request,
  noteId: string,
  consent: { readonly version: number; readonly named: boolean },
): Promise<void> {
  const what = { ...request, action, mutation: 'publishLearningNote' } as const;
  await act(context, what, async (transaction, acting) => {
    const { exchange, actor, now, number } = acting;
    const note = await read(transaction, noteId);
    if (note?.exchangeId !== exchange.id) throw noNote(context);
    if (actor.by !== 'MEMBER') throw invalid(context, 'member', 'library.party');
    if (consent.version !== note.version) throw stale(context, note.version);
    const { memberId } = actor;
    if (consent.named && actor.throughSecretariat)
      await checkNamedOnBehalf(context, transaction, memberId);

    const stored = note.consents.find((word) => word.memberId === memberId);
    if (stored?.version === note.version && stored.named === consent.named) return 'NOTHING';
    const word = { ...consent, withdrawnAt: null, at: now };
    await transaction.learningNoteConsent.upsert({
      where: { noteId_memberId: { noteId, memberId } },
      create: { noteId, memberId, ...word },
      update: word,
    });
    const others = note.consents.filter((one) => one.memberId !== memberId);
    const state = stateOf(note.version, partyIds(exchange), [...others, { memberId, ...word }]);
    const isNew = state === 'PUBLISHED' && note.state !== 'PUBLISHED';
    await transaction.learningNote.update({
      where: { id: noteId },
      data: { state, ...(isNew && { publishedAt: now }) },
    });
    return {
      detail: { step: isNew ? 'PUBLISHED' : 'CONSENTED', note: noteId, version: note.version },
      news: isNew ? newsOf('NOTE_PUBLISHED', exchange, noteId, `${number}`, actor) : [],
    };
  });
}

/**
 * Takes a note out of the library at once, whatever has become of the exchange. A party takes back its own word; the
 * secretariat by itself takes back everybody's.
 *
 * @param on the party, by its id in the database, on whose behalf the secretariat does it; null: the viewer's own, or none
 * @throws NotFoundError for a note of others
 */
export async function withdrawNote(
  context: Context,
  noteId: string,
  on: string | null,
): Promise<void> {
  const { prisma, viewer } = context;
  const now = context.now();
  await inTurn(prisma, async (transaction) => {
    const found = await transaction.learningNote.findFirst({
      where: { id: noteId, AND: whereOwn(viewer) },
      select: { exchangeId: true },
    });
    if (!found) throw noNote(context);
    const { exchangeId } = found;
    // Whoever consents at this moment has come before, or finds the note withdrawn.
    await transaction.$queryRaw`SELECT "id" FROM "Exchange" WHERE "id" = ${exchangeId}::uuid FOR UPDATE`;
    const note = await read(transaction, noteId);
    if (!note) throw noNote(context);
    const asked = note.consents.map(({ memberId }) => memberId);
    const own = viewer.kind === 'person' ? viewer.memberId : null;
    const memberId = on ?? (own !== null && asked.includes(own) ? own : null);
    if (memberId !== null && !asked.includes(memberId)) throw noNote(context);
    const word = note.consents.find((one) => one.memberId === memberId);
    if (note.state === 'WITHDRAWN' && (!word || word.version === null)) return;

    await transaction.learningNoteConsent.updateMany({
      where: { noteId, ...(memberId !== null && { memberId }) },
      data: { version: null, named: false, withdrawnAt: now, at: now },
    });
    await transaction.learningNote.update({
      where: { id: noteId },
      data: { state: 'WITHDRAWN', publishedAt: null, updatedAt: now },
    });
    await record(transaction, {
      actor: actorOf(viewer),
      action: 'withdrawLearningNote',
      subject: noteId,
      ...(memberId !== own && memberId && { detail: { onBehalfOf: memberId } }),
    });
    const others = asked.filter((id) => id !== memberId);
    const news: News = {
      kind: 'NOTE_WITHDRAWN',
      exchangeId,
      to: { memberIds: others },
      detail: { noteId, memberId },
      once: `NOTE_WITHDRAWN ${noteId} ${now.toISOString()}`,
    };
    await notify(transaction, now, [news]);
    await exchangeChanged(transaction, exchangeId);
  });
}

interface StoredNote extends NoteText {
  readonly exchangeId: string;
  readonly state: NoteState;
  readonly version: number;
  readonly consents: readonly {
    readonly memberId: string;
    readonly version: number | null;
    readonly named: boolean;
    readonly withdrawnAt: Date | null;
  }[];
}

async function read(database: Transaction, id: string): Promise<StoredNote | null> {
  const note = await database.learningNote.findUnique({
    where: { id },
    include: { topics: { orderBy: { position: 'asc' } }, consents: true },
  });
  return note && { ...note, topicIds: note.topics.map(({ topicId }) => topicId) };
}

/** Every party is asked for its word on the text as it is now; what it said before does not count. */
async function askAnew(
  transaction: Transaction,
  noteId: string,
  exchange: Exchange,
): Promise<void> {
  await transaction.learningNoteConsent.deleteMany({ where: { noteId } });
  await transaction.learningNoteConsent.createMany({
    data: partyIds(exchange).map((memberId) => ({ noteId, memberId })),
  });
}

function partyIds(exchange: Exchange): string[] {
  return acceptedParties(exchange).map(({ memberId }) => memberId);
}

async function checkNamedOnBehalf(
  context: Context,
  transaction: Transaction,
  memberId: string,
): Promise<void> {
  const member = await transaction.member.findUniqueOrThrow({
    where: { id: memberId },
    select: consentHolder,
  });
  if (!mayBeNamedOnBehalf(member)) throw invalid(context, 'named', 'library.named');
}

/** For the other parties. */
function newsOf(
  kind: 'NOTE_DRAFTED' | 'NOTE_PUBLISHED',
  exchange: Exchange,
  noteId: string,
  once: string,
  actor: Actor,
): News[] {
  const memberId = actor.by === 'MEMBER' ? actor.memberId : null;
  const memberIds = partyIds(exchange).filter((id) => id !== memberId);
  if (memberIds.length === 0) return [];
  const detail = { noteId, memberId };
  const to = { memberIds };
  return [{ kind, exchangeId: exchange.id, to, detail, once: `${kind} ${noteId} ${once}` }];
}

/** The same for the same request; otherwise new. */
function idOf(viewer: Viewer, idempotencyKey?: string | null): string {
  if (!idempotencyKey) return randomUUIDv7();
  const hash = createHash('sha256')
    .update(JSON.stringify(['note', actorOf(viewer), idempotencyKey]))
    .digest();
  // Version 8 of RFC 9562: made as we like.
  hash[6] = (hash[6]! & 0x0f) | 0x80;
  hash[8] = (hash[8]! & 0x3f) | 0x80;
  return hash.toString('hex', 0, 16).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

const stale = ({ locale }: Context, current: number): StaleVersionError =>
  new StaleVersionError(message(locale, 'library.stale', { current }), current, ['version']);

export const noNote = ({ locale }: Pick<Context, 'locale'>): NotFoundError =>
  new NotFoundError(message(locale, 'library.noNote'), ['note']);

function invalid(
  { locale }: Context,
  field: string,
  key: 'library.party' | 'library.named',
): InvalidInputError {
  return new InvalidInputError([{ path: [field], message: message(locale, key) }]);
}

import type { Acting } from '../../exchanges/store/act.ts';
import type { Transaction } from '../../database/database.ts';
import { accept } from '../../members/schema/change.ts';
import type { Context } from '../../schema/context.ts';
import {
  checkHeld,
  checkNote,
  checkPlan,
  type Chooser,
  type PlannedSession,
  type SessionInput,
} from '../rules.ts';
import { act, memberOf, newsFor, partiesOf, refuse, type Request } from './acting.ts';

/** Writes of sessions, each one action on the exchange. */

const action = 'LOG_SESSION';

export async function planSession(
  context: Context,
  request: Request,
  input: SessionInput,
  chooser: Chooser,
): Promise<void> {
  const plan = accept(checkPlan(input, chooser, null), context);
  await act(context, { ...request, action }, async (transaction, at) => {
    const session = await create(transaction, at, plan, 'PLANNED');
    return {
      detail: detailOf('PLANNED', session),
      news: newsFor(at, 'SESSION_PLANNED', session),
    };
  });
}

/** Changes when, how or where a session that is still to be held takes place. */
export async function moveSession(
  context: Context,
  request: Request,
  sessionId: string,
  input: SessionInput,
  chooser: Chooser,
): Promise<void> {
  await act(context, { ...request, action }, async (transaction, at) => {
    const stored = await readSession(context, transaction, at, sessionId);
    if (stored.state !== 'PLANNED') refuse(context, 'session', 'meeting.over');
    const plan = accept(checkPlan(input, chooser, planOf(stored)), context);
    if (same(plan, planOf(stored))) return 'NOTHING';
    await change(transaction, at, sessionId, plan);
    const session = { id: sessionId, startsAt: plan.startsAt };
    return { detail: detailOf('MOVED', session), news: newsFor(at, 'SESSION_CHANGED', session) };
  });
}

export async function cancelSession(
  context: Context,
  request: Request,
  sessionId: string,
): Promise<void> {
  await act(context, { ...request, action }, async (transaction, at) => {
    const session = await readSession(context, transaction, at, sessionId);
    if (session.state !== 'PLANNED') refuse(context, 'session', 'meeting.over');
    await change(transaction, at, sessionId, { state: 'CANCELLED' });
    return {
      detail: detailOf('CANCELLED', session),
      news: newsFor(at, 'SESSION_CHANGED', session),
    };
  });
}

/** What somebody tells of a session that was held. */
export interface Told {
  readonly note?: string | null;
  readonly shared: boolean;
  /** Ids of members; null: nothing is said of it. */
  readonly absent: readonly string[] | null;
}

/**
 * Writes down that a session was held, or adds to it: a note of one's own, who did not come. Said again, a note takes the
 * place of one's last note for the same readers, an empty one takes that away; and whom one reports as absent, the place
 * of whom one reported before.
 *
 * @param sessionId null: one that was not planned here
 */
export async function logSession(
  context: Context,
  request: Request,
  sessionId: string | null,
  input: SessionInput & Told,
  chooser: Chooser,
): Promise<void> {
  const { note } = accept(checkNote(input.note), context);
  const says = input.note != null;
  await act(context, { ...request, action }, async (transaction, at) => {
    const stored = sessionId && (await readSession(context, transaction, at, sessionId));
    if (stored && stored.state === 'CANCELLED') refuse(context, 'session', 'meeting.cancelled');
    const held = accept(checkHeld(input, chooser, stored ? planOf(stored) : null), context);
    const first = !stored || stored.state === 'PLANNED';
    const session = stored || (await create(transaction, at, held, 'HELD'));
    const changed = first || !same(held, planOf(session));
    if (stored && changed) await change(transaction, at, session.id, { ...held, state: 'HELD' });
    if (says) await writeNote(transaction, at, session.id, { text: note, shared: input.shared });
    const told = await writeAbsences(context, transaction, at, session.id, input.absent);
    const seen = { id: session.id, startsAt: held.startsAt };
    // A note to oneself is nobody's news.
    const isNews = changed || told || (says && input.shared);
    return {
      detail: { ...detailOf(first ? 'HELD' : 'NOTED', seen), ...(!isNews && { private: true }) },
      news: isNews ? newsFor(at, 'SESSION_LOGGED', seen) : [],
    };
  });
}

async function writeNote(
  transaction: Transaction,
  at: Acting,
  sessionId: string,
  { text, shared }: { text: string | null; shared: boolean },
): Promise<void> {
  const memberId = memberOf(at);
  await transaction.sessionNote.deleteMany({ where: { sessionId, memberId, shared } });
  if (text === null) return;
  await transaction.sessionNote.create({ data: { sessionId, memberId, shared, text, at: at.now } });
}

/**
 * An absence is told once, by whoever told it first; who tells it again finds it there.
 *
 * @param absent null: nothing is said of it
 * @returns whether anything is told that was not, or taken back
 */
async function writeAbsences(
  context: Context,
  transaction: Transaction,
  at: Acting,
  sessionId: string,
  absent: readonly string[] | null,
): Promise<boolean> {
  if (absent === null) return false;
  const parties = partiesOf(at.exchange);
  const stranger = absent.findIndex((memberId) => !parties.includes(memberId));
  if (stranger >= 0) refuse(context, ['absent', String(stranger)], 'meeting.noParty');
  const reportedBy = memberOf(at);
  const gone = await transaction.absence.deleteMany({
    where: { sessionId, reportedBy, memberId: { notIn: [...absent] } },
  });
  const added = await transaction.absence.createMany({
    data: [...new Set(absent)].map((memberId) => ({ sessionId, memberId, reportedBy, at: at.now })),
    skipDuplicates: true,
  });
  return gone.count + added.count > 0;
}

async function readSession(
  context: Context,
  transaction: Transaction,
  { exchange }: Acting,
  id: string,
) {
  const where = { id, exchangeId: exchange.id };
  const session = await transaction.exchangeSession.findUnique({ where });
  return session ?? refuse(context, 'session', 'meeting.noSession');
}

function create(
  transaction: Transaction,
  { exchange, now }: Acting,
  plan: PlannedSession,
  state: 'PLANNED' | 'HELD',
) {
  const at = { createdAt: now, updatedAt: now };
  return transaction.exchangeSession.create({
    data: { ...plan, ...at, exchangeId: exchange.id, state },
  });
}

async function change(
  transaction: Transaction,
  { now }: Acting,
  id: string,
  data: Partial<PlannedSession> & { readonly state?: 'HELD' | 'CANCELLED' },
): Promise<void> {
  await transaction.exchangeSession.update({
    where: { id },
    data: { ...data, updatedAt: now, sequence: { increment: 1 } },
  });
}

function planOf({ startsAt, timeZone, minutes, format, place }: PlannedSession): PlannedSession {
  return { startsAt, timeZone, minutes, format, place };
}

function same(one: PlannedSession, other: PlannedSession): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

function detailOf(
  what: 'PLANNED' | 'MOVED' | 'CANCELLED' | 'HELD' | 'NOTED',
  { id, startsAt }: { readonly id: string; readonly startsAt: Date },
) {
  return { what, session: id, startsAt: startsAt.toISOString() };
}

import type { Transaction } from '../database/database.ts';
import type { Locale } from '../i18n/locales.ts';
import { calendarOf } from '../meetings/calendar.ts';
import type { NewsKind } from './kinds.ts';
import type { StoredNews } from './places.ts';

const kindsWithCalendar: readonly NewsKind[] = ['SESSION_PLANNED', 'SESSION_CHANGED'];

/** The meeting that news are about as a calendar file, as it is now; null for news of another kind. */
export async function invitationOf(
  database: Transaction,
  { kind, detail }: StoredNews,
  reader: { readonly attendee: string; readonly page: string; readonly locale: Locale },
): Promise<string | null> {
  if (!kindsWithCalendar.includes(kind) || !detail.sessionId) return null;
  const session = await database.exchangeSession.findUnique({ where: { id: detail.sessionId } });
  return session && calendarOf(session, reader);
}

import { viewerOfEmail } from '../access/people.ts';
import type { Viewer } from '../access/viewer.ts';
import type { Transaction } from '../database/database.ts';
import { type Locale, locales } from '../i18n/locales.ts';

/** Somebody who gets mail, with what the person chose. */
export interface Recipient {
  /** The person as whoever reads; what a message says passes consent like a page. */
  readonly viewer: Viewer & { readonly kind: 'person' };
  readonly locale: Locale;
  readonly mailing: 'AT_ONCE' | 'DAILY' | 'NEVER';
  readonly refused: boolean;
}

/** Who has this address; null where it acts for nobody any more. */
export async function readRecipient(
  database: Transaction,
  email: string,
): Promise<Recipient | null> {
  const [viewer, representative, mailbox] = await Promise.all([
    viewerOfEmail(database, email),
    database.representative.findUnique({
      where: { email },
      select: {
        member: { select: { languages: { orderBy: { position: 'asc' }, take: 1 } } },
      },
    }),
    database.mailbox.findUnique({ where: { email } }),
  ]);
  if (!viewer || (!viewer.memberId && !viewer.secretariat)) return null;
  const main = representative?.member.languages[0]?.language;
  return {
    viewer,
    locale: localeOf(mailbox?.locale) ?? localeOf(main?.split('-')[0]) ?? 'en',
    mailing: mailbox?.mailing ?? 'AT_ONCE',
    refused: mailbox?.refusedAt != null,
  };
}

function localeOf(tag: string | null | undefined): Locale | undefined {
  return locales.find((locale) => locale === tag);
}

/** Notes the language of the page on which somebody asked for a link, unless the person has said one. */
export async function noteLocale(
  database: Transaction,
  email: string,
  locale: Locale,
): Promise<void> {
  await database.$executeRaw`
    INSERT INTO "Mailbox" ("email", "locale") VALUES (${email}, ${locale})
    ON CONFLICT ("email") DO UPDATE SET "locale" = COALESCE("Mailbox"."locale", EXCLUDED."locale")`;
}

/** Notes that the mail server took, or refused for good, a message to an address. */
export async function noteRefusal(
  database: Transaction,
  email: string,
  refusal: { readonly code: string; readonly at: Date } | null,
): Promise<void> {
  const said = { refusedAt: refusal?.at ?? null, refusal: refusal?.code ?? null };
  if (refusal)
    await database.mailbox.upsert({ where: { email }, create: { email, ...said }, update: said });
  else
    await database.mailbox.updateMany({ where: { email, refusedAt: { not: null } }, data: said });
}

import type { Page } from 'playwright-core';
import { signInLink } from '../../server/access/rules.ts';
import { createSignIn } from '../../server/access/sign-in.ts';
import { openDatabase, type PrismaClient } from '../../server/database/database.ts';
import { readSigningSecret } from '../../server/database/settings.ts';
import { loadDemonstration } from '../../server/demo/store.ts';
import { importMembers } from '../../server/members-csv/import.ts';
import { silently } from '../../server/progress.ts';
import type { Locale } from '../../web/lib/i18n/locales.ts';
import { newDemonstration } from '../server/database.ts';
import { start, temporaryFolder } from '../server/programs.ts';
import { globalId } from '../server/small-network.ts';
import { membersCsv, type Reference } from './members.ts';
import { send } from './visit.ts';

/** The program as people start it, with the demonstration network and the members of `members.ts`. */
export interface Site {
  readonly address: string;
  /** The links that it printed when it started. */
  readonly printedLinks: { readonly member: string; readonly secretariat: string };
  /** The people whom the printed links are for. */
  readonly demonstration: { readonly member: string; readonly secretariat: string };
  /** A link such as the ones in e-mails, which signs this person in once. */
  linkFor(email: string, locale?: Locale): Promise<string>;
  /** The id by which pages name a member: one of `members.ts`, or the one that somebody represents. */
  idOf(member: Reference | { readonly email: string }): Promise<string>;
  /** The database beside the program, for what no page and no mutation can bring about, such as a day that has come. */
  readonly prisma: PrismaClient;
  /** Lets go of the database; the program ends with the test file. */
  close(): Promise<void>;
}

/** Starts the program on a database of its own; call it once for a test file. `smtpUrl`: where its mail goes. */
export async function openSite(smtpUrl = ''): Promise<Site> {
  const databaseUrl = await newDemonstration();
  const program = start('server/main.ts', [], {
    PORT: '0',
    DATA_DIR: temporaryFolder(),
    DATABASE_URL: databaseUrl,
    DEMO: '1',
    SMTP_URL: smtpUrl,
    LOG_LEVEL: 'warn',
  });
  let open = true;
  // Otherwise tests would only see that nobody answers.
  void program.ended.then(({ code, stderr }) => {
    if (open)
      process.stderr.write(`The program ended with ${code} while it was in use.\n${stderr}`);
  });
  const [, address = ''] = await program.says(/Peerbridge is at (\S+)/);
  const [, member = '', secretariat = ''] = await program.says(
    /as a member\s+(http\S+)[^]*as the secretariat\s+(http\S+)/,
  );

  // Beside the program, on the same database: what an operator would do.
  const database = await openDatabase({ databaseUrl, dataDir: '' });
  const { prisma } = database;
  const demonstration = await loadDemonstration(database, 'always', silently);
  if (!demonstration) throw new Error('There is no demonstration network.');
  const signIn = createSignIn(prisma, await readSigningSecret(prisma), null);
  const { problems } = await importMembers(prisma, bytesOf(membersCsv), {
    dryRun: false,
    createTopics: false,
    locale: 'en',
    today: new Date().toISOString().slice(0, 10),
  });
  if (problems.length > 0) throw new Error(JSON.stringify(problems));

  return {
    address,
    prisma,
    printedLinks: { member, secretariat },
    demonstration,
    async linkFor(email, locale = 'en') {
      return signInLink(address, locale, await signIn.issueToken(email, 600));
    },
    async idOf(sought) {
      const { id } = await prisma.member.findFirstOrThrow({
        where:
          typeof sought === 'string'
            ? { reference: sought }
            : { representatives: { some: { email: sought.email } } },
        select: { id: true },
      });
      return encodeURIComponent(globalId('Member', id));
    },
    async close() {
      open = false;
      await database.close();
    },
  };
}

/** Opens a link and presses its button, as people do. */
export async function signInBy(page: Page, link: string): Promise<void> {
  await page.goto(link);
  await send(page);
}

async function* bytesOf(text: string): AsyncIterable<Uint8Array> {
  yield new TextEncoder().encode(text);
}

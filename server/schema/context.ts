import type { SealedForms } from '../access/sealed-forms.ts';
import type { SignIn } from '../access/sign-in.ts';
import type { Viewer } from '../access/viewer.ts';
import type { PrismaClient } from '../database/database.ts';
import type { Locale } from '../i18n/locales.ts';
import type { Live } from '../notifications/hub.ts';
import type { Mailer } from '../notifications/mailer.ts';
import type { RateLimits } from '../access/rate-limits.ts';
import type { Spent } from '../access/request-budget.ts';
import type { PairingsStore } from '../pairings/store.ts';

/** What the whole process has; made once by `createApp`. */
export interface Services {
  readonly prisma: PrismaClient;
  readonly signIn: SignIn;
  readonly sealedForms: SealedForms;
  readonly mailer: Mailer;
  /** Changes as they happen, for pages that are open. */
  readonly live: Live;
  readonly limits: RateLimits;
  readonly pairings: PairingsStore;
  /** Lets work go on after the answer; a failure is logged under `what`. */
  readonly inBackground: (what: string, work: Promise<unknown>) => void;
  /** The moment of the request; passed in, so that tests decide what time it is. */
  readonly now: () => Date;
}

/** What a resolver knows about the request it answers. */
export interface Context extends Services {
  /** Signing in and out replace it in the middle of a request. */
  viewer: Viewer;
  /** Who is asking now, for answers that take long: the session may have ended meanwhile. */
  readonly viewerNow: () => Promise<Viewer>;
  /** Of the `Accept-Language` header; the argument `locale` of a field goes before it. */
  readonly locale: Locale;
  readonly headers: Headers;
  /** The origin that links in e-mails start with. */
  readonly origin: string;
  /** The network address of whoever asks; limits are counted by it. */
  readonly clientAddress: string;
  /** What the request took from the budget of whoever asks, once that is known. */
  readonly spending: { spent: Spent | null };
  /** Cookies that the HTTP response will set. */
  readonly setCookies: string[];
}

import type { Locale } from './lib/i18n/locales.ts';
import type { Viewer } from './lib/session/viewer.ts';

/** What is known of a request from the start; web/hooks.server.ts finds it out. */
export interface RequestLocals {
  /** The language of the page; for a path that names none, the best of Accept-Language. */
  locale: Locale;
  /** Who is signed in; asked once per request, and not at all without a session. */
  viewer(): Promise<Viewer | null>;
  /** Set-Cookie headers of the API that the browser is to get. */
  setCookies: string[];
  /** The form that was sent, when nobody is signed in who may send it. */
  keptForm?: KeptForm;
}

/** What somebody entered into a form while the session ended. */
export interface KeptForm {
  /** The form, unreadable for everybody else. */
  sealed: string;
  /** It was sent again, and still by nobody who is signed in. */
  again: boolean;
  /** Somebody else is signed in. */
  byAnother: boolean;
}

declare global {
  namespace App {
    interface Locals extends RequestLocals {}
    interface Error {
      keptForm?: KeptForm;
    }
    interface PageData {
      locale: Locale;
      viewer: Viewer | null;
      /** A page without navigation, where one thing is to be done. */
      bare?: boolean;
    }
  }
}

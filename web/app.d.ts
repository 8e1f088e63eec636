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
}

declare global {
  namespace App {
    interface Locals extends RequestLocals {}
    interface PageData {
      locale: Locale;
      viewer: Viewer | null;
      /** A page without navigation, where one thing is to be done. */
      bare?: boolean;
    }
  }
}

import type { NoteLicence } from '../graphql/enums.ts';
import type { Locale } from '../i18n/locales.ts';

const paths: Record<NoteLicence, string> = {
  CC_BY: 'by',
  CC_BY_SA: 'by-sa',
  CC_BY_NC: 'by-nc',
  CC_BY_NC_SA: 'by-nc-sa',
};

/** What a licence is called everywhere, such as CC BY-SA 4.0. */
export function licenceName(licence: NoteLicence): string {
  return `CC ${paths[licence].toUpperCase()} 4.0`;
}

/** Where the text of a licence can be read, in a language. */
export function licenceAddress(licence: NoteLicence, locale: Locale): string {
  return `https://creativecommons.org/licenses/${paths[licence]}/4.0/deed.${locale}`;
}

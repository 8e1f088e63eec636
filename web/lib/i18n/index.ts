import { page } from '$app/state';
import { translator, type Translator } from './translator.ts';

/** The translator of the page that is being rendered. Call it while a component is set up. */
export function i18n(): Translator {
  return translator(page.data.locale);
}

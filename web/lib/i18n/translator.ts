import { IntlMessageFormat } from 'intl-messageformat';
import { messagePattern, type MessageKey } from './catalogue.ts';
import { direction, formattingTag, type Locale } from './locales.ts';

export type MessageValues = Record<string, string | number | Date>;

/** How one language says things. */
export interface Translator {
  locale: Locale;
  dir: 'ltr' | 'rtl';
  /** The message `area.key` with its values; a string value is isolated where its script could upset the sentence. */
  t(key: MessageKey, values?: MessageValues): string;
  /** "a, b and c" */
  list(items: Iterable<string>, type?: 'conjunction' | 'disjunction'): string;
  number(value: number): string;
  /** A calendar day such as 2026-11-22, written out. */
  date(day: string): string;
  /** Two times of a day such as 09:00 and 17:30, as a span. */
  hours(from: string, to: string): string;
  /** A time of a day such as 09:00, as short as it can be said: 9. */
  hour(time: string): string;
  /** What people call a time zone of the IANA database. */
  timeZone(name: string): string;
  /** A path of the web in this language: `path('/directory')`. */
  path(path: string): string;
}

const FIRST_STRONG_ISOLATE = '\u2068';
const POP_DIRECTIONAL_ISOLATE = '\u2069';
const rightToLeftScript = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}]/u;
const chosenBy = /\{\s*(\w+)\s*,\s*select\s*,/g;
const onlyArabic = /^[\p{Script=Arabic}\p{M}\p{P}\s]*$/u;

/**
 * Keeps an inserted name from reordering the text around it (Unicode Bidirectional Algorithm,
 * UAX #9). In markup, use `<bdi>` instead.
 */
export function isolate(text: string, dir: 'ltr' | 'rtl'): string {
  if (dir === 'ltr' ? !rightToLeftScript.test(text) : onlyArabic.test(text)) return text;
  return FIRST_STRONG_ISOLATE + text + POP_DIRECTIONAL_ISOLATE;
}

function createTranslator(locale: Locale): Translator {
  const dir = direction(locale);
  const tag = formattingTag(locale);
  const formats = new Map<MessageKey, { message: IntlMessageFormat; chooses: Set<string> }>();
  const numbers = new Intl.NumberFormat(tag);
  const days = new Intl.DateTimeFormat(tag, { dateStyle: 'long', timeZone: 'UTC' });

  const times = new Intl.DateTimeFormat(tag, { timeStyle: 'short', timeZone: 'UTC' });
  const wholeHours = new Intl.DateTimeFormat(tag, { hour: 'numeric', timeZone: 'UTC' });
  const time = (clock: string) => new Date(`2000-01-01T${clock}Z`);

  function formatOf(key: MessageKey) {
    let found = formats.get(key);
    if (!found) {
      const pattern = messagePattern(locale, key);
      const message = new IntlMessageFormat(pattern, locale, undefined, { ignoreTag: true });
      // These choose among words and are not shown: with marks around them they would choose nothing.
      const chooses = new Set(Array.from(pattern.matchAll(chosenBy), ([, name = '']) => name));
      formats.set(key, (found = { message, chooses }));
    }
    return found;
  }

  return {
    locale,
    dir,
    t(key, values = {}) {
      const { message, chooses } = formatOf(key);
      const inserted = Object.entries(values).map(([name, value]) => [
        name,
        typeof value === 'string' && !chooses.has(name) ? isolate(value, dir) : value,
      ]);
      return String(message.format(Object.fromEntries(inserted)));
    },
    list: (items, type = 'conjunction') =>
      new Intl.ListFormat(tag, { type }).format([...items].map((item) => isolate(item, dir))),
    number: (value) => numbers.format(value),
    date: (day) => days.format(new Date(day)),
    hours: (from, to) => times.formatRange(time(from), time(to)),
    hour: (clock) => (clock.endsWith(':00') ? wholeHours : times).format(time(clock)),
    timeZone(name) {
      const zone = new Intl.DateTimeFormat(tag, { timeZone: name, timeZoneName: 'longGeneric' });
      const parts = zone.formatToParts();
      return parts.find(({ type }) => type === 'timeZoneName')?.value ?? name;
    },
    path: (path) => `/${locale}${path === '/' ? '' : path}`,
  };
}

const translators = new Map<Locale, Translator>();

/** The translator of a locale; one per process. */
export function translator(locale: Locale): Translator {
  let found = translators.get(locale);
  if (!found) translators.set(locale, (found = createTranslator(locale)));
  return found;
}

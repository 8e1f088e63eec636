/** The languages of the pages, in the order in which they are offered. */
export const locales = ['en', 'fr', 'es', 'ar'] as const;

export type Locale = (typeof locales)[number];

export function isLocale(value: string | undefined): value is Locale {
  return (locales as readonly (string | undefined)[]).includes(value);
}

/** Which way the text of a locale runs. */
export function direction(locale: Locale): 'ltr' | 'rtl' {
  return locale === 'ar' ? 'rtl' : 'ltr';
}

/** The tag by which Intl writes dates, times and lists; English as it is written around the world. */
export function formattingTag(locale: Locale): string {
  return locale === 'en' ? 'en-GB' : locale;
}

/** A locale's own name for itself, as its readers look for it. */
export const localeNames: Record<Locale, string> = {
  en: 'English',
  fr: 'Français',
  es: 'Español',
  ar: 'العربية',
};

/** The locale that a path is written in, if its first segment names one. */
export function localeOfPath(path: string): Locale | undefined {
  const segment = path.split('/', 2)[1];
  return isLocale(segment) ? segment : undefined;
}

/** The same page in another language. */
export function inLocale(path: string, locale: Locale): string {
  return path.replace(/^\/[^/?#]*/, `/${locale}`);
}

/**
 * The best locale for an Accept-Language header (RFC 9110, 12.5.4): the highest weight wins, the
 * first one named among equals; a variant such as es-419 counts as its language; English when
 * nothing fits.
 */
export function preferredLocale(acceptLanguage: string | null): Locale {
  const wishes = (acceptLanguage ?? '')
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.trim().split(/\s*;\s*/);
      const weight = parameters.find((parameter) => parameter.startsWith('q='));
      return {
        language: tag.toLowerCase().split('-')[0],
        weight: weight ? Number(weight.slice(2)) : 1,
      };
    })
    .filter((wish) => wish.weight > 0)
    .sort((a, b) => b.weight - a.weight);
  for (const { language } of wishes) {
    if (isLocale(language)) return language;
    if (language === '*') return 'en';
  }
  return 'en';
}

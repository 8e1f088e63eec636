import { languageName } from '../../cldr/languages.ts';
import { dayInWords } from '../../i18n/dates.ts';
import type { Locale } from '../../i18n/locales.ts';
import { listOf, message, type MessageKey } from '../../i18n/message.ts';
import type { Terms, TermsField } from './rules.ts';

/** How the API names the fields of an agreement. */
export const fieldNames = {
  objectives: 'OBJECTIVES',
  outcome: 'OUTCOME',
  formats: 'FORMATS',
  roles: 'ROLES',
  startsOn: 'STARTS_ON',
  endsOn: 'ENDS_ON',
  languages: 'LANGUAGES',
  interpretation: 'INTERPRETATION',
  interpreterId: 'INTERPRETER',
  interpreters: 'INTERPRETERS',
  safety: 'SAFETY',
  money: 'MONEY',
} as const satisfies Record<TermsField, string>;

export function fieldLabel(locale: Locale, field: TermsField): string {
  return message(locale, `agreement.field.${fieldNames[field]}`);
}

/**
 * What stands in a field, for people to read; null where there is nothing.
 *
 * @param memberName as the reader may see it
 */
export function valueInWords<Field extends TermsField>(
  locale: Locale,
  field: Field,
  value: Terms[Field] | null,
  memberName: (memberId: string) => string,
): string | null {
  if (value === null) return null;
  if (Array.isArray(value)) {
    const items: string[] = value.map((item: string) =>
      field === 'languages'
        ? languageName(item, locale)
        : message(locale, `agreement.format.${item}` as MessageKey),
    );
    return items.length > 0 ? listOf(locale, items) : null;
  }
  const text = value as string;
  switch (field) {
    case 'outcome':
    case 'interpretation':
      return message(locale, `agreement.${field}.${text}` as MessageKey);
    case 'startsOn':
    case 'endsOn':
      return dayInWords(locale, new Date(text));
    case 'interpreterId':
      return memberName(text);
    default:
      return text;
  }
}

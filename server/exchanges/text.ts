import type { Problem } from '../members/rules.ts';

/** A text in the form in which it is stored; null where there is nothing in it, or where it cannot be taken. */
export interface CheckedText {
  readonly value: string | null;
  readonly problems: readonly Problem[];
}

/**
 * What somebody wrote, with its line breaks, and without the characters that no page and no mail can carry. `max` is in
 * characters as people count them, whatever their encoding.
 */
export function checkText(
  path: readonly string[],
  text: string | null | undefined,
  { max, required = false }: { readonly max: number; readonly required?: boolean },
): CheckedText {
  const value = cleanText(text ?? '');
  const length = value.length <= max ? value.length : [...value].length;
  if (length > max)
    return {
      value: null,
      problems: [{ path, key: 'exchange.text.long', values: { length, max } }],
    };
  if (required && value === '')
    return { value: null, problems: [{ path, key: 'exchange.text.none' }] };
  return { value: value || null, problems: [] };
}

/** The same on one line, for titles and names. */
export function checkLine(
  path: readonly string[],
  text: string | null | undefined,
  limits: { readonly max: number; readonly required?: boolean },
): CheckedText {
  return checkText(path, text?.replace(/\s+/gu, ' '), limits);
}

/** Line breaks are `\n`; control characters but those and tabs go, and so do halves of characters. */
function cleanText(text: string): string {
  return text
    .replace(/\r\n?|[\u2028\u2029]/g, '\n')
    .replace(/(?![\n\t])\p{Cc}/gu, '')
    .toWellFormed()
    .trim();
}

/**
 * What somebody typed into a field, as one line: without the control characters that no keyboard
 * sends, and without spaces around it. An absent field and a file count as nothing typed.
 */
export function typedText(from: FormData | URLSearchParams, name: string): string {
  const value = from.get(name);
  return typeof value === 'string' ? value.replace(/\p{Cc}+/gu, ' ').trim() : '';
}

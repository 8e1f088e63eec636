/**
 * What somebody typed into a field, as one line: without the control characters that no keyboard
 * sends, and without spaces around it. An absent field and a file count as nothing typed.
 */
export function typedText(from: FormData | URLSearchParams, name: string): string {
  const value = from.get(name);
  return typeof value === 'string' ? value.replace(/\p{Cc}+/gu, ' ').trim() : '';
}

/** What a form sent in a control of one line or many, without the space around it. */
export function textOf(from: FormData | URLSearchParams, name: string): string {
  const value = from.get(name);
  return typeof value === 'string' ? value.trim().replace(/\r\n/g, '\n') : '';
}

/** What a form sent in controls of the same name, such as boxes `topics[]` that are ticked. */
export function textsOf(form: FormData, name: string): string[] {
  return form.getAll(name).filter((value) => typeof value === 'string');
}

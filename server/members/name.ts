/** Embeddings, overrides and isolates (UAX 9): no name needs them, and they would turn the words around it. */
const turning = /[\u202A-\u202E\u2066-\u2069]/gu;

/** A name as it is kept: on one line, without what no page can carry; empty where nothing of it can be seen. */
export function cleanName(text: string): string {
  const name = text
    .toWellFormed()
    .replace(turning, '')
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim();
  return /[^\s\p{Cf}]/u.test(name) ? name : '';
}

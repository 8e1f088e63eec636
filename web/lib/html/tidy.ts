/** Attributes whose presence says everything. */
const switches =
  'async|autofocus|checked|defer|disabled|hidden|multiple|novalidate|open|popover|readonly|required|selected';
const emptySwitch = new RegExp(`(\\s(?:${switches}))=""`, 'g');

/** A start tag with its attributes; values are always quoted, and never hold a quotation mark. */
const startTag = /<[a-z][^\s>/]*(?:\s+[^\s=>"/]+(?:="[^"]*")?)*\s*\/?>/g;
const voidElement = /^<(?:br|hr|img|input|link|meta|source|wbr)\b/;

const hydrationMark = /<!(?:--[[\]\-\w]*--)?>/g;
const disabledStyleSheet = /<link[^>]* disabled(?:="")? media="\(max-width: 0\)"[^>]*>/g;

/**
 * Takes out of a rendered page what only a script would read - the marks of Svelte's hydration, the
 * style sheets listed as disabled because they are inlined - and writes the rest as HTML prefers it.
 * A page with a script of SvelteKit is left alone: that needs the marks, a file of ours does not. Text cannot be taken for markup,
 * because Svelte escapes every `<` of a text and every quotation mark of a value.
 */
export function tidy(html: string): string {
  if (/<script(?! src="[^"]*" defer)/.test(html)) return html;
  return html
    .replace(/^<!doctype/, '<!DOCTYPE')
    .replace(hydrationMark, '')
    .replace(disabledStyleSheet, '')
    .replace(/\s+<\/(head|body)>/g, '\n  </$1>')
    .replace(startTag, (tag) => {
      const shorter = tag.replace(emptySwitch, '$1');
      return voidElement.test(shorter) ? shorter.replace(/\s*\/>$/, '>') : shorter;
    });
}

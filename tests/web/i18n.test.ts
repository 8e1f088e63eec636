import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { IntlMessageFormat } from 'intl-messageformat';
import { describe, expect, it } from 'vitest';
import { locales, type Locale } from '../../web/lib/i18n/locales.ts';

const web = join(import.meta.dirname, '../../web');
const folder = (locale: Locale) => join(web, 'lib/i18n/messages', locale);

function messagesOf(locale: Locale): Map<string, string> {
  const files = readdirSync(folder(locale));
  return new Map(
    files.flatMap((file) => {
      const area = file.replace(/\.json$/, '');
      const messages: Record<string, string> = JSON.parse(
        readFileSync(join(folder(locale), file), 'utf8'),
      );
      return Object.entries(messages).map(([key, text]) => [`${area}.${key}`, text] as const);
    }),
  );
}

type Element = ReturnType<IntlMessageFormat['getAst']>[number];

/** Every element of a pattern, those inside plurals and selects too. */
function elementsOf(pattern: string, locale: Locale): Element[] {
  const ast = new IntlMessageFormat(pattern, locale, undefined, { ignoreTag: true }).getAst();
  const all: Element[] = [];
  const walk = (elements: Element[]) => {
    for (const element of elements) {
      all.push(element);
      if ('options' in element) {
        for (const option of Object.values(element.options)) walk(option.value);
      }
    }
  };
  walk(ast);
  return all;
}

const literal = 0;
const plural = 6;

function placeholdersOf(pattern: string, locale: Locale): string[] {
  const names = elementsOf(pattern, locale)
    .filter((element) => element.type !== literal && 'value' in element)
    .map((element) => String((element as { value: string }).value));
  return [...new Set(names)].sort();
}

function sources(directory: string): string[] {
  return readdirSync(directory, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.(svelte|ts)$/.test(entry.name))
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'));
}

const english = messagesOf('en');

describe.each(locales)('the messages in %s', (locale) => {
  const messages = messagesOf(locale);

  it('are the same as in English, none missing and none too many', () => {
    expect([...messages.keys()].sort()).toEqual([...english.keys()].sort());
  });

  it('say something', () => {
    const silent = [...messages].filter(([, text]) => text.trim() === '').map(([key]) => key);
    expect(silent).toEqual([]);
  });

  it('use the placeholders of the English message', () => {
    for (const [key, text] of messages) {
      const expected = placeholdersOf(english.get(key) ?? '', 'en');
      expect({ key, names: placeholdersOf(text, locale) }).toEqual({ key, names: expected });
    }
  });

  it('have a form for every plural category of the language', () => {
    for (const [key, text] of messages) {
      for (const element of elementsOf(text, locale)) {
        if (element.type !== plural || !('options' in element)) continue;
        const forms = Object.keys(element.options);
        const rules = new Intl.PluralRules(locale, { type: element.pluralType ?? 'cardinal' });
        const counts = Array.from({ length: 200 }, (_, count) => count);
        const left = counts.filter((count) => !forms.includes(`=${count}`));
        const needed = new Set(left.map((count) => rules.select(count)));
        expect({ key, forms }).toEqual({
          key,
          forms: expect.arrayContaining([...needed]),
        });
      }
    }
  });
});

it('every message is used', () => {
  const code = sources(web).join('\n');
  // `terms.kind.${kind}` uses every key of that shape.
  const shapes = [...code.matchAll(/`([a-z-]+\.[^`\s]*\$\{[^`]*)`/g)].map(([, template = '']) => {
    const literals = template.split(/\$\{[^}]*\}/).map((part) => part.replaceAll('.', '\\.'));
    return new RegExp(`^${literals.join('.+')}$`);
  });
  const unused = [...english.keys()].filter(
    (key) => !code.includes(`'${key}'`) && !shapes.some((shape) => shape.test(key)),
  );
  expect(unused).toEqual([]);
});

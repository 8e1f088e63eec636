import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSchema, parse, validate } from 'graphql';
import { expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');
const schema = buildSchema(readFileSync(join(root, 'schema.graphql'), 'utf8'));

const documents = readdirSync(join(root, 'web'), { withFileTypes: true, recursive: true })
  .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
  .map((entry) => join(entry.parentPath, entry.name))
  .flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(/graphql\(\s*`([^`]+)`/g)].map((match) => ({
      file: file.slice(root.length + 1),
      text: match[1] ?? '',
    })),
  );

const fragments = new Map(
  documents.flatMap(({ text }) => {
    const name = /^\s*fragment (\w+)/.exec(text)?.[1];
    return name ? [[name, text] as const] : [];
  }),
);

/** A document with the fragments that it spreads, and those that these spread. */
function complete(document: string): string {
  const parts = new Map([['', document]]);
  for (const text of parts.values()) {
    for (const [, name = ''] of text.matchAll(/\.\.\.(?!\s*on\b)\s*(\w+)/g)) {
      parts.set(name, fragments.get(name) ?? '');
    }
  }
  return [...parts.values()].join('\n');
}

const operations = documents.filter(({ text }) => !/^\s*fragment /.test(text));

it.each(operations)('the API understands the document of $file', ({ text }) => {
  expect(validate(schema, parse(complete(text))).map(({ message }) => message)).toEqual([]);
});

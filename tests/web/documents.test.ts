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
function complete(text: string, included = new Set<string>()): string {
  const spread = [...text.matchAll(/\.\.\.(?!\s*on\b)\s*(\w+)/g)].map((match) => match[1] ?? '');
  const more = spread.filter((name) => !included.has(name));
  for (const name of more) included.add(name);
  return [text, ...more.map((name) => complete(fragments.get(name) ?? '', included))].join('\n');
}

const operations = documents.filter(({ text }) => !/^\s*fragment /.test(text));

it.each(operations)('the API understands the document of $file', ({ text }) => {
  expect(validate(schema, parse(complete(text))).map(({ message }) => message)).toEqual([]);
});

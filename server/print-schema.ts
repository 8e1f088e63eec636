import { readFile, writeFile } from 'node:fs/promises';
import { lexicographicSortSchema, printSchema } from 'graphql';
import { schema } from './schema.ts';

/**
 * `npm run schema`: writes schema.graphql, the API as partners read it. With `--check`: exit 1 when the committed file
 * says something else.
 */
const file = new URL('../schema.graphql', import.meta.url);
const sdl = `${printSchema(lexicographicSortSchema(schema))}\n`;

if (process.argv.includes('--check')) {
  if ((await readFile(file, 'utf8').catch(() => '')) !== sdl) {
    process.stderr.write(
      'schema.graphql is not what the server has. Run npm run schema, read the difference, and commit it.\n',
    );
    process.exit(1);
  }
} else {
  await writeFile(file, sdl);
}

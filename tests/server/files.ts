import { lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Every file and folder below, with its size and when it was last written: two equal listings mean that nothing was touched. */
export function listing(folder: string): string[] {
  return ['', ...readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()].map((path) => {
    const { size, mtimeMs, mode } = lstatSync(join(folder, path));
    return `${path} ${size} ${mtimeMs} ${mode.toString(8)}`;
  });
}

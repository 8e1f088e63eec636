import { columnNames, columns, type ColumnName } from './columns.ts';
import type { Fault, Wrong } from './fault.ts';
import { nearest, quoted, shorten } from './suggestion.ts';

/** Columns that every file has. */
export const required = columns
  .filter((column) => column.required)
  .map(({ name }) => name)
  .join(', ');

/** The columns of a file by its first row, or everything that is wrong with that. */
export function readHeader(
  cells: readonly string[],
  line: number,
): { readonly header: readonly ColumnName[] } | { readonly faults: readonly Fault[] } {
  const separator = cells.length === 1 ? /[;\t]/.exec(cells[0]!)?.[0] : undefined;
  if (separator) {
    const key = separator === '\t' ? 'import.tabs' : 'import.semicolons';
    return { faults: [{ line, column: 'file', key }] };
  }
  const faults: Fault[] = [];
  const report = (column: string, wrong: Wrong) => faults.push({ line, column, ...wrong });
  const header: ColumnName[] = [];
  for (const cell of cells) {
    const found = cell.trim().toLowerCase();
    const name = columnNames.find((known) => known === found);
    if (name === undefined) {
      report(shorten(found) || 'row', {
        key: found === '' ? 'import.namelessColumn' : 'import.unknownColumn',
        values: { found: quoted(found), allowed: columnNames.join(', ') },
        suggestions: nearest(found, columnNames),
      });
    } else if (header.includes(name)) {
      report(name, { key: 'import.columnTwice' });
    } else {
      header.push(name);
    }
  }
  for (const column of columns) {
    if (column.required && !header.includes(column.name)) {
      report(column.name, { key: 'import.columnMissing', values: { required } });
    }
  }
  return faults.length > 0 ? { faults } : { header };
}

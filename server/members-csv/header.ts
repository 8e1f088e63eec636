import { columnNames, columns, type ColumnName, type Problem } from './columns.ts';
import { didYouMean, shorten } from './suggestion.ts';

/** What the first line of a file must be. */
export const headerAdvice = `the first line names the columns: ${columns
  .filter(({ required }) => required)
  .map(({ name }) => name)
  .join(', ')} are required, the others are optional`;

/** The columns of a file by its first row, or everything that is wrong with that. */
export function readHeader(
  cells: readonly string[],
  line: number,
): { readonly header: readonly ColumnName[] } | { readonly problems: readonly Problem[] } {
  const separator = cells.length === 1 ? /[;\t]/.exec(cells[0]!)?.[0] : undefined;
  if (separator) {
    const found = separator === '\t' ? 'tabs' : 'semicolons';
    const message = `its cells are separated by ${found}; save it with commas between cells`;
    return { problems: [{ line, column: 'file', message }] };
  }
  const problems: Problem[] = [];
  const report = (column: string, message: string) => problems.push({ line, column, message });
  const header: ColumnName[] = [];
  for (const cell of cells) {
    const found = cell.trim().toLowerCase();
    const name = columnNames.find((known) => known === found);
    if (name === undefined) {
      const what = found === '' ? 'a column has no name' : `unknown column "${shorten(found)}"`;
      const advice = didYouMean(found, columnNames);
      report(shorten(found) || 'row', `${what}; allowed are ${columnNames.join(', ')}${advice}`);
    } else if (header.includes(name)) {
      report(name, 'the column occurs twice; keep one of them');
    } else {
      header.push(name);
    }
  }
  for (const { name, required } of columns) {
    if (required && !header.includes(name)) {
      report(name, `the column is missing; ${headerAdvice}`);
    }
  }
  return problems.length > 0 ? { problems } : { header };
}

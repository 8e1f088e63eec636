import { CsvError, parse } from 'csv-parse';
import type { ColumnName } from './columns.ts';
import { decode, replacement, type Encoding } from './decode.ts';
import type { Fault, Wrong } from './fault.ts';
import { readHeader, required } from './header.ts';
import { quoted } from './suggestion.ts';

/** A row of the file before anything in it is understood. Columns that the file lacks are left out. */
export interface RawRow {
  readonly line: number;
  readonly cells: Readonly<Partial<Record<ColumnName, string>>>;
}

/** Characters of a row: far above what a member can say, far below what a quote never closed would swallow. */
const longestRow = 65_536;

/**
 * Reads members.csv: UTF-8 with or without byte order mark, RFC 4180, line ends of any system. Yields rows
 * and problems in the order of the file; rows without any text are passed over. After a wrong header, a quote
 * in the wrong place or a row that is too long nothing more can be understood, so that problem is the last.
 */
export async function* readRows(
  source: AsyncIterable<Uint8Array>,
): AsyncGenerator<RawRow | Fault, void, void> {
  const encoding: Encoding = { damaged: false, utf16: false };
  // Counted here, since the parser counts a \r\n within quotes as two.
  let line = 1;
  let header: readonly ColumnName[] | undefined;
  try {
    for await (const { record, raw } of parseCsv(decode(source, encoding))) {
      const blank = record.every((cell) => cell.trim() === '');
      if (!blank && header) {
        yield* readRow(record, header, line, encoding);
      } else if (!blank) {
        const read = readHeader(record, line);
        if ('faults' in read) return yield* read.faults;
        header = read.header;
      }
      line += lineEnds(raw);
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    yield syntaxFault(error, line, header);
    return;
  }
  if (encoding.utf16) {
    yield { line: 1, column: 'file', key: 'import.utf16' };
  } else if (!header) {
    yield { line: 1, column: 'file', key: 'import.emptyFile', values: { required } };
  }
}

interface ParsedRecord {
  readonly record: readonly string[];
  /** The text of the record, its line end included. */
  readonly raw: string;
}

/** Every record before an error, then throws the error; read as a stream the parser would drop what it still holds. */
async function* parseCsv(text: AsyncIterable<string>): AsyncGenerator<ParsedRecord, void, void> {
  let records: ParsedRecord[] = [];
  let failure: Error | undefined;
  const parser = parse({
    raw: true,
    relax_column_count: true,
    max_record_size: longestRow,
    record_delimiter: ['\r\n', '\n', '\r'],
    on_record: (record: unknown) => void records.push(record as ParsedRecord),
  });
  // Each call below hears of the error too; without a listener it would end the process.
  parser.on('error', () => undefined);
  const hear = (done: () => void) => (error?: Error | null) => {
    failure ??= error ?? undefined;
    done();
  };
  const parsed = function* () {
    yield* records;
    records = [];
    if (failure) throw failure;
  };
  for await (const part of text) {
    await new Promise<void>((done) => parser.write(part, hear(done)));
    yield* parsed();
  }
  await new Promise<void>((done) => parser.end(hear(done)));
  yield* parsed();
}

function* readRow(
  record: readonly string[],
  header: readonly ColumnName[],
  line: number,
  encoding: Encoding,
): Generator<RawRow | Fault, void, void> {
  if (record.length !== header.length) {
    const values = { found: record.length, header: header.length };
    yield { line, column: 'row', key: 'import.cells', values };
    return;
  }
  const cells: Partial<Record<ColumnName, string>> = {};
  let sound = true;
  for (const [index, column] of header.entries()) {
    const cell = record[index]!;
    cells[column] = cell;
    const wrong = unreadable(cell, encoding);
    if (wrong === null) continue;
    sound = false;
    yield { line, column, ...wrong };
  }
  if (sound) yield { line, cells };
}

function unreadable(cell: string, encoding: Encoding): Wrong | null {
  if (encoding.damaged && cell.includes(replacement)) {
    return { key: 'import.notUtf8', values: { found: quoted(cell) } };
  }
  // PostgreSQL cannot store it.
  if (cell.includes('\0')) return { key: 'import.nul' };
  return null;
}

function syntaxFault(
  error: CsvError,
  recordLine: number,
  header: readonly ColumnName[] | undefined,
): Fault {
  const raw = String(error.raw ?? '');
  const quote = lastQuote(raw);
  const column = header?.[Number(error.index)] ?? 'row';
  const tooLong = error.code === 'CSV_MAX_RECORD_SIZE';
  const swallowing = quote.open && lineEnds(raw.slice(quote.at)) > 0;
  const fault = (at: number, wrong: Wrong): Fault => ({
    line: recordLine + lineEnds(raw.slice(0, at)),
    column,
    ...wrong,
    last: true,
  });
  const limit = { limit: longestRow };
  if (tooLong && !swallowing) {
    return fault(0, { key: 'import.rowTooLong', values: limit });
  }
  if (tooLong || error.code === 'CSV_QUOTE_NOT_CLOSED') {
    return fault(
      quote.at,
      tooLong ? { key: 'import.quoteTooLong', values: limit } : { key: 'import.quoteOpen' },
    );
  }
  return fault(quote.at, { key: 'import.quoteWithin' });
}

/** Where the last quoted cell of a text begins, and whether it is still open at the end. */
function lastQuote(text: string): { readonly at: number; readonly open: boolean } {
  let at = 0;
  let open = false;
  for (let index = text.indexOf('"'); index >= 0; index = text.indexOf('"', index + 1)) {
    open = !open;
    // A quote written twice closes and opens again what is open already.
    if (open && text[index - 1] !== '"') at = index;
  }
  return { at, open };
}

function lineEnds(text: string): number {
  return text.match(/\r\n|\n|\r/g)?.length ?? 0;
}

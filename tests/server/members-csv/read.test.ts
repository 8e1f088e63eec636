import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inWords, type Problem } from '../../../server/members-csv/fault.ts';
import { readRows, type RawRow } from '../../../server/members-csv/read.ts';
import { bytesOf } from './csv.ts';

async function read(
  file: string | Uint8Array,
  size?: number,
): Promise<{ rows: RawRow[]; problems: Problem[] }> {
  const rows: RawRow[] = [];
  const problems: Problem[] = [];
  for await (const item of readRows(bytesOf(file, size))) {
    if ('key' in item) problems.push(inWords(item, 'en'));
    else rows.push(item);
  }
  return { rows, problems };
}

const header = 'id,name,country,languages';
const row = (line: number, id: string, name: string, country: string, languages: string) => ({
  line,
  cells: { id, name, country, languages },
});

describe('a sound file', () => {
  it.each([
    ['plain', `${header}\nm1,One,KE,en\n`],
    ['with a byte order mark', `\uFEFF${header}\nm1,One,KE,en\n`],
    ['without a last line end', `${header}\nm1,One,KE,en`],
    ['with line ends of Windows', `${header}\r\nm1,One,KE,en\r\n`],
    ['with line ends of an old Macintosh', `${header}\rm1,One,KE,en\r`],
    ['with a quoted header in capitals', `"ID", Name ,COUNTRY,languages\nm1,One,KE,en\n`],
    ['with rows without text', `${header}\nm1,One,KE,en\n\n,,,\n  \n`],
  ])('is read %s', async (_, file) => {
    expect(await read(file)).toEqual({ rows: [row(2, 'm1', 'One', 'KE', 'en')], problems: [] });
  });

  it('may quote cells, with commas, quotes and line ends in them', async () => {
    const { rows } = await read(`${header}\nm1,"One, or ""1""\r\nor I",KE,en\n`);
    expect(rows).toEqual([row(2, 'm1', 'One, or "1"\r\nor I', 'KE', 'en')]);
  });

  it('may hold a header alone', async () => {
    expect(await read(`${header}\n`)).toEqual({ rows: [], problems: [] });
  });

  it.each(['\n', '\r\n', '\r'])('counts lines of the file, not rows (%j)', async (end) => {
    const lines = [
      header,
      'm1,"a',
      'b',
      'c",KE,en',
      '',
      'm2,Two,KE,en',
      'm3,"x',
      'y",KE,en',
      'm4,Four,KE,en',
    ];
    const { rows } = await read(lines.join(end));
    expect(rows.map(({ line, cells }) => [line, cells.id])).toEqual([
      [2, 'm1'],
      [6, 'm2'],
      [7, 'm3'],
      [9, 'm4'],
    ]);
  });

  it('reads the same in chunks of any size', async () => {
    const file = `\uFEFF${header}\r\nm1,"Réseau ""Eau""\r\nالماء 🌍",SN,fr\r\nm2,漢字,JP,ja\r\n`;
    const whole = await read(file, 10_000);
    expect(whole.rows).toHaveLength(2);
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 40 }), async (size) => {
        expect(await read(file, size)).toEqual(whole);
      }),
      { seed: 1, numRuns: 40 },
    );
  });
});

describe('the header', () => {
  it('must name the required columns', async () => {
    const { rows, problems } = await read('id,country\nm1,KE\n');
    expect(rows).toEqual([]);
    expect(problems.map(({ line, column }) => [line, column])).toEqual([
      [1, 'name'],
      [1, 'languages'],
    ]);
    expect(problems[0]!.message).toMatch(/missing.*id, name, country, languages are required/);
  });

  it('must name known columns, each once', async () => {
    const { problems } = await read(`${header},visibilty,name,\n`);
    expect(problems).toEqual([
      {
        line: 1,
        column: 'visibilty',
        message: expect.stringMatching(/unknown column "visibilty".*did you mean visibility\?/),
      },
      { line: 1, column: 'name', message: expect.stringContaining('twice') },
      { line: 1, column: 'row', message: expect.stringContaining('a column has no name') },
    ]);
  });

  it.each([
    ['semicolons', ';'],
    ['tabs', '\t'],
  ])('shows when %s separate the cells', async (name, separator) => {
    const { problems } = await read(`${header.replaceAll(',', separator)}\n`);
    expect(problems).toEqual([
      { line: 1, column: 'file', message: expect.stringContaining(`separated by ${name}`) },
    ]);
  });

  it.each([
    ['nothing', ''],
    ['a byte order mark alone', '\uFEFF'],
    ['empty lines alone', '\n\n'],
  ])('is missing in a file of %s', async (_, file) => {
    const { problems } = await read(file);
    expect(problems).toEqual([
      {
        line: 1,
        column: 'file',
        message: expect.stringMatching(/^is empty; the first line names the columns/),
      },
    ]);
  });
});

describe('a row that cannot be understood', () => {
  it('is reported with how many cells it has, and the rows after it are read', async () => {
    const { rows, problems } = await read(
      `${header}\nm1,One,KE\nm2,Two, Inc.,KE,en\nm3,Three,KE,en\n`,
    );
    expect(rows.map(({ cells }) => cells.id)).toEqual(['m3']);
    expect(problems).toEqual([
      { line: 2, column: 'row', message: expect.stringMatching(/^has 3 cells, the header has 4/) },
      { line: 3, column: 'row', message: expect.stringMatching(/^has 5 cells, the header has 4/) },
    ]);
  });

  it.each(['\n', '\r\n'])('is reported where its quote opened (%j)', async (end) => {
    const lines = [
      header,
      'm1,"a',
      'b",KE,en',
      'm2,"x',
      'y","never ""closed""',
      'm3,Three,KE,en',
      'm4,Four,KE,en',
      '',
    ];
    const { rows, problems } = await read(lines.join(end));
    expect(rows.map(({ cells }) => cells.id)).toEqual(['m1']);
    expect(problems).toEqual([
      {
        line: 5,
        column: 'country',
        message: expect.stringMatching(/opens here and is never closed.*were not read/),
      },
    ]);
  });

  it('is reported where its quote opened, also when it holds quotes', async () => {
    const { problems } = await read(`${header}\nm1,"One\nsaid ""yes"",KE,en\nm2,Two,KE,en\n`);
    expect(problems).toEqual([
      { line: 2, column: 'name', message: expect.stringContaining('never closed') },
    ]);
  });

  it('is reported where its quote opened, also when much follows', async () => {
    const { problems } = await read(
      `${header}\nm1,"One,KE,en\n${'m2,Two,KE,en\n'.repeat(10_000)}`,
      65_536,
    );
    expect(problems).toEqual([
      {
        line: 2,
        column: 'name',
        message: expect.stringMatching(/not closed within 65,536 characters/),
      },
    ]);
  });

  it.each([
    ['in a cell without quotes', 'm1,One "1",KE,en'],
    ['after the end of a quoted cell', 'm1,"One" 1,KE,en'],
  ])('is reported for a quote %s', async (_, text) => {
    const { problems } = await read(`${header}\n${text}\nm2,Two,KE,en\n`);
    expect(problems).toEqual([
      {
        line: 2,
        column: 'name',
        message: expect.stringContaining('a double quote stands within a cell'),
      },
    ]);
  });

  it.each(['x', '"'])('is reported when a cell holds ten megabytes (%j)', async (first) => {
    const last = first === '"' ? '"' : '';
    const file = `${header}\nm1,${first}${'x'.repeat(10_000_000)}${last},KE,en\n`;
    const { rows, problems } = await read(file, 65_536);
    expect(rows).toEqual([]);
    expect(problems).toEqual([
      {
        line: 2,
        column: 'name',
        message: expect.stringMatching(/longer than the 65,536 characters/),
      },
    ]);
  });

  it('is reported for a NUL character', async () => {
    const { rows, problems } = await read(`${header}\nm1,O\0ne,KE,en\n`);
    expect(rows).toEqual([]);
    expect(problems).toEqual([
      { line: 2, column: 'name', message: expect.stringContaining('NUL') },
    ]);
  });
});

describe('bad encoding', () => {
  const latin1 = (text: string) => new Uint8Array(Buffer.from(text, 'latin1'));

  it.each([1, 7, 4096])('is reported cell by cell, in chunks of %i', async (size) => {
    const file = latin1(
      `${header}\nm1,Réseau,SN,fr\nm2,Sound,KE,en\nm3,"Ni\xf1o\ny m\xe1s",MX,es\n`,
    );
    const { rows, problems } = await read(file, size);
    expect(rows.map(({ cells }) => cells.id)).toEqual(['m2']);
    expect(problems).toEqual([
      {
        line: 2,
        column: 'name',
        message: 'holds bytes that are not UTF-8: "R\uFFFDseau"; save the file as UTF-8',
      },
      { line: 4, column: 'name', message: expect.stringContaining('Ni\uFFFDo y m\uFFFDs') },
    ]);
  });

  it('is reported when the file ends within a character', async () => {
    const file = Buffer.from(`${header}\nm1,One,KE,é`).subarray(0, -1);
    expect((await read(file)).problems).toEqual([
      { line: 2, column: 'languages', message: expect.stringContaining('not UTF-8') },
    ]);
  });

  it('is not a replacement character that was meant', async () => {
    const { rows, problems } = await read(`${header}\nm1,A\uFFFDB,KE,en\n`);
    expect(problems).toEqual([]);
    expect(rows[0]!.cells.name).toBe('A\uFFFDB');
  });

  it('is reported once for UTF-16', async () => {
    const file = Buffer.from(`\uFEFF${header}\nm1,One,KE,en\n`, 'utf16le');
    expect((await read(file)).problems).toEqual([
      { line: 1, column: 'file', message: expect.stringContaining('is UTF-16') },
    ]);
  });
});

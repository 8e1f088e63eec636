import { describe, expect, it } from 'vitest';
import type { ColumnName } from '../../../server/members-csv/columns.ts';
import { locales } from '../../../server/i18n/locales.ts';
import { type Fault, inWords } from '../../../server/members-csv/fault.ts';
import { Repeats } from '../../../server/members-csv/repeats.ts';
import { checkRow, type MemberRow } from '../../../server/members-csv/rules.ts';
import { TopicDirectory } from '../../../server/members-csv/topics.ts';
import { builtinTopics, builtinWorkingGroups } from '../../../server/taxonomy/builtin.ts';

const sound = { id: 'm1', name: 'One', country: 'KE', languages: 'en' };
type Cells = Partial<Record<ColumnName, string>>;

function newLookups() {
  return {
    topics: new TopicDirectory(
      builtinTopics.map((topic) => ({ ...topic, id: topic.key })),
      null,
    ),
    workingGroups: builtinWorkingGroups.map(({ key }) => key),
    repeats: new Repeats(),
  };
}

function told(fault: Fault): string {
  const { line, column, message } = inWords(fault, 'en');
  return `${line}: ${column}: ${message}`;
}

function check(cells: Cells): { row?: MemberRow; problems: string[] } {
  const problems: string[] = [];
  const row = checkRow({ line: 7, cells: { ...sound, ...cells } }, newLookups(), (fault) =>
    problems.push(told(fault)),
  );
  return { row, problems };
}

/** The one problem that a cell makes. */
function problemOf(column: ColumnName, cell: string): string {
  const { row, problems } = check({ [column]: cell });
  expect(row).toBeUndefined();
  expect(problems).toHaveLength(1);
  expect(problems[0]).toContain(`7: ${column}: `);
  return problems[0]!.slice(`7: ${column}: `.length);
}

describe('a row', () => {
  it('says what its cells say, and nothing of columns that are not there', () => {
    expect(check({ id: ' m1 ', name: ' The   One ', country: 'ke' })).toEqual({
      problems: [],
      row: {
        line: 7,
        reference: 'm1',
        name: 'The One',
        country: 'KE',
        languages: [{ language: 'en', level: 'C1' }],
      },
    });
  });

  it('takes every column', () => {
    const { row, problems } = check({
      kind: 'legal_centre',
      time_zone: 'africa/nairobi',
      languages: 'es:native;en:b2;qu',
      offers: 'Budget analysis:expert; Logement',
      needs: 'land:HIGH',
      themes: 'Vivienda;land',
      capacity: '20',
      interprets: 'ar>fr; fr > ar',
      working_groups: 'monitoring;Women-and-ESCR',
      joined_on: '2024-02-29',
      gender_focus: 'YES',
      at_risk: 'no',
      visibility: 'partners',
      contact_email: 'Ana@Example.org;luz@example.org',
    });
    expect(problems).toEqual([]);
    expect(row).toMatchObject({
      kind: 'LEGAL_CENTRE',
      timeZone: 'Africa/Nairobi',
      languages: [
        { language: 'es', level: 'NATIVE' },
        { language: 'en', level: 'B2' },
        { language: 'qu', level: 'C1' },
      ],
      offers: [
        { topic: 'budget-analysis', level: 'EXPERT' },
        { topic: 'housing', level: 'PRACTISED' },
      ],
      needs: [{ topic: 'land', priority: 'HIGH' }],
      themes: ['housing', 'land'],
      capacity: 20,
      interprets: [
        { from: 'ar', to: 'fr' },
        { from: 'fr', to: 'ar' },
      ],
      workingGroups: ['monitoring', 'women-and-escr'],
      joinedOn: '2024-02-29',
      genderFocus: true,
      atRisk: false,
      visibility: 'PARTNERS',
      contacts: ['ana@example.org', 'luz@example.org'],
    });
  });

  it('takes empty cells for defaults', () => {
    const empty: Cells = {
      kind: '',
      time_zone: ' ',
      offers: '',
      needs: ';',
      themes: '',
      capacity: '',
      interprets: '',
      working_groups: '',
      joined_on: '',
      gender_focus: '',
      at_risk: '',
      visibility: '',
      contact_email: '',
    };
    expect(check(empty).row).toMatchObject({
      kind: 'NGO',
      timeZone: null,
      offers: [],
      needs: [],
      themes: [],
      capacity: 2,
      interprets: [],
      workingGroups: [],
      joinedOn: null,
      genderFocus: false,
      atRisk: false,
      visibility: null,
      contacts: [],
    });
  });

  it.each(['id', 'name', 'country', 'languages'] as const)('must have its %s', (column) => {
    expect(problemOf(column, ' ')).toMatch(/^is empty; allowed is /);
  });

  it('has a name that can be seen and turns no words but its own, in any script', () => {
    const nameOf = (name: string) => check({ name }).row?.name;
    expect(nameOf('\u202EOne\u001B[2J \u2067Two')).toBe('One [2J Two');
    for (const name of [
      '\u0645\u06CC\u200C\u062E\u0648\u0627\u0647\u06CC\u0645',
      '\u200Fحق',
      '♀',
      'Ŵ́',
    ])
      expect(nameOf(name)).toBe(name);
    for (const unseen of ['\u200B\u200D', '\u202E\u202C', '\u00AD \uFEFF'])
      expect(problemOf('name', unseen)).toMatch(/^is empty; allowed is /);
  });

  it('is reported with everything that is wrong with it', () => {
    const { problems } = check({
      name: '',
      country: 'XX',
      languages: 'en:Z9;tlhx',
      capacity: '21',
    });
    expect(problems.map((problem) => problem.split(': ')[1])).toEqual([
      'languages',
      'languages',
      'name',
      'country',
      'capacity',
    ]);
  });

  it.each([
    ["'=HYPERLINK(1)", '=HYPERLINK(1)'],
    ["'+one", '+one'],
    ["'-one", '-one'],
    ["'@one", '@one'],
    ["'\tone", 'one'],
    ["''=one", "'=one"],
    ["'one'", "'one'"],
    ['=one', '=one'],
  ])('loses the guard of a formula: %j', (cell, name) => {
    expect(check({ name: cell }).row?.name).toBe(name);
  });
});

describe('a problem says what was found and what is allowed', () => {
  it.each([
    [
      'kind',
      'NG0',
      'unknown kind "NG0"; allowed are GRASSROOTS_GROUP, SOCIAL_MOVEMENT, NGO, LEGAL_CENTRE, ACADEMIC, COALITION, INDIVIDUAL',
    ],
    ['kind', 'legal center', 'did you mean LEGAL_CENTRE?'],
    ['country', 'UK', 'did you mean GB?'],
    ['country', 'Irland', 'did you mean IE (Ireland)?'],
    ['country', 'المغرب', 'did you mean MA (Morocco)?'],
    ['country', 'ZZ', 'unknown country "ZZ"; allowed is a two-letter ISO 3166-1 code'],
    ['time_zone', 'Nairobi', 'unknown time zone "Nairobi"; allowed is an IANA name'],
    ['time_zone', '+03:00', 'unknown time zone "+03:00"'],
    ['languages', 'english', 'unknown language "english"; allowed are BCP 47 codes'],
    [
      'languages',
      'en:B3',
      'unknown level in "en:B3": "B3"; allowed are A1, A2, B1, B2, C1, C2, NATIVE',
    ],
    ['languages', 'es;es-419:B1', '"es" and "es-419:B1" contradict each other'],
    [
      'offers',
      'Budget anlysis',
      'unknown topic "Budget anlysis"; allowed are names and keys of topics',
    ],
    ['offers', 'Budget anlysis', 'did you mean "Budget analysis"'],
    [
      'offers',
      'Land:exprt',
      'unknown level "exprt" in "Land:exprt"; allowed are basic, practised, expert; did you mean expert?',
    ],
    ['offers', 'Land:high', 'allowed are basic, practised, expert'],
    [
      'offers',
      'Housing:basic;Logement:expert',
      '"Housing:basic" and "Logement:expert" contradict each other',
    ],
    ['needs', 'Land:urgent', 'allowed are high, normal, low'],
    ['themes', 'Land:high', 'unknown topic "Land:high"'],
    ['capacity', '21', 'found "21"; allowed is a whole number from 0 to 20'],
    ['capacity', '-1', 'found "-1"'],
    ['capacity', '2.5', 'found "2.5"'],
    [
      'interprets',
      'ar-fr',
      'found "ar-fr"; allowed are pairs of languages, from > to, such as ar>fr',
    ],
    ['interprets', 'ar>ar-EG', 'names one language twice'],
    ['interprets', 'ar>xx1', 'unknown language "xx1"'],
    ['working_groups', 'monitring', 'allowed are women-and-escr'],
    ['working_groups', 'monitring', 'did you mean monitoring?'],
    ['joined_on', '30.04.2015', 'found "30.04.2015"; allowed is an ISO date (year-month-day)'],
    ['joined_on', '2023-02-29', 'found "2023-02-29"'],
    ['gender_focus', 'maybe', 'found "maybe"; allowed are yes and no'],
    ['at_risk', 'true', 'found "true"; allowed are yes and no'],
    [
      'visibility',
      'MEMBER',
      'unknown visibility "MEMBER"; allowed are SELF, SECRETARIAT, COUNTERPART, MEMBERS, PARTNERS; did you mean MEMBERS?',
    ],
    ['contact_email', 'ana@example', '"ana@example" is not an e-mail address'],
    ['contact_email', 'Ana <ana@example.org>', 'is not an e-mail address'],
    ['id', 'x'.repeat(201), 'has 201 characters'],
    ['name', 'x'.repeat(201), 'at most 200 are allowed'],
    [
      'themes',
      Array.from({ length: 51 }, (_, index) => builtinTopics[index]!.key).join(';'),
      'has 51 entries; at most 50',
    ],
  ] as const)('%s: %s', (column, cell, message) => {
    expect(problemOf(column, cell)).toContain(message);
  });

  it('keeps to one line, however long the cell', () => {
    const message = problemOf('country', `a\n${'b'.repeat(1000)}`);
    expect(message).not.toContain('\n');
    expect(message.length).toBeLessThan(200);
  });
});

describe('a list', () => {
  it('counts once what it says twice', () => {
    const { row } = check({ languages: 'en;fr;en-GB', offers: 'Land;land;Tierra' });
    expect(row?.languages.map(({ language }) => language)).toEqual(['en', 'fr']);
    expect(row?.offers).toHaveLength(1);
  });
});

describe('rows of one file', () => {
  const two = (first: Cells, second: Cells): string[] => {
    const problems: string[] = [];
    const lookups = newLookups();
    for (const [index, cells] of [first, second].entries()) {
      checkRow({ line: index + 2, cells: { ...sound, ...cells } }, lookups, (fault) =>
        problems.push(told(fault)),
      );
    }
    return problems;
  };

  it('have ids of their own', () => {
    expect(two({}, {})).toEqual(['3: id: "m1" is the id of line 2 already; an id occurs once']);
    expect(two({ name: '' }, { id: 'm1 ' })).toHaveLength(2);
    expect(two({ id: 'a' }, { id: 'A' })).toEqual([]);
  });

  it('have representatives of their own', () => {
    expect(
      two(
        { contact_email: 'ana@example.org' },
        { id: 'm2', contact_email: 'b@example.org;ANA@example.org' },
      ),
    ).toEqual([
      '3: contact_email: "ana@example.org" already represents the member of line 2; an address represents one member',
    ]);
  });
});

describe('what is wrong', () => {
  it.each(locales)('is told with what was found, in the language of who mends it: %s', (locale) => {
    const told: string[] = [];
    checkRow(
      { line: 7, cells: { ...sound, country: 'Kenia', languages: 'es:Z9', kind: 'NG' } },
      newLookups(),
      (fault) => told.push(inWords(fault, locale).message),
    );
    expect(told).toHaveLength(3);
    for (const found of ['"Kenia"', '"Z9"', '"es:Z9"', '"NG"', 'KE (', 'NGO'])
      expect(told.join('\n')).toContain(found);
    expect(told.join('')).not.toMatch(locale === 'en' ? /inconnu/ : /unknown|allowed|did you mean/);
  });
});

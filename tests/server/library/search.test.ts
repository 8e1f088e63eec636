import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OutcomeType } from '../../../generated/prisma/enums.ts';
import { anonymous, type Viewer } from '../../../server/access/viewer.ts';
import type { Database } from '../../../server/database/database.ts';
import {
  countNotes,
  findNotes,
  indexNote,
  type NoteQuery,
  type Place,
} from '../../../server/library/store/search.ts';
import { databaseKinds, openTestDatabase } from '../database.ts';

interface Note {
  readonly language: string;
  readonly title: string;
  readonly body?: string;
  readonly topics?: readonly string[];
  readonly outcome?: OutcomeType;
  readonly agreed?: OutcomeType;
}

/** Each with what people type who look for it. */
const found: readonly (readonly [Note, readonly string[]])[] = [
  [
    {
      language: 'en',
      title: 'Mapping evicted communities',
      body: 'How a neighbourhood counted its houses before a court hearing.',
    },
    ['maps of an evicted community', 'EVICTION', 'house', '"court hearing"', 'evicted -mining'],
  ],
  [
    {
      language: 'fr',
      title: 'Éviter les expulsions forcées à Dakar',
      body: 'L’équipe a écouté les familles expulsées.',
    },
    ['expulsion forcée', 'EXPULSION FORCEE', 'expulsé', 'famille', 'eviter', 'l’équipe'],
  ],
  [
    {
      language: 'es',
      title: 'Organizaciones campesinas y semillas',
      body: 'Presupuestos participativos en tres regiones.',
    },
    ['organización campesina', 'semilla', 'region', 'región', 'SEMILLAS', 'presupuesto'],
  ],
  [
    {
      language: 'ar',
      title: 'الحقّ في الأرض والمياه',
      body: 'تجربة المدينة القديمة مع المحكمة.',
    },
    ['حق', 'الحق', 'ارض', 'الأرضِ', 'للأرض', 'مدينه', 'محكمة', 'والمحكمة', 'المياه'],
  ],
  [{ language: 'sw', title: 'Haki ya ardhi kijijini' }, ['ardhi', 'HAKI', '"ya ardhi"']],
  [{ language: 'zh', title: '社区土地权利培训' }, ['土地', '权利', '土地权利']],
];

const key: Viewer = { kind: 'key', keyId: '', scopes: ['read:directory'], memberId: null };

describe.each(databaseKinds)('searching the library, on %s', (kind) => {
  let database: Database;

  beforeAll(async () => {
    database = await openTestDatabase(kind);
    const more: readonly Note[] = [
      { language: 'en', title: 'Radio', body: 'Gardens, and gardens once more.' },
      { language: 'en', title: 'Gardens', body: 'Nothing else.', agreed: 'IMPROVED_CONSENSUS' },
      { language: 'es', title: 'Sin tema', topics: ['housing'], outcome: 'NEW_KNOWLEDGE' },
    ];
    for (const note of [...found.map(([one]) => one), ...more]) await publish(note);
    await publish({ language: 'en', title: 'Withdrawn gardens' }, 'WITHDRAWN');
    await publish({ language: 'en', title: 'Drafted gardens' }, 'DRAFT');
  });
  afterAll(() => database.close());

  let minutes = 0;
  const publish = async (
    { language, title, body = '', topics = [], outcome, agreed }: Note,
    state: 'PUBLISHED' | 'WITHDRAWN' | 'DRAFT' = 'PUBLISHED',
  ) => {
    const { prisma } = database;
    const at = new Date(Date.UTC(2026, 2, 2, 0, minutes++));
    const topicIds = await prisma.topic.findMany({ where: { key: { in: [...topics] } } });
    const exchange = await prisma.exchange.create({
      data: {
        kind: 'TWO_WAY',
        state: 'COMPLETED',
        proposer: 'MEMBER',
        version: 1,
        outcome,
        quietSince: at,
        createdAt: at,
        agreements: agreed && {
          create: {
            version: 1,
            at,
            objectives: '',
            outcome: agreed,
            interpretation: 'NOT_NEEDED',
          },
        },
      },
    });
    const { id } = await prisma.learningNote.create({
      data: {
        exchangeId: exchange.id,
        state,
        version: 1,
        title,
        body,
        language,
        licence: 'CC_BY',
        createdAt: at,
        updatedAt: at,
        publishedAt: at,
        topics: { create: topicIds.map((topic, position) => ({ topicId: topic.id, position })) },
      },
    });
    await prisma.$transaction((transaction) =>
      indexNote(transaction, id, { title, body, language }),
    );
    return id;
  };

  const all: NoteQuery = { topics: null, languages: null, outcomes: null, search: null };
  const places = (query: Partial<NoteQuery>, page: object = {}, viewer: Viewer = anonymous) =>
    findNotes(
      database.prisma,
      viewer,
      { ...all, ...query },
      { limit: 100, backwards: false, ...page },
    );
  const titles = async (query: Partial<NoteQuery>, viewer?: Viewer): Promise<string[]> => {
    const ids = (await places(query, {}, viewer)).map(({ id }) => id);
    const notes = await database.prisma.learningNote.findMany({ where: { id: { in: ids } } });
    return ids.map((id) => notes.find((note) => note.id === id)?.title ?? '');
  };

  it.each(found.flatMap(([note, searches]) => searches.map((search) => [search, note] as const)))(
    'finds by %j, in the language of the note',
    async (search, { title }) => {
      expect(await titles({ search })).toContain(title);
    },
  );

  it('finds every note by each word of its title', async () => {
    for (const [{ title, language }] of found.filter(([note]) => note.language !== 'zh'))
      for (const word of title.split(' ').filter(({ length }) => length > 3))
        expect(await titles({ search: word }), `${language} ${word}`).toContain(title);
  });

  it('finds by the name of a topic, in any language', async () => {
    for (const search of ['housing', 'logement', 'vivienda', 'السكن'])
      expect(await titles({ search }), search).toContain('Sin tema');
    expect(await titles({ search: 'housing -tema' })).not.toContain('Sin tema');
  });

  it('puts a title before a body, and what is newer first', async () => {
    expect(await titles({ search: 'garden' })).toEqual(['Gardens', 'Radio']);
    expect((await titles({})).slice(0, 3)).toEqual(['Sin tema', 'Gardens', 'Radio']);
  });

  it('leaves out what is excluded, and finds either of two', async () => {
    expect(await titles({ search: 'gardens -radio' })).toEqual(['Gardens']);
    expect((await titles({ search: 'radio or seeds or haki' })).toSorted()).toEqual([
      'Haki ya ardhi kijijini',
      'Radio',
    ]);
    expect(await titles({ search: '"gardens radio"' })).toEqual([]);
  });

  it('filters by topic, language and outcome, whichever was agreed last', async () => {
    const topics = async (key: string) =>
      (await database.prisma.topic.findMany({ where: { key } })).map(({ id }) => id);
    expect(await titles({ topics: await topics('housing') })).toEqual(['Sin tema']);
    expect(await titles({ topics: await topics('water') })).toEqual([]);
    expect(await titles({ topics: [] })).toEqual([]);
    expect(await titles({ languages: ['ar', 'sw-KE'] })).toHaveLength(2);
    expect(await titles({ languages: ['nonsense!'] })).toEqual([]);
    expect(await titles({ outcomes: ['NEW_KNOWLEDGE'] })).toEqual(['Sin tema']);
    expect(await titles({ outcomes: ['IMPROVED_CONSENSUS'], search: 'garden' })).toEqual([
      'Gardens',
    ]);
  });

  it('shows keys without the scope nothing', async () => {
    expect(await titles({}, key)).toEqual([]);
    expect(await countNotes(database.prisma, key, all)).toBe(0);
    const scopes = ['read:library'] as const;
    expect(await titles({}, { ...key, scopes })).toHaveLength(9);
  });

  it('never fails, whatever is typed', async () => {
    const odd = fc.array(
      fc.oneof(
        fc.constantFrom('"', '-', '!', '&', '|', '(', ')', ':*', '<->', "'", '\\', ' or ', ';--'),
        fc.constantFrom('\u202e', '«', '$1', '%', '\ud800', 'ﷺ', '🤝', 'the', "');DROP TABLE x;"),
        fc.string({ unit: 'grapheme', maxLength: 8 }),
      ),
      { maxLength: 12 },
    );
    await fc.assert(
      fc.asyncProperty(odd, async (parts) => {
        const search = parts.join('').replaceAll('\0', '').toWellFormed();
        const listed = await places({ search });
        expect(await countNotes(database.prisma, anonymous, { ...all, search })).toBe(
          listed.length,
        );
        expect(await titles({ search })).not.toContain('Withdrawn gardens');
      }),
      { seed: 4, numRuns: 150 },
    );
    const wordy = Array.from({ length: 40_000 }, (_, index) => `w${index}`).join(' ');
    for (const search of [wordy, '', '"', '-', '!!!', 'x'.repeat(100_000), 'ﷺ'.repeat(400)])
      expect(await titles({ search })).toEqual([]);
  });

  it('pages in both directions without a gap, also where the note of the cursor is gone', async () => {
    const search = 'garden or evicted or semilla or haki';
    const whole = await places({ search });
    expect(whole.length).toBeGreaterThanOrEqual(5);
    const walk = async (backwards: boolean): Promise<Place[]> => {
      const walked: Place[] = [];
      for (;;) {
        const last = walked.at(-1);
        const [next] = await places(
          { search },
          { limit: 1, backwards, ...(last && { [backwards ? 'before' : 'after']: last }) },
        );
        if (!next) return walked;
        walked.push(next);
      }
    };
    expect(await walk(false)).toEqual(whole);
    expect(await walk(true)).toEqual(whole.toReversed());

    const [first, ...rest] = whole;
    const where = { id: first!.id };
    await database.prisma.learningNote.update({ where, data: { state: 'WITHDRAWN' } });
    expect(await places({ search }, { after: first })).toEqual(rest);
    await database.prisma.learningNote.update({ where, data: { state: 'PUBLISHED' } });
  });

  it('looks words up in the index', async () => {
    const { prisma } = database;
    const plan = await prisma.$transaction(async (transaction) => {
      await transaction.$executeRaw`SET LOCAL enable_seqscan = off`;
      return transaction.$queryRaw`
        EXPLAIN SELECT "id" FROM "LearningNote" WHERE "search" @@ websearch_to_tsquery('english', 'garden')`;
    });
    expect(JSON.stringify(plan)).toContain('LearningNote_search_idx');
  });
});

import { describe, expect, it } from 'vitest';
import { readFilter } from '../../../web/lib/library/filter.ts';
import { languageOptions } from '../../../web/lib/library/languages.ts';
import { licenceAddress, licenceName } from '../../../web/lib/library/licences.ts';
import { noteInput, paragraphs, readNote } from '../../../web/lib/library/note-form.ts';
import { wordsOn, type Note } from '../../../web/lib/library/note.ts';
import { form } from '../profile/profile.ts';

const named = {
  topics: [{ id: 't1', key: 'housing', name: 'Housing' }],
  language: (code: string) => `[${code}]`,
  outcome: (outcome: string) => outcome.toLowerCase(),
};

describe('the filter of the library', () => {
  it('asks the API for what was chosen, and says it in words', () => {
    const query = new URLSearchParams(
      'q=rent+strike&topic=housing&language=ar&outcome=NEW_KNOWLEDGE',
    );
    const { variables, chosen } = readFilter(query, named);
    expect(variables).toEqual({
      search: 'rent strike',
      filter: { topics: ['t1'], languages: ['ar'], outcomes: ['NEW_KNOWLEDGE'] },
    });
    expect(chosen.map(({ label }) => label)).toEqual([
      'rent strike',
      'Housing',
      '[ar]',
      'new_knowledge',
    ]);
  });

  it('leaves out what means nothing', () => {
    const query = new URLSearchParams('topic=x&language=<b>&outcome=x');
    const { variables, chosen } = readFilter(query, named);
    expect(chosen).toEqual([]);
    expect(variables.search).toBeNull();
    expect(Object.values(variables.filter ?? {}).every((value) => value === undefined)).toBe(true);
  });
});

describe('languages to choose from', () => {
  it('are those of the pages, and others that are needed, each once', () => {
    const options = languageOptions(['es', 'sw', 'no such thing', ''], 'en');
    expect(options.map(({ value }) => value)).toEqual(['en', 'fr', 'es', 'ar', 'sw']);
    expect(options.at(-1)?.label).toBe('Swahili');
  });
});

describe('a note', () => {
  it('is read from its form, with a licence that exists', () => {
    const values = readNote(
      form([
        ['title', ' Reading a budget '],
        ['body', 'One.\r\n\r\nTwo.'],
        ['language', 'fr'],
        ['licence', 'ALL_MINE'],
        ['topics[]', 't1'],
      ]),
    );
    expect(noteInput(values)).toEqual({
      title: 'Reading a budget',
      body: 'One.\n\nTwo.',
      language: 'fr',
      licence: 'CC_BY_SA',
      topics: ['t1'],
    });
  });

  it('is parted into paragraphs by blank lines', () => {
    expect(paragraphs('One\nline.\n \n\nTwo.\n')).toEqual(['One\nline.', 'Two.']);
  });

  it('knows who agreed, who has yet to answer, and who took it back', () => {
    const consent = (name: string, current: boolean, withdrawnAt: string | null = null) => ({
      current,
      withdrawnAt,
      named: true,
      version: 1,
      member: { id: name, name },
    });
    const consents = [
      consent('A', true),
      consent('B', false),
      consent('C', false, '2026-12-01T00:00:00Z'),
    ] as Note['consents'];
    expect(wordsOn({ consents })).toEqual({ agreed: ['A'], waiting: ['B'], withdrawn: ['C'] });
  });

  it('names its licence, and where the text is in the reader’s language', () => {
    expect(licenceName('CC_BY_NC_SA')).toBe('CC BY-NC-SA 4.0');
    expect(licenceAddress('CC_BY', 'es')).toBe(
      'https://creativecommons.org/licenses/by/4.0/deed.es',
    );
  });
});

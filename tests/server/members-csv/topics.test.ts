import { describe, expect, it } from 'vitest';
import { inWords, type Wrong } from '../../../server/members-csv/fault.ts';
import { offerLevels } from '../../../server/members-csv/columns.ts';
import { TopicDirectory, writableNames } from '../../../server/members-csv/topics.ts';

const topic = (key: string, en: string, fr?: string) => ({
  id: `id of ${key}`,
  key,
  labels: fr ? { en, fr } : { en },
});
const topics = [
  topic('land', 'Land', 'Terre'),
  topic('earth', 'Earth', 'Terre'),
  topic('ratio', 'Law: theory'),
  topic('ends-basic', 'Visual:basic'),
  topic('list', 'Bread; roses'),
  topic('c', 'C'),
];

function directory(createIn: 'en' | null = null) {
  const problems: string[] = [];
  const all = new TopicDirectory(topics, createIn);
  const report = (wrong: Wrong) =>
    void problems.push(inWords({ line: 1, column: 'offers', ...wrong }, 'en').message);
  return {
    all,
    problems,
    find: (text: string) => all.find(text, report),
    offer: (text: string) => {
      const found = all.withLevel(text, offerLevels, 'PRACTISED', report);
      return found && [found.topic, found.level];
    },
  };
}

describe('a topic in a file', () => {
  it('is found by key and by name in any language and spelling', () => {
    const { find, problems } = directory();
    expect(['land', 'LANDS', ' Land '].map(find)).toEqual(['land', 'land', 'land']);
    expect(problems).toEqual([]);
  });

  it('may have colons in its name, and end like a level', () => {
    const { offer, problems } = directory();
    expect(offer('Law: theory')).toEqual(['ratio', 'PRACTISED']);
    expect(offer('Law: theory:expert')).toEqual(['ratio', 'EXPERT']);
    expect(offer('Visual:basic')).toEqual(['ends-basic', 'PRACTISED']);
    expect(offer('Visual:basic:basic')).toEqual(['ends-basic', 'BASIC']);
    expect(offer('Land : Expert')).toEqual(['land', 'EXPERT']);
    expect(problems).toEqual([]);
  });

  it('that is ambiguous is reported with the keys of all it may be', () => {
    const { offer, problems } = directory();
    expect(offer('terre:expert')).toBeUndefined();
    expect(problems).toEqual([
      '"terre" is a name of several topics; write the key of one of them: earth, land',
    ]);
  });

  it('is not another that differs by a sign', () => {
    const { find, problems } = directory();
    expect(find('c')).toBe('c');
    expect(find('C#')).toBeUndefined();
    expect(problems[0]).toContain('unknown topic "C#"');
  });
});

describe('creating topics', () => {
  it('creates each once, whatever its spelling', () => {
    const { all, offer, problems } = directory('en');
    expect(offer('Rent strikes:expert')).toEqual(['rent-strikes', 'EXPERT']);
    expect(offer('rent strike')).toEqual(['rent-strikes', 'PRACTISED']);
    expect(offer('Land')).toEqual(['land', 'PRACTISED']);
    expect(problems).toEqual([]);
    expect(all.added).toMatchObject([{ key: 'rent-strikes', label: 'Rent strikes', locale: 'en' }]);
    expect(all.ids.get('rent-strikes')).toBe(all.added[0]!.id);
  });

  it('gives keys in any script, each its own', () => {
    const { find } = directory('en');
    expect(['Économie solidaire', 'السكن', 'भूमि', 'C#', 'C++', 'c', 'C'].map(find)).toEqual([
      'economie-solidaire',
      'السكن',
      'भूमि',
      'c-sharp',
      'c-plus-plus',
      'c',
      'c',
    ]);
  });

  it('numbers keys that are taken', () => {
    const { find } = directory('en');
    expect([find('C sharp'), find('c#')]).toEqual(['c-sharp', 'c-sharp-2']);
  });

  it('does not make ambiguous names or wrong levels into topics', () => {
    const { all, offer, problems } = directory('en');
    expect([offer('terre'), offer('Land:often')]).toEqual([undefined, undefined]);
    expect(problems).toEqual([
      expect.stringContaining('several topics'),
      expect.stringContaining('unknown level "often"'),
    ]);
    expect(all.added).toEqual([]);
  });

  it.each(['🎉', '?!', 'x'.repeat(121)])('does not create %s', (name) => {
    const { find, problems } = directory('en');
    expect(find(name)).toBeUndefined();
    expect(problems).toEqual([expect.stringContaining('cannot be created')]);
  });
});

describe('the name that is written', () => {
  it('leads back to the topic, or else the key is written', () => {
    const names = writableNames([...topics, { id: '', key: 'land-2', labels: { en: 'Lands' } }]);
    expect(Object.fromEntries(names)).toEqual({
      land: 'land',
      'land-2': 'land-2',
      earth: 'Earth',
      ratio: 'Law: theory',
      'ends-basic': 'Visual:basic',
      list: 'list',
      c: 'C',
    });
  });

  it('is in another language where there is none in English', () => {
    expect(writableNames([{ id: '', key: 'k', labels: { ar: 'السكن' } }]).get('k')).toBe('السكن');
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkNote, excerptOf, limits, stateOf } from '../../../server/library/rules.ts';

const note = {
  title: ' Mapping\nland ',
  body: 'One\r\n\r\ntwo\u0000',
  language: 'pt-BR',
  licence: 'CC_BY' as const,
  topicIds: ['t', 't'],
};

describe('a learning note', () => {
  it('is kept as it was written, its title on one line', () => {
    expect(checkNote(note, new Set(['t'])).value).toEqual({
      title: 'Mapping land',
      body: 'One\n\ntwo',
      language: 'pt',
      licence: 'CC_BY',
      topicIds: ['t'],
    });
  });

  it('is refused for every reason at once', () => {
    const wrong = {
      ...note,
      title: 'x'.repeat(limits.title + 1),
      body: ' ',
      language: 'und',
      topicIds: Array.from({ length: 11 }, (_, index) => String(index)),
    };
    const known = new Set(wrong.topicIds.slice(1));
    expect(checkNote(wrong, known).problems.map(({ path, key }) => [path.join('.'), key])).toEqual([
      ['title', 'exchange.text.long'],
      ['body', 'exchange.text.none'],
      ['language', 'error.language'],
      ['topics.0', 'error.topic'],
      ['topics', 'error.tooMany'],
    ]);
  });

  it('is published exactly when every party agreed to the present version', () => {
    const word = fc.record({
      version: fc.option(fc.integer({ min: 1, max: 3 })),
      withdrawn: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(word, { maxLength: 4 }), fc.boolean(), (said, silent) => {
        const words = said.map(({ version, withdrawn }, index) => ({
          memberId: String(index),
          version,
          withdrawnAt: withdrawn && version === null ? new Date(0) : null,
        }));
        const ids = [...words.map(({ memberId }) => memberId), ...(silent ? ['silent'] : [])];
        const state = stateOf(2, ids, words);
        const all = ids.length > 0 && !silent && words.every(({ version }) => version === 2);
        expect(state === 'PUBLISHED').toBe(all);
        expect(state === 'WITHDRAWN').toBe(words.some(({ withdrawnAt }) => withdrawnAt !== null));
      }),
      { seed: 4, numRuns: 300 },
    );
  });

  it('begins where its excerpt does', () => {
    expect(excerptOf('Short\n\ntext', 20)).toBe('Short text');
    expect(excerptOf('Words that go on and on', 12)).toBe('Words that…');
    expect(excerptOf('没有空格的文字', 3)).toBe('没有空…');
  });
});

import { describe, expect, it } from 'vitest';
import { isolate, translator } from '../../web/lib/i18n/translator.ts';

describe('the translator', () => {
  it('fills in values and counts as the language does', () => {
    expect(translator('en').t('directory.count', { count: 1 })).toBe('1 member');
    expect(translator('fr').t('directory.count', { count: 0 })).toBe('0 membre');
    expect(translator('ar').t('directory.count', { count: 2 })).toBe('عضوان');
    expect(translator('ar').t('directory.count', { count: 11 })).toBe('11 عضوًا');
  });

  it('isolates a name from the direction of the sentence around it', () => {
    expect(translator('ar').t('site.signed-in-as', { name: 'Land (Kenya)' })).toContain(
      '\u2068Land (Kenya)\u2069',
    );
    expect(translator('en').t('site.signed-in-as', { name: 'Land (Kenya)' })).toBe(
      'Signed in as Land (Kenya)',
    );
    expect(isolate('حق الأرض', 'ltr')).toBe('\u2068حق الأرض\u2069');
  });

  it('chooses by a value in every direction of writing', () => {
    const said = (direction: string) =>
      translator('ar').t('rounds.compared-worth', { direction, percent: '2' });
    expect(new Set(['more', 'less', 'same'].map(said)).size).toBe(3);
  });

  it('takes a value as text, whatever stands in it', () => {
    const name = '{count, plural, <b>';
    expect(translator('en').t('site.signed-in-as', { name })).toBe(`Signed in as ${name}`);
  });

  it('writes dates, hours and lists as the language does', () => {
    expect(translator('en').date('2026-11-02')).toBe('2 November 2026');
    expect(translator('fr').date('2026-11-02')).toBe('2 novembre 2026');
    expect(translator('es').list(['a', 'b', 'c'])).toBe('a, b y c');
    expect(translator('en').hours('09:00', '17:30')).toMatch(/^0?9:00.+17:30$/);
  });
});

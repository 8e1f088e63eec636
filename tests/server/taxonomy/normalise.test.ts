import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { locales } from '../../../server/i18n/locales.ts';
import { builtinTopics } from '../../../server/taxonomy/builtin.ts';
import { normalise } from '../../../server/taxonomy/normalise.ts';

const seed = 20260101;

const labels = builtinTopics.flatMap(({ labels, alternative }) =>
  locales.flatMap((locale) => [labels[locale], ...alternative[locale]]),
);

/** Text in which endings, articles, marks and odd letters meet. */
const tricky = fc
  .array(
    fc.constantFrom(
      ...'a b e i l s x y aux eaux ie ysis es us ß İ é œ ﬁ Ａ ς ا ل ال أ ة ى ـ ٱ ٣ ۴ - ’ ’s が कि 한'.split(
        ' ',
      ),
      ...[' ', "'", '\u0301', '\u064e', '\u200f', '\u00ad', '\u200c'].values(),
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join(''));

const anyLabel = fc.oneof(tricky, fc.string({ unit: 'binary' }), fc.constantFrom(...labels));

describe('the normal form of a label', () => {
  it('is its own normal form', () => {
    fc.assert(
      fc.property(anyLabel, (label) => {
        expect(normalise(normalise(label))).toBe(normalise(label));
      }),
      { seed, numRuns: 2000 },
    );
  });

  it('does not depend on word order, capitals, accents in pieces or blanks', () => {
    fc.assert(
      fc.property(fc.constantFrom(...labels), fc.infiniteStream(fc.nat()), (label, random) => {
        const shuffled = label
          .split(' ')
          .map((word) => ({ word, at: random.next().value as number }))
          .sort((a, b) => a.at - b.at)
          .map(({ word }) => word)
          .join('  ');
        expect(normalise(shuffled)).toBe(normalise(label));
        expect(normalise(label.toUpperCase())).toBe(normalise(label));
        expect(normalise(` ${label.normalize('NFD')}. `)).toBe(normalise(label));
      }),
      { seed, numRuns: 1000 },
    );
  });

  it('does not depend on signs that Arabic is mostly written without', () => {
    const signs = fc.constantFrom('', '\u064e', '\u0651\u0650', '\u0640', '\u0652', '\u200f');
    fc.assert(
      fc.property(
        fc.constantFrom(...builtinTopics.map(({ labels }) => labels.ar)),
        fc.infiniteStream(signs),
        (label, stream) => {
          const signed = [...label].map((letter) => letter + stream.next().value).join('');
          expect(normalise(signed)).toBe(normalise(label));
        },
      ),
      { seed },
    );
  });

  it('is made of sorted words without capitals and punctuation', () => {
    expect(normalise('  Water, land & Housing!')).toBe('housing land water');
    expect(normalise('OP-ICESCR')).toBe('icescr op');
    expect(normalise(' -- ')).toBe('');
  });

  it('keeps apart what only looks like a plural', () => {
    expect(normalise('access')).toBe('access');
    expect(normalise('crisis')).toBe('crisis');
    expect(normalise('gas')).toBe('gas');
    expect(normalise('les')).toBe('les');
    expect(normalise('status')).toBe('status');
    expect(normalise('care')).not.toBe(normalise('car'));
  });

  it('leaves short Arabic words whole', () => {
    expect(normalise('ألم')).toBe('الم');
    expect(normalise('إلى')).toBe('الي');
  });

  it('comes soon for words that are nothing but articles', () => {
    expect(normalise('ال'.repeat(50_000))).toBe('ال');
  });

  it('keeps the vowel signs of other scripts', () => {
    expect(normalise('कि')).not.toBe(normalise('क'));
    expect(normalise('が')).not.toBe(normalise('か'));
    expect(normalise('한국')).toBe('한국');
  });
});

describe('spellings of the same label', () => {
  const forms = (spellings: readonly string[]) => [...new Set(spellings.map(normalise))];

  it.each([
    ['Évictions forcées', 'evictions forcees', 'E\u0301VICTIONS FORCÉES'],
    ['Droit à l’eau', "droit a l'eau", 'Droit à l eau'],
    ['Mise en œuvre', 'mise en oeuvre'],
    ['Género', 'genero'],
    ['Straße', 'strasse', 'STRASSE'],
    ['Women’s rights', "women's right", 'womens rights', 'Rights, womenʼs'],
    ['Ｌａｎｄ', 'land', 'la\u00adnd'],
  ])('meet whatever their accents, ligatures and apostrophes: %s', (...spellings) => {
    expect(forms(spellings)).toEqual([expect.stringMatching(/./)]);
  });

  it.each([
    ['budget', 'budgets'],
    ['eviction', 'Evictions', 'éviction'],
    ['policy', 'policies'],
    ['économie', 'économies', 'economy'],
    ['tax', 'taxes', 'taxe'],
    ['process', 'processes'],
    ['budget analysis', 'budget analyses'],
    ['réseau', 'réseaux'],
    ['social', 'sociaux', 'sociales'],
    ['enjeu', 'enjeux'],
    ['mujer', 'mujeres'],
    ['evaluación', 'evaluaciones'],
    ['ley', 'leyes'],
    ['derecho', 'derechos'],
  ])('meet in singular and plural: %s', (...spellings) => {
    expect(forms(spellings)).toEqual([expect.stringMatching(/./)]);
  });

  it.each([
    ['الحق في الأرض', 'الحقّ في الارض', 'حق في أرض', 'الحـــق في ٱلأرض'],
    ['المساءلة', 'المساءله', 'مساءلة'],
    ['مستوى', 'مستوي', 'مستوی'],
    ['المرأة', 'المراه', 'المرأه'],
    ['شؤون', 'شوون'],
    ['بيئة', 'بييه'],
    ['المادة ١١', 'المادة 11', 'المادة ۱۱'],
    ['الالتزامات', 'التزامات', 'الإلتزامات'],
  ])('meet however Arabic is typed: %s', (...spellings) => {
    expect(forms(spellings)).toEqual([expect.stringMatching(/./)]);
  });
});

/**
 * The form in which two spellings of the same label are equal: `Women's rights`, `womens RIGHT` and
 * `Rights, women’s`; `Évictions forcées` and `eviction forcee`; `الحقّ في الأرض` and `حق في ارض`.
 *
 * The steps, in order:
 * 1. NFKC and case folding: full-width letters, ligatures, presentation forms of Arabic, capitals.
 * 2. Invisible characters go: marks of direction, joiners and soft hyphens come along with pasted text.
 * 3. Diacritics of Latin, Greek and Cyrillic letters, Arabic vowel signs and tatweel go: many people
 *    type without them. The hamza on a carrier letter (أ إ آ ؤ ئ) is such a mark once decomposed. Vowel
 *    signs of other scripts are letters in all but name and stay.
 * 4. Letters that people type in several ways become one: ى and ي, ة and ه, œ and oe, ٣ and 3.
 * 5. Everything that is neither letter nor digit parts words, the English possessive `'s` goes.
 * 6. Each word loses its Arabic article and its plural ending, see `stem`.
 * 7. Words are sorted: labels differ in word order between people and between languages.
 *
 * Deterministic, independent of the machine's locale, idempotent: the normal form is its own normal
 * form. It is made to be compared and searched, never to be shown. Empty for a label without letters
 * and digits.
 */
export function normalise(label: string): string {
  return plain(label)
    .replace(/(?<=\p{L})['’]s(?![\p{L}\p{M}\p{N}])/gu, '')
    .split(/[^\p{L}\p{M}\p{N}]+/u)
    .filter((word) => word !== '')
    .map(stem)
    .sort()
    .join(' ');
}

/** Steps 1 to 4: the same letters, however they were typed. */
export function plain(text: string): string {
  return (
    text
      .normalize('NFKC')
      // By way of capitals, as lower case alone keeps ß apart from ss and ς from σ.
      .toUpperCase()
      .toLowerCase()
      .normalize('NFD')
      .replace(/\p{Cf}/gu, '')
      .replace(combiningMarks, '')
      .replace(arabicSigns, '')
      .replace(variants, (letter) => variantOf[letter] ?? letter)
      .normalize('NFKC')
  );
}

const combiningMarks = /[\u0300-\u036f\u1dc0-\u1dff\u20d0-\u20f0]/g;

/** Honorifics, vowel signs, hamza and madda as marks, dagger alef, signs of recitation, tatweel. */
const arabicSigns =
  /[\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u0640]/g;

const variantOf: Readonly<Record<string, string>> = {
  œ: 'oe',
  æ: 'ae',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ς: 'σ',
  // An apostrophe to the eye, a letter to Unicode.
  '\u02bc': "'",
  // Alef wasla, alef maqsura, teh marbuta; yeh and kaf of Persian and Urdu keyboards.
  '\u0671': '\u0627',
  '\u0649': '\u064a',
  '\u0629': '\u0647',
  '\u06cc': '\u064a',
  '\u06a9': '\u0643',
  ...digitsFrom(0x0660),
  ...digitsFrom(0x06f0),
};

const variants = new RegExp(`[${Object.keys(variantOf).join('')}]`, 'g');

function digitsFrom(zero: number): Record<string, string> {
  return Object.fromEntries(
    Array.from({ length: 10 }, (_, digit) => [String.fromCodePoint(zero + digit), String(digit)]),
  );
}

/** A word without article and plural ending, until there is nothing left to take off: see `endings`. */
function stem(word: string): string {
  let before: string;
  do {
    before = word;
    for (const [ending, replacement] of endings) word = word.replace(ending, replacement);
  } while (word !== before);
  return word;
}

/**
 * One list for English, French and Spanish, as nobody says which language a label is in. Not what a
 * grammar would do: singular and plural of a word meet, sometimes with its feminine, and words of
 * different meaning rarely do. Words with irregular plurals stay apart (woman, women; voz, voces).
 * Every replacement is shorter than what it replaces, so repeating ends.
 */
const endings: readonly (readonly [RegExp, string])[] = [
  // الأرض, أرض; a rest of one letter would be another word: ألم, ألف. As often as it stands there:
  // الالتزامات loses what looks like a second article, as التزامات does.
  [/^(?:ال)+(?=\p{L}{2})/u, ''],
  // réseaux, réseau; sociaux, social; enjeux, enjeu
  [/^([a-z]*)eaux$/, '$1eau'],
  [/^([a-z]{2,})aux$/, '$1al'],
  [/^([a-z]{2,})eux$/, '$1eu'],
  // analysis, analyses
  [/^([a-z]{2,})ysis$/, '$1yse'],
  // budgets, budget; but access, crisis, status
  [/^([a-z]{2,}[a-hj-rtv-z])s$/, '$1'],
  // policies, policy; économies, économie
  [/^([a-z]{3,})ie$/, '$1y'],
  // What is left of a plural in -es, and the e of singulars that would otherwise not meet it:
  // tax, taxe, taxes; red, redes; process, processes
  [/^([a-z]{2,}(?:[dxyz]|ch|sh|ss|is|us))e$/, '$1'],
  // mujer, mujeres; peuple, peuples; but care and car
  [/^([a-z]{3,}[lnr])e$/, '$1'],
];

/**
 * Likeness of two labels by their letters, for topics that no taxonomy connects. Labels arrive
 * normalised (case, accents, letter variants, plural endings): what is left to forgive here is
 * spelling, word order and a missing word.
 */

/** Stands before and behind every word, so that beginnings and endings count, in short words too. */
const edge = '\u0000';

/**
 * The character bigrams of a label, as a set: each distinct word (split at white space) between two
 * edge marks, cut into all runs of two code points. A word of n letters has n + 1, none of them
 * crosses from one word into the next. A slip of the keyboard takes two or three bigrams away, and
 * three or four trigrams.
 */
export function bigrams(label: string): ReadonlySet<string> {
  const found = new Set<string>();
  for (const word of label.split(/\s+/u)) {
    if (word === '') continue;
    const letters = [edge, ...word, edge];
    for (let i = 0; i + 1 < letters.length; i++) found.add(letters.slice(i, i + 2).join(''));
  }
  return found;
}

/**
 * Dice's coefficient `2 |X and Y| / (|X| + |Y|)`, 0..1; two empty sets are not alike (0).
 * Sources: Dice, "Measures of the amount of ecologic association between species", Ecology 26, 1945;
 * for bigrams of words Adamson, Boreham, "The use of an association measure based on character
 * structure to identify semantically related pairs of words and document titles", Information
 * Storage and Retrieval 10, 1974.
 */
export function dice(x: ReadonlySet<string>, y: ReadonlySet<string>): number {
  const [few, many] = x.size <= y.size ? [x, y] : [y, x];
  let both = 0;
  for (const item of few) if (many.has(item)) both++;
  return both === 0 ? 0 : (2 * both) / (x.size + y.size);
}

/** A label as it is compared. */
export interface Label {
  /** By code points. */
  readonly letters: readonly string[];
  readonly bigrams: ReadonlySet<string>;
}

export function labelOf(text: string): Label {
  return { letters: [...text], bigrams: bigrams(text) };
}

/** Labels with fewer bigrams in common are not the same words misspelt, and their letters are not compared. */
const halfAlike = 0.5;

/**
 * How alike two labels are, 0..1: Dice's coefficient of their bigrams, or, where half of those are
 * common, one less the slips of the keyboard between the two for each letter of the longer, where
 * that is more. Bigrams forgive another order of words, and a missing one; slips, which take two or
 * three bigrams each, weigh no more than they are. Symmetric.
 */
export function likeness(x: Label, y: Label): number {
  const alike = dice(x.bigrams, y.bigrams);
  if (alike < halfAlike || alike === 1) return alike;
  const longer = Math.max(x.letters.length, y.letters.length);
  return Math.max(alike, 1 - slips(x.letters, y.letters) / longer);
}

/**
 * The fewest slips that make one of the other: a letter too many, one too few, a wrong one, two that
 * changed places (and were left so). Sources: Damerau, "A technique for computer detection and
 * correction of spelling errors", Communications of the ACM 7, 1964; Wagner, Fischer, "The
 * string-to-string correction problem", Journal of the ACM 21, 1974, for the table.
 */
export function slips(x: readonly string[], y: readonly string[]): number {
  let before: number[] = [];
  let last = Array.from({ length: y.length + 1 }, (_, j) => j);
  for (let i = 1; i <= x.length; i++) {
    const row = [i];
    for (let j = 1; j <= y.length; j++) {
      const wrong = last[j - 1]! + (x[i - 1] === y[j - 1] ? 0 : 1);
      let least = Math.min(wrong, last[j]! + 1, row[j - 1]! + 1);
      if (i > 1 && j > 1 && x[i - 1] === y[j - 2] && x[i - 2] === y[j - 1])
        least = Math.min(least, before[j - 2]! + 1);
      row.push(least);
    }
    before = last;
    last = row;
  }
  return last[y.length]!;
}

/** The best likeness of any label of one topic with any of the other, 0..1; 0 below the threshold. */
export function lexicalSimilarity(
  labels: readonly Label[],
  others: readonly Label[],
  threshold: number,
): number {
  let best = 0;
  for (const label of labels)
    for (const other of others) best = Math.max(best, likeness(label, other));
  return best >= threshold ? best : 0;
}

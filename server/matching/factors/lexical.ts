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
 * three or four trigrams: with bigrams, and a threshold that lets as few different words through,
 * more misspelt labels are recognised.
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

/** The best likeness of any label of one topic with any of the other, 0..1; 0 below the threshold. */
export function lexicalSimilarity(
  labels: readonly ReadonlySet<string>[],
  others: readonly ReadonlySet<string>[],
  threshold: number,
): number {
  let best = 0;
  for (const label of labels) for (const other of others) best = Math.max(best, dice(label, other));
  return best >= threshold ? best : 0;
}

/** Below this likeness a suggestion would puzzle more than it helps. */
const threshold = 0.4;

/**
 * Finds the labels most like a misspelt one, by Dice's coefficient over sets of character trigrams
 * (Dice, "Measures of the amount of ecologic association between species", Ecology 26, 1945): an index
 * from trigram to labels, so that only labels with something in common are looked at.
 */
export class NearestLabels {
  /** The key behind each label, and how many trigrams the label has. */
  readonly #labels: { readonly key: string; readonly size: number }[] = [];
  /** Positions in `#labels`, by trigram. */
  readonly #containing = new Map<string, number[]>();

  /** @param normalised a label as `normalise` returns it. */
  add(key: string, normalised: string): void {
    const position = this.#labels.length;
    const trigrams = trigramsOf(normalised);
    this.#labels.push({ key, size: trigrams.size });
    for (const trigram of trigrams) {
      const positions = this.#containing.get(trigram);
      if (positions) positions.push(position);
      else this.#containing.set(trigram, [position]);
    }
  }

  /** At most `limit` distinct keys, the best first; those of equal likeness in the order of their keys. */
  keys(normalised: string, limit: number): string[] {
    const asked = trigramsOf(normalised);
    const shared = new Map<number, number>();
    for (const trigram of asked) {
      for (const position of this.#containing.get(trigram) ?? []) {
        shared.set(position, (shared.get(position) ?? 0) + 1);
      }
    }
    const likeness = new Map<string, number>();
    for (const [position, both] of shared) {
      const { key, size } = this.#labels[position]!;
      const dice = (2 * both) / (asked.size + size);
      if (dice >= threshold && dice > (likeness.get(key) ?? 0)) likeness.set(key, dice);
    }
    return [...likeness]
      .sort(([a, one], [b, other]) => other - one || (a < b ? -1 : 1))
      .slice(0, limit)
      .map(([key]) => key);
  }
}

/** Runs of three characters within each word and its edges; none crosses from one word into the next. */
function trigramsOf(normalised: string): Set<string> {
  const trigrams = new Set<string>();
  for (const word of normalised.split(' ').filter(Boolean)) {
    const letters = [' ', ...word, ' '];
    for (let i = 0; i + 2 < letters.length; i++) trigrams.add(letters.slice(i, i + 3).join(''));
  }
  return trigrams;
}

/** The order of code units, the same on every machine and in every locale. */
export function compareText(x: string, y: string): number {
  return x < y ? -1 : x > y ? 1 : 0;
}

/** Two texts in that order, so that a pair has one name whichever comes first. */
export function ordered(one: string, other: string): readonly [string, string] {
  return one < other ? [one, other] : [other, one];
}

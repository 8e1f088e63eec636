/** Sets tried in search of a smaller conflict; with more than that, one that cannot be reduced is enough. */
const triesAtMost = 500;

/**
 * A smallest set of limits that cannot hold together. One by one, limits are left out without which
 * the others still conflict; what remains needs each of its own. Then smaller sets are tried, the
 * smallest first, as far as there are not too many.
 * @param limits which conflict as a whole
 * @param holds whether a set of limits can be kept
 */
export async function smallestConflict<T>(
  limits: readonly T[],
  holds: (some: readonly T[]) => boolean | Promise<boolean>,
): Promise<readonly T[]> {
  let conflict = limits;
  for (const limit of limits) {
    const others = conflict.filter((other) => other !== limit);
    if (!(await holds(others))) conflict = others;
  }
  let tries = 0;
  for (let size = 1; size < conflict.length; size++) {
    for (const some of subsets(limits, size)) {
      if (++tries > triesAtMost) return conflict;
      if (!(await holds(some))) return some;
    }
  }
  return conflict;
}

function* subsets<T>(all: readonly T[], size: number, from = 0): Generator<readonly T[]> {
  if (size === 0) return yield [];
  for (let first = from; first <= all.length - size; first++)
    for (const others of subsets(all, size - 1, first + 1)) yield [all[first]!, ...others];
}

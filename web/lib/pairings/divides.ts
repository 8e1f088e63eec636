import type { DivideKind } from '../graphql/enums.ts';

/** How wide a divide is, in a word. */
export type Width = 'wide' | 'middle' | 'narrow';

/**
 * The word for an extent of 0 to 1. Of the geographic extents, 1 is another region of the world, 0.7
 * another part of the same one and 0.4 another country nearby.
 */
export function widthOf(extent: number): Width {
  if (extent > 0.85) return 'wide';
  return extent >= 0.55 ? 'middle' : 'narrow';
}

/** The colour of each divide. */
export const hues = {
  GEOGRAPHIC: 'clay',
  LINGUISTIC: 'ochre',
  HISTORIC: 'leaf',
} as const satisfies Record<DivideKind, string>;

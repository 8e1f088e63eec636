import type { Explained } from '../reasons.ts';

/** A part of a pairing, with what its sentences are made of. */
export interface Part<T> {
  readonly value: T;
  readonly explained: Explained;
}

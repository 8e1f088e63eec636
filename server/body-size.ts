/**
 * The largest body that is read, in bytes. A text of a million of them is far too long for any of our fields; it is read all the same, in
 * whatever encoding triples it, so that its writer is told so kindly and keeps it.
 */
export const bodySizeLimit = 4_000_000;

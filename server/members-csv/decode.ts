/** What is known of a file's encoding so far. */
export interface Encoding {
  /** Some bytes were not UTF-8; `replacement` stands where they were. */
  damaged: boolean;
  /** It is UTF-16, of which nothing is decoded. */
  utf16: boolean;
}

/** Stands where bytes were that are not UTF-8. */
export const replacement = '\uFFFD';

/**
 * The text of a file in UTF-8, without its byte order mark. Goes on after bytes that are not UTF-8, so that
 * every cell that holds some can be named; `encoding` says so before such text is yielded.
 */
export async function* decode(
  source: AsyncIterable<Uint8Array>,
  encoding: Encoding,
): AsyncGenerator<string, void, void> {
  const strict = new TextDecoder('utf-8', { fatal: true });
  const lenient = new TextDecoder('utf-8');
  let first = true;
  for await (const bytes of source) {
    if (bytes.length === 0) continue;
    // 0xFE and 0xFF occur in no UTF-8 text; UTF-16 begins with both.
    if (first) encoding.utf16 = bytes[0] === 0xfe || bytes[0] === 0xff;
    first = false;
    if (encoding.utf16) return;
    encoding.damaged ||= !decodes(strict, bytes);
    yield lenient.decode(bytes, { stream: true });
  }
  encoding.damaged ||= !decodes(strict);
  yield lenient.decode();
}

function decodes(strict: TextDecoder, bytes?: Uint8Array): boolean {
  try {
    strict.decode(bytes, { stream: bytes !== undefined });
    return true;
  } catch {
    return false;
  }
}

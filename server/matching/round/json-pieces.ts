import { InvalidRound } from './problem.ts';

/** Takes what stands in a JSON object, in its order. */
export interface JsonPieces {
  /** A value directly in the object that is not an array. */
  value(name: string, value: unknown): void;
  /** Some elements of an array directly in the object; an empty array comes as no elements. */
  elements(name: string, first: number, values: readonly unknown[]): void;
}

const [quote, backslash, comma, colon] = [0x22, 0x5c, 0x2c, 0x3a];
const [openBrace, closeBrace, openBracket, closeBracket] = [0x7b, 0x7d, 0x5b, 0x5d];

/** What comes next in the object; `end` is nothing more. */
type Place = 'start' | 'first name' | 'name' | 'colon' | 'value' | 'elements' | 'after' | 'end';

/**
 * Cuts a JSON object into pieces small enough for `JSON.parse`, which a file of 400 MB is not: a
 * string holds half a gigabyte at most. Only quotes, brackets and commas are looked at here; what is
 * between them, and whether that is JSON, is left to `JSON.parse`. These bytes never occur inside a
 * character of several bytes, so a piece is whole text wherever the chunks were cut.
 */
export class JsonReader {
  readonly #pieces: JsonPieces;
  readonly #names = new Set<string>();
  readonly #decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  #place: Place = 'start';
  #name = '';
  /** How many elements of the present array have been taken. */
  #taken = 0;
  /** What has not been taken yet, and up to where it has been looked at. */
  #bytes = new Uint8Array(0);
  #at = 0;
  /** How many brackets are open there; whether it is within a string, right after a backslash. */
  #depth = 0;
  #inString = false;
  #escaped = false;

  constructor(pieces: JsonPieces) {
    this.#pieces = pieces;
  }

  /** @throws InvalidRound where the bytes are no JSON object */
  push(chunk: Uint8Array): void {
    const bytes = new Uint8Array(this.#bytes.length + chunk.length);
    bytes.set(this.#bytes);
    bytes.set(chunk, this.#bytes.length);
    this.#bytes = bytes;
    while (this.#step());
  }

  /** @throws InvalidRound when the object is not complete */
  end(): void {
    if (this.#place !== 'end') throw new InvalidRound(`The file ends early, ${this.#where()}.`);
  }

  /** Takes the next piece; false when it is not complete yet. */
  #step(): boolean {
    if (this.#place === 'elements') return this.#takeElements();
    const mark = this.#next();
    if (mark === undefined) return false;
    if (this.#place === 'start' && mark === 0xef) return this.#takeByteOrderMark();
    if (this.#place === 'start' && mark === openBrace) return this.#pass('first name');
    if (this.#place === 'first name' && mark === closeBrace) return this.#pass('end');
    if (this.#place === 'first name' || this.#place === 'name') return this.#takeName();
    if (this.#place === 'colon' && mark === colon) return this.#pass('value');
    if (this.#place === 'value' && mark === openBracket) {
      this.#taken = 0;
      return this.#pass('elements');
    }
    if (this.#place === 'value') return this.#takeValue();
    if (this.#place === 'after' && mark === comma) return this.#pass('name');
    if (this.#place === 'after' && mark === closeBrace) return this.#pass('end');
    // No byte of UTF-8 is one of these, and UTF-16 begins with both.
    if (mark >= 0xfe) throw this.#notText();
    throw this.#broken(String.fromCharCode(mark));
  }

  /** The next byte that is no space; everything before it is dropped. */
  #next(): number | undefined {
    if (this.#at > 0) return this.#bytes[0];
    let at = 0;
    while (at < this.#bytes.length && isSpace(this.#bytes[at]!)) at++;
    this.#bytes = this.#bytes.subarray(at);
    return this.#bytes[0];
  }

  #pass(place: Place): true {
    this.#drop(1);
    this.#place = place;
    return true;
  }

  /** Some editors put one before the text. */
  #takeByteOrderMark(): boolean {
    if (this.#bytes.length < 3) return false;
    if (this.#bytes[1] !== 0xbb || this.#bytes[2] !== 0xbf) throw this.#broken('�');
    this.#drop(3);
    return true;
  }

  #takeName(): boolean {
    if (!this.#scan()) return false;
    const text = this.#text(this.#at);
    let name: unknown;
    try {
      name = JSON.parse(text);
    } catch {
      throw this.#broken(text);
    }
    if (typeof name !== 'string') throw this.#broken(text);
    if (this.#names.has(name)) throw new InvalidRound(`${name}: is given twice.`);
    this.#names.add(name);
    this.#name = name;
    this.#drop(this.#at);
    this.#place = 'colon';
    return true;
  }

  #takeValue(): boolean {
    if (!this.#scan()) return false;
    const text = this.#text(this.#at);
    let value: unknown;
    try {
      value = JSON.parse(text);
    } catch {
      throw new InvalidRound(`${this.#name}: found ${excerpt(text)}, which is no JSON.`);
    }
    this.#pieces.value(this.#name, value);
    this.#drop(this.#at);
    this.#place = 'after';
    return true;
  }

  /** As many elements as are complete, in one go. */
  #takeElements(): boolean {
    let complete = -1;
    let closed = false;
    while (!closed && this.#scan()) {
      complete = this.#at++;
      const mark = this.#bytes[complete]!;
      closed = mark === closeBracket;
      if (!closed && mark !== comma) throw this.#broken(String.fromCharCode(mark));
    }
    if (complete < 0) return false;
    const values = this.#parseElements(this.#text(complete), closed);
    this.#pieces.elements(this.#name, this.#taken, values);
    this.#taken += values.length;
    const looked = this.#at - complete - 1;
    this.#bytes = this.#bytes.subarray(complete + 1);
    this.#at = looked;
    if (closed) this.#place = 'after';
    return closed;
  }

  #parseElements(text: string, closed: boolean): unknown[] {
    const isBlank = text.trim() === '';
    if (isBlank && closed && this.#taken === 0) return [];
    try {
      // An element that is missing between two commas would pass as an array of none.
      if (isBlank) throw new SyntaxError();
      return JSON.parse(`[${text}]`) as unknown[];
    } catch {
      const wrong = this.#taken + wholeElements(text);
      throw new InvalidRound(`${this.#name}[${wrong}]: is no JSON.`);
    }
  }

  /** Looks for the mark that ends the piece, outside strings and brackets; false when it is not in sight. */
  #scan(): boolean {
    const bytes = this.#bytes;
    let [depth, inString, escaped, at] = [this.#depth, this.#inString, this.#escaped, this.#at];
    let found = false;
    for (; at < bytes.length; at++) {
      const byte = bytes[at]!;
      if (inString) {
        if (escaped) escaped = false;
        else if (byte === backslash) escaped = true;
        else if (byte === quote) inString = false;
      } else if (byte === quote) inString = true;
      else if (byte === openBrace || byte === openBracket) depth++;
      else if (byte === closeBrace || byte === closeBracket) {
        if ((found = depth === 0)) break;
        depth--;
      } else if (depth === 0 && (byte === comma || byte === colon)) {
        found = true;
        break;
      }
    }
    [this.#depth, this.#inString, this.#escaped, this.#at] = [depth, inString, escaped, at];
    return found;
  }

  #drop(count: number): void {
    this.#bytes = this.#bytes.subarray(count);
    this.#at = 0;
  }

  #text(end: number): string {
    try {
      return this.#decoder.decode(this.#bytes.subarray(0, end));
    } catch {
      throw this.#notText();
    }
  }

  #notText(): InvalidRound {
    return new InvalidRound(`The file is not UTF-8 text, ${this.#where()}.`);
  }

  #broken(found: string): InvalidRound {
    return new InvalidRound(
      `The file is no JSON object: found ${excerpt(found)} ${this.#where()}.`,
    );
  }

  #where(): string {
    if (this.#place === 'start') return 'before anything was said';
    if (this.#place === 'end') return 'after its end';
    if (this.#place === 'elements') return `in ${this.#name}, after ${this.#taken} entries`;
    return this.#name === '' ? 'before the first value' : `at ${this.#name}`;
  }
}

/** How many elements, from the first on, are JSON. */
function wholeElements(text: string): number {
  let whole = 0;
  let start = 0;
  for (let end = text.indexOf(','); ; end = text.indexOf(',', end + 1)) {
    const last = end < 0;
    try {
      JSON.parse(text.slice(start, last ? undefined : end));
      whole++;
      start = end + 1;
    } catch {
      // Not the end of an element; one that never ends would be tried with ever more behind it.
      if (end - start > 10_000) return whole;
    }
    if (last) return whole;
  }
}

function isSpace(byte: number): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;
}

function excerpt(text: string): string {
  const line = text.trim().replace(/\s+/g, ' ');
  return `"${line.length > 40 ? `${line.slice(0, 40)}…` : line}"`;
}

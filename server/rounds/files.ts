import { createWriteStream } from 'node:fs';
import { open as openFile, rename, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Failure, reasonOf } from '../failure.ts';
import type { Instance } from '../matching/round/instance.ts';
import { InvalidRound } from '../matching/round/problem.ts';
import { readObjectFrom, readRoundFrom } from '../matching/round/read.ts';
import type { RoundResult } from '../matching/round/result.ts';

/** As much as is read at a time: pieces of it are parsed at once. */
const chunk = 1 << 20;

/** @throws Failure when the file cannot be read, or is no problem: naming the entry */
export function readProblem(path: string): Promise<Instance> {
  return read(path, readRoundFrom);
}

/** @throws Failure when the file cannot be read or is no JSON object */
export function readResult(path: string): Promise<unknown> {
  return read(path, readObjectFrom);
}

async function read<T>(
  path: string,
  parse: (chunks: AsyncIterable<Uint8Array>) => Promise<T>,
): Promise<T> {
  let source;
  try {
    const file = await openFile(path);
    if ((await file.stat()).isDirectory()) throw new Error('it is a folder');
    source = file.createReadStream({ highWaterMark: chunk });
  } catch (error) {
    throw new Failure(1, `${path} cannot be read (${reasonOf(error)}).`, { cause: error });
  }
  try {
    return await parse(source);
  } catch (error) {
    if (!(error instanceof InvalidRound)) throw error;
    throw new Failure(1, `${path}: ${error.message}`, { cause: error });
  }
}

/** Writes a result; the file is there as a whole or not at all. @throws Failure */
export async function writeResult(path: string, result: RoundResult): Promise<void> {
  const unfinished = `${path}.${process.pid}.part`;
  try {
    await pipeline(Readable.from(resultJson(result)), createWriteStream(unfinished));
    await rename(unfinished, path);
  } catch (error) {
    await rm(unfinished, { force: true });
    throw new Failure(3, `${path} cannot be written (${reasonOf(error)}).`, { cause: error });
  }
}

/** Entries of a list that become text together. */
const together = 4096;

/** The JSON of a result in parts, as one string would be too long for a large round. */
export function* resultJson(result: RoundResult): Generator<string> {
  let before = '{\n';
  for (const [name, value] of Object.entries(result) as [string, unknown][]) {
    yield `${before}${JSON.stringify(name)}: `;
    before = ',\n';
    if (Array.isArray(value)) yield* listJson(value);
    else if (typeof value === 'object' && value !== null) yield* recordJson(value);
    else yield JSON.stringify(value);
  }
  yield '\n}\n';
}

function* listJson(list: readonly unknown[]): Generator<string> {
  yield '[';
  for (let at = 0; at < list.length; at += together) {
    const lines = list.slice(at, at + together).map((entry) => JSON.stringify(entry));
    yield `${at > 0 ? ',' : ''}\n${lines.join(',\n')}`;
  }
  yield list.length > 0 ? '\n]' : ']';
}

function* recordJson(record: object): Generator<string> {
  let before = '{';
  for (const [name, value] of Object.entries(record) as [string, unknown][]) {
    if (value === undefined) continue;
    yield `${before}${JSON.stringify(name)}: ${JSON.stringify(value)}`;
    before = ',\n';
  }
  yield before === '{' ? '{}' : '}';
}

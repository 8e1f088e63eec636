import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';

/** JSON as it is stored: just what is downloaded, compressed. */
export async function packed(value: object): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await promisify(gzip)(JSON.stringify(value)));
}

/** The text again. */
export async function unpackedText(bytes: Uint8Array): Promise<string> {
  return (await promisify(gunzip)(bytes)).toString();
}

export async function unpacked<T>(bytes: Uint8Array): Promise<T> {
  return JSON.parse(await unpackedText(bytes)) as T;
}

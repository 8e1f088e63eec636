import type { PrismaClient } from '../../../server/database/database.ts';
import {
  importMembers,
  type ImportOptions,
  type ImportResult,
} from '../../../server/members-csv/import.ts';
import { exportMembers, type ExportFormat } from '../../../server/members-csv/write.ts';

/** A file as it comes from the disk, in chunks of so many bytes. */
export async function* bytesOf(file: string | Uint8Array, size = 64): AsyncGenerator<Uint8Array> {
  const bytes = typeof file === 'string' ? new TextEncoder().encode(file) : file;
  for (let start = 0; start < bytes.length; start += size) {
    yield bytes.subarray(start, start + size);
  }
}

export const usual: ImportOptions = {
  dryRun: false,
  createTopics: false,
  locale: 'en',
  today: '2026-03-02',
};

export function importCsv(
  prisma: PrismaClient,
  file: string | Uint8Array,
  options: Partial<ImportOptions> = {},
): Promise<ImportResult> {
  return importMembers(prisma, bytesOf(file, 4096), { ...usual, ...options });
}

export async function exported(
  prisma: PrismaClient,
  format: ExportFormat = 'csv',
): Promise<string> {
  let text = '';
  for await (const part of exportMembers(prisma, format)) text += part;
  return text;
}

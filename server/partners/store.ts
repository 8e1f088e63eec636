import { record } from '../audit/store.ts';
import type { Scope, Viewer } from '../access/viewer.ts';
import { scopes } from '../access/viewer.ts';
import type { ApiKey } from '../../generated/prisma/client.ts';
import type { PrismaClient } from '../database/database.ts';
import { hashOfKey, newKey, prefixOfKey } from './rules.ts';

export interface NewKey {
  readonly name: string;
  readonly scopes: readonly Scope[];
  readonly memberId: string | null;
  readonly expiresAt?: Date;
}

/** Makes a key and answers it: the only moment at which it is known. */
export async function createKey(
  prisma: PrismaClient,
  actor: string,
  { name, scopes, memberId, expiresAt }: NewKey,
): Promise<{ id: string; key: string }> {
  const key = newKey();
  const id = await prisma.$transaction(async (transaction) => {
    const created = await transaction.apiKey.create({
      data: {
        name,
        scopes: [...scopes],
        memberId,
        expiresAt,
        hash: hashOfKey(key),
        prefix: prefixOfKey(key),
      },
    });
    await record(transaction, {
      actor,
      action: 'createApiKey',
      subject: created.id,
      detail: { scopes: [...scopes] },
    });
    return created.id;
  });
  return { id, key };
}

/** What is kept of a key, without what it could be tested against. */
export type StoredKey = Omit<ApiKey, 'hash'>;

export function listKeys(prisma: PrismaClient): Promise<StoredKey[]> {
  return prisma.apiKey.findMany({ orderBy: { id: 'asc' }, omit: { hash: true } });
}

export function readKey(prisma: PrismaClient, id: string): Promise<StoredKey> {
  return prisma.apiKey.findUniqueOrThrow({ where: { id }, omit: { hash: true } });
}

/**
 * Puts a new key in the place of one that works, which ends after `graceHours`, or before if it was to end before.
 * @returns null when there is no such key, or it works no more
 */
export async function rotateKey(
  prisma: PrismaClient,
  actor: string,
  id: string,
  now: Date,
  graceHours: number,
): Promise<{ id: string; key: string } | null> {
  const key = newKey();
  const end = new Date(now.getTime() + graceHours * 3_600_000);
  return prisma.$transaction(async (transaction) => {
    // Ended first: of two that replace it at once without grace, one finds that it works no more.
    const works = { id, revokedAt: null, OR: [{ expiresAt: null }, { expiresAt: { gt: now } }] };
    const old = await transaction.apiKey.findFirst({ where: works });
    const ends = graceHours === 0 ? { revokedAt: now } : { expiresAt: end };
    const sooner = old?.expiresAt && old.expiresAt <= end && graceHours > 0;
    const { count } = await transaction.apiKey.updateMany({
      where: works,
      data: sooner ? { expiresAt: old.expiresAt } : ends,
    });
    if (!old || count === 0) return null;
    const { name, scopes: kept, memberId, expiresAt } = old;
    const created = await transaction.apiKey.create({
      data: {
        name,
        scopes: kept,
        memberId,
        expiresAt,
        hash: hashOfKey(key),
        prefix: prefixOfKey(key),
      },
    });
    const detail = { replaces: id, graceHours };
    await record(transaction, { actor, action: 'rotateApiKey', subject: created.id, detail });
    return { id: created.id, key };
  });
}

/** Ends a key from this moment on; false when there is no such key or it ended before. */
export async function revokeKey(
  prisma: PrismaClient,
  actor: string,
  id: string,
  now: Date,
): Promise<boolean> {
  return prisma.$transaction(async (transaction) => {
    const { count } = await transaction.apiKey.updateMany({
      where: { id, revokedAt: null },
      data: { revokedAt: now },
    });
    if (count > 0) await record(transaction, { actor, action: 'revokeApiKey', subject: id });
    return count > 0;
  });
}

/** How exactly the last use is remembered, in milliseconds: a write at every request would tell no more. */
const lastUsedPrecision = 60_000;

/** The viewer behind a key; null when it is unknown, revoked or expired. */
export async function viewerOfKey(
  prisma: PrismaClient,
  key: string,
  now: Date,
): Promise<Viewer | null> {
  const found = await prisma.apiKey.findUnique({ where: { hash: hashOfKey(key) } });
  if (!found || found.revokedAt || (found.expiresAt && found.expiresAt <= now)) return null;
  if (!found.lastUsedAt || now.getTime() - found.lastUsedAt.getTime() > lastUsedPrecision) {
    await prisma.apiKey.update({ where: { id: found.id }, data: { lastUsedAt: now } });
  }
  return {
    kind: 'key',
    keyId: found.id,
    scopes: scopes.filter((scope) => found.scopes.includes(scope)),
    memberId: found.memberId,
  };
}

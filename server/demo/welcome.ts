import { handedLinkLifetime } from '../access/sign-in.ts';
import { signInLink } from '../access/rules.ts';
import { createKey, listKeys, revokeKey } from '../partners/store.ts';
import type { Services } from '../schema/context.ts';
import type { Demonstration } from './store.ts';

const keyName = 'Demonstration';

/** Lines for the terminal with which a newcomer gets in: links to click, and a key. */
export async function welcome(
  { prisma, signIn, now }: Services,
  address: string,
  { member, secretariat }: Demonstration,
): Promise<string[]> {
  const link = async (email: string) =>
    signInLink(address, 'en', await signIn.issueToken(email, handedLinkLifetime));
  return [
    '',
    'This is a demonstration network; its members are invented. Each link signs in once, within a day:',
    `  as a member       ${await link(member)}`,
    `  as the secretariat ${await link(secretariat)}`,
    `  as a partner      Authorization: Bearer ${await freshKey(prisma, now())}`,
    '',
  ];
}

/** A key is shown once and not kept, so every start makes one and ends the one before. */
async function freshKey(prisma: Services['prisma'], now: Date): Promise<string> {
  for (const { id, name, revokedAt } of await listKeys(prisma)) {
    if (name === keyName && !revokedAt) await revokeKey(prisma, 'system', id, now);
  }
  const { key } = await createKey(prisma, 'system', {
    name: keyName,
    scopes: ['read:directory'],
    memberId: null,
  });
  return key;
}

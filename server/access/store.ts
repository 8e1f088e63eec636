import type { Transaction } from '../database/database.ts';

/** Whether the address belongs to a representative or to the secretariat. */
export async function maySignIn(database: Transaction, email: string): Promise<boolean> {
  const [representative, user] = await Promise.all([
    database.representative.findUnique({ where: { email }, select: { id: true } }),
    database.user.findUnique({ where: { email }, select: { secretariat: true } }),
  ]);
  return representative !== null || user?.secretariat === true;
}

/** Makes somebody a secretary, known or not before. */
export async function appointSecretary(database: Transaction, email: string): Promise<void> {
  await database.user.upsert({
    where: { email },
    create: { email, name: '', emailVerified: true, secretariat: true },
    update: { secretariat: true },
  });
}

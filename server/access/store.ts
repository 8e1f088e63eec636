import { record } from '../audit/store.ts';
import type { Transaction } from '../database/database.ts';

/** Whether the address belongs to a representative or to the secretariat. */
export async function maySignIn(database: Transaction, email: string): Promise<boolean> {
  const [representative, user] = await Promise.all([
    database.representative.findUnique({ where: { email }, select: { id: true } }),
    database.user.findUnique({ where: { email }, select: { secretariat: true } }),
  ]);
  return representative !== null || user?.secretariat === true;
}

/** Makes somebody a secretary, known or not before. `actor` is who says so, as the audit trail names it. */
export async function appointSecretary(
  transaction: Transaction,
  email: string,
  actor: string,
): Promise<void> {
  const { id } = await transaction.user.upsert({
    where: { email },
    create: { email, name: '', emailVerified: true, secretariat: true },
    update: { secretariat: true },
  });
  await record(transaction, { actor, action: 'appointSecretary', subject: id });
}

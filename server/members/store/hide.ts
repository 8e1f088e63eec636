import { widerThanAtRisk } from '../../access/consent.ts';
import type { Transaction } from '../../database/database.ts';

/**
 * Takes back what members that become at risk had said of single fields, where it shows them to more than the secretariat: these
 * follow the general choice again. That a field may be used for matching stays, unseen.
 */
export async function hideFields(
  transaction: Transaction,
  memberIds: readonly string[],
): Promise<void> {
  const where = { memberId: { in: [...memberIds] }, audience: { in: [...widerThanAtRisk] } };
  await transaction.consent.deleteMany({ where: { ...where, useForMatching: false } });
  await transaction.consent.updateMany({ where, data: { audience: 'SECRETARIAT' } });
}

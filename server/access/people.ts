import type { Transaction } from '../database/database.ts';
import { readCounterparts } from './counterparts.ts';
import type { Viewer } from './viewer.ts';

type Person = Extract<Viewer, { kind: 'person' }>;

interface StoredUser {
  readonly id: string;
  readonly email: string;
  readonly secretariat: boolean;
}

/** A person as decisions take it: for whom the person acts, and with whom that member is in an exchange. */
export async function viewerOfUser(database: Transaction, user: StoredUser): Promise<Person> {
  const { id: userId, email, secretariat } = user;
  const representative = await database.representative.findUnique({ where: { email } });
  const memberId = representative?.memberId ?? null;
  return {
    kind: 'person',
    userId,
    email,
    secretariat,
    memberId,
    ...(memberId && { counterparts: await readCounterparts(database, memberId) }),
  };
}

/** The same for whoever gets mail at an address, signed in before or not; null for somebody who acts for nobody. */
export async function viewerOfEmail(database: Transaction, email: string): Promise<Person | null> {
  const user = await database.user.findUnique({ where: { email } });
  const viewer = await viewerOfUser(database, user ?? { id: '', email, secretariat: false });
  return viewer.secretariat || viewer.memberId ? viewer : null;
}

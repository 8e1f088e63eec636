import type { Prisma } from '../../generated/prisma/client.ts';

/** A member as it is stored, with all that a row of the file can say. */
export const storedMember = {
  include: {
    languages: { orderBy: { position: 'asc' } },
    offers: { orderBy: { position: 'asc' } },
    needs: { orderBy: { position: 'asc' } },
    themes: { orderBy: { position: 'asc' } },
    interprets: { orderBy: { position: 'asc' } },
    workingGroups: { orderBy: { position: 'asc' } },
    representatives: { orderBy: { position: 'asc' } },
    consents: true,
  },
} as const satisfies Prisma.MemberDefaultArgs;
export type StoredMember = Prisma.MemberGetPayload<typeof storedMember>;

import { maySee } from '../../access/consent.ts';
import { consentHolder } from '../../members/schema/member.ts';
import { builder } from '../../schema/builder.ts';

interface RefusedAddress {
  readonly email: string;
  readonly memberId: string | null;
  readonly at: Date;
  readonly code: string;
}

const RefusedAddressType = builder.objectRef<RefusedAddress>('RefusedAddress').implement({
  description: 'An address that its mail server refuses, so that no mail goes there any more.',
  fields: (t) => ({
    email: t.string({
      nullable: true,
      description: 'The address; null where the member keeps its contacts from the secretariat.',
      resolve: async ({ email, memberId }, _args, { prisma, viewer }) => {
        if (!memberId) return email;
        const member = await prisma.member.findUnique({
          where: { id: memberId },
          select: consentHolder,
        });
        return member && maySee(viewer, member, 'CONTACT') ? email : null;
      },
    }),
    member: t.prismaField({
      type: 'Member',
      nullable: true,
      description: 'For whom the person acts; null: for the secretariat.',
      resolve: (query, { memberId }, _args, { prisma }) =>
        memberId ? prisma.member.findUnique({ ...query, where: { id: memberId } }) : null,
    }),
    refusedAt: t.expose('at', { type: 'DateTime', description: 'When it was refused last.' }),
    refusal: t.exposeString('code', {
      description: 'The code of the mail server (RFC 5321), or that it never answered.',
    }),
  }),
});

/** As many as a page shows; whoever mends some sees the next. */
const most = 100;

builder.queryField('refusedAddresses', (t) =>
  t.field({
    type: [RefusedAddressType],
    description:
      'Addresses of people who cannot be reached, the latest first, at most 100. An address leaves the list when its person is sent a link to sign in that arrives, or has another address. For the secretariat.',
    authScopes: { secretariat: true },
    complexity: { field: 1, multiplier: 20 },
    resolve: async (_root, _args, { prisma }) => {
      const rows = await prisma.$queryRaw<RefusedAddress[]>`
        SELECT "email", "Representative"."memberId"::text AS "memberId", "refusedAt" AS "at", COALESCE("refusal", '') AS "code"
        FROM "Mailbox"
        LEFT JOIN "Representative" USING ("email")
        LEFT JOIN "User" USING ("email")
        WHERE "refusedAt" IS NOT NULL AND ("Representative"."id" IS NOT NULL OR "User"."secretariat")
        ORDER BY "refusedAt" DESC, "email" LIMIT ${most}`;
      return rows;
    },
  }),
);

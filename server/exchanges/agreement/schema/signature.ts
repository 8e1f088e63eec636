import { MemberType } from '../../../members/schema/member.ts';
import { builder } from '../../../schema/builder.ts';

interface Signature {
  readonly memberId: string;
  readonly version: number;
  readonly at: Date | null;
  readonly current: boolean;
}

export const AgreementSignatureType = builder.objectRef<Signature>('AgreementSignature').implement({
  description: 'That a party signed.',
  fields: (t) => ({
    member: t.prismaField({
      type: MemberType,
      description: 'The party.',
      resolve: (query, { memberId }, _args, { prisma }) =>
        prisma.member.findUniqueOrThrow({ ...query, where: { id: memberId } }),
    }),
    version: t.exposeInt('version', { description: 'The version that it signed last.' }),
    at: t.expose('at', { type: 'DateTime', nullable: true, description: 'When.' }),
    current: t.exposeBoolean('current', {
      description: 'Whether that is the newest version; a signature under an older one counts not.',
    }),
  }),
});

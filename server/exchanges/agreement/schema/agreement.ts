import type { Prisma } from '../../../../generated/prisma/client.ts';
import { LanguageType } from '../../../cldr/schema.ts';
import { ExchangeFormatType } from '../../../members/schema/enums.ts';
import { MemberType } from '../../../members/schema/member.ts';
import { readNames } from '../../../pairings/names.ts';
import { builder } from '../../../schema/builder.ts';
import type { Context } from '../../../schema/context.ts';
import { hasSigned } from '../../rules/exchange.ts';
import { OutcomeTypeType } from '../../schema/enums.ts';
import { changesBetween } from '../rules.ts';
import { termsOf } from '../store.ts';
import { AgreementChangeType } from './change.ts';
import { InterpretationPlanType } from './interpretation-plan.ts';
import { AgreementSignatureType } from './signature.ts';

export const LearningAgreementType = builder.prismaObject('LearningAgreement', {
  description:
    'A version of what the parties of an exchange agree on; for them and the secretariat.',
  select: { exchangeId: true, version: true },
  fields: (t) => ({
    version: t.exposeInt('version', { description: '1, 2, 3 …; the highest is the one to sign.' }),
    author: t.prismaField({
      type: MemberType,
      nullable: true,
      description: 'Who wrote this version; null: the secretariat.',
      select: { memberId: true },
      resolve: (query, { memberId }, _args, { prisma }) =>
        memberId === null ? null : prisma.member.findUnique({ ...query, where: { id: memberId } }),
    }),
    at: t.expose('at', { type: 'DateTime', description: 'When it was written.' }),
    objectives: t.exposeString('objectives', { description: 'What is to be learned or done.' }),
    outcome: t.expose('outcome', { type: OutcomeTypeType, description: 'What is hoped for.' }),
    formats: t.expose('formats', {
      type: [ExchangeFormatType],
      description: 'How the parties meet; empty: not said.',
    }),
    roles: t.exposeString('roles', { nullable: true, description: 'Who does what.' }),
    startsOn: t.expose('startsOn', {
      type: 'Date',
      nullable: true,
      description: 'The first day.',
    }),
    endsOn: t.expose('endsOn', { type: 'Date', nullable: true, description: 'The last day.' }),
    languages: t.field({
      type: [LanguageType],
      description: 'In which languages; empty: not said.',
      complexity: { field: 1, multiplier: 2 },
      select: { languages: true },
      resolve: ({ languages }) => languages.map((code) => ({ code })),
    }),
    interpretation: t.expose('interpretation', {
      type: InterpretationPlanType,
      description: 'How the parties understand each other.',
    }),
    interpreter: t.prismaField({
      type: MemberType,
      nullable: true,
      description: 'The member that interprets or relays.',
      select: { interpreterId: true },
      resolve: (query, { interpreterId: id }, _args, { prisma }) =>
        id === null ? null : prisma.member.findUnique({ ...query, where: { id } }),
    }),
    interpreters: t.exposeString('interpreters', {
      nullable: true,
      description: 'Who else interprets.',
    }),
    safety: t.exposeString('safety', {
      nullable: true,
      description: 'What is agreed for the safety of the parties.',
    }),
    money: t.exposeString('money', {
      nullable: true,
      description: 'What it costs and who pays; null: it costs nothing.',
    }),
    signatures: t.field({
      type: [AgreementSignatureType],
      description: 'Who signed what last; those who never signed do not stand here.',
      complexity: { field: 1, multiplier: 3 },
      select: { exchange: { select: signing } },
      resolve: ({ exchange }) =>
        exchange.parties.flatMap((party) =>
          party.signedVersion === null
            ? []
            : [
                {
                  memberId: party.memberId,
                  version: party.signedVersion,
                  at: party.signedAt,
                  current: hasSigned(exchange, party),
                },
              ],
        ),
    }),
    changes: t.field({
      type: [AgreementChangeType],
      description:
        'What changed since an earlier version, field by field: by default since the one that the viewer signed last, else since the one before.',
      args: {
        since: t.arg.int({ description: 'The earlier version; 0: all that stands in this one.' }),
      },
      complexity: { field: 1, multiplier: 5 },
      resolve: async (agreement, { since }, context) => {
        const { exchangeId, version } = agreement;
        const from = since ?? (await versionToCompare(context, exchangeId, version));
        if (from === null || from < 0 || from >= version) return [];
        const [before, after] = await Promise.all([
          termsOf(context.prisma, exchangeId, from),
          termsOf(context.prisma, exchangeId, version),
        ]);
        if (!after || (from > 0 && !before)) return [];
        const ids = [before?.interpreterId, after.interpreterId].flatMap((id) => id ?? []);
        const { memberName } = await readNames(context, [], ids);
        return changesBetween(before, after).map((change) => ({ ...change, memberName }));
      },
    }),
  }),
});

const signing = {
  agreementVersion: true,
  parties: {
    where: { answer: 'ACCEPTED' },
    orderBy: { position: 'asc' },
    select: { memberId: true, signedVersion: true, signedAt: true },
  },
} as const satisfies Prisma.ExchangeSelect;

/** Null where there is no earlier one. */
async function versionToCompare(
  { prisma, viewer }: Context,
  exchangeId: string,
  version: number,
): Promise<number | null> {
  const memberId = viewer.kind === 'person' ? viewer.memberId : null;
  const party =
    memberId &&
    (await prisma.exchangeParty.findUnique({
      where: { exchangeId_memberId: { exchangeId, memberId } },
      select: { signedVersion: true },
    }));
  return (party && party.signedVersion) || (version > 1 ? version - 1 : null);
}

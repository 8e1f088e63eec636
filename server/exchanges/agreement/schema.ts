import type { Prisma } from '../../../generated/prisma/client.ts';
import type { Viewer } from '../../access/viewer.ts';
import { LanguageType } from '../../cldr/schema.ts';
import { ExchangeFormatType } from '../../members/schema/enums.ts';
import { accept } from '../../members/schema/change.ts';
import { MemberType } from '../../members/schema/member.ts';
import { readNames } from '../../pairings/names.ts';
import { builder } from '../../schema/builder.ts';
import type { Context } from '../../schema/context.ts';
import { idOfType } from '../../schema/ids.ts';
import { localeArgument } from '../../schema/locale-argument.ts';
import { resultOf } from '../../schema/result.ts';
import { hasSigned } from '../rules/exchange.ts';
import { OutcomeTypeType } from '../schema/enums.ts';
import { exchangeErrors, exchangeSuccess, exchangeToAct } from '../schema/exchange.ts';
import { type ExchangeFields, exchangeFields } from '../schema/input.ts';
import { mayInterpret, mostListed, possibleInterpreters } from './interpreters.ts';
import { changesBetween, checkTerms, limits, type TermsChange } from './rules.ts';
import { draftAgreement, signAgreement, termsOf } from './store.ts';
import { fieldLabel, fieldNames, valueInWords } from './words.ts';

const InterpretationPlanType = builder.enumType('InterpretationPlan', {
  description: 'How the parties understand each other.',
  values: {
    NOT_NEEDED: { value: 'NOT_NEEDED', description: 'By a language that they share.' },
    MEMBER: { value: 'MEMBER', description: 'A member of the network interprets or relays.' },
    PARTIES: { value: 'PARTIES', description: 'The parties bring interpreters, who are named.' },
    SECRETARIAT: { value: 'SECRETARIAT', description: 'The secretariat finds interpreters.' },
  } as const,
});

const AgreementFieldType = builder.enumType('AgreementField', {
  description: 'A part of a learning agreement.',
  values: Object.values(fieldNames),
});

interface Change extends TermsChange {
  readonly memberName: (memberId: string) => string;
}

const AgreementChangeType = builder.objectRef<Change>('AgreementChange').implement({
  description: 'What one version of an agreement changes of another, in one field.',
  fields: (t) => ({
    field: t.field({
      type: AgreementFieldType,
      description: 'Which part.',
      resolve: ({ field }) => fieldNames[field],
    }),
    label: t.string({
      description: 'What the part is called.',
      args: localeArgument(t),
      resolve: ({ field }, { locale }, context) => fieldLabel(locale ?? context.locale, field),
    }),
    before: t.string({
      nullable: true,
      description: 'What it said, in words; null: nothing.',
      args: localeArgument(t),
      resolve: ({ field, before, memberName }, { locale }, context) =>
        valueInWords(locale ?? context.locale, field, before, memberName),
    }),
    after: t.string({
      nullable: true,
      description: 'What it says now, in words; null: nothing.',
      args: localeArgument(t),
      resolve: ({ field, after, memberName }, { locale }, context) =>
        valueInWords(locale ?? context.locale, field, after, memberName),
    }),
  }),
});

interface Signature {
  readonly memberId: string;
  readonly version: number;
  readonly at: Date | null;
  readonly current: boolean;
}

const AgreementSignatureType = builder.objectRef<Signature>('AgreementSignature').implement({
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

const LearningAgreementType = builder.prismaObject('LearningAgreement', {
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

/** Agreements are for those that take part, and not for those that have still to answer or have left. */
function whereMayReadAgreement(viewer: Viewer): Prisma.LearningAgreementWhereInput {
  if (viewer.kind !== 'person') return { version: { in: [] } };
  if (viewer.secretariat) return {};
  const memberId = viewer.memberId ?? '';
  return memberId === ''
    ? { version: { in: [] } }
    : { exchange: { parties: { some: { memberId, answer: 'ACCEPTED' } } } };
}

builder.prismaObjectFields('Exchange', (t) => ({
  agreement: t.prismaField({
    type: LearningAgreementType,
    nullable: true,
    description: 'The newest version of the learning agreement; null where there is none yet.',
    resolve: (query, { id }, _args, { prisma, viewer }) =>
      prisma.learningAgreement.findFirst({
        ...query,
        where: { AND: [{ exchangeId: id }, whereMayReadAgreement(viewer)] },
        orderBy: { version: 'desc' },
      }),
  }),
  agreements: t.prismaField({
    type: [LearningAgreementType],
    description: 'Every version of the learning agreement, the newest first.',
    complexity: { field: 1, multiplier: 5 },
    resolve: (query, { id }, _args, { prisma, viewer }) =>
      prisma.learningAgreement.findMany({
        ...query,
        where: { AND: [{ exchangeId: id }, whereMayReadAgreement(viewer)] },
        orderBy: { version: 'desc' },
      }),
  }),
}));

builder.prismaObjectField('Exchange', 'possibleInterpreters', (t) =>
  t.prismaField({
    type: [MemberType],
    description: `Members that could interpret or relay between the parties and say that they are available: those that bridge most first, at most ${mostListed}. For the parties and the secretariat.`,
    complexity: { field: 2, multiplier: mostListed },
    resolve: async (query, { id }, _args, context) => {
      const ids = await possibleInterpreters(context, id);
      const members = await context.prisma.member.findMany({
        ...query,
        where: { id: { in: [...ids] } },
      });
      return members.toSorted((one, other) => ids.indexOf(one.id) - ids.indexOf(other.id));
    },
  }),
);

const most = (field: 'objectives' | 'roles' | 'interpreters' | 'safety' | 'money') =>
  `At most ${limits[field].toLocaleString('en')} characters.`;

const DraftAgreementInput = builder.inputType('DraftAgreementInput', {
  description: 'The whole of a new version; what is left out is empty.',
  fields: (t) => ({
    ...exchangeFields(t),
    basedOn: t.int({
      required: true,
      defaultValue: 0,
      description: 'The version that it was written from; 0 where there was none.',
    }),
    objectives: t.string({
      required: true,
      description: `What is to be learned or done. ${most('objectives')}`,
    }),
    outcome: t.field({ type: OutcomeTypeType, required: true, description: 'What is hoped for.' }),
    formats: t.field({ type: [ExchangeFormatType], description: 'How the parties meet.' }),
    roles: t.string({ description: `Who does what. ${most('roles')}` }),
    startsOn: t.field({ type: 'Date', description: 'The first day.' }),
    endsOn: t.field({ type: 'Date', description: 'The last day.' }),
    languages: t.stringList({
      description: `In which languages (BCP 47), at most ${limits.languages}.`,
    }),
    interpretation: t.field({
      type: InterpretationPlanType,
      description: 'How the parties understand each other; by default by a language of theirs.',
    }),
    interpreter: t.id({ description: 'With MEMBER: the member that interprets or relays.' }),
    interpreters: t.string({
      description: `Who interprets, by name; needed with PARTIES. ${most('interpreters')}`,
    }),
    safety: t.string({ description: `What is agreed for safety. ${most('safety')}` }),
    money: t.string({ description: `What it costs and who pays. ${most('money')}` }),
  }),
});

builder.mutationField('draftAgreement', (t) =>
  t.field({
    type: exchangeSuccess(
      'DraftAgreementSuccess',
      'The new version is there for everybody to sign, or said what the newest says already.',
    ),
    description:
      'Writes a new version of the learning agreement. Any change takes back every signature.',
    authScopes: { signedIn: true },
    errors: resultOf('DraftAgreement', exchangeErrors),
    args: { input: t.arg({ type: DraftAgreementInput, required: true, description: 'What.' }) },
    resolve: async (_root, { input }, context) => {
      const request = await requestOf(input, context);
      const interpreterId = input.interpreter ? idOfType('Member', input.interpreter) : null;
      const terms = accept(
        checkTerms(
          { ...input, interpreterId },
          {
            today: context.now().toISOString().slice(0, 10),
            mayInterpret:
              interpreterId !== null &&
              (await mayInterpret(context, interpreterId, request.exchangeId)),
          },
        ),
        context,
      );
      await draftAgreement(context, request, terms, input.basedOn);
      return request;
    },
  }),
);

const SignAgreementInput = builder.inputType('SignAgreementInput', {
  description: 'A signature.',
  fields: (t) => ({
    ...exchangeFields(t),
    version: t.int({
      required: true,
      description: 'The version that was read; it must be the newest.',
    }),
  }),
});

builder.mutationField('signAgreement', (t) =>
  t.field({
    type: exchangeSuccess('SignAgreementSuccess', 'It is signed; with the last one it is agreed.'),
    description:
      'Signs the newest version of the learning agreement. It must be settled how the parties understand each other.',
    authScopes: { signedIn: true },
    errors: resultOf('SignAgreement', exchangeErrors),
    args: { input: t.arg({ type: SignAgreementInput, required: true, description: 'What.' }) },
    resolve: async (_root, { input }, context) => {
      const request = await requestOf(input, context);
      await signAgreement(context, request, input.version);
      return request;
    },
  }),
);

async function requestOf(input: ExchangeFields, context: Context) {
  const exchangeId = await exchangeToAct(input.exchange, context);
  const { member: on, seen, idempotencyKey } = input;
  return { exchangeId, input, on, seen, idempotencyKey };
}

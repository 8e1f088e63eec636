import { ExchangeFormatType } from '../../../members/schema/enums.ts';
import { accept } from '../../../members/schema/change.ts';
import { builder } from '../../../schema/builder.ts';
import { idOfType } from '../../../schema/ids.ts';
import { resultOf } from '../../../schema/result.ts';
import { OutcomeTypeType } from '../../schema/enums.ts';
import { exchangeErrors, exchangeSuccess } from '../../schema/exchange.ts';
import { exchangeFields } from '../../schema/input.ts';
import { mayInterpret } from '../interpreters.ts';
import { checkTerms, limits } from '../rules.ts';
import { draftAgreement } from '../store.ts';
import { InterpretationPlanType } from './interpretation-plan.ts';
import { requestOf } from './request.ts';

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

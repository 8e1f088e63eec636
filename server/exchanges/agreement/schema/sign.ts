import { builder } from '../../../schema/builder.ts';
import { resultOf } from '../../../schema/result.ts';
import { exchangeErrors, exchangeSuccess } from '../../schema/exchange.ts';
import { exchangeFields } from '../../schema/input.ts';
import { signAgreement } from '../store.ts';
import { requestOf } from './request.ts';

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

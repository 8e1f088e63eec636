import { mayDecideForNetwork } from '../access/policy.ts';
import { message } from '../i18n/message.ts';
import { builder } from '../schema/builder.ts';
import { ForbiddenError, InvalidInputError } from '../schema/errors.ts';
import { localeArgument } from '../schema/locale-argument.ts';
import { resultOf } from '../schema/result.ts';
import { constants, isChangeable, type NumberName, type Numbers } from './rules.ts';
import { readNumbers, writePolicy } from './store.ts';

interface ConstantShape {
  readonly name: NumberName;
  readonly value: number;
}

const constantsOf = (numbers: Numbers): ConstantShape[] =>
  (Object.keys(constants) as NumberName[]).map((name) => ({ name, value: numbers[name] }));

const PolicyConstantType = builder.objectRef<ConstantShape>('PolicyConstant').implement({
  description: 'A number that pairings are computed with, or a period or limit of exchanges.',
  fields: (t) => ({
    name: t.exposeString('name', { description: 'Its stable name.' }),
    value: t.exposeFloat('value', { description: 'What it is now.' }),
    default: t.float({
      description: 'What it is unless the secretariat says otherwise.',
      resolve: ({ name }) => constants[name].default,
    }),
    least: t.float({
      description: 'What it may be, at least.',
      resolve: ({ name }) => constants[name].least,
    }),
    most: t.float({
      description: 'What it may be, at most.',
      resolve: ({ name }) => constants[name].most,
    }),
    meaning: t.string({
      description: 'What it does.',
      args: localeArgument(t),
      resolve: ({ name }, { locale }, context) =>
        message(locale ?? context.locale, `policy.${name}`),
    }),
    changeable: t.boolean({
      description: 'Whether the secretariat can set it.',
      resolve: ({ name }) => isChangeable(name),
    }),
  }),
});

builder.queryField('policy', (t) =>
  t.field({
    type: [PolicyConstantType],
    nullable: true,
    description:
      'Every number behind the pairings, and the periods of exchanges; for the secretariat, null for others.',
    resolve: async (_root, _args, { prisma, viewer }) =>
      mayDecideForNetwork(viewer) ? constantsOf(await readNumbers(prisma)) : null,
  }),
);

const PolicyChangeInput = builder.inputType('PolicyChangeInput', {
  description: 'What one number is to be.',
  fields: (t) => ({
    name: t.string({ required: true, description: 'Its name.' }),
    value: t.float({ description: 'What it is to be; null puts the default back.' }),
  }),
});

const SetPolicyInput = builder.inputType('SetPolicyInput', {
  description:
    'Changes to the numbers behind pairings and exchanges; those not named stay as they are.',
  fields: (t) => ({
    changes: t.field({ type: [PolicyChangeInput], required: true, description: 'Each once.' }),
  }),
});

const SetPolicySuccess = builder
  .objectRef<{ policy: ConstantShape[] }>('SetPolicySuccess')
  .implement({
    description: 'The numbers are set; lists and exchanges use them from now on.',
    fields: (t) => ({
      policy: t.expose('policy', {
        type: [PolicyConstantType],
        description: 'All of them as they are now.',
      }),
    }),
  });

builder.mutationField('setPolicy', (t) =>
  t.field({
    type: SetPolicySuccess,
    description:
      'Sets numbers that pairings are computed with, and periods of exchanges. For the secretariat.',
    authScopes: { secretariat: true },
    errors: resultOf('SetPolicy', [InvalidInputError, ForbiddenError]),
    args: { input: t.arg({ type: SetPolicyInput, required: true, description: 'The changes.' }) },
    resolve: async (_root, { input: { changes } }, { prisma, viewer, locale }) => {
      const problems = await writePolicy(prisma, viewer, changes);
      if (problems.length > 0)
        throw new InvalidInputError(
          problems.map(({ path, key, values }) => ({
            path,
            message: message(locale, key, values),
          })),
        );
      return { policy: constantsOf(await readNumbers(prisma)) };
    },
  }),
);

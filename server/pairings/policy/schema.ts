import { mayDecideForNetwork } from '../../access/policy.ts';
import { message } from '../../i18n/message.ts';
import { type Policy, policyConstants, type PolicyName } from '../../matching/policy.ts';
import { builder } from '../../schema/builder.ts';
import { ForbiddenError, InvalidInputError } from '../../schema/errors.ts';
import { localeArgument } from '../../schema/locale-argument.ts';
import { resultOf } from '../../schema/result.ts';
import { isChangeable, policyProblems } from './rules.ts';
import { readPolicy, writePolicy } from './store.ts';

interface ConstantShape {
  readonly name: PolicyName;
  readonly value: number;
}

const constantsOf = (policy: Policy): ConstantShape[] =>
  (Object.keys(policyConstants) as PolicyName[]).map((name) => ({ name, value: policy[name] }));

const PolicyConstantType = builder.objectRef<ConstantShape>('PolicyConstant').implement({
  description: 'A number that pairings are computed with.',
  fields: (t) => ({
    name: t.exposeString('name', { description: 'Its stable name.' }),
    value: t.exposeFloat('value', { description: 'What it is now.' }),
    default: t.float({
      description: 'What it is unless the secretariat says otherwise.',
      resolve: ({ name }) => policyConstants[name].default,
    }),
    least: t.float({
      description: 'What it may be, at least.',
      resolve: ({ name }) => policyConstants[name].least,
    }),
    most: t.float({
      description: 'What it may be, at most.',
      resolve: ({ name }) => policyConstants[name].most,
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
    description: 'Every number behind the pairings; for the secretariat, null for others.',
    resolve: async (_root, _args, { prisma, viewer }) =>
      mayDecideForNetwork(viewer) ? constantsOf(await readPolicy(prisma)) : null,
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
  description: 'Changes to the numbers behind pairings; those not named stay as they are.',
  fields: (t) => ({
    changes: t.field({ type: [PolicyChangeInput], required: true, description: 'Each once.' }),
  }),
});

const SetPolicySuccess = builder
  .objectRef<{ policy: ConstantShape[] }>('SetPolicySuccess')
  .implement({
    description: 'The numbers are set; lists use them from now on.',
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
    description: 'Sets numbers that pairings are computed with. For the secretariat.',
    authScopes: { secretariat: true },
    errors: resultOf('SetPolicy', [InvalidInputError, ForbiddenError]),
    args: { input: t.arg({ type: SetPolicyInput, required: true, description: 'The changes.' }) },
    resolve: async (_root, { input: { changes } }, { prisma, viewer, locale }) => {
      const problems = policyProblems(changes);
      if (problems.length > 0)
        throw new InvalidInputError(
          problems.map(({ path, key, values }) => ({
            path,
            message: message(locale, key, values),
          })),
        );
      await writePolicy(
        prisma,
        viewer,
        Object.fromEntries(changes.map(({ name, value }) => [name, value ?? null])),
      );
      return { policy: constantsOf(await readPolicy(prisma)) };
    },
  }),
);

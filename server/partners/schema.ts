import type { Scope } from '../access/viewer.ts';
import { actorOf } from '../access/viewer.ts';
import { message } from '../i18n/message.ts';
import { limits } from '../members/rules.ts';
import { builder } from '../schema/builder.ts';
import type { Context } from '../schema/context.ts';
import { ForbiddenError, InvalidInputError, NotFoundError } from '../schema/errors.ts';
import { idOfType } from '../schema/ids.ts';
import { resultOf } from '../schema/result.ts';
import { createKey, listKeys, readKey, revokeKey, rotateKey, type StoredKey } from './store.ts';

const ApiKeyType = builder.objectRef<StoredKey>('ApiKey').implement({
  description: 'What a program signs in with. The key itself is not kept.',
  fields: (t) => ({
    id: t.globalID({
      description: 'Its id, for `rotateApiKey` and `revokeApiKey`.',
      resolve: ({ id }) => ({ id, type: 'ApiKey' }),
    }),
    name: t.exposeString('name', { description: 'The partner and the purpose.' }),
    prefix: t.exposeString('prefix', { description: 'How the key begins, to recognise it by.' }),
    scopes: t.field({
      type: ['Scope'],
      description: 'What it may do.',
      resolve: ({ scopes }) => scopes as Scope[],
    }),
    member: t.prismaField({
      type: 'Member',
      nullable: true,
      description: 'The member that it belongs to, if any.',
      resolve: (query, { memberId }, _args, { prisma }) =>
        memberId ? prisma.member.findUnique({ ...query, where: { id: memberId } }) : null,
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was made.' }),
    expiresAt: t.expose('expiresAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it ends by itself; null: never.',
    }),
    lastUsedAt: t.expose('lastUsedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it was used last, to the minute.',
    }),
    revokedAt: t.expose('revokedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it was ended.',
    }),
  }),
});

builder.queryField('apiKeys', (t) =>
  t.field({
    type: [ApiKeyType],
    description: 'Every key there is or was, the oldest first. For the secretariat.',
    authScopes: { secretariat: true },
    complexity: { field: 1, multiplier: 100 },
    resolve: (_root, _args, { prisma }) => listKeys(prisma),
  }),
);

const errors = [InvalidInputError, NotFoundError, ForbiddenError];

/** What tells a key: this once. */
const keySuccess = (name: string) =>
  builder.objectRef<{ id: string; key: string }>(name).implement({
    description: 'The key is there.',
    fields: (t) => ({
      apiKey: t.field({
        type: ApiKeyType,
        description: 'What is kept of it.',
        resolve: ({ id }, _args, { prisma }) => readKey(prisma, id),
      }),
      key: t.exposeString('key', { description: 'The key itself, told this once.' }),
    }),
  });

const CreateApiKeyInput = builder.inputType('CreateApiKeyInput', {
  description: 'A key to make.',
  fields: (t) => ({
    name: t.string({
      required: true,
      description: 'The partner and the purpose, 1 to 200 characters.',
    }),
    scopes: t.field({ type: ['Scope'], required: true, description: 'What it may do.' }),
    member: t.id({ description: 'The member that it belongs to.' }),
    expiresAt: t.field({ type: 'DateTime', description: 'When it ends by itself.' }),
  }),
});

builder.mutationField('createApiKey', (t) =>
  t.field({
    type: keySuccess('CreateApiKeySuccess'),
    description: 'Makes an API key. For the secretariat.',
    authScopes: { secretariat: true },
    errors: resultOf('CreateApiKey', errors),
    args: { input: t.arg({ type: CreateApiKeyInput, required: true, description: 'Which.' }) },
    resolve: async (_root, { input }, { prisma, viewer, locale, now }) => {
      const name = input.name.trim();
      const wrong = [
        ...(name === '' || name.length > limits.name
          ? [{ path: ['name'], message: message(locale, 'error.name') }]
          : []),
        ...(input.scopes.length === 0
          ? [{ path: ['scopes'], message: message(locale, 'error.noScopes') }]
          : []),
        ...(input.expiresAt && input.expiresAt <= now()
          ? [{ path: ['expiresAt'], message: message(locale, 'error.notInFuture') }]
          : []),
      ];
      if (wrong.length > 0) throw new InvalidInputError(wrong);
      const id = input.member == null ? null : (idOfType('Member', input.member) ?? '');
      const member =
        id && (await prisma.member.findUnique({ where: { id }, select: { id: true } }));
      if (id !== null && !member)
        throw new NotFoundError(message(locale, 'error.noMember'), ['member']);
      return createKey(prisma, actorOf(viewer), {
        name,
        scopes: [...new Set(input.scopes)],
        memberId: member ? member.id : null,
        ...(input.expiresAt && { expiresAt: input.expiresAt }),
      });
    },
  }),
);

/** Hours in a week: longer than that, two keys are what is wanted. */
const longestGrace = 168;

const RotateApiKeyInput = builder.inputType('RotateApiKeyInput', {
  description: 'A key to replace.',
  fields: (t) => ({
    apiKey: t.id({ required: true, description: 'Which.' }),
    graceHours: t.int({
      description: `For how many hours the old key works on, 0 to ${longestGrace}; by default it ends at once.`,
    }),
  }),
});

builder.mutationField('rotateApiKey', (t) =>
  t.field({
    type: keySuccess('RotateApiKeySuccess'),
    description:
      'Puts a new key in the place of one that still works: same name, scopes, member and end. For the secretariat.',
    authScopes: { secretariat: true },
    errors: resultOf('RotateApiKey', errors),
    args: { input: t.arg({ type: RotateApiKeyInput, required: true, description: 'Which.' }) },
    resolve: async (_root, { input }, context) => {
      const { prisma, viewer, locale, now } = context;
      const graceHours = input.graceHours ?? 0;
      if (graceHours < 0 || graceHours > longestGrace)
        throw new InvalidInputError([
          {
            path: ['graceHours'],
            message: message(locale, 'error.graceHours', { found: graceHours, max: longestGrace }),
          },
        ]);
      const id = idOfType('ApiKey', input.apiKey);
      const rotated = id && (await rotateKey(prisma, actorOf(viewer), id, now(), graceHours));
      if (!rotated) throw noKey(context);
      return rotated;
    },
  }),
);

const RevokeApiKeyInput = builder.inputType('RevokeApiKeyInput', {
  description: 'A key to end.',
  fields: (t) => ({ apiKey: t.id({ required: true, description: 'Which.' }) }),
});

const RevokeApiKeySuccess = builder.objectRef<{ id: string }>('RevokeApiKeySuccess').implement({
  description: 'The key works no more.',
  fields: (t) => ({
    apiKey: t.field({
      type: ApiKeyType,
      description: 'What is kept of it.',
      resolve: ({ id }, _args, { prisma }) => readKey(prisma, id),
    }),
  }),
});

builder.mutationField('revokeApiKey', (t) =>
  t.field({
    type: RevokeApiKeySuccess,
    description: 'Ends an API key at once. For the secretariat.',
    authScopes: { secretariat: true },
    errors: resultOf('RevokeApiKey', errors),
    args: { input: t.arg({ type: RevokeApiKeyInput, required: true, description: 'Which.' }) },
    resolve: async (_root, { input }, context) => {
      const { prisma, viewer, now } = context;
      const id = idOfType('ApiKey', input.apiKey);
      if (!id || !(await revokeKey(prisma, actorOf(viewer), id, now()))) throw noKey(context);
      return { id };
    },
  }),
);

function noKey({ locale }: Context): NotFoundError {
  return new NotFoundError(message(locale, 'error.noKey'), ['apiKey']);
}

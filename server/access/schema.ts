import { noteLocale, noteRefusal } from '../notifications/recipient.ts';
import { type Mail, MailError } from '../notifications/mailer.ts';
import { signInMail } from '../notifications/sign-in-mail.ts';
import type { Locale } from '../i18n/locales.ts';
import { message } from '../i18n/message.ts';
import { builder } from '../schema/builder.ts';
import type { Context } from '../schema/context.ts';
import { InvalidInputError, LinkInvalidError, RateLimitedError } from '../schema/errors.ts';
import { resultOf } from '../schema/result.ts';
import { isEmail, signInLink } from './rules.ts';
import { emailedLinkLifetime } from './sign-in.ts';
import type { Spent } from './request-budget.ts';
import { maySignIn } from './store.ts';
import { anonymous, roleOf, type Viewer } from './viewer.ts';

const RoleType = builder.enumType('Role', {
  description: 'What a signed-in person is to the network.',
  values: {
    MEMBER: { value: 'MEMBER', description: 'Represents a member.' },
    SECRETARIAT: { value: 'SECRETARIAT', description: 'Works for the secretariat.' },
  } as const,
});

export const ViewerType = builder.objectRef<Viewer>('Viewer').implement({
  description: 'Who is asking.',
  fields: (t) => ({
    member: t.prismaField({
      type: 'Member',
      nullable: true,
      description: 'The member that the person represents.',
      resolve: (query, viewer, _args, { prisma }) =>
        viewer.kind === 'person' && viewer.memberId
          ? prisma.member.findUnique({ ...query, where: { id: viewer.memberId } })
          : null,
    }),
    role: t.field({
      type: RoleType,
      nullable: true,
      description: 'Null for keys and for anonymous people.',
      resolve: roleOf,
    }),
    email: t.string({
      nullable: true,
      description: 'The address that the person signed in with.',
      resolve: (viewer) => (viewer.kind === 'person' ? viewer.email : null),
    }),
    scopes: t.field({
      type: ['Scope'],
      description: 'What the key may do; empty for people.',
      resolve: (viewer) => (viewer.kind === 'key' ? [...viewer.scopes] : []),
    }),
    locale: t.field({
      type: 'Locale',
      description: 'The language of the answers.',
      resolve: (_viewer, _args, { locale }) => locale,
    }),
  }),
});

builder.queryField('viewer', (t) =>
  t.field({
    type: ViewerType,
    description: 'Who is asking; anonymous people have neither role, member nor scopes.',
    resolve: (_root, _args, { viewer }) => viewer,
  }),
);

const RateLimitType = builder.objectRef<Spent>('RateLimit').implement({
  description:
    'How much may be asked within a minute. The cost of a request is about the number of objects in its answer.',
  fields: (t) => ({
    limit: t.exposeInt('limit', { description: 'The whole budget.' }),
    remaining: t.exposeInt('remaining', { description: 'What is left after this request.' }),
    cost: t.exposeInt('cost', { description: 'What this request costs.' }),
    resetAt: t.expose('resetAt', {
      type: 'DateTime',
      description: 'When the whole budget is there again.',
    }),
  }),
});

builder.queryField('rateLimit', (t) =>
  t.field({
    type: RateLimitType,
    description:
      'The budget of the person, the key, or, for anonymous people, the network address that asks.',
    resolve: (_root, _args, { spending }) => {
      if (!spending.spent) throw new Error('A request runs that was not charged');
      return spending.spent;
    },
  }),
);

const RequestSignInLinkInput = builder.inputType('RequestSignInLinkInput', {
  description: 'Who wants to sign in.',
  fields: (t) => ({
    email: t.string({ required: true, description: 'The address that the link is sent to.' }),
    locale: t.field({
      type: 'Locale',
      description: 'The language of the message; by default that of the request.',
    }),
  }),
});

const RequestSignInLinkSuccess = builder
  .objectRef<{ email: string }>('RequestSignInLinkSuccess')
  .implement({
    description: 'If the address belongs to somebody who may sign in, a link is on its way.',
    fields: (t) => ({
      email: t.exposeString('email', { description: 'The address, as it was understood.' }),
    }),
  });

builder.mutationField('requestSignInLink', (t) =>
  t.field({
    type: RequestSignInLinkSuccess,
    description:
      'Sends a link to sign in with. Answers the same whether or not the address is known.',
    errors: resultOf('RequestSignInLink', [InvalidInputError, RateLimitedError]),
    args: {
      input: t.arg({
        type: RequestSignInLinkInput,
        required: true,
        description: 'Who wants to sign in.',
      }),
    },
    resolve: async (_root, { input }, context) => {
      const email = input.email.trim().toLowerCase();
      if (!isEmail(email)) {
        throw new InvalidInputError([
          {
            path: ['email'],
            message: message(context.locale, 'error.email', { found: input.email.slice(0, 100) }),
          },
        ]);
      }
      const { limits, prisma, signIn, clientAddress } = context;
      refuse(await limits.linksPerClient.take(clientAddress), context);
      refuse(await limits.linksPerAddress.take(email), context);

      if (await maySignIn(prisma, email)) {
        const locale = input.locale ?? context.locale;
        const token = await signIn.issueToken(email, emailedLinkLifetime);
        const mail = signInMail(
          locale,
          email,
          signInLink(context.origin, locale, token),
          emailedLinkLifetime / 60,
        );
        // Not awaited: how long the mail server takes would tell that the address is known.
        context.inBackground('send a sign-in link', sendNoting(context, mail, locale));
      }
      return { email };
    },
  }),
);

/** What becomes of the message tells whether the address works; and the page, which language the person reads. */
async function sendNoting(
  { prisma, mailer, now }: Context,
  mail: Mail,
  locale: Locale,
): Promise<void> {
  const sending = mailer.send(mail).then(
    () => null,
    (error: unknown) => error,
  );
  await noteLocale(prisma, mail.to, locale);
  const failure = await sending;
  const code = failure instanceof MailError ? failure.refusal : null;
  if (failure === null) await noteRefusal(prisma, mail.to, null);
  else if (code !== null) await noteRefusal(prisma, mail.to, { code, at: now() });
  if (failure !== null) throw failure;
}

const SignInInput = builder.inputType('SignInInput', {
  description: 'A link that is redeemed.',
  fields: (t) => ({
    token: t.string({ required: true, description: 'The part of the link after `token=`.' }),
  }),
});

const viewerSuccess = (name: string, description: string) =>
  builder.objectRef<{ viewer: Viewer }>(name).implement({
    description,
    fields: (t) => ({
      viewer: t.expose('viewer', { type: ViewerType, description: 'Who is asking from now on.' }),
    }),
  });

builder.mutationField('signIn', (t) =>
  t.field({
    type: viewerSuccess(
      'SignInSuccess',
      'The person is signed in; the response carries the session cookie.',
    ),
    description: 'Redeems a sign-in link, once.',
    errors: resultOf('SignIn', [LinkInvalidError, RateLimitedError]),
    args: { input: t.arg({ type: SignInInput, required: true, description: 'The link.' }) },
    resolve: async (_root, { input }, context) => {
      refuse(await context.limits.redemptionsPerClient.take(context.clientAddress), context);
      const session = await context.signIn.redeem(input.token);
      if (!session) throw new LinkInvalidError(message(context.locale, 'error.link'));
      context.setCookies.push(...session.setCookie);
      const cookie = session.setCookie.map((header) => header.split(';')[0]).join('; ');
      context.viewer = (await context.signIn.viewerOf(new Headers({ cookie }))) ?? anonymous;
      return { viewer: context.viewer };
    },
  }),
);

const SignOutInput = builder.inputType('SignOutInput', {
  description: 'Where to sign out.',
  fields: (t) => ({
    everywhere: t.boolean({ description: 'On every device, and not only on this one.' }),
  }),
});

builder.mutationField('signOut', (t) =>
  t.field({
    type: viewerSuccess(
      'SignOutSuccess',
      'The person is signed out; the response clears the session cookie.',
    ),
    description: 'Ends the session, or every session of the person.',
    errors: resultOf('SignOut', [RateLimitedError]),
    args: {
      input: t.arg({ type: SignOutInput, required: true, description: 'Where to sign out.' }),
    },
    resolve: async (_root, { input }, context) => {
      context.setCookies.push(
        ...(await context.signIn.end(context.headers, input.everywhere ?? false)),
      );
      context.viewer = anonymous;
      return { viewer: context.viewer };
    },
  }),
);

function refuse(secondsToWait: number | null, { locale }: Context): void {
  if (secondsToWait === null) return;
  const minutes = Math.max(1, Math.ceil(secondsToWait / 60));
  throw new RateLimitedError(message(locale, 'error.rateLimited', { minutes }), secondsToWait);
}

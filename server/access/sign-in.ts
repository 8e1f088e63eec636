import { createHash, randomBytes } from 'node:crypto';
import { betterAuth } from 'better-auth';
import { prismaAdapter } from 'better-auth/adapters/prisma';
import { magicLink } from 'better-auth/plugins/magic-link';
import type { PrismaClient } from '../database/database.ts';
import { reasonOf } from '../failure.ts';
import { viewerOfUser } from './people.ts';
import type { Viewer } from './viewer.ts';

/** How long a link sent by e-mail works, in seconds. */
export const emailedLinkLifetime = 60 * 60;
/** How long a link made on the command line works, in seconds: it is handed over by people. */
export const handedLinkLifetime = 24 * 60 * 60;

const sessionLifetime = 7 * 24 * 60 * 60;

export interface SignIn {
  /** A one-time token for this address; the page at `/LOCALE/sign-in/link?token=` redeems it. */
  issueToken(email: string, lifetime: number): Promise<string>;
  /** Null when the token is unknown, used or expired. */
  redeem(token: string): Promise<{ userId: string; setCookie: readonly string[] } | null>;
  /** The person whose session cookie came with the request. */
  viewerOf(headers: Headers): Promise<Viewer | null>;
  /** Ends the session of the request, or every session of its person. Answers the cookies that clear it. */
  end(headers: Headers, everywhere: boolean): Promise<readonly string[]>;
}

/**
 * Sign-in by links, with sessions in the database; better-auth does the work. Its HTTP endpoints are not served: links are
 * issued and redeemed through our own pages, since a GET that signs in would be spent by mail scanners.
 */
export function createSignIn(
  prisma: PrismaClient,
  secret: string,
  publicUrl: string | null,
): SignIn {
  const auth = betterAuth({
    secret,
    baseURL: publicUrl ?? 'http://localhost',
    basePath: '/auth',
    database: prismaAdapter(prisma, { provider: 'postgresql' }),
    advanced: {
      cookiePrefix: 'peerbridge',
      useSecureCookies: publicUrl?.startsWith('https:') ?? false,
      database: { generateId: false },
      defaultCookieAttributes: { sameSite: 'lax', httpOnly: true, path: '/' },
    },
    session: { expiresIn: sessionLifetime, updateAge: 24 * 60 * 60 },
    telemetry: { enabled: false },
    // Asking and redeeming are limited where they are asked for, by address and by client.
    rateLimit: { enabled: false },
    logger: { disabled: true },
    plugins: [
      magicLink({
        storeToken: { type: 'custom-hasher', hash: async (token) => hash(token) },
        sendMagicLink: () => undefined,
      }),
    ],
  });

  return {
    async issueToken(email, lifetime) {
      const token = randomBytes(24).toString('base64url');
      const { internalAdapter } = await auth.$context;
      await internalAdapter.createVerificationValue({
        identifier: `magic-link:${hash(token)}`,
        value: JSON.stringify({ type: 'magic-link', email }),
        expiresAt: new Date(Date.now() + lifetime * 1000),
      });
      return token;
    },

    async redeem(token) {
      try {
        const { response, headers } = await auth.api.magicLinkVerify({
          query: { token },
          headers: new Headers(),
          returnHeaders: true,
        });
        return { userId: response.user.id, setCookie: headers.getSetCookie() };
      } catch (error) {
        // A refused token is answered with a redirection to a page of better-auth's; anything else is a fault of ours.
        if (isRefusal(error)) return null;
        throw error;
      }
    },

    async viewerOf(headers) {
      const session = await auth.api.getSession({ headers });
      if (!session) return null;
      const user = await prisma.user.findUnique({ where: { id: session.user.id } });
      return user && viewerOfUser(prisma, user);
    },

    async end(headers, everywhere) {
      if (everywhere) {
        const session = await auth.api.getSession({ headers });
        if (session) await prisma.session.deleteMany({ where: { userId: session.user.id } });
      }
      const { headers: answered } = await auth.api.signOut({ headers, returnHeaders: true });
      return answered.getSetCookie();
    },
  };
}

/** Only the hash of a link's token is stored, so that reading the database signs nobody in. */
function hash(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}

function isRefusal(error: unknown): boolean {
  const status = (error as { status?: unknown }).status;
  return (
    status === 'FOUND' || status === 302 || /INVALID_TOKEN|EXPIRED_TOKEN/.test(reasonOf(error))
  );
}

import { createApp, type App } from '../../server/app.ts';
import { type Config, readConfig } from '../../server/config.ts';
import type { Scope } from '../../server/access/viewer.ts';
import { appointSecretary } from '../../server/access/store.ts';
import type { Database } from '../../server/database/database.ts';
import { createKey } from '../../server/partners/store.ts';
import { pino } from 'pino';

type Headers = Readonly<Record<string, string>>;

export interface Answer {
  readonly status: number;
  readonly headers: globalThis.Headers;
  // Tests look at answers of many shapes, and fail where one is not what they expect.
  // oxlint-disable-next-line typescript/no-explicit-any
  readonly data: any;
  readonly errors: readonly {
    readonly message: string;
    readonly extensions?: { readonly code?: string };
  }[];
}

export interface Api {
  readonly app: App;
  /** Runs a query; the headers say who asks. */
  ask(query: string, headers?: Headers, variables?: Record<string, unknown>): Promise<Answer>;
  /** The headers of a signed-in representative. */
  as(email: string): Promise<Headers>;
  asSecretariat(): Promise<Headers>;
  asPartner(scopes?: readonly Scope[]): Promise<Headers>;
}

/** The whole API on a database, without a network. */
export async function openApi(
  database: Database,
  { now, config }: { now?: () => Date; config?: Partial<Config> } = {},
): Promise<Api> {
  const app = await createApp(
    { ...readConfig({ DATA_DIR: '/nonexistent' }), ...config },
    database,
    {
      now,
      log: pino({ level: 'silent' }),
    },
  );
  const { prisma } = database;

  const as = async (email: string): Promise<Headers> => {
    const session = await app.services.signIn.redeem(
      await app.services.signIn.issueToken(email, 60),
    );
    if (!session) throw new Error('A fresh token was refused');
    return { cookie: session.setCookie.map((cookie) => cookie.split(';')[0]).join('; ') };
  };

  return {
    app,
    as,
    async ask(query, headers = {}, variables = {}) {
      const request = new Request('http://localhost/graphql', {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify({ query, variables }),
      });
      const response = await app.fetch(request, { clientAddress: '192.0.2.1' });
      const body = (await response.json()) as { data?: unknown; errors?: Answer['errors'] };
      return {
        status: response.status,
        headers: response.headers,
        data: body.data,
        errors: body.errors ?? [],
      };
    },
    async asSecretariat() {
      await appointSecretary(prisma, 'secretariat@example.org', 'command');
      return as('secretariat@example.org');
    },
    async asPartner(scopes = ['read:directory']) {
      const { key } = await createKey(prisma, 'command', { name: 'test', scopes, memberId: null });
      return { authorization: `Bearer ${key}` };
    },
  };
}

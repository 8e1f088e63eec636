import { resolve } from 'node:path';
import { Failure } from './failure.ts';

/** What the environment says about this installation; see the table in README.md. */
export interface Config {
  readonly port: number;
  readonly host: string;
  /** Absolute path of the folder that holds the embedded database and the outbox. */
  readonly dataDir: string;
  /** Null: the embedded database in `dataDir`. */
  readonly databaseUrl: string | null;
  /** The origin that links are written with; null: the origin of the request, which must then be a loopback host. */
  readonly publicUrl: string | null;
  /** Null: messages go to the outbox. */
  readonly smtpUrl: string | null;
  /** When the demonstration network is loaded; `auto`: into an empty embedded database. */
  readonly demo: 'auto' | 'never' | 'always';
  readonly logLevel: LogLevel;
  /** True while developing: pages reload, GraphiQL is served. */
  readonly development: boolean;
}

const logLevels = ['silent', 'fatal', 'error', 'warn', 'info', 'debug', 'trace'] as const;
export type LogLevel = (typeof logLevels)[number];

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reads the environment once. An empty variable counts as unset.
 *
 * @throws Failure (3) with one line that names the first wrong variable, what was found and what is allowed.
 */
export function readConfig(environment: Environment): Config {
  const read = <T>(
    name: string,
    fallback: T,
    parse: (text: string) => T | undefined,
    allowed: string,
  ): T => {
    const text = environment[name]?.trim();
    if (!text) return fallback;
    const value = parse(text);
    if (value === undefined) throw wrong(name, text, allowed);
    return value;
  };

  return {
    port: read('PORT', 4000, parsePort, 'a whole number from 0 to 65535 (0: any free port)'),
    host: read('HOST', '127.0.0.1', parseHost, 'a host name or an IP address, without a port'),
    dataDir: resolve(environment.DATA_DIR?.trim() || '.data'),
    databaseUrl: read(
      'DATABASE_URL',
      null,
      (text) => parseUrl(text, ['postgres:', 'postgresql:']),
      'a URL such as postgresql://user:password@host:5432/name, or nothing for the embedded database',
    ),
    publicUrl: read(
      'PUBLIC_URL',
      null,
      parseOrigin,
      'the http or https address people use, without a path, such as https://peerbridge.example',
    ),
    smtpUrl: read(
      'SMTP_URL',
      null,
      (text) => parseUrl(text, ['smtp:', 'smtps:']),
      'a URL such as smtp://user:password@host:587, or nothing to keep messages in the outbox',
    ),
    demo: read<Config['demo']>(
      'DEMO',
      'auto',
      (text) => (text === '0' ? 'never' : text === '1' ? 'always' : undefined),
      '0 (never) or 1 (whenever the database is empty)',
    ),
    logLevel: read(
      'LOG_LEVEL',
      'info',
      (text) => logLevels.find((level) => level === text),
      logLevels.join(', '),
    ),
    development: environment.NODE_ENV === 'development',
  };
}

/** True for an address that only this machine reaches. */
export function isLoopback(host: string): boolean {
  return (
    host === 'localhost' || host === '::1' || host === '[::1]' || /^127(\.\d{1,3}){3}$/.test(host)
  );
}

/** One line, and without the passwords that a URL may carry. */
function wrong(name: string, found: string, allowed: string): Failure {
  const carriesPassword = name === 'DATABASE_URL' || name === 'SMTP_URL';
  const shown = carriesPassword
    ? 'something else'
    : JSON.stringify(found.replace(/^.*@/s, '…@').slice(0, 100));
  return new Failure(3, `${name}: found ${shown}, allowed is ${allowed}.`);
}

function parsePort(text: string): number | undefined {
  return /^\d{1,5}$/.test(text) && Number(text) <= 65535 ? Number(text) : undefined;
}

function parseHost(text: string): string | undefined {
  return /^[\w.:-]+$/.test(text) && !/^[\w.-]+:\d+$/.test(text) ? text : undefined;
}

function parseUrl(text: string, protocols: readonly string[]): string | undefined {
  return URL.canParse(text) && protocols.includes(new URL(text).protocol) && new URL(text).hostname
    ? text
    : undefined;
}

function parseOrigin(text: string): string | undefined {
  if (parseUrl(text, ['http:', 'https:']) === undefined) return undefined;
  const { href, origin } = new URL(text);
  return href === `${origin}/` ? origin : undefined;
}

import { join, resolve } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Config, isLoopback, readConfig } from '../../server/config.ts';
import { Failure } from '../../server/failure.ts';

const failureOf = (environment: Record<string, string>): Failure => {
  try {
    readConfig(environment);
  } catch (error) {
    if (error instanceof Failure) return error;
    throw error;
  }
  throw new Error(`${JSON.stringify(environment)} was taken`);
};

describe('without any variable', () => {
  const defaults: Config = {
    port: 4000,
    host: '127.0.0.1',
    dataDir: resolve('.data'),
    databaseUrl: null,
    publicUrl: null,
    smtpUrl: null,
    demo: 'auto',
    logLevel: 'info',
    development: false,
  };

  it('everything has a default', () => {
    expect(readConfig({})).toEqual(defaults);
  });

  it('an empty or blank variable counts as unset', () => {
    const names = [
      'PORT',
      'HOST',
      'DATA_DIR',
      'DATABASE_URL',
      'PUBLIC_URL',
      'SMTP_URL',
      'DEMO',
      'LOG_LEVEL',
      'NODE_ENV',
    ];
    for (const blank of ['', '  ', '\t\n'])
      expect(readConfig(Object.fromEntries(names.map((name) => [name, blank])))).toEqual(defaults);
  });
});

describe('a good value', () => {
  it.each<[string, string, Partial<Config>]>([
    ['PORT', '0', { port: 0 }],
    ['PORT', ' 8080 ', { port: 8080 }],
    ['HOST', '0.0.0.0', { host: '0.0.0.0' }],
    ['HOST', '::1', { host: '::1' }],
    ['HOST', 'peerbridge.internal', { host: 'peerbridge.internal' }],
    ['DATA_DIR', 'network', { dataDir: join(process.cwd(), 'network') }],
    ['DATA_DIR', '/var/lib/peer bridge', { dataDir: '/var/lib/peer bridge' }],
    [
      'DATABASE_URL',
      'postgres://u:p%40ss@db.example/n?sslmode=require',
      { databaseUrl: 'postgres://u:p%40ss@db.example/n?sslmode=require' },
    ],
    ['DATABASE_URL', 'postgresql://u@[::1]:5433/n', { databaseUrl: 'postgresql://u@[::1]:5433/n' }],
    ['PUBLIC_URL', 'https://peerbridge.example', { publicUrl: 'https://peerbridge.example' }],
    ['PUBLIC_URL', 'HTTPS://Peerbridge.Example:443/', { publicUrl: 'https://peerbridge.example' }],
    ['PUBLIC_URL', 'http://10.0.0.7:8080', { publicUrl: 'http://10.0.0.7:8080' }],
    ['SMTP_URL', 'smtps://u:p@mail.example:465', { smtpUrl: 'smtps://u:p@mail.example:465' }],
    ['SMTP_URL', 'smtp://mail.example', { smtpUrl: 'smtp://mail.example' }],
    ['DEMO', '0', { demo: 'never' }],
    ['DEMO', '1', { demo: 'always' }],
    ['LOG_LEVEL', 'debug', { logLevel: 'debug' }],
    ['NODE_ENV', 'development', { development: true }],
    ['NODE_ENV', 'production', { development: false }],
  ])('%s=%s', (name, value, expected) => {
    expect(readConfig({ [name]: value })).toMatchObject(expected);
  });

  it('every port there is', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 65_535 }), (port) => {
        expect(readConfig({ PORT: String(port) }).port).toBe(port);
      }),
    );
  });
});

describe('a wrong value stops with one line that says which, what was found and what is allowed', () => {
  it.each([
    ['PORT', 'abc', 'a whole number from 0 to 65535'],
    ['PORT', '65536', '0 to 65535'],
    ['PORT', '-1', '0 to 65535'],
    ['PORT', '80.5', '0 to 65535'],
    ['PORT', '0x50', '0 to 65535'],
    ['PORT', '4e3', '0 to 65535'],
    ['HOST', 'localhost:4000', 'without a port'],
    ['HOST', 'http://localhost', 'a host name or an IP address'],
    ['HOST', 'two words', 'a host name or an IP address'],
    ['PUBLIC_URL', 'peerbridge.example', 'http or https'],
    ['PUBLIC_URL', 'https://peerbridge.example/app', 'without a path'],
    ['PUBLIC_URL', 'https://peerbridge.example/?a=b', 'without a path'],
    ['PUBLIC_URL', 'https://peerbridge.example/#top', 'without a path'],
    ['PUBLIC_URL', 'ftp://peerbridge.example', 'http or https'],
    ['DEMO', 'yes', '0 (never) or 1'],
    ['DEMO', 'toString', '0 (never) or 1'],
    ['LOG_LEVEL', 'verbose', 'silent, fatal, error, warn, info, debug, trace'],
  ])('%s=%s', (name, found, allowed) => {
    const { message, exitCode } = failureOf({ [name]: found });
    expect(exitCode).toBe(3);
    expect(message).toContain(`${name}: found "${found}", allowed is`);
    expect(message).toContain(allowed);
    expect(message).not.toContain('\n');
  });

  it('whatever is not a port', () => {
    const isPort = (text: string) => /^\d{1,5}$/.test(text) && Number(text) <= 65_535;
    const wrong = fc
      .string({ unit: 'grapheme', minLength: 1 })
      .filter((text) => text.trim() !== '' && !isPort(text.trim()));
    fc.assert(
      fc.property(wrong, (text) => {
        expect(failureOf({ PORT: text }).message).toMatch(/^PORT: found ".*", allowed is .*$/u);
      }),
    );
  });

  it('however long and over however many lines', () => {
    const { message } = failureOf({ LOG_LEVEL: `a\nb${'c'.repeat(10_000)}` });
    expect(message.length).toBeLessThan(300);
    expect(message).not.toContain('\n');
  });

  it.each(['DATABASE_URL', 'SMTP_URL', 'PUBLIC_URL'])(
    '%s, and never its password, in whatever way it is wrong',
    (name) => {
      for (const found of [
        'mysql://user:hunter2@db.example/name',
        'postgres://user:hunter2@db.example:999999/name',
        'smtp://user:hunter2@mail.example:999999',
        'https://user:hunter2@peerbridge.example/path',
        'https://user:hunter2@peerbridge.example',
        'https://user:hun@ter2/hunter2@peerbridge.example',
        'user:hunter2@db.example',
      ]) {
        const { message } = failureOf({ [name]: found });
        expect(message).toContain(`${name}: found `);
        if (name !== 'PUBLIC_URL' || found.includes('://'))
          expect(message).not.toContain('hunter2');
      }
    },
  );

  it('the first of several, in the order of the documentation', () => {
    expect(failureOf({ DEMO: '2', PORT: 'x' }).message).toMatch(/^PORT: /);
  });
});

describe('an address that only this machine reaches', () => {
  it.each(['localhost', '127.0.0.1', '127.8.9.10', '::1', '[::1]'])('%s is one', (host) => {
    expect(isLoopback(host)).toBe(true);
  });
  it.each(['0.0.0.0', '::', 'localhost.example', '127.0.0.1.example', '10.0.0.1', '128.0.0.1', ''])(
    '"%s" is none',
    (host) => {
      expect(isLoopback(host)).toBe(false);
    },
  );
});

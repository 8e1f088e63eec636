import { randomUUID } from 'node:crypto';
import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createTransport } from 'nodemailer';
import type { Config } from '../config.ts';
import type { Locale } from '../i18n/locales.ts';
import { failureOf, type MailFailure } from './rules.ts';

export interface Mail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** The language that it is written in, as its header says. */
  readonly locale?: Locale;
  /** Without the part after the `@`; a message that is sent twice carries the same. By default a new one. */
  readonly messageId?: string;
  /** Calendar files (RFC 5545) that come with it. */
  readonly calendars?: readonly string[];
}

/** A message that was not taken. */
export class MailError extends Error {
  readonly failure: MailFailure;

  constructor(message: string, failure: MailFailure) {
    super(message);
    this.failure = failure;
  }

  /** The code with which the mail server refused the address for good; null: another try may do. */
  get refusal(): string | null {
    return this.failure.forGood ? this.failure.code : null;
  }
}

export interface Mailer {
  /**
   * Resolves when the mail server, or the outbox, has the message.
   *
   * @throws MailError
   */
  send(mail: Mail): Promise<void>;
  close(): void;
}

/**
 * Sends by SMTP, or, without a mail server, keeps each message as an .eml file in the folder `outbox` of the data folder,
 * readable by the operator alone.
 */
export function createMailer({
  smtpUrl,
  dataDir,
  publicUrl,
}: Pick<Config, 'smtpUrl' | 'dataDir' | 'publicUrl'>): Mailer {
  const from = {
    name: 'Peerbridge',
    address: `peerbridge@${publicUrl ? new URL(publicUrl).hostname : 'localhost'}`,
  };
  const envelope = ({ locale, messageId, to, calendars = [], ...mail }: Mail) => ({
    ...mail,
    attachments: calendars.map(attached),
    // As one address: a text would be taken for a list of them.
    to: { name: '', address: to },
    ...(messageId && { messageId: `<${messageId}@${from.address.split('@')[1]}>` }),
    headers: {
      // Nobody's absence note answers (RFC 3834).
      'auto-submitted': 'auto-generated',
      ...(locale && { 'content-language': locale }),
    },
  });
  if (smtpUrl) {
    const transport = createTransport({ url: smtpUrl, ...patience }, { from });
    return {
      send: async (mail) => {
        await transport.sendMail(envelope(mail)).catch((error: unknown) => {
          throw withoutAddresses(error);
        });
      },
      close: () => transport.close(),
    };
  }

  const outbox = join(dataDir, 'outbox');
  const transport = createTransport({ streamTransport: true, buffer: true }, { from });
  return {
    send: async (mail) => {
      const { message } = await transport.sendMail(envelope(mail));
      await keep(outbox, message as Buffer).catch((error: unknown) => {
        throw withoutAddresses(error);
      });
    },
    close: () => transport.close(),
  };
}

async function keep(outbox: string, message: Buffer): Promise<void> {
  await mkdir(outbox, { recursive: true, mode: 0o700 });
  // Also where it stood there before.
  await chmod(outbox, 0o700);
  const name = `${new Date().toISOString().replace(/[:.]/g, '-')}-${randomUUID().slice(-8)}.eml`;
  await writeFile(join(outbox, name), message, { mode: 0o600 });
}

/** Mail programs offer to put a file with its method into the calendar (RFC 6047). */
function attached(calendar: string) {
  const method = /^METHOD:(\w+)/m.exec(calendar)?.[1] ?? 'PUBLISH';
  return {
    filename: 'meeting.ics',
    content: calendar,
    contentType: `text/calendar; charset=utf-8; method=${method}`,
  };
}

/** How long a mail server may take to be reached, to say the first word and the next, in milliseconds. */
const patience = { connectionTimeout: 10_000, greetingTimeout: 30_000, socketTimeout: 30_000 };

/** Mail servers repeat the address that they refuse; what they say ends up in logs, which are no place for it. */
function withoutAddresses(error: unknown): MailError {
  const { code, command, responseCode } = error as Record<string, unknown>;
  const known = [code, command, responseCode].filter((part) => part !== undefined).join(', ');
  return new MailError(
    `The mail server did not take the message (${known || 'for no known reason'})`,
    failureOf(error),
  );
}

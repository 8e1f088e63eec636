import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createTransport } from 'nodemailer';
import type { Config } from '../config.ts';

export interface Mail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

export interface Mailer {
  /** Resolves when the mail server, or the outbox, has the message. */
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
  if (smtpUrl) {
    const transport = createTransport(smtpUrl, { from });
    return {
      send: async (mail) => void (await transport.sendMail(mail)),
      close: () => transport.close(),
    };
  }

  const outbox = join(dataDir, 'outbox');
  const transport = createTransport({ streamTransport: true, buffer: true }, { from });
  return {
    send: async (mail) => {
      const { message, messageId } = await transport.sendMail(mail);
      await mkdir(outbox, { recursive: true, mode: 0o700 });
      const name = `${new Date().toISOString().replace(/[:.]/g, '-')}-${messageId.slice(1, 9)}.eml`;
      await writeFile(join(outbox, name), message as Buffer, { mode: 0o600 });
    },
    close: () => transport.close(),
  };
}

import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { simpleParser } from 'mailparser';

export interface ReceivedMail {
  readonly to: readonly string[];
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly messageId: string;
  /** The language that its header says. */
  readonly language: string;
}

export interface MailServer {
  readonly url: string;
  /** The next message that arrives, or has arrived and was not asked for yet. */
  next(): Promise<ReceivedMail>;
  /** All that has arrived and was not asked for yet. */
  takeAll(): ReceivedMail[];
  /** How an address is answered from now on, such as 550; 0: it is welcome. */
  answer(address: string, code: number): void;
  close(): Promise<void>;
}

/** A real SMTP server on a free port. */
export async function startMailServer(): Promise<MailServer> {
  const arrived: ReceivedMail[] = [];
  const waiting: ((mail: ReceivedMail) => void)[] = [];
  const answers = new Map<string, number>();
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo: ({ address }, _session, done) => {
      const code = answers.get(address);
      done(code ? Object.assign(new Error(`no ${address}`), { responseCode: code }) : null);
    },
    onData: (stream, session, done) => {
      void simpleParser(stream).then(
        ({ subject = '', text = '', html, messageId = '', headers }) => {
          const mail = {
            to: session.envelope.rcptTo.map(({ address }) => address),
            subject,
            text,
            html: html || '',
            messageId,
            language: String(headers.get('content-language') ?? ''),
          };
          const next = waiting.shift();
          if (next) next(mail);
          else arrived.push(mail);
          done();
        },
        done,
      );
    },
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    takeAll: () => arrived.splice(0),
    answer: (address, code) => void answers.set(address, code),
    next: async () => arrived.shift() ?? new Promise((resolve) => waiting.push(resolve)),
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

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
  /** The calendar files that came with it. */
  readonly calendars: readonly string[];
}

export interface MailServer {
  readonly url: string;
  /** The next message that arrives, or has arrived and was not asked for yet. */
  next(): Promise<ReceivedMail>;
  /** All that has arrived and was not asked for yet. */
  takeAll(): ReceivedMail[];
  /**
   * How an address is answered from now on, such as 550, and with which text; 0: it is welcome. `at`: to which command.
   */
  answer(address: string, code: number, more?: { text?: string; at?: 'RCPT' | 'DATA' }): void;
  close(): Promise<void>;
}

/** A real SMTP server on a free port. */
export async function startMailServer(): Promise<MailServer> {
  const arrived: ReceivedMail[] = [];
  const waiting: ((mail: ReceivedMail) => void)[] = [];
  const answers = new Map<string, { code: number; text: string; at: 'RCPT' | 'DATA' }>();
  const refusal = (address: string | undefined, at: 'RCPT' | 'DATA') => {
    const answer = answers.get(address ?? '');
    if (!answer?.code || answer.at !== at) return null;
    return Object.assign(new Error(answer.text), { responseCode: answer.code });
  };
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo: ({ address }, _session, done) => done(refusal(address, 'RCPT')),
    onData: (stream, session, done) => {
      const refused = refusal(session.envelope.rcptTo[0]?.address, 'DATA');
      if (refused) {
        stream.on('end', () => done(refused)).resume();
        return;
      }
      void simpleParser(stream).then(
        ({ subject = '', text = '', html, messageId = '', headers, attachments }) => {
          const mail = {
            to: session.envelope.rcptTo.map(({ address }) => address),
            subject,
            text,
            html: html || '',
            messageId,
            language: String(headers.get('content-language') ?? ''),
            calendars: attachments
              .filter(({ contentType }) => contentType === 'text/calendar')
              .map(({ content }) => content.toString()),
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
  // A program that is killed while it sends breaks its connection off; that is no fault of the server.
  server.on('error', () => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    takeAll: () => arrived.splice(0),
    answer: (address, code, { text = `no ${address}`, at = 'RCPT' } = {}) =>
      void answers.set(address, { code, text, at }),
    next: async () => arrived.shift() ?? new Promise((resolve) => waiting.push(resolve)),
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

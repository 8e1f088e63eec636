/** The hour, UTC, at which the news of a day go out to those who want them together. */
const digestHour = 6;
const day = 24 * 60 * 60 * 1000;

/** The next moment, after `now`, at which digests go out. */
export function nextDigest(now: Date): Date {
  const today = Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate(), digestHour);
  return new Date(today > now.getTime() ? today : today + day);
}

const minute = 60 * 1000;
/** How long to wait after each attempt that failed for now, in minutes; the last one for all that follow. */
const pauses = [1, 5, 15, 60, 240, 720];

/** Failures that count where it is the mail server that fails: it is asked again every quarter of an hour, for as long as it takes. */
export const mostOfServer = 3;

/** When a message is tried again after its `attempts`th failure. */
export function nextAttempt(now: Date, attempts: number): Date {
  const pause = pauses[Math.min(attempts, pauses.length) - 1] ?? pauses[0]!;
  return new Date(now.getTime() + pause * minute);
}

/** Why a message was not taken. */
export interface MailFailure {
  /** What it is about. Where it is the mail server, the next message would fare no better. Only the first says anything of the reader. */
  readonly about: 'ADDRESS' | 'MESSAGE' | 'SERVER';
  /** What the mail server answered, such as 550; null: nothing. */
  readonly code: string | null;
  /** Whether another try is of no use. */
  readonly forGood: boolean;
}

/**
 * What the failure of an attempt means, by the command that was answered (RFC 5321) and the enhanced code (RFC 3463), where there is
 * one: X.7 is about security and policy, such as a server that does not relay for us, also in an answer to RCPT TO.
 */
export function failureOf(error: unknown): MailFailure {
  const { code, responseCode, command, response } = error as Record<string, unknown>;
  const answered = typeof responseCode === 'number' && responseCode > 0 ? responseCode : null;
  const ofPolicy = /^\d{3}[ -][45]\.7\.\d/.test(String(response));
  const toAddress = code === 'EENVELOPE' && (command === 'RCPT TO' || command === 'API');
  const toMessage = toAddress || (command === 'DATA' && answered !== null);
  // 421: the server closes, whatever it was asked.
  const about =
    !toMessage || answered === 421 ? 'SERVER' : toAddress && !ofPolicy ? 'ADDRESS' : 'MESSAGE';
  const permanent = answered !== null && answered >= 500 && answered < 600;
  return {
    about,
    code: answered === null ? null : String(answered),
    forGood: permanent && about === 'ADDRESS',
  };
}

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

/** When a message is tried again after its `attempts`th failure. */
export function nextAttempt(now: Date, attempts: number): Date {
  const pause = pauses[Math.min(attempts, pauses.length) - 1] ?? pauses[0]!;
  return new Date(now.getTime() + pause * minute);
}

/**
 * What a mail server's answer to an attempt means. Only what it says about the recipient (RCPT TO, 5xx, RFC 5321) condemns the
 * address; anything else, such as a server that refuses us, passes.
 */
export function refusalOf(error: unknown): string | null {
  const { code, responseCode, command } = error as Record<string, unknown>;
  const permanent = typeof responseCode === 'number' && responseCode >= 500 && responseCode < 600;
  return permanent && code === 'EENVELOPE' && command === 'RCPT TO' ? String(responseCode) : null;
}

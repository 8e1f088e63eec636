/**
 * A failure that the person who started a command can act on: its message is shown as it is, without a stack,
 * and its exit code says whose turn it is.
 */
export class Failure extends Error {
  /** 1: the input was bad; 2: the command was used wrongly; 3: the system failed. */
  readonly exitCode: 1 | 2 | 3;

  constructor(exitCode: 1 | 2 | 3, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'Failure';
    this.exitCode = exitCode;
  }
}

/** The message of anything thrown, on one line. */
export function reasonOf(error: unknown): string {
  const text = error instanceof Error ? error.message || error.name : String(error);
  return text.replace(/\s+/g, ' ').trim();
}

/** Ends the process: one clear line for what the person can act on, the whole story for a fault of ours. */
export function reportFailure(error: unknown): never {
  if (error instanceof Failure) {
    process.stderr.write(`${error.message}\n`);
    process.exit(error.exitCode);
  }
  process.stderr.write(
    `Peerbridge failed: ${error instanceof Error ? error.stack : String(error)}\n`,
  );
  process.exit(3);
}

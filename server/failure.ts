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
  // A host with several addresses fails once for each of them, and the whole has no message.
  if (error instanceof AggregateError && !error.message)
    return error.errors.map(reasonOf).join('; ');
  const text = error instanceof Error ? error.message || error.name : String(error);
  return text.replace(/\s+/g, ' ').trim();
}

/**
 * Ends the process: one clear line for what the person can act on, the whole story for a fault of ours.
 * What was written before is read first, also by a slow reader.
 */
export async function reportFailure(error: unknown): Promise<never> {
  const known = error instanceof Failure;
  process.exitCode = known ? error.exitCode : 3;
  const story = error instanceof Error ? error.stack : String(error);
  process.stderr.write(known ? `${error.message}\n` : `Peerbridge failed: ${story}\n`);
  await Promise.all([written(process.stdout), written(process.stderr)]);
  process.exit();
}

function written(stream: NodeJS.WriteStream): Promise<void> {
  return new Promise((resolve) => stream.write('', () => resolve()));
}

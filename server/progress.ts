/** Runs a step that may take longer than a moment, and says so while it does. */
export type Progress = <T>(
  what: string,
  work: (detail: (text: string) => void) => Promise<T>,
) => Promise<T>;

/** Steps that end sooner are not worth a line, in milliseconds. */
const patience = 300;

/** On a terminal one line that counts the seconds; elsewhere a line at the start and one at the end. */
export function progressOn(stream: NodeJS.WriteStream): Progress {
  return async (what, work) => {
    const started = performance.now();
    const seconds = () => `${((performance.now() - started) / 1000).toFixed(1)} s`;
    let detail = '';
    let announced = false;
    const show = () => {
      if (stream.isTTY)
        stream.write(`\r\x1b[K${what} … ${detail ? `${detail}, ` : ''}${seconds()}`);
      else if (!announced) stream.write(`${what} …\n`);
      announced = true;
    };
    const first = setTimeout(show, patience);
    const ticker = setInterval(show, 1000);
    try {
      return await work((text) => (detail = text));
    } finally {
      clearTimeout(first);
      clearInterval(ticker);
      if (announced)
        stream.write(stream.isTTY ? `\r\x1b[K${what}: ${seconds()}\n` : `${what}: ${seconds()}\n`);
    }
  };
}

/** Says nothing. */
export const silently: Progress = (_what, work) => work(() => undefined);

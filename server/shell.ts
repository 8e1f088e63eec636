/** Who started this process; another once that one has ended. */
const parent = process.ppid;

/** How often it is looked whether the shell is still there, in milliseconds. */
const lookEvery = 100;

/**
 * Calls `then` when the shell that `npm start` runs this process in has ended. Npm passes signals on to that shell, and some
 * shells, such as dash, end without passing them on: port and data would stay taken by a process of which nobody knows.
 */
export function whenShellEnds(then: () => void): void {
  if (process.env.npm_lifecycle_event !== 'start') return;
  setInterval(() => process.ppid !== parent && then(), lookEvery).unref();
}

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Where test files ask for their databases. */
    testDatabases: string;
  }
}

/**
 * Vitest's global setup. Test files run in processes of their own, so what they share is kept by another:
 * `database-service.ts`. It ends when its standard input does, also when the test run is killed.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const service = new URL('database-service.ts', import.meta.url).pathname;
  const child = spawn(process.execPath, [service], { stdio: ['pipe', 'pipe', 'inherit'] });
  const [address] = (await Promise.race([once(child.stdout, 'data'), once(child, 'exit')])) as [
    Buffer | number,
  ];
  if (typeof address === 'number') throw new Error('The service of test databases ended early.');
  project.provide('testDatabases', address.toString().trim());

  return async () => {
    const ended = once(child, 'exit');
    child.stdin.end();
    await ended;
  };
}

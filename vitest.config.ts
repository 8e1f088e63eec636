import { defineConfig } from 'vitest/config';

/** `FULL=1` (npm run test:full) also runs the long tests: more moments, more samples, every page in every language and width. */
export default defineConfig({
  // As Node itself resolves packages: without it, graphql would be loaded twice, once as the tests and once as its users find it.
  ssr: { resolve: { conditions: ['module-sync', 'node', 'development|production'] } },
  test: {
    include: ['tests/**/*.test.ts'],
    globalSetup: ['tests/server/test-databases.ts'],
    // Real databases and a real browser on two cores: some steps take seconds.
    testTimeout: 180_000,
    hookTimeout: 180_000,
    // What is waited for comes at once where nothing else runs.
    expect: { poll: { timeout: 30_000 } },
    // One more than that, as much of the time is spent waiting for another program.
    maxWorkers: 3,
  },
});

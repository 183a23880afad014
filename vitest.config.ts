import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 90_000,
    hookTimeout: 60_000,
    globalSetup: 'test/support/setup.ts',
    reporters: ['default', './test/support/reporter.ts'],
  },
});

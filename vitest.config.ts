import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.{ts,tsx}'],
    exclude: ['test/e2e/**', 'node_modules/**'],
    setupFiles: ['test/setup.ts'],
    restoreMocks: true,
    // Ends what hangs, on machines far slower than a developer's; it says nothing about how fast a test should be.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    pool: 'threads',
    // By default one core is left free, which of two is half.
    maxWorkers: '100%',
  },
});

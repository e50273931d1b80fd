import { defineConfig } from 'vitest/config';

// The tests that judge src/ccm, and nothing slower: every mutant runs those that reach it.
export default defineConfig({
  test: {
    include: ['test/ccm/**/*.test.ts', 'test/scenarios/**/*.test.ts'],
    setupFiles: ['test/setup.ts'],
    pool: 'threads',
  },
});

import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

// A small run of its own, for what stands around the tests to be watched.
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  test: {
    include: ['*.sample.ts'],
    pool: 'forks',
    isolate: false,
    setupFiles: [fileURLToPath(new URL('../leave-no-trace.ts', import.meta.url))],
    reporters: ['default', fileURLToPath(new URL('../closing-summary.ts', import.meta.url))],
  },
});

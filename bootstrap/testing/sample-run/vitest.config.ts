import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

// A small run of its own, for the closing summary to be watched at its end.
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  test: {
    include: ['*.sample.ts'],
    pool: 'forks',
    reporters: ['default', fileURLToPath(new URL('../closing-summary.ts', import.meta.url))],
  },
});

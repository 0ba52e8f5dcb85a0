import { defineConfig } from 'vitest/config';
import LongestFirst from './bootstrap/testing/longest-first.js';

export default defineConfig({
  // The transformer reads tsconfig only for files it includes; decorators in tests need it said here.
  oxc: { decorator: { legacy: true, emitDecoratorMetadata: false } },
  test: {
    environment: 'node',
    include: ['{domain,commands,projections,read-models,queries,bootstrap}/**/*.spec.ts'],
    exclude: ['**/node_modules/**', '**/dist/**'],
    pool: 'forks',
    // Reading the program in again for each file would take longer than most files' tests; the setup file sees to it that none leaves anything for the next.
    isolate: false,
    setupFiles: ['./bootstrap/testing/leave-no-trace.ts'],
    // Room for what tests throw away at once: a twentieth less time than with Node.js's own 16 MB.
    execArgv: ['--max-semi-space-size=32'],
    // One more than the cores CI has: whole programs, servers and timeouts are waited for more than computed.
    maxWorkers: 3,
    sequence: { sequencer: LongestFirst },
    testTimeout: 30_000,
    hookTimeout: 60_000,
    reporters: ['default', './bootstrap/testing/closing-summary.ts'],
    globalSetup: ['./bootstrap/testing/global-setup.ts'],
  },
});

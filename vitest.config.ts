import { defineConfig } from 'vitest/config';

export default defineConfig({
  // The transformer reads tsconfig only for files it includes; decorators in tests need it said here.
  oxc: { decorator: { legacy: true, emitDecoratorMetadata: false } },
  test: {
    environment: 'node',
    include: ['{domain,commands,projections,read-models,queries,bootstrap}/**/*.spec.ts'],
    exclude: ['**/node_modules/**', '**/dist/**'],
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 60_000,
    reporters: ['default', './bootstrap/testing/closing-summary.ts'],
    globalSetup: ['./bootstrap/testing/global-setup.ts'],
  },
});

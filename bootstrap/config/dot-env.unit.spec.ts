import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { readDotEnv } from './dot-env.js';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sijil-env-'));
});
afterEach(async () => {
  delete process.env['SIJIL_SPEC_A'];
  delete process.env['SIJIL_SPEC_B'];
  await rm(folder, { recursive: true });
});

it('adds what the file says, and lets what is set already win', async () => {
  process.env['SIJIL_SPEC_A'] = 'set';
  await writeFile(join(folder, '.env'), '# a comment\nSIJIL_SPEC_A=file\nSIJIL_SPEC_B="from the file"\n');
  readDotEnv(join(folder, '.env'));
  expect(process.env['SIJIL_SPEC_A']).toBe('set');
  expect(process.env['SIJIL_SPEC_B']).toBe('from the file');
});

it('does without a file', () => {
  expect(() => readDotEnv(join(folder, '.env'))).not.toThrow();
});

it('names a file that cannot be read', () => {
  expect(() => readDotEnv(folder)).toThrow(new RegExp(`^${folder}: cannot be read: `));
});

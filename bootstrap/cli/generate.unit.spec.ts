import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import 'reflect-metadata';
import { digestOf } from '../../commands/synthetic/testing/print-digest.js';
import { runCli } from './cli.js';

const [FROM, TO] = ['2024-01-01', '2025-03-31'];
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sijil-generate-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const generate = (...more: readonly string[]): Promise<0 | 1 | 2> =>
  runCli(['node', 'sijil', 'generate', '--companies', '12', '--seed', '5', '--from', FROM, '--to', TO, '--out', folder, ...more]);

it('writes the market that its options say, and its report', async () => {
  expect(await generate('--report')).toBe(0);
  const written = createHash('sha256').update(await readFile(join(folder, 'commands.ndjson'))).digest('hex');
  expect(written).toBe(digestOf(12, 5, FROM, TO));
  expect(await readdir(folder)).toEqual(expect.arrayContaining(['synthetic-data.md']));
});

it('writes the facts of the last day instead', async () => {
  expect(await generate('--as', 'state')).toBe(0);
  const lines = (await readFile(join(folder, 'state.ndjson'), 'utf8')).split('\n').slice(0, -1);
  const kinds = lines.map((line) => (JSON.parse(line) as { readonly kind: string }).kind);
  expect(new Set(kinds)).toEqual(new Set(['company', 'establishment', 'employee']));
});

it('says so where a history begins too late for bands to gate much of it', async () => {
  const said = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  const begun = async (from: string, to: string): Promise<number> => {
    said.mockClear();
    expect(await generate('--from', from, '--to', to)).toBe(0);
    return said.mock.calls.filter(([line]) => String(line).startsWith('hardly a line is gated by bands')).length;
  };
  try {
    expect([await begun('2026-01-01', '2027-01-01'), await begun('2025-10-27', '2026-10-31'), await begun(FROM, TO)]).toEqual([1, 0, 0]);
  } finally {
    said.mockRestore();
  }
});

it('writes nothing where there can be no folder, and ends with 2', async () => {
  const said = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  try {
    const nowhere = existsSync('/proc/self') ? ['/proc/sijil', '/proc/sijil/deeper'] : [join(folder, 'commands.ndjson')];
    for (const out of nowhere) expect(await runCli(['node', 'sijil', 'generate', '--companies', '1', '--seed', '1', '--out', out])).toBe(2);
    expect(said.mock.calls.map(([line]) => line)).toEqual(nowhere.map((out) => `sijil: --out: ${out} cannot be written\n`));
  } finally {
    said.mockRestore();
  }
});

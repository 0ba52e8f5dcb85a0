import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const RULES = join(ROOT, '.dependency-cruiser.cjs');
const ROOMS = ['domain', 'commands', 'projections', 'read-models', 'queries', 'bootstrap'] as const;

interface Cruise {
  readonly modules: readonly { readonly source: string }[];
  readonly summary: {
    readonly violations: readonly { readonly from: string; readonly to: string; readonly rule: { readonly name: string } }[];
  };
}

/** What the rules say of the rooms under a folder. */
async function cruise(folder: string): Promise<Cruise> {
  const args = [
    join(ROOT, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs'),
    '--config',
    RULES,
    '--output-type',
    'json',
    ...ROOMS,
  ];
  const output = await new Promise<string>((resolve, reject) => {
    execFile(process.execPath, args, { cwd: folder, maxBuffer: 2 ** 28 }, (error, stdout, stderr) => {
      // Violations are told by the exit code too: only an answer that is none is an error.
      if (stdout.startsWith('{')) resolve(stdout);
      else reject(new Error(stderr, { cause: error }));
    });
  });
  return JSON.parse(output) as Cruise;
}

/** Violations as one line each, in order. */
const violationsOf = ({ summary }: Cruise): string[] =>
  summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`).sort();

// The whole tree is read in: seconds of one processor, more on a busy machine.
vi.setConfig({ testTimeout: 120_000 });

describe('the rooms of the house', () => {
  it('hold to the rules, every source file seen', async () => {
    const seen = await cruise(ROOT);
    expect(violationsOf(seen)).toEqual([]);
    for (const room of ROOMS) {
      const entries = await readdir(join(ROOT, room), { recursive: true });
      const files = entries.map((entry) => `${room}/${entry}`).filter((file) => /\.(tsx?|mjs)$/.test(file) && !file.includes('node_modules/'));
      expect(files.length).toBeGreaterThan(0);
      expect(
        seen.modules
          .map(({ source }) => source)
          .filter((source) => source.startsWith(`${room}/`))
          .sort(),
      ).toEqual(files.sort());
    }
  });
});

describe('the rules can fail', () => {
  let house: string;
  beforeAll(async () => {
    house = await mkdtemp(join(tmpdir(), 'sijil-house-'));
    for (const file of ['package.json', 'tsconfig.json']) await cp(join(ROOT, file), join(house, file));
    await symlink(join(ROOT, 'node_modules'), join(house, 'node_modules'));
    for (const room of ROOMS) await write(`${room}/sound.ts`, 'export const sound = 1;');
  });
  afterAll(() => rm(house, { recursive: true, force: true }));

  async function write(file: string, text: string): Promise<void> {
    await mkdir(dirname(join(house, file)), { recursive: true });
    await writeFile(join(house, file), text);
  }

  it('each of them, and none for what is allowed', async () => {
    const importOf = (target: string): string => `import '${target}';`;
    const forbidden: readonly (readonly [rule: string, file: string, target: string])[] = [
      ['domain-imports-only-domain', 'domain/a.ts', '../read-models/sound.js'],
      ['domain-imports-only-domain', 'domain/b.ts', '../bootstrap/sound.js'],
      ['commands-imports-only-commands-domain', 'commands/a.ts', '../queries/sound.js'],
      ['commands-imports-only-commands-domain', 'commands/b.ts', '../read-models/sound.js'],
      ['projections-imports-only-projections-domain-read-models', 'projections/a.ts', '../commands/sound.js'],
      ['read-models-imports-only-read-models-domain', 'read-models/a.ts', '../projections/sound.js'],
      ['queries-imports-only-queries-domain-read-models', 'queries/a.ts', '../commands/sound.js'],
      ['queries-imports-only-queries-domain-read-models', 'queries/b.ts', '../bootstrap/sound.js'],
      ['domain-is-pure', 'domain/c.ts', 'node:fs'],
      ['domain-is-pure', 'domain/d.ts', 'fastify'],
      ['tsyringe-only-in-bootstrap', 'commands/c.ts', 'tsyringe'],
      ['tsyringe-only-in-bootstrap', 'queries/c.ts', 'reflect-metadata'],
      ['production-code-imports-no-test-code', 'queries/d.ts', './testing/sample.js'],
      ['no-dev-dependency-in-production-code', 'commands/d.ts', 'fast-check'],
      ['no-cycle', 'projections/b.ts', './c.js'],
      ['no-unresolvable', 'read-models/b.ts', './nowhere.js'],
    ];
    for (const [, file, target] of forbidden) await write(file, importOf(target));
    await write('projections/c.ts', importOf('./b.js'));
    await write('queries/testing/sample.ts', '');
    const allowed = ['../domain/sound.js', '../read-models/sound.js'].map(importOf).join('\n');
    await write('queries/allowed.ts', allowed);
    await write('projections/allowed.ts', allowed);
    await write('domain/allowed.ts', ['zod', 'uuid'].map(importOf).join('\n'));
    await write('domain/allowed.spec.ts', ['vitest', 'node:fs', '../bootstrap/sound.js'].map(importOf).join('\n'));
    await write(
      'bootstrap/allowed.ts',
      [...ROOMS.filter((room) => room !== 'bootstrap').map((room) => `../${room}/sound.js`), 'tsyringe'].map(importOf).join('\n'),
    );

    const { summary } = await cruise(house);
    const found = summary.violations.map(({ rule, from }) => `${rule.name}: ${from}`);
    expect(found.sort()).toEqual(forbidden.map(([rule, file]) => `${rule}: ${file}`).sort());

    const rules = createRequire(import.meta.url)(RULES) as { readonly forbidden: readonly { readonly name: string }[] };
    expect(new Set(rules.forbidden.map(({ name }) => name))).toEqual(new Set(forbidden.map(([rule]) => rule)));
  });
});

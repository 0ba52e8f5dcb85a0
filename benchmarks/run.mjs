// @ts-check
// `npm run bench -- <bench> [--quick] [--json]`: builds the product, installs the benchmarks' packages if they are missing, builds, runs.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const BENCHES = ['append', 'http', 'reads', 'catchup', 'lag', 'bulk', 'growth', 'race', 'saudization', 'walls'];
const FLAGS = ['--quick', '--json'];
const USAGE = `usage: npm run bench -- ${[...BENCHES, 'all'].join('|')} [--quick] [--json]`;

const here = import.meta.dirname;
const root = join(here, '..');
const asked = process.argv.slice(2);
const names = asked.filter((word) => !word.startsWith('-'));
const [name] = names;
if (
  name === undefined ||
  names.length > 1 ||
  ![...BENCHES, 'all'].includes(name) ||
  asked.some((word) => word.startsWith('-') && !FLAGS.includes(word))
) {
  process.stderr.write(`${USAGE}\n`);
  process.exit(2);
}

/**
 * Runs a program to its end; what it prints goes to stderr, as stdout is the result's.
 * @param {string} file
 * @param {readonly string[]} words
 * @param {string} cwd
 */
function step(file, words, cwd) {
  const { status, error } = spawnSync(file, words, { cwd, stdio: ['ignore', 2, 2] });
  if (error !== undefined) throw error;
  if (status !== 0) process.exit(1);
}

/** The packages are those of the lock file once they were installed from it. */
function installPackages() {
  const lock = createHash('sha256')
    .update(readFileSync(join(here, 'package-lock.json')))
    .digest('hex');
  const mark = join(here, 'node_modules', '.sijil-lock');
  try {
    if (readFileSync(mark, 'utf8') === lock) return;
  } catch {
    // Not installed yet.
  }
  process.stderr.write('Installing the packages of the benchmarks\n');
  step('npm', ['ci', '--ignore-scripts'], here);
  writeFileSync(mark, lock);
}

const compiler = join(root, 'node_modules', 'typescript7', 'bin', 'tsc');
step(process.execPath, [compiler, '-p', 'tsconfig.build.json'], root);
installPackages();
step(process.execPath, [compiler, '-p', 'tsconfig.json'], here);
const benches = name === 'all' ? BENCHES : [name];
const main = join(here, 'dist', 'main.js');
const { status } = spawnSync(process.execPath, [main, benches.join(','), ...asked.filter((word) => FLAGS.includes(word))], {
  stdio: 'inherit',
});
process.exit(status ?? 1);

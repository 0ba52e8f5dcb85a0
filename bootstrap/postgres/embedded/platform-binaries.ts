import { createRequire } from 'node:module';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { EmbeddedPostgresError, USE_A_SERVER } from './embedded-postgres-error.js';

/** A folder with PostgreSQL's programs, libraries and shared files. */
export interface Binaries {
  /** Folder that holds bin/, lib/ and share/. */
  readonly native: string;
  /** Version of the package they came in. */
  readonly version: string;
}

// What the file names of the programs end in.
const SUFFIX = process.platform === 'win32' ? '.exe' : '';

/** Path of one of the programs. */
export function program(binaries: Binaries, name: 'postgres' | 'initdb' | 'pg_ctl'): string {
  return join(binaries.native, 'bin', `${name}${SUFFIX}`);
}

/** npm package of the binaries for a platform and processor, as Node names them; undefined when there is none. */
export function platformPackage(platform: string, arch: string): string | undefined {
  const published: Readonly<Record<string, readonly string[]>> = {
    linux: ['x64', 'arm64', 'arm', 'ia32', 'ppc64'],
    darwin: ['x64', 'arm64'],
    win32: ['x64'],
  };
  if (published[platform]?.includes(arch) !== true) return undefined;
  return `@embedded-postgres/${platform === 'win32' ? 'windows' : platform}-${arch}`;
}

/**
 * Finds the installed binaries of this platform.
 * @throws EmbeddedPostgresError where none are published or installed.
 */
export async function locateBinaries(): Promise<Binaries> {
  const name = platformPackage(process.platform, process.arch);
  if (name === undefined) {
    throw new EmbeddedPostgresError(`there are no binaries for ${process.platform} ${process.arch}; ${USE_A_SERVER}`);
  }
  const root = packageRoot(name);
  if (root === undefined) {
    throw new EmbeddedPostgresError(`package ${name} is not installed (optional dependencies left out?); install it, or ${USE_A_SERVER}`);
  }
  const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { version: string };
  return { native: join(root, 'native'), version };
}

function packageRoot(name: string): string | undefined {
  try {
    const here = createRequire(import.meta.url);
    // Asked for from embedded-postgres, whose optional dependency it is: it need not be hoisted.
    return dirname(dirname(createRequire(here.resolve('embedded-postgres')).resolve(name)));
  } catch {
    return undefined;
  }
}

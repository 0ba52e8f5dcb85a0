// npm packs no symbolic links: an install script makes them, and where scripts are off we do.
import { lstat, readFile, symlink } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';

interface Link {
  readonly source: string;
  readonly target: string;
}

/** Makes the library links listed in pg-symlinks.json that are missing; fails where the folder may not be written. */
export async function ensureLibraryLinks(native: string): Promise<void> {
  const list = await readFile(join(native, 'pg-symlinks.json'), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '[]';
    throw error;
  });
  // Paths in the list start at the package; a copy of the folder may have another name.
  const prefix = 'native/';
  for (const { source, target } of JSON.parse(list) as readonly Link[]) {
    if (!source.startsWith(prefix) || !target.startsWith(prefix)) throw new Error(`pg-symlinks.json leads out of the package: ${target}`);
    const at = join(native, target.slice(prefix.length));
    if (await exists(at)) continue;
    await symlink(relative(dirname(target), source), at).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw new Error(`cannot link ${at}: ${error.message}`, { cause: error });
    });
  }
}

async function exists(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  );
}

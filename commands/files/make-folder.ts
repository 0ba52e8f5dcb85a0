// Law: a folder is made step by step, from the deepest one that is there; what cannot be made fails at once, wherever it lies.
import { mkdir, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';

/**
 * Makes a folder with those above it, where they are not there yet. Rejects with the system's error for the first that cannot be made. Node's own
 * recursive way never ends where a folder that is there takes no others and says that it is not (under /proc).
 */
export async function makeFolder(path: string, mode = 0o777): Promise<void> {
  const missing: string[] = [];
  let at = resolve(path);
  for (; !(await isThere(at)); at = dirname(at)) missing.unshift(at);
  // A file in the way says so itself.
  if (missing.length === 0 && !(await stat(at)).isDirectory()) await mkdir(at);
  for (const one of missing) await makeOne(one, mode);
}

async function isThere(path: string): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw error;
  }
}

/** Somebody else may have made it meanwhile. */
async function makeOne(path: string, mode: number): Promise<void> {
  try {
    await mkdir(path, { mode });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST' || !(await stat(path)).isDirectory()) throw error;
  }
}

// Law: the key-encryption key is 32 random bytes in a file that its owner alone can read; it is made once and never overwritten.
import { randomBytes, randomUUID } from 'node:crypto';
import { link, open, readFile, stat, unlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { makeFolder } from '../files/make-folder.js';

const KEY_BYTES = 32;

/** The key file cannot be used; the message is one line that names it. */
export class KeyFileError extends Error {
  override readonly name = 'KeyFileError';
}

/** Where the key-encryption key lies: the configured file (`SIJIL_KEY_FILE`), else `key` in the program's home. */
export function keyFilePath(home: string, configured: string | undefined): string {
  return configured ?? join(home, 'key');
}

/** The key in a file; undefined when there is no such file. Throws KeyFileError when others may read it or its size is wrong. */
export async function readKeyFile(path: string): Promise<Buffer | undefined> {
  let mode: number;
  let key: Buffer;
  try {
    const found = await stat(path);
    if (!found.isFile()) throw new KeyFileError(`key file ${path}: not a file`);
    mode = found.mode;
    key = await readFile(path);
  } catch (error) {
    if (error instanceof KeyFileError) throw error;
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ENOENT') return undefined;
    throw new KeyFileError(`key file ${path}: cannot be read (${code ?? 'unknown error'})`);
  }
  // Windows has no such bits; there the folder's access list guards the file.
  if (process.platform !== 'win32' && (mode & 0o077) !== 0) {
    throw new KeyFileError(`key file ${path}: group or others may read it (mode ${(mode & 0o777).toString(8)}); chmod 600 it`);
  }
  if (key.length !== KEY_BYTES) throw new KeyFileError(`key file ${path}: ${key.length} bytes instead of ${KEY_BYTES}`);
  return key;
}

/** Makes the key file (0600) with a fresh key; who comes second gets the first one's key. Throws KeyFileError where none can be made. */
export async function createKeyFile(path: string): Promise<Buffer> {
  try {
    return await makeKeyFile(path);
  } catch (error) {
    if (error instanceof KeyFileError) throw error;
    throw new KeyFileError(`key file ${path}: cannot be made (${String((error as NodeJS.ErrnoException).code)})`);
  }
}

async function makeKeyFile(path: string): Promise<Buffer> {
  await makeFolder(dirname(path), 0o700);
  // Written whole under another name, then linked: nobody ever reads half a key, and a standing file is never replaced.
  const draft = `${path}.${randomUUID()}`;
  const file = await open(draft, 'wx', 0o600);
  try {
    await file.writeFile(randomBytes(KEY_BYTES));
    await file.sync();
  } finally {
    await file.close();
  }
  try {
    await link(draft, path);
    await syncFolder(dirname(path));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    await unlink(draft);
  }
  const key = await readKeyFile(path);
  if (key === undefined) throw new KeyFileError(`key file ${path}: vanished while it was made`);
  return key;
}

/** Makes a new name in a folder outlive a power cut; some systems cannot sync folders, and need not. */
async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

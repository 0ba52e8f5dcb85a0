import { acquireFileLock } from '../file-lock.js';

/** Takes a lock, says so, and holds it until it is killed. */
export default async function holdLock(path: string): Promise<void> {
  await acquireFileLock(path);
  process.stdout.write('held\n');
  setInterval(() => undefined, 60_000);
}

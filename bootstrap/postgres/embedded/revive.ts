// Law: a server that died under its users is started again by one of them, on its data and at its port; the others find it there.
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { acquireFileLock } from '../../process/file-lock.js';
import { dataFolder, type Instance } from './instance.js';
import { launch } from './launch.js';
import type { Binaries } from './platform-binaries.js';
import { findPostmaster } from './postmaster.js';
import type { ServerAccount } from './server-account.js';

/** What a server is started again with. */
export interface Revival {
  readonly home: string;
  readonly instance: Instance;
  readonly binaries: Binaries;
  readonly account: ServerAccount;
  /** The port that its users know. */
  readonly port: number;
}

/**
 * Starts the server unless it runs, and waits until its process shows itself, not until it answers.
 * Rejects when it cannot be started now; the caller tries again.
 * @returns whether it had to be started.
 */
export async function revive({ home, instance, binaries, account, port }: Revival): Promise<boolean> {
  const lock = await acquireFileLock(join(home, 'start.lock'));
  try {
    if ((await findPostmaster(dataFolder(instance))) !== undefined) return false;
    const launched = await launch(instance, binaries, account, port);
    while ((await findPostmaster(dataFolder(instance))) === undefined) {
      if (launched.ended()) throw new Error(`PostgreSQL ended as soon as it was started: ${launched.said().trim().split('\n').at(-1) ?? ''}`);
      await pause(20);
    }
    return true;
  } finally {
    await lock.release();
  }
}

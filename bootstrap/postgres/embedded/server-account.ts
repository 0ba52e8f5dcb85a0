// PostgreSQL refuses to run as root: root lends it an account, in order of choice SIJIL_PG_OS_USER, postgres, nobody.
import { execFile } from 'node:child_process';
import { chown, stat } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { promisify } from 'node:util';
import { errorCode } from '../sql-state.js';
import { EmbeddedPostgresError, USE_A_SERVER } from './embedded-postgres-error.js';

const run = promisify(execFile);

/** Whom the server runs as. */
export interface ServerAccount {
  readonly name: string;
  /** Ids to change to; absent when the server runs as the user of this process. */
  readonly switchTo?: { readonly uid: number; readonly gid: number };
}

/**
 * Chooses the account of the server.
 * @param asked account named by SIJIL_PG_OS_USER
 * @param dataFolder folder of existing data: its owner goes before the usual choice, since no other may serve it
 * @throws EmbeddedPostgresError when the account asked for does not exist or is root, or when there is none.
 */
export async function chooseServerAccount(asked: string | undefined, dataFolder: string | undefined): Promise<ServerAccount> {
  if (process.getuid?.() !== 0) return { name: userInfo().username };
  if (asked !== undefined) {
    const account = await lookUp(asked);
    if (account === undefined) throw new EmbeddedPostgresError(`SIJIL_PG_OS_USER names ${asked}, and there is no such account`);
    if (account.switchTo?.uid === 0) throw new EmbeddedPostgresError('SIJIL_PG_OS_USER must not be root: PostgreSQL refuses to run as root');
    return account;
  }
  const owner = dataFolder === undefined ? undefined : await stat(dataFolder).catch(() => undefined);
  if (owner !== undefined && owner.uid !== 0) return { name: `uid ${String(owner.uid)}`, switchTo: { uid: owner.uid, gid: owner.gid } };
  const account = (await lookUp('postgres')) ?? (await lookUp('nobody'));
  if (account === undefined) {
    throw new EmbeddedPostgresError(`root has no account to lend it; name one in SIJIL_PG_OS_USER, or ${USE_A_SERVER}`);
  }
  return account;
}

/**
 * Gives a file or folder to the server's account, where that is another than ours.
 * @throws EmbeddedPostgresError when this process may not give files away.
 */
export async function giveTo(account: ServerAccount, path: string): Promise<void> {
  if (account.switchTo === undefined) return;
  await chown(path, account.switchTo.uid, account.switchTo.gid).catch((error: unknown) => {
    throw errorCode(error) === 'EPERM' ? cannotSwitch(account, error) : error;
  });
}

/** The error of a root without root's rights, as in a container whose capabilities were dropped. */
export function cannotSwitch(account: ServerAccount, cause: unknown): EmbeddedPostgresError {
  return new EmbeddedPostgresError(
    `root may not change to the account ${account.name} here (CAP_SETUID, CAP_SETGID and CAP_CHOWN are needed); run as another user, or ${USE_A_SERVER}`,
    { cause },
  );
}

async function lookUp(name: string): Promise<ServerAccount | undefined> {
  const id = async (flag: '-u' | '-g'): Promise<number> => Number((await run('id', [flag, name])).stdout.trim());
  try {
    return { name, switchTo: { uid: await id('-u'), gid: await id('-g') } };
  } catch {
    return undefined;
  }
}

// Data are made beside their place and moved there whole: a first start that is killed leaves nothing half-made.
import { mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readOrCreateSecret } from '../secret-file.js';
import { EmbeddedPostgresError, USE_A_SERVER } from './embedded-postgres-error.js';
import { dataFolder, passwordFile, type Instance } from './instance.js';
import { program, type Binaries } from './platform-binaries.js';
import { runAs } from './run-as.js';
import { giveTo, type ServerAccount } from './server-account.js';

/** Name of the superuser. */
export const SUPERUSER = 'postgres';

/**
 * Makes the database cluster if there is none: UTF-8, sorted by code point whatever the system's locale, scram passwords.
 * Call under the start lock.
 * @throws EmbeddedPostgresError when it cannot be made, or was made by another major version.
 */
export async function initialiseData(instance: Instance, binaries: Binaries, account: ServerAccount): Promise<void> {
  const data = dataFolder(instance);
  if (await isThere(data)) return refuseOtherVersion(data, binaries);
  const draft = `${data}.new`;
  const secretForServer = join(instance.folder, 'password.new');
  await rm(draft, { recursive: true, force: true });
  await mkdir(draft, { mode: 0o700 });
  await giveTo(account, draft);
  try {
    await rm(secretForServer, { force: true });
    await writeFile(secretForServer, await readOrCreateSecret(passwordFile(instance)), { mode: 0o600 });
    await giveTo(account, secretForServer);
    const made = await runAs(account, program(binaries, 'initdb'), [
      ...['-D', draft, '-U', SUPERUSER, '-A', 'scram-sha-256', `--pwfile=${secretForServer}`, '--encoding=UTF8', '--locale=C'],
      ...['--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--no-instructions'],
    ]);
    if (made.code !== 0) throw new EmbeddedPostgresError(`initdb failed: ${made.stderr}; ${USE_A_SERVER}`);
    await rename(draft, data);
  } finally {
    await rm(secretForServer, { force: true });
  }
}

async function refuseOtherVersion(data: string, binaries: Binaries): Promise<void> {
  const written = (await readFile(join(data, 'PG_VERSION'), 'utf8')).trim();
  const [major] = binaries.version.split('.');
  if (written === major) return;
  throw new EmbeddedPostgresError(`the data in ${data} were written by PostgreSQL ${written}, and this is ${String(major)}; ${USE_A_SERVER}, and move the data there`);
}

async function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

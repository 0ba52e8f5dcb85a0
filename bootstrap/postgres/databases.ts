// Log and vault are two databases with two logins, and neither login may enter the other's database.
import pg from 'pg';
import { join } from 'node:path';
import { employerRoleSql } from '../../read-models/employer-role.js';
import { employerRole } from '../../read-models/wall.js';
import { readOrCreateSecret } from './secret-file.js';

/** A database and the login that owns it. */
export interface OwnedDatabase {
  readonly database: string;
  readonly login: { readonly name: string; readonly password: string };
}

/** The two databases of a ledger. */
export interface LedgerDatabases {
  readonly main: OwnedDatabase;
  readonly vault: OwnedDatabase;
}

/**
 * Makes the databases `sijil` and `sijil_vault` with their logins where they are missing; processes wait for one another.
 * @param adminUrl address of a superuser
 * @param secretsFolder folder in which the logins' passwords are kept, mode 0600
 */
export async function ensureDatabases(adminUrl: string, secretsFolder: string): Promise<LedgerDatabases> {
  const client = new pg.Client({ connectionString: adminUrl, application_name: 'sijil makes its databases' });
  client.on('error', () => undefined);
  await client.connect();
  try {
    await client.query(`select pg_advisory_lock(hashtext('sijil databases'), 0)`);
    const main = await ensureOwned(client, 'sijil', secretsFolder);
    const vault = await ensureOwned(client, 'sijil_vault', secretsFolder);
    // The login that owns the read models may make no role: it is let into the one in which employers' queries run.
    await client.query(employerRoleSql);
    await client.query(`grant ${employerRole} to ${pg.escapeIdentifier(main.login.name)}`);
    return { main, vault };
  } finally {
    await client.end();
  }
}

async function ensureOwned(client: pg.Client, name: string, secretsFolder: string): Promise<OwnedDatabase> {
  const id = pg.escapeIdentifier(name);
  const password = await readOrCreateSecret(join(secretsFolder, `${name}.password`));
  const role = await client.query('select 1 from pg_roles where rolname = $1', [name]);
  // Set at every start: the file is what the program goes by, and it may have been made anew.
  const verb = role.rowCount === 0 ? 'create' : 'alter';
  await client.query(`${verb} role ${id} login nosuperuser nocreatedb nocreaterole password ${pg.escapeLiteral(password)}`);
  const database = await client.query('select 1 from pg_database where datname = $1', [name]);
  if (database.rowCount === 0) await client.query(`create database ${id} owner ${id}`);
  await client.query(`revoke connect, temporary on database ${id} from public`);
  return { database: name, login: { name, password } };
}

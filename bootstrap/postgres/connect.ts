import pg from 'pg';
import { ConfigError } from '../config/config-error.js';
import type { Config } from '../config/config.js';
import { ensureDatabases } from './databases.js';
import { startEmbeddedPostgres } from './embedded/start.js';
import { errorCode } from './sql-state.js';

/** The two databases of this process, ready to be connected to. */
export interface OpenDatabases {
  /** Address of the log's and the read models' database. */
  readonly mainUrl: string;
  /** Address of the vault's database. */
  readonly vaultUrl: string;
  /** What the operator should know, a line each. */
  readonly warnings: readonly string[];
  /** Records that the data are no longer a demo or a test; call before the first command from outside is accepted. */
  markLived(): Promise<void>;
  /** Gives the databases back; close every pool before. */
  close(): Promise<void>;
}

/** The oldest PostgreSQL the program runs on, as server_version_num. */
const OLDEST_SERVER = 150_000;

/**
 * Opens the databases that are configured, else those of the embedded server.
 * @throws ConfigError when a configured one cannot be used; EmbeddedPostgresError when the embedded one cannot run.
 */
export async function openDatabases(config: Config, onProgress?: (step: string) => void): Promise<OpenDatabases> {
  const { databaseUrl, vaultDatabaseUrl } = config;
  if (databaseUrl !== undefined && vaultDatabaseUrl !== undefined) return openConfigured(databaseUrl, vaultDatabaseUrl);
  if (databaseUrl !== undefined) throw new ConfigError('VAULT_DATABASE_URL', 'must be set together with DATABASE_URL, and name another database');
  if (vaultDatabaseUrl !== undefined) throw new ConfigError('DATABASE_URL', 'must be set together with VAULT_DATABASE_URL');
  return openEmbedded(config, onProgress);
}

async function openEmbedded(config: Config, onProgress: ((step: string) => void) | undefined): Promise<OpenDatabases> {
  const server = await startEmbeddedPostgres({
    home: config.home,
    ...(config.postgresOsUser !== undefined && { osUser: config.postgresOsUser }),
    ...(onProgress !== undefined && { onProgress }),
  });
  try {
    const { main, vault } = await ensureDatabases(server.adminUrl, config.home);
    return {
      mainUrl: server.url(main.database, main.login),
      vaultUrl: server.url(vault.database, vault.login),
      warnings: server.warnings,
      markLived: () => server.markLived(),
      close: () => server.close(),
    };
  } catch (error) {
    await server.close();
    throw error;
  }
}

async function openConfigured(mainUrl: string, vaultUrl: string): Promise<OpenDatabases> {
  const main = await identify('DATABASE_URL', mainUrl);
  const vault = await identify('VAULT_DATABASE_URL', vaultUrl);
  if (main === vault) throw new ConfigError('VAULT_DATABASE_URL', 'names the same database as DATABASE_URL; the vault needs one of its own');
  return { mainUrl, vaultUrl, warnings: [], markLived: () => Promise.resolve(), close: () => Promise.resolve() };
}

/** What a database is known by under any address, after it was found fit to be used. */
async function identify(variable: string, url: string): Promise<string> {
  const client = new pg.Client({ connectionString: url, application_name: 'sijil checks its databases', connectionTimeoutMillis: 10_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ version: string; encoding: string; identity: string }>(
      `select current_setting('server_version_num') as version, current_setting('server_encoding') as encoding,
              extract(epoch from pg_postmaster_start_time())::text || ' ' || current_database() as identity`,
    );
    const [row] = rows;
    if (row === undefined) throw new ConfigError(variable, 'the server does not say what it is');
    const version = Number(row.version);
    if (version < OLDEST_SERVER) throw new ConfigError(variable, `PostgreSQL 15 or later is needed, and this is ${String(Math.trunc(version / 10_000))}`);
    if (row.encoding !== 'UTF8') throw new ConfigError(variable, `the database must be in UTF8, and is in ${row.encoding}`);
    return row.identity;
  } catch (error) {
    if (error instanceof ConfigError) throw error;
    // The driver's message, or for several addresses tried at once only a code.
    const message = error instanceof Error && error.message !== '' ? error.message : (errorCode(error) ?? 'unknown failure');
    throw new ConfigError(variable, `cannot be connected to: ${message}`);
  } finally {
    await client.end().catch(() => undefined);
  }
}

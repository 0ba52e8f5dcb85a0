import { instanceCachingFactory, type DependencyContainer } from 'tsyringe';
import type { Pool } from 'pg';
import type { Logger } from 'pino';
import { importMigrations } from '../../commands/bulk/import-journal.js';
import { leaseMigrations } from '../../commands/leases/migrations.js';
import { operationMigrations } from '../../commands/operations/migrations.js';
import { KeyFileError, keyFilePath } from '../../commands/vault/key-file.js';
import { vaultMigrations } from '../../commands/vault/migrations.js';
import { PostgresVault } from '../../commands/vault/postgres-vault.js';
import { StoreAddressRefused } from '../../commands/event-store/eventstoredb/store-address-refused.js';
import { StoreUnavailable } from '../../domain/ledger/event-store.js';
import type { Vault } from '../../domain/ledger/vault.js';
import { EMPLOYER_ROLE_MISSING } from '../../read-models/employer-role.js';
import { readModelMigrations } from '../../read-models/migrations.js';
import { openLocalIssuer, type LocalIssuer } from '../auth/local-issuer.js';
import { openRemoteIssuer } from '../auth/remote-issuer.js';
import type { TrustedIssuer } from '../auth/verify-token.js';
import { signInMigrations } from '../sign-in/ended-sessions.js';
import { ConfigError } from '../config/config-error.js';
import type { Config } from '../config/config.js';
import type { OpenDatabases } from '../postgres/connect.js';
import { migrateDatabase } from '../postgres/migrate.js';
import { openPool } from '../postgres/pool.js';
import { errorCode } from '../postgres/sql-state.js';
import type { Shutdown } from '../process/shutdown.js';
import { openLog, type OpenedLog, type OpenLogOptions } from './open-log.js';
import { EVENT_STORE, ISSUER, LOCAL_ISSUER, MAIN_POOL, VAULT, VAULT_POOL } from './tokens.js';

/** Connections of one process: some for commands and queries, one for each read model's runner, the rest for what is rare. */
const MAIN_CONNECTIONS = 24;
const VAULT_CONNECTIONS = 8;
/** Longest silence of a database, in milliseconds, that a statement of a request waits for. */
const SILENCE_MS = 10_000;

/**
 * Opens pools, brings the schemas up to date, opens log and vault, and puts them in the container. Closed at the stop.
 * `onWaiting` hears that the log does not answer yet.
 */
export async function openStores(
  container: DependencyContainer,
  config: Config,
  databases: OpenDatabases,
  logger: Logger,
  shutdown: Shutdown,
  onWaiting?: () => void,
): Promise<void> {
  const onError = (error: Error): void => {
    // While stopping, the embedded server may end connections that are on their way out.
    if (!shutdown.signal.aborted) logger.warn({ err: error }, 'an idle database connection was lost');
  };
  await migrateMain(databases.mainUrl);
  await migrateDatabase(databases.vaultUrl, [['vault', vaultMigrations]]);
  const pools = { silenceMs: SILENCE_MS, onError };
  const main = openPool({ url: databases.mainUrl, applicationName: 'sijil', max: MAIN_CONNECTIONS, pipelined: true, ...pools });
  shutdown.onShutdown(() => main.end());
  const vaultPool = openPool({ url: databases.vaultUrl, applicationName: 'sijil vault', max: VAULT_CONNECTIONS, byKey: true, ...pools });
  shutdown.onShutdown(() => vaultPool.end());

  const log = await openConfiguredLog(config, databases.mainUrl, { signal: shutdown.signal, ...(onWaiting === undefined ? {} : { onWaiting }) });
  shutdown.onShutdown(() => log.close());
  const vault = await openVault(vaultPool, config);
  container.registerInstance(MAIN_POOL, main);
  container.registerInstance(VAULT_POOL, vaultPool);
  container.registerInstance(EVENT_STORE, log.store);
  container.registerInstance(VAULT, vault);
  await openIssuer(container, config, logger);
}

/** The configured issuer, which is asked once a token is to be verified; without one, the local key. */
async function openIssuer(container: DependencyContainer, config: Config, logger: Logger): Promise<void> {
  const { oidcIssuer: issuer, oidcAudience: audience, oidcRoleClaim: role, oidcPersonClaim: person } = config;
  const local = issuer === undefined ? await openLocalIssuer(config.home) : null;
  // As a factory: an instance that is null would be none to the container.
  container.register<LocalIssuer | null>(LOCAL_ISSUER, { useFactory: () => local });
  container.register<TrustedIssuer>(ISSUER, {
    useFactory: instanceCachingFactory(() => {
      if (issuer === undefined) return local as LocalIssuer;
      return openRemoteIssuer({ issuer, audience, claimNames: { role, person }, onAway: (reason) => logger.warn({ reason }, 'the issuer’s keys cannot be had') });
    }),
  });
}

/** Brings the main database up to date; a login that may not make the role of employers is told by its variable. */
async function migrateMain(url: string): Promise<void> {
  try {
    await migrateDatabase(url, [
      ['leases', leaseMigrations],
      ['imports', importMigrations],
      ['operations', operationMigrations],
      ['read-models', readModelMigrations],
      ['sign-in', signInMigrations],
    ]);
  } catch (error) {
    const cause = error instanceof Error ? error.cause : undefined;
    if (cause instanceof Error && errorCode(cause) === EMPLOYER_ROLE_MISSING) throw new ConfigError('DATABASE_URL', cause.message);
    throw error;
  }
}

/** Opens the log that is configured; one that cannot be reached is told by its variable. */
async function openConfiguredLog(config: Config, mainUrl: string, options: OpenLogOptions): Promise<OpenedLog> {
  const { eventStoreUrl } = config;
  if (eventStoreUrl === undefined) return openLog({ kind: 'postgresql', url: mainUrl });
  try {
    return await openLog({ kind: 'eventstoredb', url: eventStoreUrl }, options);
  } catch (error) {
    if (error instanceof StoreAddressRefused) throw new ConfigError('EVENTSTORE_URL', error.message);
    if (error instanceof StoreUnavailable) throw new ConfigError('EVENTSTORE_URL', `cannot be connected to: ${error.message}`);
    throw error;
  }
}

/** Opens the vault; a configured key file that cannot be used is told by its variable. */
async function openVault(pool: Pool, config: Config): Promise<Vault> {
  try {
    return await PostgresVault.open({ pool, keyFile: keyFilePath(config.home, config.keyFile), now: () => new Date() });
  } catch (error) {
    if (error instanceof KeyFileError && config.keyFile !== undefined) throw new ConfigError('SIJIL_KEY_FILE', error.message);
    throw error;
  }
}

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Pool } from 'pg';
import { migrate } from '../../../bootstrap/postgres/migrate.js';
import { openPool } from '../../../bootstrap/postgres/pool.js';
import { createTestDatabase } from '../../../bootstrap/testing/database.js';
import { vaultMigrations } from '../migrations.js';
import { PostgresVault } from '../postgres-vault.js';

/** A vault on a database of its own, under a clock that stands until it is moved. */
export interface TestVault {
  readonly vault: PostgresVault;
  readonly pool: Pool;
  readonly keyFile: string;
  /** Another process on the same vault: own pool, own memory. */
  another(): Promise<PostgresVault>;
  /** Moves the clock of all of them. */
  pass(seconds: number): void;
  drop(): Promise<void>;
}

/** Makes an empty vault. */
export async function createTestVault(name: string): Promise<TestVault> {
  const database = await createTestDatabase(name);
  await migrate(database.pool, 'vault', vaultMigrations);
  const home = await mkdtemp(join(tmpdir(), 'sijil-vault-'));
  const keyFile = join(home, 'key');
  let at = Date.UTC(2026, 0, 1);
  const now = (): Date => new Date(at);
  const pools: Pool[] = [];
  return {
    vault: await PostgresVault.open({ pool: database.pool, keyFile, now }),
    pool: database.pool,
    keyFile,
    another: async () => {
      const pool = openPool({ url: database.url, applicationName: 'sijil test vault' });
      pools.push(pool);
      return PostgresVault.open({ pool, keyFile, now });
    },
    pass: (seconds) => {
      at += seconds * 1000;
    },
    drop: async () => {
      await Promise.all(pools.map((pool) => pool.end()));
      await database.drop();
      await rm(home, { recursive: true, force: true });
    },
  };
}

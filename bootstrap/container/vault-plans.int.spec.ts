import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { vaultMigrations } from '../../commands/vault/migrations.js';
import { PostgresVault } from '../../commands/vault/postgres-vault.js';
import { migrate } from '../postgres/migrate.js';
import { openPool } from '../postgres/pool.js';
import { createTestDatabase } from '../testing/database.js';

const ROWS = 20_000;
/** After so many runs a session keeps a plan for a prepared statement. */
const RUNS = 8;
const TOGETHER = 100;

it('the vault finds its rows by key, also by plans that were made when it held little', async () => {
  const database = await createTestDatabase('vault_plans');
  const home = await mkdtemp(join(tmpdir(), 'sijil-plans-'));
  await migrate(database.pool, 'vault', vaultMigrations);
  const pool = openPool({ url: database.url, applicationName: 'sijil test vault', max: 1, byKey: true });
  const vault = await PostgresVault.open({ pool, keyFile: join(home, 'key'), now: () => new Date() });
  let next = 1_000_000_000;
  const claim = async (): Promise<void> => {
    const request = { commandId: randomUUID(), category: 'employee', recordId: null, revision: 0, tellNew: 'human' } as const;
    const value = String((next += 1));
    await vault.claim({ ...request, identifiers: [{ scheme: 'iqama', value }] }, () => Promise.resolve(false));
    await vault.commandHash({}, randomUUID());
  };
  try {
    for (let n = 0; n < RUNS; n += 1) await Promise.all(Array.from({ length: TOGETHER }, claim));
    await database.pool.query(`
      insert into vault.directory select sha256(n::text::bytea), 'iqama', 'employee', gen_random_uuid(), false, gen_random_uuid(), 0, now()
        from generate_series(1, ${ROWS}) as n;
      insert into vault.command_claim select gen_random_uuid(), 'employee', gen_random_uuid(), 0, array[sha256('1')], array['iqama'], false, now()
        from generate_series(1, ${ROWS});
      insert into vault.subject_key select gen_random_uuid(), 1, 1, sha256('1'), now() from generate_series(1, ${ROWS})`);
    await claim();
    await vault.close();
    // A session that ends has told what it read.
    await pool.end();
    const { rows } = await database.pool.query<{ relname: string; scanned: string }>(
      `select relname, seq_tup_read as scanned from pg_stat_user_tables where relname in ('directory', 'command_claim', 'subject_key')`,
    );
    expect(rows).toHaveLength(3);
    for (const { relname, scanned } of rows) expect([relname, Number(scanned) < ROWS]).toEqual([relname, true]);
  } finally {
    await database.drop();
    await rm(home, { recursive: true, force: true });
  }
});

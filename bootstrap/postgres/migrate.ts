// A database is at the first n migrations of its component's list, in order, byte for byte, or it is refused.
import { createHash } from 'node:crypto';
import pg, { type ClientBase, type Pool } from 'pg';

/** One step of a component's schema. */
export interface Migration {
  readonly name: string;
  readonly sql: string;
}

/** The database and the program disagree on what was applied; nothing was changed. */
export class MigrationError extends Error {
  constructor(component: string, reason: string) {
    super(`migrations of ${component}: ${reason}`);
    this.name = 'MigrationError';
  }
}

interface Applied {
  readonly name: string;
  readonly sha256: string;
}

const LOCK = `pg_advisory_lock(hashtext('sijil migration'), 0)`;
const UNLOCK = `pg_advisory_unlock(hashtext('sijil migration'), 0)`;

/**
 * Brings a component's schema up to date, each migration in a transaction of its own; runners wait for one another.
 * @returns the names applied now.
 * @throws MigrationError when an applied migration was edited, removed or moved.
 */
export async function migrate(target: Pool | ClientBase, component: string, migrations: readonly Migration[]): Promise<readonly string[]> {
  if (!isPool(target)) return migrateOn(target, component, migrations);
  const client = await target.connect();
  // A connection on which something failed is not given back: it may still hold the lock.
  let broken: Error | undefined;
  try {
    return await migrateOn(client, component, migrations);
  } catch (error) {
    broken = error instanceof Error ? error : new Error(String(error));
    throw error;
  } finally {
    client.release(broken);
  }
}

/** The same for a database by its address, on a connection of its own that no limit of a pool's ends. */
export async function migrateDatabase(url: string, components: readonly (readonly [component: string, migrations: readonly Migration[]])[]): Promise<void> {
  const client = new pg.Client({ connectionString: url, application_name: 'sijil migrates', connectionTimeoutMillis: 10_000, keepAlive: true });
  client.on('error', () => undefined);
  await client.connect();
  try {
    for (const [component, migrations] of components) await migrate(client, component, migrations);
  } finally {
    await client.end().catch(() => undefined);
  }
}

function isPool(target: Pool | ClientBase): target is Pool {
  return 'totalCount' in target;
}

async function migrateOn(client: ClientBase, component: string, migrations: readonly Migration[]): Promise<readonly string[]> {
  refuseDoubleNames(component, migrations);
  await client.query(`select ${LOCK}`);
  try {
    await client.query(
      `create table if not exists sijil_migration (
         component text not null,
         ordinal integer not null,
         name text not null,
         sha256 text not null,
         applied_at timestamptz not null default now(),
         primary key (component, ordinal),
         unique (component, name)
       )`,
    );
    const { rows } = await client.query<Applied>('select name, sha256 from sijil_migration where component = $1 order by ordinal', [component]);
    refuseOtherHistory(component, rows, migrations);
    const names: string[] = [];
    for (const [ordinal, migration] of migrations.entries()) {
      if (ordinal < rows.length) continue;
      await apply(client, component, ordinal, migration);
      names.push(migration.name);
    }
    return names;
  } finally {
    await client.query(`select ${UNLOCK}`).catch(() => undefined);
  }
}

async function apply(client: ClientBase, component: string, ordinal: number, migration: Migration): Promise<void> {
  try {
    await client.query('begin');
    await client.query(migration.sql);
    await client.query('insert into sijil_migration (component, ordinal, name, sha256) values ($1, $2, $3, $4)', [
      component,
      ordinal,
      migration.name,
      digest(migration.sql),
    ]);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`migration ${component}/${migration.name} failed and was rolled back: ${reason}`, { cause: error });
  }
}

function refuseDoubleNames(component: string, migrations: readonly Migration[]): void {
  const seen = new Set<string>();
  for (const { name } of migrations) {
    if (seen.has(name)) throw new MigrationError(component, `${name} stands twice in the list`);
    seen.add(name);
  }
}

function refuseOtherHistory(component: string, applied: readonly Applied[], migrations: readonly Migration[]): void {
  const known = new Set(migrations.map((migration) => migration.name));
  for (const [ordinal, { name, sha256 }] of applied.entries()) {
    if (!known.has(name)) throw new MigrationError(component, `${name} was applied and is missing here; is this an older version of the program?`);
    const here = migrations[ordinal];
    if (here?.name !== name) {
      throw new MigrationError(component, `reordered: ${name} was applied as number ${String(ordinal + 1)}, where ${here?.name ?? 'nothing'} stands now`);
    }
    if (digest(here.sql) !== sha256) throw new MigrationError(component, `${name} was edited after it was applied`);
  }
}

function digest(sql: string): string {
  return createHash('sha256').update(sql, 'utf8').digest('hex');
}

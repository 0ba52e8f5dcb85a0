import { randomBytes, randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { migrate } from '../bootstrap/postgres/migrate.js';
import { openPool } from '../bootstrap/postgres/pool.js';
import { createTestDatabase, type TestDatabase } from '../bootstrap/testing/database.js';
import { tablesOf } from '../projections/engine/projection.js';
import { readModels } from '../projections/read-models.js';
import { behindWall, type Behind } from './behind-wall.js';
import { employerRoleSql } from './employer-role.js';
import { readModelMigrations } from './migrations.js';
import { tableName } from './table-sql.js';
import type { Table } from './table.js';
import { contractTable, disclosingStatuses, type ContractStatus } from './tables/contract.js';
import { companyTable } from './tables/company.js';
import { employeeTable } from './tables/employee.js';
import { membershipTable } from './tables/membership.js';
import { transferTable } from './tables/transfer.js';
import { workspaceTable } from './tables/workspace.js';
import { insertMadeUp } from './testing/made-up-row.js';
import { employerRole } from './wall.js';

const tables = readModels.flatMap(tablesOf);
const ours = randomUUID();
const others = randomUUID();
const ownLogin = `sijil_wall_${randomBytes(6).toString('hex')}`;
let database: TestDatabase;
/** A login that owns the database and is no superuser, as in production. */
let owner: pg.Pool;

beforeAll(async () => {
  database = await createTestDatabase('wall');
  await database.pool.query(`create role ${ownLogin} login createrole password 'wall'`);
  await database.pool.query(`alter database ${new URL(database.url).pathname.slice(1)} owner to ${ownLogin}`);
  await database.pool.query(`alter schema public owner to ${ownLogin}`);
  // As an administrator does: on a server where another login made the role, who may make roles may not take this one (since PostgreSQL 16).
  await database.pool.query(employerRoleSql);
  await database.pool.query(`grant ${employerRole} to ${ownLogin}`);
  owner = openPool({ url: loginUrl(), applicationName: 'wall' });
  await migrate(owner, 'read-models', readModelMigrations);
});
afterAll(async () => {
  await owner.end();
  const admin = new URL(database.url);
  admin.pathname = '/postgres';
  await database.drop();
  const client = new pg.Client({ connectionString: admin.href });
  await client.connect();
  await client.query(`drop role ${ownLogin}`);
  await client.end();
});

function loginUrl(): string {
  const url = new URL(database.url);
  url.username = ownLogin;
  url.password = 'wall';
  return url.href;
}

/** The ids that a statement without any condition gives. */
async function seen(table: Table, who: Behind): Promise<readonly string[]> {
  return behindWall(owner, who, async (db) => (await db.query<{ id: string }>(`select id from ${tableName(table)}`)).rows.map(({ id }) => id));
}

/** Makes the table's row the company's. */
function rowOf(table: Table, company: string): Readonly<Record<string, string>> {
  return table === companyTable || table === workspaceTable ? { id: company } : { companyId: company };
}

describe('row-level security', () => {
  it('is forced on every table of the read models, each with a policy for its owner', async () => {
    const { rows } = await owner.query<{ name: string; forced: boolean; policies: string[] }>(
      `select c.relname as name, c.relrowsecurity and c.relforcerowsecurity as forced,
              array(select p.polname::text from pg_policy p where p.polrelid = c.oid order by 1) as policies
         from pg_class c where c.relnamespace = 'read_models'::regnamespace and c.relkind in ('r', 'p')`,
    );
    expect(rows.filter((row) => !row.forced)).toEqual([]);
    const shown = new Map(tables.map((table) => [tableName(table), table.wall === null ? ['owner'] : ['employer', 'owner']]));
    shown.set('read_models.checkpoint', ['employer', 'owner']);
    expect(new Map(rows.map(({ name, policies }) => [`read_models.${name}`, policies]))).toEqual(shown);
  });

  it('leaves its owner, who is no superuser, every row to read and to write', async () => {
    for (const table of tables) {
      const id = await insertMadeUp(owner, table);
      expect((await owner.query(`select from ${tableName(table)} where id = $1`, [id])).rowCount, table.name).toBe(1);
      expect((await owner.query(`delete from ${tableName(table)} where id = $1`, [id])).rowCount, table.name).toBe(1);
    }
  });

  it.each(tables.filter((table) => table.wall !== null && table !== employeeTable).map((table) => [table.name, table] as const))(
    'alone shows of %s what is the company’s, and nothing where no company is named',
    async (_name, table) => {
      const mine = await insertMadeUp(owner, table, rowOf(table, ours));
      const theirs = await insertMadeUp(owner, table, rowOf(table, others));
      expect(await seen(table, { company: ours })).toEqual([mine]);
      expect(await seen(table, { company: others })).toEqual([theirs]);
      for (const who of [null, { company: randomUUID() }, { person: randomUUID() }, { person: ours }]) expect(await seen(table, who)).toEqual([]);
      await owner.query(`delete from ${tableName(table)}`);
    },
  );

  it('shows a transfer to both employers', async () => {
    const id = await insertMadeUp(owner, transferTable, { companyId: ours, fromCompanyId: others });
    for (const company of [ours, others]) expect(await seen(transferTable, { company })).toEqual([id]);
  });

  it('shows a human the authorities that he has or had', async () => {
    const person = randomUUID();
    const id = await insertMadeUp(owner, membershipTable, { companyId: ours, personId: person });
    await insertMadeUp(owner, membershipTable, { companyId: ours });
    expect(await seen(membershipTable, { person })).toEqual([id]);
    expect(await seen(companyTable, { person })).toEqual([]);
  });

  it('shows an employee by a contract that runs or that he was asked for, and by no other', async () => {
    const statuses: readonly ContractStatus[] = ['draft', 'rejected', 'withdrawn', 'lapsed', 'ended', ...disclosingStatuses];
    const employees = new Map<string, string>();
    for (const status of statuses) {
      const employeeId = await insertMadeUp(owner, employeeTable);
      employees.set(employeeId, status);
      await insertMadeUp(owner, contractTable, { companyId: ours, employeeId, status });
      await insertMadeUp(owner, contractTable, { companyId: others, employeeId, status: 'draft' });
    }
    expect((await seen(employeeTable, { company: ours })).map((id) => employees.get(id)).sort()).toEqual([...disclosingStatuses].sort());
    expect(await seen(employeeTable, { company: others })).toEqual([]);
  });

  it('refuses what is not for employers at all, and every write', async () => {
    for (const table of tables.filter(({ wall }) => wall === null)) await expect(seen(table, { company: ours })).rejects.toThrow('permission denied');
    const client = await owner.connect();
    try {
      await client.query(`set role ${employerRole}`);
      for (const table of tables) await expect(client.query(`delete from ${tableName(table)}`), table.name).rejects.toThrow('permission denied');
    } finally {
      client.release(true);
    }
  });

  it('leaves nothing of a company on the connection', async () => {
    const one = openPool({ url: loginUrl(), applicationName: 'wall', max: 1 });
    try {
      await insertMadeUp(owner, companyTable, { id: ours });
      expect(await behindWall(one, { company: ours }, async (db) => (await db.query(`select from ${tableName(companyTable)}`)).rowCount)).toBe(1);
      expect(await behindWall(one, null, async (db) => (await db.query(`select from ${tableName(companyTable)}`)).rowCount)).toBe(0);
      const { rows } = await one.query<{ role: string; company: string }>(`select current_user as role, current_setting('sijil.acting_company', true) as company`);
      expect(rows).toEqual([{ role: ownLogin, company: '' }]);
    } finally {
      await one.end();
    }
  });

  it('takes nothing for a company that is not an id', async () => {
    await expect(behindWall(owner, { company: `${ours}'; set local role none; --` }, () => Promise.resolve())).rejects.toThrow(TypeError);
  });
});

describe('the role of employers', () => {
  /** The same statement about a role that the server does not have yet. */
  const another = (): { role: string; sql: string } => {
    const role = `sijil_role_${randomBytes(6).toString('hex')}`;
    return { role, sql: employerRoleSql.replaceAll(employerRole, role) };
  };
  const as = async (attributes: string, work: (client: pg.Client, login: string) => Promise<void>): Promise<void> => {
    const login = `sijil_wall_${randomBytes(6).toString('hex')}`;
    await database.pool.query(`create role ${login} login ${attributes} password 'wall'`);
    const url = new URL(database.url);
    url.username = login;
    url.password = 'wall';
    const client = new pg.Client({ connectionString: url.href });
    await client.connect();
    try {
      await work(client, login);
    } finally {
      await client.end();
      await database.pool.query(`drop role ${login}`);
    }
  };

  it('cannot log in, owns nothing, and no policy is waived for it', async () => {
    const { rows } = await database.pool.query('select rolcanlogin, rolsuper, rolbypassrls, rolcreaterole, rolcreatedb from pg_roles where rolname = $1', [employerRole]);
    expect(rows).toEqual([{ rolcanlogin: false, rolsuper: false, rolbypassrls: false, rolcreaterole: false, rolcreatedb: false }]);
  });

  it('is made by one of several that want it at the same time', async () => {
    const { role, sql } = another();
    const outcomes = await Promise.allSettled(Array.from({ length: 8 }, () => database.pool.query(sql)));
    expect(outcomes.filter(({ status }) => status === 'rejected')).toEqual([]);
    await database.pool.query(`drop role ${role}`);
  });

  it('is made by a login that may make roles, which acts in it', async () => {
    const { role, sql } = another();
    await as('createrole', async (client) => {
      await client.query(sql);
      await client.query(`set role ${role}`);
      await client.query('reset role');
      await client.query(sql);
      await database.pool.query(`drop role ${role}`);
    });
  });

  it('is asked of an administrator where the login may not make it, or not act in it', async () => {
    const { role, sql } = another();
    await as('nocreaterole', async (client, login) => {
      const help = `an administrator of the server has to run once: CREATE ROLE ${role} NOLOGIN; GRANT ${role} TO ${login};`;
      await expect(client.query(sql)).rejects.toMatchObject({ code: 'SJ001', message: `its login may not make the role ${role}: ${help}` });
      await database.pool.query(`create role ${role} nologin`);
      await expect(client.query(sql)).rejects.toMatchObject({ code: 'SJ001', message: `its login may not act as the role ${role}: ${help}` });
      await database.pool.query(`grant ${role} to ${login}`);
      await client.query(sql);
      await database.pool.query(`drop role ${role}`);
    });
  });

  it('is not taken where it sees past the policies', async () => {
    const { role, sql } = another();
    await database.pool.query(`create role ${role} nologin bypassrls`);
    await expect(database.pool.query(sql)).rejects.toMatchObject({ code: 'SJ001' });
    await database.pool.query(`drop role ${role}`);
  });
});

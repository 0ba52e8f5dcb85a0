import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { migrate } from '../bootstrap/postgres/migrate.js';
import { openPool } from '../bootstrap/postgres/pool.js';
import { createTestDatabase, type TestDatabase } from '../bootstrap/testing/database.js';
import type { Behind } from './behind-wall.js';
import { readModelMigrations } from './migrations.js';
import { tableName } from './table-sql.js';
import { membershipTable } from './tables/membership.js';
import { workPermitTable } from './tables/work-permit.js';
import { insertMadeUp } from './testing/made-up-row.js';
import { createWallLane, type WallStatement } from './wall-lane.js';

const companies = [randomUUID(), randomUUID(), randomUUID()];
const people = [randomUUID(), randomUUID()];
/** Nobody's condition: the wall alone decides what they show. */
const permits: WallStatement = { name: 'all permits', text: `select r.company_id from ${tableName(workPermitTable)} r`, values: [] };
const memberships: WallStatement = { name: 'all memberships', text: `select r.person_id from ${tableName(membershipTable)} r`, values: [] };
const fails: WallStatement = { name: 'fails', text: 'select 1 / $1::integer', values: [0] };

let database: TestDatabase;
let owner: pg.Pool;

beforeAll(async () => {
  database = await createTestDatabase('wall lane');
  await migrate(database.pool, 'read-models', readModelMigrations);
  for (const companyId of companies) await insertMadeUp(database.pool, workPermitTable, { companyId });
  for (const personId of people) await insertMadeUp(database.pool, membershipTable, { personId, companyId: randomUUID() });
  // One connection: whatever stays on it, the next question would see.
  owner = openPool({ url: database.url, applicationName: 'wall lane', max: 1, pipelined: true });
});
afterAll(async () => {
  await owner.end();
  await database.drop();
});

/** A pool whose transactions begin by a statement that fails, as when the server cancels it. */
function beginningFails(pool: pg.Pool): pg.Pool {
  const connect = async (): Promise<pg.PoolClient> => {
    const client = await pool.connect();
    return new Proxy(client, {
      get: (of, name) => {
        if (name === 'release') return () => of.release(true);
        if (name !== 'query') return Reflect.get(of, name) as unknown;
        return (config: { text: string }) => of.query(config.text.startsWith('begin') ? { ...config, text: 'select 1 / 0' } : config);
      },
    });
  };
  return { connect } as unknown as pg.Pool;
}

describe('questions behind the wall that are asked at the same time', () => {
  it('are each answered for who asked, in whatever order and company they come', async () => {
    const who = fc.oneof(
      fc.constant<Behind>(null),
      fc.constantFrom(...companies).map((company) => ({ company })),
      fc.constantFrom(...people).map((person) => ({ person })),
      fc.record({ company: fc.constantFrom(...companies), person: fc.constantFrom(...people) }),
    );
    const ask = createWallLane(owner, { mostInFlight: 1, worthAnother: 1, mostQuestions: 5 });
    await fc.assert(
      fc.asyncProperty(fc.array(who, { minLength: 1, maxLength: 12 }), async (asking) => {
        const told = await Promise.all(asking.map((one) => ask(one, permits, memberships)));
        for (const [n, one] of asking.entries()) {
          const { company, person }: { company?: string; person?: string } = one ?? {};
          expect(told[n]).toEqual([company === undefined ? [] : [[company]], person === undefined ? [] : [[person]]]);
        }
      }),
      { numRuns: 30 },
    );
  });

  it('share one transaction, and leave nothing of themselves on its connection', async () => {
    const ask = createWallLane(owner);
    const transaction: WallStatement = { name: 'transaction', text: 'select pg_current_snapshot()::text, now()::text, current_user::text', values: [] };
    const [one, two] = await Promise.all([ask({ company: companies[0] ?? '' }, transaction), ask(null, transaction)]);
    expect(one).toEqual(two);
    expect(one[0]?.[0]?.[2]).toBe('sijil_employer');
    const { rows } = await owner.query(`select current_setting('sijil.acting_company', true) as company, current_user <> 'sijil_employer' as own, (select count(*)::integer from ${tableName(workPermitTable)}) as seen`);
    expect(rows).toEqual([{ company: '', own: true, seen: companies.length }]);
  });

  it('fail together, and the next ones are asked as if nothing had been', async () => {
    const ask = createWallLane(owner);
    const company = companies[0] ?? '';
    const outcomes = await Promise.allSettled([ask({ company }, permits), ask({ company: companies[1] ?? '' }, fails), ask(null, permits)]);
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
    expect(await Promise.all([ask({ company }, permits), ask(null, permits)])).toEqual([[[[company]]], [[]]]);
  });

  it('are not answered from outside the wall: without a beginning there is no role, and no answer', async () => {
    const ask = createWallLane(beginningFails(owner));
    await expect(ask({ company: companies[0] ?? '' }, permits)).rejects.toThrow('division by zero');
  });

  it('can write nothing', async () => {
    const ask = createWallLane(owner);
    await expect(ask({ company: companies[0] ?? '' }, { name: 'drop', text: `delete from ${tableName(workPermitTable)}`, values: [] })).rejects.toThrow(/permission denied|read-only/);
  });

  it('fail alone where who asks is no id', async () => {
    const ask = createWallLane(owner);
    const [good, bad] = await Promise.allSettled([ask({ company: companies[0] ?? '' }, permits), ask({ company: `${companies[0] ?? ''}'; set local role none; --` }, permits)]);
    expect(good.status).toBe('fulfilled');
    expect(bad).toMatchObject({ status: 'rejected', reason: expect.any(TypeError) });
  });
});

import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { canonicalRead, type RegulatorRead } from '../../domain/access/read-on-record.js';
import { StoreUnavailable } from '../../domain/ledger/event-store.js';
import { openPool } from '../../bootstrap/postgres/pool.js';
import { ReadsOnRecord, readsBehind } from './reads-on-record.js';
import { createTestVault, type TestVault } from './testing/test-vault.js';

let vault: TestVault;
beforeAll(async () => {
  vault = await createTestVault('reads on record');
});
afterAll(() => vault.drop());

function read(more: Partial<RegulatorRead> = {}): RegulatorRead {
  return {
    id: randomUUID(),
    readAt: '2026-05-01T09:00:00.123Z',
    actorId: randomUUID(),
    department: 'inspection',
    purpose: 'audit',
    caseId: '1447/2',
    act: 'request',
    method: 'GET',
    policy: 'records.read',
    route: '/v1/companies/:id',
    category: 'company',
    recordId: randomUUID(),
    asked: { limit: 20, after: 'a\u2028"b' },
    requestId: randomUUID(),
    ...more,
  };
}

const all = () => readsBehind(vault.pool, 0n, 10_000);

describe('an entry', () => {
  it('stands as it was given, with its place and the server’s time', async () => {
    const reads = [read(), read({ category: null, recordId: null, asked: null, act: 'following' })];
    for (const one of reads) await vault.vault.noteRead(one);
    const entries = await all();
    expect(entries.map(({ ordinal: _ordinal, recordedAt: _recordedAt, ...given }) => given)).toEqual(reads);
    expect(entries.map(({ ordinal }) => ordinal)).toEqual([1n, 2n]);
    for (const { recordedAt } of entries) expect(recordedAt).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    expect((await all()).map(canonicalRead)).toEqual(entries.map(canonicalRead));
  });

  it('is not changed, not removed, and its head does not go back; not by a replica’s session either', async () => {
    const before = (await all()).map(canonicalRead);
    const client = await vault.pool.connect();
    try {
      for (const replication of ['origin', 'replica']) {
        await client.query(`set session_replication_role = ${replication}`);
        for (const statement of [
          `update vault.read_on_record set case_id = 'other'`,
          'update vault.read_on_record set case_id = case_id where false',
          'delete from vault.read_on_record',
          'truncate vault.read_on_record',
          'update vault.read_on_record_head set last = 0',
          'update vault.read_on_record_head set last = last',
          'delete from vault.read_on_record_head',
          'truncate vault.read_on_record_head',
        ]) {
          await expect(client.query(statement), statement).rejects.toMatchObject({ code: '42501' });
        }
      }
    } finally {
      await client.query('reset session_replication_role');
      client.release();
    }
    expect((await all()).map(canonicalRead)).toEqual(before);
  });

  it('needs no right to change: its owner has none', async () => {
    const { rows } = await vault.pool.query<{ table_name: string; rights: string }>(
      `select table_name, string_agg(privilege_type, ',' order by privilege_type) as rights from information_schema.role_table_grants
       where table_schema = 'vault' and table_name like 'read\\_on\\_record%' and grantee = current_user group by 1 order by 1`,
    );
    expect(rows).toEqual([
      { table_name: 'read_on_record', rights: 'INSERT,REFERENCES,SELECT,TRIGGER' },
      { table_name: 'read_on_record_head', rights: 'INSERT,REFERENCES,SELECT,TRIGGER,UPDATE' },
    ]);
  });
});

describe('many who write', () => {
  it('get places without a gap, and a reader behind a place misses nothing that comes late', async () => {
    const head = (await all()).length;
    const others = [await vault.another(), await vault.another()];
    const writers = [vault.vault, ...others];
    const noted: string[] = [];
    const seen: string[] = [];
    let place = BigInt(head);
    let done = false;
    const reader = (async () => {
      for (;;) {
        const last = done;
        const page = await readsBehind(vault.pool, place, 7);
        seen.push(...page.map(({ id }) => id));
        place = page.at(-1)?.ordinal ?? place;
        if (last && page.length === 0) return;
      }
    })();
    await Promise.all(
      [...Array(300).keys()].map(async (n) => {
        const one = read();
        await writers[n % writers.length]?.noteRead(one);
        noted.push(one.id);
      }),
    );
    done = true;
    await reader;
    expect(seen).toHaveLength(300);
    expect(new Set(seen)).toEqual(new Set(noted));
    const entries = await all();
    expect(entries.map(({ ordinal }) => ordinal)).toEqual(entries.map((_, n) => BigInt(n + 1)));
    const times = entries.slice(head).map(({ recordedAt }) => recordedAt);
    expect(times).toEqual([...times].sort());
    for (const other of others) await other.close();
  });

  it('share inserts: what waits for the register goes in together', async () => {
    const client = await vault.pool.connect();
    const before = (await all()).length;
    try {
      await client.query('begin');
      await client.query('select last from vault.read_on_record_head for update');
      const first = vault.vault.noteRead(read());
      await waiting(1);
      const rest = [...Array(50).keys()].map(() => vault.vault.noteRead(read()));
      await client.query('commit');
      await Promise.all([first, ...rest]);
    } finally {
      client.release();
    }
    const { rows } = await vault.pool.query<{ n: number }>('select count(distinct xmin::text)::int as n from vault.read_on_record where ordinal > $1', [before]);
    expect([(await all()).length - before, rows[0]?.n]).toEqual([51, 2]);
  });

  async function waiting(n: number): Promise<void> {
    await expect
      .poll(async () => (await vault.pool.query(`select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`)).rowCount)
      .toBe(n);
  }
});

describe('a register that cannot be written', () => {
  it('refuses, whatever the reason, and goes on when it can be written again', async () => {
    const before = (await all()).length;
    await vault.pool.query('alter table vault.read_on_record rename to elsewhere');
    await expect(vault.vault.noteRead(read())).rejects.toMatchObject({ code: '42P01' });
    await vault.pool.query('alter table vault.elsewhere rename to read_on_record');
    await vault.vault.noteRead(read());
    expect(await all()).toHaveLength(before + 1);
  });

  it('refuses when its server is not there', async () => {
    const pool = openPool({ url: 'postgres://nobody@127.0.0.1:1/nothing', applicationName: 'sijil test' });
    const register = new ReadsOnRecord(pool);
    await expect(register.note(read())).rejects.toBeInstanceOf(StoreUnavailable);
    await register.close();
    await expect(register.note(read())).rejects.toBeInstanceOf(StoreUnavailable);
    await pool.end();
  });
});

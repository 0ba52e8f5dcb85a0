import pg from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkpointTable } from '../../read-models/checkpoint-table.js';
import { tableName } from '../../read-models/table-sql.js';
import { gate } from '../testing/gate.js';
import { depotTable, parcelTable } from '../testing/parcel-model.js';
import { failOnce, parcelWorld, type ParcelWorld, type WatchedRunner } from '../testing/parcel-world.js';
import type { Failpoint } from './runner.js';

let world: ParcelWorld;

beforeEach(async () => {
  world = await parcelWorld('runner');
});
afterEach(async () => {
  await world.close();
});

async function expectTablesEqualFold(): Promise<void> {
  expect(await world.tables()).toEqual(world.expected());
  expect(Number((await world.checkpoint())?.events_done)).toBe(world.store.events.length);
  expect((await world.checkpoint())?.position).toBe(await world.store.head());
}

/** Waits until a backend of the test's database waits for a lock, and gives its process id. */
async function backendWaiting(client: pg.Client): Promise<number> {
  for (;;) {
    const { rows } = await client.query<{ pid: number }>(
      `select pid from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' and query like '%with fence as%insert into%'`,
    );
    if (rows[0] !== undefined) return rows[0].pid;
  }
}

describe('a runner', () => {
  it('folds the log into rows, and follows it', async () => {
    await world.fill(100);
    const runner = world.start();
    await runner.caughtUp();
    await expectTablesEqualFold();

    await world.fill(60);
    await runner.caughtUp();
    await expectTablesEqualFold();
  });

  it('moves its checkpoint over events that it does not fold', async () => {
    const runner = world.start();
    for (let n = 0; n < 10; n++) await world.unhandled();
    await runner.caughtUp();
    expect(await world.tables()).toEqual({ parcels: {}, depots: {} });
    expect((await world.checkpoint())?.position).toBe(await world.store.head());
  });

  it('goes on where another one stopped, and stops with the page in hand done', async () => {
    await world.fill(50);
    const first = world.start();
    await first.caughtUp();
    await first.stop();
    expect(first.status().state).toBe('stopped');
    await world.fill(50);
    expect(await world.tables()).not.toEqual(world.expected());

    const second = world.start();
    await second.caughtUp();
    await expectTablesEqualFold();
    expect((await world.checkpoint())?.epoch).toBe('2');
  });

  it.each(['page-read', 'page-folded', 'page-written'] as const)('fault 13: has each page once in effect when it ends anywhere: at %s', async (place) => {
    await world.fill(60);
    for (const n of [1, 3, 5]) {
      // Each time the runner ends where the failpoint says and goes on from what the table says.
      const runner = world.start({ failpoint: failOnce(place, n) });
      await runner.caughtUp();
      expect(runner.told.map((status) => status.state)).toContain('retrying');
      await expectTablesEqualFold();
      await runner.stop();
      await world.fill(30);
    }
  });

  it('fault 13: has each page once in effect when a process ends between two pages and another begins', async () => {
    await world.fill(120);
    const releases: (() => void)[] = [];
    const sleepers: WatchedRunner[] = [];
    for (const place of ['page-read', 'page-folded', 'page-written', 'page-read', 'page-folded', 'page-written'] as const) {
      // What a killed process does from then on is nothing: its failpoint never returns.
      let killed: () => void = () => undefined;
      const dead = new Promise<void>((resolve) => {
        killed = resolve;
      });
      let reached = 0;
      const kill: Failpoint = (at) => {
        if (at !== place || ++reached !== 2) return;
        killed();
        return new Promise<void>((resolve) => {
          releases.push(resolve);
        });
      };
      sleepers.push(world.start({ failpoint: kill }));
      await dead;
    }
    const last = world.start();
    await last.caughtUp();
    await expectTablesEqualFold();
    // Those who sleep wake up only now, superseded: they change nothing.
    for (const release of releases) release();
    await world.weigh(1, 1, 5);
    await Promise.all(sleepers.map((sleeper) => sleeper.ended));
    expect(sleepers.map((sleeper) => sleeper.status().state)).toEqual(sleepers.map(() => 'superseded'));
    await last.caughtUp();
    await expectTablesEqualFold();
  });

  it.each([
    ['the records', parcelTable],
    ['the totals', depotTable],
    ['the checkpoint', undefined],
  ] as const)('faults 13 and 19: leaves no trace of a page whose connection is ended while it writes %s', async (_what, table) => {
    await world.fill(20);
    const runner = world.start();
    await runner.caughtUp();

    const blocker = new pg.Client({ connectionString: world.database.url });
    const watcher = new pg.Client({ connectionString: world.database.url });
    await Promise.all([blocker.connect(), watcher.connect()]);
    try {
      await blocker.query('begin');
      await blocker.query(table === undefined ? `select from ${checkpointTable} for update` : `lock ${tableName(table)} in share mode`);
      const before = await watcher.query<{ position: string }>(`select position from ${checkpointTable}`);
      await world.weigh(3, 2, 77);
      const pid = await backendWaiting(watcher);
      await watcher.query('select pg_terminate_backend($1)', [pid]);
      await runner.until((status) => status.state === 'retrying');
      const after = await watcher.query<{ position: string }>(`select position from ${checkpointTable}`);
      expect(after.rows).toEqual(before.rows);
      await blocker.query('rollback');
    } finally {
      await Promise.all([blocker.end(), watcher.end()]);
    }
    await runner.caughtUp();
    await expectTablesEqualFold();
  });

  it('fault 18: is superseded by a second one: what it writes after counts for nothing', async () => {
    await world.fill(30);
    const stalled = gate();
    let pages = 0;
    // Folded and about to be written: the moment at which a stalled holder is most dangerous.
    const old = world.start({ failpoint: (place) => (place === 'page-folded' && ++pages === 3 ? stalled.pass() : undefined) });
    await stalled.reached;
    const taker = world.start();
    await taker.caughtUp();
    stalled.open();
    await old.ended;
    expect(old.status()).toMatchObject({ state: 'superseded', reason: expect.stringContaining('taken over') as string });
    await expectTablesEqualFold();

    await world.fill(30);
    await taker.caughtUp();
    await expectTablesEqualFold();
    expect(taker.status().state).toBe('running');
  });

  it('fault 18: writes nothing from the moment another has taken the checkpoint, even where it still stands at the expected place', async () => {
    await world.fill(30);
    const gates = { old: gate(), taker: gate() };
    const old = world.start({ failpoint: (place) => (place === 'page-folded' ? gates.old.pass() : undefined) });
    await gates.old.reached;
    const taker = world.start({ failpoint: (place) => (place === 'page-read' ? gates.taker.pass() : undefined) });
    await gates.taker.reached;
    gates.old.open();
    await old.ended;
    expect(old.status().state).toBe('superseded');
    expect(await world.checkpoint()).toMatchObject({ position: null, events_done: '0', epoch: '2' });
    expect(await world.tables()).toEqual({ parcels: {}, depots: {} });
    gates.taker.open();
    await taker.caughtUp();
    await expectTablesEqualFold();
  });

  it('fault 19: takes a write that arrived after all for what it is, not for another holder', async () => {
    await world.fill(30);
    // The page is committed by the server, and the answer is lost: the runner writes it again and finds it there.
    const lossy = new Proxy(world.pool, {
      get(target, property) {
        if (property !== 'query') return Reflect.get(target, property) as unknown;
        return async (query: { name?: string }) => {
          const result = await target.query(query as pg.QueryConfig);
          if (query.name?.endsWith('page') === true && ++answers === 2) throw new Error('the answer was lost');
          return result;
        };
      },
    });
    let answers = 0;
    const runner = world.start({ pool: lossy });
    await runner.caughtUp();
    expect(answers).toBeGreaterThan(2);
    expect(runner.told.map((status) => status.state)).toContain('retrying');
    await expectTablesEqualFold();
  });

  it('begins anew when its checkpoint belongs to another log', async () => {
    await world.fill(40);
    const runner = world.start();
    await runner.caughtUp();
    await runner.stop();
    await world.pool.query(`update ${checkpointTable} set log_id = 'another', position = 'another.0000000000009999'`);
    await world.pool.query(`update ${tableName(depotTable)} set weight = weight + 1000`);

    const next = world.start();
    await next.caughtUp();
    await expectTablesEqualFold();
    expect((await world.checkpoint())?.log_id).toBe(world.store.logId);
  });

  it('begins anew when the log was put back to an earlier copy, and other events stand at its place now', async () => {
    await world.fill(40);
    const runner = world.start();
    await runner.caughtUp();
    await runner.stop();
    world.store.putBack(30);
    await world.fill(25);
    await world.start().caughtUp();
    await expectTablesEqualFold();
  });

  it('begins anew when the log is put back while it runs', async () => {
    await world.fill(40);
    const runner = world.start();
    await runner.caughtUp();
    world.store.putBack(30);
    await runner.until(({ position }) => position === world.store.events.at(-1)?.position);
    await expect.poll(() => world.tables()).toEqual(world.expected());
    await world.fill(25);
    await expect.poll(() => world.tables()).toEqual(world.expected());
    expect(await world.checkpoint()).toMatchObject({ epoch: '2', state: 'running' });
  });

  it('stands right before a fact that it cannot fold, and says why', async () => {
    await world.fill(10);
    await world.weigh(1, 1, -1);
    const sound = world.store.events.slice(0, 10);
    await world.fill(10);
    const runner = world.start({ pageSize: 100 });
    const failed = await runner.until((status) => status.state === 'failed');
    expect(failed.reason).toMatch(/ParcelWeighed .* weigh less than nothing/);
    expect(failed.position).toBe(sound.at(-1)?.position);
    await expect.poll(() => world.checkpoint()).toMatchObject({ position: sound.at(-1)?.position, events_done: '10', state: 'failed', reason: failed.reason });
  });

  it('stands before a fact of a version that nobody knows', async () => {
    await world.fill(5);
    const runner = world.start({
      decode: (event) => {
        if (event.id === world.store.events[3]?.id) throw new Error('version 9 is not known');
        return { type: event.type, data: event.data };
      },
    });
    const failed = await runner.until((status) => status.state === 'failed');
    expect(failed.reason).toContain('version 9 is not known');
    expect(failed.position).toBe(world.store.events[2]?.position);
  });

  it('stands still with the reason when PostgreSQL refuses a row, and goes on once it may', async () => {
    await world.pool.query(`alter table ${tableName(parcelTable)} add constraint light check (weight < 50)`);
    await world.weigh(1, 1, 80);
    const runner = world.start();
    const failed = await runner.until((status) => status.state === 'failed');
    expect(failed.reason).toContain('light');
    await world.pool.query(`alter table ${tableName(parcelTable)} drop constraint light`);
    await runner.caughtUp();
    await expectTablesEqualFold();
    expect(await world.checkpoint()).toMatchObject({ state: 'running', reason: null });
  });
});

import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { migrate } from '../../bootstrap/postgres/migrate.js';
import { createTestDatabase, type TestDatabase } from '../../bootstrap/testing/database.js';
import { checkpointTable } from '../../read-models/checkpoint-table.js';
import { tableName } from '../../read-models/table-sql.js';
import { openFeedWindow, type FeedWindow } from '../engine/feed-window.js';
import { startRunner, type Failpoint, type Runner, type RunnerOptions, type RunnerStatus } from '../engine/runner.js';
import { idOf, newEvent } from './given-events.js';
import { MemoryEventStore } from './memory-event-store.js';
import { decodeParcel, depotTable, expectedParcels, parcelMigrations, parcelModel, parcelTable } from './parcel-model.js';

/** A database with the parcels' tables, a log in memory, and the feed of it. */
export interface ParcelWorld {
  readonly database: TestDatabase;
  readonly pool: pg.Pool;
  readonly store: MemoryEventStore;
  /** Appends an event that weighs a parcel. */
  weigh(parcel: number, depot: number, weight: number): Promise<void>;
  scrap(parcel: number): Promise<void>;
  /** Appends an event that no parcel is about. */
  unhandled(): Promise<void>;
  /** Appends so many events that weigh, move and scrap parcels, the same ones each time. */
  fill(events: number): Promise<void>;
  start(options?: Partial<RunnerOptions>): WatchedRunner;
  /** What the tables hold, in the shape of `expected`. */
  tables(): Promise<{ readonly parcels: object; readonly depots: object }>;
  /** What they must hold: the log folded anew. */
  expected(): { readonly parcels: object; readonly depots: object };
  checkpoint(): Promise<{ position: string | null; epoch: string; events_done: string; log_id: string; state: string; reason: string | null } | undefined>;
  close(): Promise<void>;
}

export interface WatchedRunner extends Runner {
  /** Every status it told. */
  readonly told: readonly RunnerStatus[];
  /** Resolves when a status is told (or was) that fits. */
  until(fits: (status: RunnerStatus) => boolean): Promise<RunnerStatus>;
  /** Resolves when every event of the log is in. */
  caughtUp(): Promise<void>;
}

/** Makes the world of one test. */
export async function parcelWorld(name: string): Promise<ParcelWorld> {
  const database = await createTestDatabase(name);
  const { pool } = database;
  await migrate(pool, 'read models', parcelMigrations);
  const store = new MemoryEventStore();
  const feeds: FeedWindow[] = [];
  const runners: Runner[] = [];
  let count = 0;
  const append = async (stream: string, type: string, data: Record<string, string | number>): Promise<void> => {
    const [last] = (await store.readStream(stream, 0, Number.MAX_SAFE_INTEGER)).slice(-1);
    const revision = last?.revision ?? -1;
    await store.append(stream, revision === -1 ? 'no-stream' : revision, [newEvent(count++, type, { effectiveOn: '2026-01-01', ...data })]);
  };
  const world: ParcelWorld = {
    database,
    pool,
    store,
    weigh: (parcel, depot, weight) => append(`parcel-${idOf(`parcel ${parcel}`)}`, 'ParcelWeighed', { depotId: idOf(`depot ${depot}`), weight }),
    scrap: (parcel) => append(`parcel-${idOf(`parcel ${parcel}`)}`, 'ParcelScrapped', {}),
    unhandled: () => append(`other-${randomUUID()}`, 'OtherHappened', {}),
    async fill(events) {
      for (let n = 0; n < events; n++) {
        if (n % 13 === 12) await world.unhandled();
        else if (n % 11 === 10) await world.scrap(n % 7);
        else await world.weigh(n % 7, n % 3, (n * 37) % 100);
      }
    },
    start(options = {}) {
      const feed = openFeedWindow({ store, events: 64, onError: () => undefined });
      feeds.push(feed);
      const told: RunnerStatus[] = [];
      const waiting = new Set<() => void>();
      const runner = startRunner({
        model: parcelModel(),
        log: store,
        feed,
        pool,
        decode: decodeParcel,
        pageSize: 7,
        stepEvents: 1,
        stepRows: 1,
        stepMs: Number.POSITIVE_INFINITY,
        cachedRows: 4,
        onStatus(status) {
          told.push(status);
          for (const look of waiting) look();
        },
        ...options,
      });
      runners.push(runner);
      const until = (fits: (status: RunnerStatus) => boolean): Promise<RunnerStatus> =>
        new Promise((resolve) => {
          const look = (): void => {
            const found = told.find(fits);
            if (found === undefined) return;
            waiting.delete(look);
            resolve(found);
          };
          waiting.add(look);
          look();
        });
      return {
        ...runner,
        told,
        until,
        async caughtUp() {
          const head = await store.head();
          await until((status) => status.position === head);
        },
      };
    },
    async tables() {
      const parcels = await pool.query<{ id: string; depotId: string; weight: number; detail: { weights: number[] }; revision: number }>(
        `select id, depot_id as "depotId", weight, detail, revision from ${tableName(parcelTable)}`,
      );
      const depots = await pool.query<{ id: string; parcels: number; weight: number }>(`select id, parcels, weight from ${tableName(depotTable)}`);
      return {
        parcels: Object.fromEntries(parcels.rows.map(({ id, depotId, weight, detail, revision }) => [id, { depotId, weight, weights: detail.weights, revision }])),
        depots: Object.fromEntries(depots.rows.map(({ id, parcels: number, weight }) => [id, { parcels: number, weight }])),
      };
    },
    expected: () => expectedParcels(store.events),
    async checkpoint() {
      const found = await pool.query<{ position: string | null; epoch: string; events_done: string; log_id: string; state: string; reason: string | null }>(
        `select position, epoch, events_done, log_id, state, reason from ${checkpointTable} where name = 'parcels'`,
      );
      return found.rows[0];
    },
    async close() {
      await Promise.all(runners.map((runner) => runner.stop()));
      await Promise.all(feeds.map((feed) => feed.close()));
      await database.drop();
    },
  };
  return world;
}

/** A failpoint that throws once, the n-th time a place is reached. */
export function failOnce(at: Parameters<Failpoint>[0], n: number): Failpoint {
  let reached = 0;
  return (place) => {
    if (place !== at) return;
    reached += 1;
    if (reached === n) throw new Error(`ended at ${place}, the ${n}th time`);
  };
}

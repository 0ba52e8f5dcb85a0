// Law: what kind of store the log is in is known here alone; everyone else has the port.
import { setTimeout as delay } from 'node:timers/promises';
import { logMigrations } from '../../commands/event-store/migrations.js';
import { PostgresEventStore } from '../../commands/event-store/postgres-event-store.js';
import { StoreUnavailable, type EventStore } from '../../domain/ledger/event-store.js';
import { migrate } from '../postgres/migrate.js';
import { openPool } from '../postgres/pool.js';

/** How long a start waits for an EventStoreDB that does not answer, beside the time of its last try; in milliseconds. */
const PATIENCE_MS = 15_000;
const TELL_AFTER_MS = 1_000;
const TRY_EVERY_MS = 500;

/** An address of a log: PostgreSQL or EventStoreDB. */
export type LogPlace = { readonly kind: 'postgresql'; readonly url: string } | { readonly kind: 'eventstoredb'; readonly url: string };

/** A log that is to be closed by who opened it. */
export interface OpenedLog {
  readonly store: EventStore;
  close(): Promise<void>;
}

export interface OpenLogOptions {
  /** Hears once that the store does not answer yet. */
  readonly onWaiting?: () => void;
  /** Ends the waiting. */
  readonly signal?: AbortSignal;
  readonly patienceMs?: number;
}

/**
 * Opens a log; in PostgreSQL its schema is made or brought up to date first, in EventStoreDB there is none. The package of
 * EventStoreDB is loaded only for one. Throws StoreUnavailable when it does not answer in time.
 */
export async function openLog(place: LogPlace, options: OpenLogOptions = {}): Promise<OpenedLog> {
  if (place.kind === 'postgresql') return openPostgresLog(place.url);
  const { EventStoreDbStore } = await import('../../commands/event-store/eventstoredb/eventstoredb-store.js');
  return patiently(() => EventStoreDbStore.open({ url: place.url }), options);
}

async function openPostgresLog(url: string): Promise<OpenedLog> {
  const pool = openPool({ url, applicationName: 'sijil log schema', max: 1 });
  try {
    await migrate(pool, 'log', logMigrations);
  } finally {
    await pool.end();
  }
  const store = await PostgresEventStore.open({ url, applicationName: 'sijil log' });
  return { store, close: () => store.close() };
}

async function patiently(open: () => Promise<EventStore & { close(): Promise<void> }>, options: OpenLogOptions): Promise<OpenedLog> {
  const deadline = performance.now() + (options.patienceMs ?? PATIENCE_MS);
  const tell = setTimeout(() => options.onWaiting?.(), TELL_AFTER_MS);
  try {
    for (;;) {
      options.signal?.throwIfAborted();
      try {
        const store = await open();
        return { store, close: () => store.close() };
      } catch (error) {
        if (!(error instanceof StoreUnavailable) || performance.now() > deadline) throw error;
      }
      await delay(TRY_EVERY_MS, undefined, options.signal === undefined ? {} : { signal: options.signal });
    }
  } finally {
    clearTimeout(tell);
  }
}

// Law: what kind of store the log is in is known here alone; everyone else has the port.
import { setTimeout as delay } from 'node:timers/promises';
import { logMigrations } from '../../commands/event-store/migrations.js';
import { PostgresEventStore } from '../../commands/event-store/postgres-event-store.js';
import { StoreUnavailable, type EventStore } from '../../domain/ledger/event-store.js';
import { ConfigError } from '../config/config-error.js';
import { migrate } from '../postgres/migrate.js';
import { openPool } from '../postgres/pool.js';

/** How long a start waits for an EventStoreDB that does not answer, in milliseconds. */
const PATIENCE_MS = 20_000;
const TRY_EVERY_MS = 500;

/** An address of a log: PostgreSQL or EventStoreDB. */
export type LogPlace = { readonly kind: 'postgresql'; readonly url: string } | { readonly kind: 'eventstoredb'; readonly url: string };

/** A log that is to be closed by who opened it. */
export interface OpenedLog {
  readonly store: EventStore;
  close(): Promise<void>;
}

export interface OpenLogOptions {
  /** Hears once that the store does not answer yet, and why. */
  readonly onWaiting?: (reason: string) => void;
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
  return patiently(() => Promise.reject(new ConfigError('EVENTSTORE_URL', 'the adapter of EventStoreDB is not in this version')), options);
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
  for (let told = false; ; told = true) {
    try {
      const store = await open();
      return { store, close: () => store.close() };
    } catch (error) {
      if (!(error instanceof StoreUnavailable) || performance.now() > deadline) throw error;
      if (!told) options.onWaiting?.(error.message);
      await delay(TRY_EVERY_MS, undefined, options.signal === undefined ? {} : { signal: options.signal });
    }
  }
}

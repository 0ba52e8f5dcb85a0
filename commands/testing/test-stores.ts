import type { Pool } from 'pg';
import type { Actor } from '../../domain/access/roles.js';
import type { RecordedEvent } from '../../domain/ledger/event.js';
import type { EventRegistry } from '../../domain/ledger/event-registry.js';
import type { PostgresEventStore } from '../event-store/postgres-event-store.js';
import type { Clock } from '../handler/clock.js';
import type { HandlerParts } from '../handler/command-handler.js';
import type { CommandRegistry } from '../registry/registry.js';
import type { PostgresVault } from '../vault/postgres-vault.js';

/** A write side on databases of its own, without a process: real log, real vault, clocks that stand until they are moved. */
export interface TestStores {
  readonly store: PostgresEventStore;
  readonly vault: PostgresVault;
  readonly events: EventRegistry;
  readonly commands: CommandRegistry;
  readonly url: string;
  readonly pool: Pool;
  readonly vaultPool: Pool;
  readonly clock: TestClock;
  /** Parts of a handler; a spec may put its own store or hook into a copy. */
  readonly parts: HandlerParts;
  readonly actor: Actor;
  /** Events of a stream as they stand. */
  stream(name: string): Promise<readonly RecordedEvent[]>;
  /** Every event, in the log's order. */
  log(): Promise<readonly RecordedEvent[]>;
  close(): Promise<void>;
}

/** The clock of all processes of a test ledger. */
export interface TestClock extends Clock {
  /** Wall clock, as claims see it. */
  readonly wall: () => Date;
  pass(seconds: number): void;
  /** Puts the clock at noon of a day in Riyadh. */
  at(day: string): void;
}

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { v4, v5 } from 'uuid';
import { buildCommandRegistry, buildEventRegistry } from '../../bootstrap/ledger/registries.js';
import { migrate } from '../../bootstrap/postgres/migrate.js';
import { createTestDatabase } from '../../bootstrap/testing/database.js';
import { COMMAND_FAMILIES } from '../../domain/access/command-families.js';
import type { Actor } from '../../domain/access/roles.js';
import type { RecordedEvent } from '../../domain/ledger/event.js';
import { readWholeStream, type EventStore } from '../../domain/ledger/event-store.js';
import { toIsoDate } from '../../domain/standards/calendar.js';
import { importMigrations } from '../bulk/import-journal.js';
import { logMigrations } from '../event-store/migrations.js';
import { PostgresEventStore } from '../event-store/postgres-event-store.js';
import { foundLedger } from '../founding/found-ledger.js';
import type { HandlerParts } from '../handler/command-handler.js';
import { leaseMigrations } from '../leases/migrations.js';
import { operationMigrations } from '../operations/migrations.js';
import { bindVault } from '../vault/founding.js';
import { vaultMigrations } from '../vault/migrations.js';
import { PostgresVault } from '../vault/postgres-vault.js';
import { openTestProcess, type TestProcess } from './test-process.js';
import type { TestClock, TestStores } from './test-stores.js';

/** The same, with processes: real handlers. */
export interface TestLedger extends TestStores {
  /** Another process on the same ledger: a handler and a lease instance of its own. */
  process(): Promise<TestProcess>;
  /** Ends all processes but these. */
  endProcesses(...but: readonly TestProcess[]): Promise<void>;
}

/** An actor of a platform service; the same name is the same actor. */
export function platform(name = 'platform'): Actor {
  return { actorId: v5(name, '3f0a4b52-8a55-5d0e-9b43-1f2f5c8f0a01'), role: 'platform-service', onBehalfOf: null, source: name, families: COMMAND_FAMILIES };
}

function standingClock(): TestClock {
  let at = Date.parse('2026-04-26T09:00:00.000Z');
  const now = (): Date => new Date(at);
  return {
    kind: 'wall',
    now,
    wall: now,
    today: () => toIsoDate(new Date(at + 3 * 3_600_000).toISOString().slice(0, 10)),
    pass: (seconds) => {
      at += seconds * 1_000;
    },
    at: (day) => {
      at = Date.parse(`${day}T09:00:00.000Z`);
    },
  };
}

/** Makes an empty, founded ledger. `found: false` leaves the founding to the spec. */
export async function openTestLedger(name: string, options: { readonly found?: boolean } = {}): Promise<TestLedger> {
  const [main, secret] = await Promise.all([createTestDatabase(name), createTestDatabase(`${name}_vault`)]);
  const home = await mkdtemp(join(tmpdir(), 'sijil-ledger-'));
  await migrate(main.pool, 'log', logMigrations);
  await migrate(main.pool, 'leases', leaseMigrations);
  await migrate(main.pool, 'imports', importMigrations);
  await migrate(main.pool, 'operations', operationMigrations);
  await migrate(secret.pool, 'vault', vaultMigrations);
  const clock = standingClock();
  const store = await PostgresEventStore.open({ url: main.url, applicationName: 'sijil test log', readConnections: 3 });
  const vault = await PostgresVault.open({ pool: secret.pool, keyFile: join(home, 'key'), now: clock.wall });
  const events = buildEventRegistry();
  const commands = buildCommandRegistry();
  const parts: HandlerParts = { store, vault, events, commands, wallClock: clock.wall };
  const actor = platform();
  if (options.found !== false) await foundLedger(store, await bindVault(secret.pool, v4(), clock.now()), clock, true);
  const opened = new Set<TestProcess>();
  const ledger: TestLedger = {
    store,
    vault,
    events,
    commands,
    url: main.url,
    pool: main.pool,
    vaultPool: secret.pool,
    clock,
    parts,
    actor,
    async process() {
      const process = await openTestProcess(ledger);
      opened.add(process);
      return process;
    },
    async endProcesses(...but) {
      for (const process of opened) {
        if (but.includes(process)) continue;
        opened.delete(process);
        await process.end();
      }
    },
    stream: (stream) => readWholeStream(store, stream),
    log: () => wholeLog(store),
    async close() {
      await ledger.endProcesses();
      await vault.close();
      await store.close();
      await Promise.all([main.drop(), secret.drop()]);
      await rm(home, { recursive: true, force: true });
    },
  };
  return ledger;
}

async function wholeLog(store: EventStore): Promise<readonly RecordedEvent[]> {
  const events: RecordedEvent[] = [];
  for (let after: Parameters<EventStore['readAll']>[0]; ;) {
    const page = await store.readAll(after, 1_000);
    events.push(...page.events);
    after = page.next;
    if (page.end) return events;
  }
}

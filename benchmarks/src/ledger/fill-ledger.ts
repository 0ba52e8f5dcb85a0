// Law: what a ledger is filled with is what its commands would have written: events checked by their schemas, people sealed under keys of their own.
import { randomUUID } from 'node:crypto';
import { COMMAND_FAMILIES } from '../../../dist/domain/access/command-families.js';
import { openLog } from '../../../dist/bootstrap/container/open-log.js';
import { buildEventRegistry } from '../../../dist/bootstrap/ledger/registries.js';
import { migrate } from '../../../dist/bootstrap/postgres/migrate.js';
import { openPool } from '../../../dist/bootstrap/postgres/pool.js';
import { foundLedger, ledgerIdOf } from '../../../dist/commands/founding/found-ledger.js';
import { buildEvents, sealEvents } from '../../../dist/commands/handler/build-events.js';
import { wallClock } from '../../../dist/commands/handler/clock.js';
import { sharedMetadata } from '../../../dist/commands/handler/metadata.js';
import { bindVault } from '../../../dist/commands/vault/founding.js';
import { keyFilePath } from '../../../dist/commands/vault/key-file.js';
import { vaultMigrations } from '../../../dist/commands/vault/migrations.js';
import { PostgresVault } from '../../../dist/commands/vault/postgres-vault.js';
import type { DomainEvent } from '../../../dist/domain/ledger/event.js';
import { streamOf } from '../../../dist/domain/ledger/stream-name.js';
import type { ProgramPlace } from './program.js';
import { issuedPermit, offeredContract, residentRegistered, SOMEWHERE, type Workplace } from './records.js';

/** What was written. */
export interface Filled {
  readonly employees: readonly string[];
  readonly permits: readonly string[];
}

const WRITERS = 128;

/** What is written: employees, work permits of theirs, and, where workplaces are named, a contract that each was offered. */
export interface Filling {
  readonly employees: number;
  readonly permits: number;
  /** The n-th record is of the n-th workplace, round and round. */
  readonly workplaces?: readonly Workplace[];
}

/** Founds a ledger, or goes on in it, and registers employees, then what is theirs. */
export async function fillLedger(place: ProgramPlace, { workplaces = [], ...count }: Filling): Promise<Filled> {
  const vaultPool = openPool({ url: place.vaultUrl, applicationName: 'bench fills the vault', max: 8 });
  await migrate(vaultPool, 'vault', vaultMigrations);
  const log = await openLog(
    place.eventStoreUrl === undefined ? { kind: 'postgresql', url: place.mainUrl } : { kind: 'eventstoredb', url: place.eventStoreUrl },
  );
  const vault = await PostgresVault.open({ pool: vaultPool, keyFile: keyFilePath(place.home, undefined), now: () => new Date() });
  const clock = wallClock();
  const registry = buildEventRegistry();
  const actor = { actorId: randomUUID(), role: 'platform-service', onBehalfOf: null, source: 'bench', families: COMMAND_FAMILIES } as const;
  try {
    // A store that is not the run's own may hold a ledger already: this one goes on there.
    const ledgerId = await bindVault(vaultPool, (await ledgerIdOf(log.store)) ?? randomUUID(), new Date());
    await foundLedger(log.store, ledgerId, clock, true);
    const put = async (category: string, id: string, name: string, decided: readonly DomainEvent[]): Promise<void> => {
      const request = {
        name,
        recordId: null,
        payload: {},
        actor,
        once: { key: id },
        revision: 'optional',
        correlationId: id,
        causationId: id,
        traceparent: null,
        synthetic: true,
        clock,
      } as const;
      const stream = streamOf(category, id);
      const shared = sharedMetadata(request, randomUUID(), null);
      const sealed = await sealEvents(stream, decided, shared.commandId, registry, vault);
      await log.store.append(stream, 'no-stream', buildEvents(sealed, NOTHING, shared, registry));
    };
    const employees = Array.from({ length: count.employees }, () => randomUUID());
    await each(employees, (id, n) => put('employee', id, 'RegisterResident', [residentRegistered(id, n)]));
    const permits = Array.from({ length: count.permits }, () => randomUUID());
    const workplace = (n: number): Workplace => workplaces[n % workplaces.length] ?? SOMEWHERE;
    await each(permits, (id, n) => put('workPermit', id, 'RequestWorkPermit', issuedPermit(employees[n % employees.length] ?? '', workplace(n))));
    if (workplaces.length > 0) await each(employees, (id, n) => put('contract', randomUUID(), 'DraftContract', offeredContract(id, workplace(n))));
    return { employees, permits };
  } finally {
    await vault.close();
    await log.close();
    await vaultPool.end();
  }
}

const NOTHING = { records: [], aggregates: [], rules: [], unknown: [] } as const;

async function each<T>(items: readonly T[], work: (item: T, n: number) => Promise<void>): Promise<void> {
  let next = 0;
  const writer = async (): Promise<void> => {
    for (let n = next++; n < items.length; n = next++) await work(items[n] as T, n);
  };
  await Promise.all(Array.from({ length: WRITERS }, writer));
}

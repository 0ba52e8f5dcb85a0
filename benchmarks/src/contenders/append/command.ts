import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { COMMAND_FAMILIES } from '../../../../dist/domain/access/command-families.js';
import { buildCommandRegistry, buildEventRegistry } from '../../../../dist/bootstrap/ledger/registries.js';
import { openPool } from '../../../../dist/bootstrap/postgres/pool.js';
import { migrate } from '../../../../dist/bootstrap/postgres/migrate.js';
import { makeAllYoung } from '../../../../dist/bootstrap/process/no-early-tenure.js';
import { logMigrations } from '../../../../dist/commands/event-store/migrations.js';
import { PostgresEventStore } from '../../../../dist/commands/event-store/postgres-event-store.js';
import { foundLedger } from '../../../../dist/commands/founding/found-ledger.js';
import { wallClock } from '../../../../dist/commands/handler/clock.js';
import { createCommandHandler } from '../../../../dist/commands/handler/command-handler.js';
import { SERVED_BYTES } from '../../../../dist/commands/handler/record-cache.js';
import type { CommandAnswer, CommandRequest } from '../../../../dist/commands/handler/request.js';
import { createOnceRunner } from '../../../../dist/commands/handler/run-once.js';
import { leaseMigrations } from '../../../../dist/commands/leases/migrations.js';
import { openLeaseTable } from '../../../../dist/commands/leases/lease-table.js';
import { bindVault } from '../../../../dist/commands/vault/founding.js';
import { vaultMigrations } from '../../../../dist/commands/vault/migrations.js';
import { PostgresVault } from '../../../../dist/commands/vault/postgres-vault.js';
import type { Contender } from '../../harness/bench.js';
import { closedLoop, type Load, type LoadMeasure } from '../../harness/closed-loop.js';
import { citizen } from '../../events/citizen.js';

// As the program itself begins.
makeAllYoung();

export interface CommandParameters {
  readonly mainUrl: string;
  readonly vaultUrl: string;
  /** Employees registered before the first round. */
  readonly employees: number;
}

/** Connections as the program opens them (bootstrap/container/open-stores.ts). */
const MAIN_CONNECTIONS = 24;
const VAULT_CONNECTIONS = 8;

const WARM_UP: Load = { callers: 32, durationMs: 3_000 };

/** `bare`: the event that the command makes is appended as it is, to a new stream. */
export interface CommandLoad extends Load {
  readonly bare: boolean;
}

/** The whole command handler without HTTP: a change of an employee that seals one box, under its lease and key. */
export const contender: Contender<CommandParameters, CommandLoad, LoadMeasure> = {
  async prepare({ mainUrl, vaultUrl, employees }) {
    const main = openPool({ url: mainUrl, applicationName: 'bench', max: MAIN_CONNECTIONS });
    const vaultPool = openPool({ url: vaultUrl, applicationName: 'bench vault', max: VAULT_CONNECTIONS, byKey: true });
    await migrate(main, 'log', logMigrations);
    await migrate(main, 'leases', leaseMigrations);
    await migrate(vaultPool, 'vault', vaultMigrations);
    const home = await mkdtemp(join(tmpdir(), 'sijil-bench-home-'));
    const store = await PostgresEventStore.open({ url: mainUrl });
    const vault = await PostgresVault.open({ pool: vaultPool, keyFile: join(home, 'key'), now: () => new Date() });
    const clock = wallClock();
    await foundLedger(store, await bindVault(vaultPool, randomUUID(), new Date()), clock, true);
    const handler = createCommandHandler({
      store,
      vault,
      events: buildEventRegistry(),
      commands: buildCommandRegistry(),
      wallClock: () => new Date(),
      keptBytes: SERVED_BYTES,
    });
    const leases = await openLeaseTable(main);
    const once = createOnceRunner(handler, leases, vault, store.logId);
    const actor: CommandRequest['actor'] = { actorId: randomUUID(), role: 'platform-service', onBehalfOf: null, source: 'bench', families: COMMAND_FAMILIES };
    const send = (name: string, recordId: string | null, payload: object): Promise<CommandAnswer> =>
      once.run(
        handler.prepare({
          name,
          recordId,
          payload,
          actor,
          once: { key: randomUUID() },
          revision: 'optional',
          correlationId: randomUUID(),
          causationId: randomUUID(),
          traceparent: null,
          synthetic: true,
          clock,
        }),
      );
    const ids: string[] = [];
    let next = 0;
    await Promise.all(
      Array.from({ length: 32 }, async () => {
        while (next < employees) ids.push((await send('RegisterCitizen', null, citizen(next++))).id);
      }),
    );
    await Promise.all([main.query('vacuum analyze'), vaultPool.query('vacuum analyze')]);
    let turn = 0;
    const change = (): Promise<CommandAnswer> => {
      turn += 1;
      const weighting = { disability: turn % 2 === 0, student: false };
      return send('RecordWeightingFacts', ids[turn % ids.length] ?? '', { weighting });
    };
    const { id, revision } = await change();
    const [made] = await store.readStream(`employee-${id}`, revision, 1);
    if (made === undefined) throw new Error('the command made no event');
    const { type, data, metadata } = made;
    const append = (): Promise<unknown> =>
      store.append(`employee-${randomUUID()}`, 'no-stream', [{ id: randomUUID(), type, data, metadata }]);
    // Until the code is compiled as far as it ever is: a turn of a round is too short for that.
    for (const one of [change, append]) await closedLoop(WARM_UP, one);
    return {
      work: (load) => closedLoop(load, load.bare ? append : change),
      async close() {
        await once.settle();
        await leases.close();
        await vault.close();
        await store.close();
        await Promise.all([main.end(), vaultPool.end()]);
        await rm(home, { recursive: true, force: true });
      },
    };
  },
};

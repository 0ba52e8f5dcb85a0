import { setTimeout as delay } from 'node:timers/promises';
import type pg from 'pg';
import { openLog, type OpenedLog } from '../../../../dist/bootstrap/container/open-log.js';
import { buildEventRegistry } from '../../../../dist/bootstrap/ledger/registries.js';
import { migrate } from '../../../../dist/bootstrap/postgres/migrate.js';
import { openPool } from '../../../../dist/bootstrap/postgres/pool.js';
import { makeAllYoung } from '../../../../dist/bootstrap/process/no-early-tenure.js';
import { createProgress } from '../../../../dist/projections/engine/progress.js';
import { startProjector } from '../../../../dist/projections/engine/projector.js';
import { workPermits } from '../../../../dist/projections/work-permits.js';
import { checkpointTable } from '../../../../dist/read-models/checkpoint-table.js';
import { readModelMigrations } from '../../../../dist/read-models/migrations.js';
import { tableName } from '../../../../dist/read-models/table-sql.js';
import { workPermitTable } from '../../../../dist/read-models/tables/work-permit.js';
import { appendPlaced } from '../../events/append-placed.js';
import { fillLog } from '../../events/fill-log.js';
import { permitEvents } from '../../events/permit-events.js';
import type { Contender } from '../../harness/bench.js';
import type { CatchupMeasure, CatchupParameters, CatchupTask } from './parameters.js';

// As the program itself begins.
makeAllYoung();

/** The read model of work permits, as the program runs it, from empty to the log's head. */
export const contender: Contender<CatchupParameters, CatchupTask, CatchupMeasure> = {
  async prepare({ url, eventStoreUrl, events }) {
    const pool = openPool({ url, applicationName: 'bench', max: 4 });
    await migrate(pool, 'read-models', readModelMigrations);
    const log = await openLog(eventStoreUrl === undefined ? { kind: 'postgresql', url } : { kind: 'eventstoredb', url: eventStoreUrl });
    if (eventStoreUrl === undefined) await fillLog(pool, permitEvents(events));
    else await appendPlaced(log.store, permitEvents(events, Date.now()));
    return {
      work: ({ windowMs }) => catchUp(pool, log, windowMs),
      async close() {
        await log.close();
        await pool.end();
      },
    };
  },
};

async function catchUp(pool: pg.Pool, { store }: OpenedLog, windowMs: number): Promise<CatchupMeasure> {
  await pool.query(`truncate ${tableName(workPermitTable)}, ${checkpointTable}`);
  const registry = buildEventRegistry();
  const models = [workPermits];
  const progress = createProgress({ db: pool, logId: store.logId, models });
  const head = await store.head();
  const begun = performance.now();
  const projector = startProjector({ store, pool, models, decode: (event) => registry.decode(event), progress });
  await Promise.race([progress.waitFor(head, [workPermits.name], windowMs), delay(windowMs)]);
  const { rows } = await pool.query<{ events_done: string }>(`select events_done from ${checkpointTable}`);
  const seconds = (performance.now() - begun) / 1_000;
  await projector.stop();
  const events = Number(rows[0]?.events_done ?? 0);
  return { events, perSecond: events / seconds };
}

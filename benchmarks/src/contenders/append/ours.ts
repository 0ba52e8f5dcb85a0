import { randomUUID } from 'node:crypto';
import { openPool } from '../../../../dist/bootstrap/postgres/pool.js';
import { migrate } from '../../../../dist/bootstrap/postgres/migrate.js';
import { makeAllYoung } from '../../../../dist/bootstrap/process/no-early-tenure.js';
import { logMigrations } from '../../../../dist/commands/event-store/migrations.js';
import { PostgresEventStore } from '../../../../dist/commands/event-store/postgres-event-store.js';
import type { NewEvent } from '../../../../dist/domain/ledger/event.js';
import { sampleEvent } from '../../events/sample-event.js';
import type { Contender } from '../../harness/bench.js';
import { closedLoop, type Load, type LoadMeasure } from '../../harness/closed-loop.js';
import { PREFILL_GROUP, type AppendParameters } from './parameters.js';

// As the program itself begins.
makeAllYoung();

/** Our log in PostgreSQL: each append to a new stream at its exact revision. */
export const contender: Contender<AppendParameters, Load, LoadMeasure> = {
  async prepare({ url, prefill }) {
    const pool = openPool({ url, applicationName: 'bench', max: 1 });
    await migrate(pool, 'log', logMigrations);
    const store = await PostgresEventStore.open({ url });
    for (let n = 0; n < prefill; n += PREFILL_GROUP) {
      await store.append(stream(), 'no-stream', Array.from({ length: PREFILL_GROUP }, newEvent));
    }
    await pool.query('vacuum analyze log.event');
    await pool.end();
    return {
      work: (load) => closedLoop(load, () => store.append(stream(), 'no-stream', [newEvent()])),
      close: () => store.close(),
    };
  },
};

function stream(): string {
  return `workPermit-${randomUUID()}`;
}

/** The store takes any JSON as metadata; the event's size is what the contenders share. */
function newEvent(): NewEvent {
  return { id: randomUUID(), ...sampleEvent() } as unknown as NewEvent;
}

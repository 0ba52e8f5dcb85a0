import { randomUUID } from 'node:crypto';
import { getPostgreSQLEventStore } from '@event-driven-io/emmett-postgresql';
import pg from 'pg';
import { sampleEvent } from '../../events/sample-event.js';
import type { Contender } from '../../harness/bench.js';
import { closedLoop, type Load, type LoadMeasure } from '../../harness/closed-loop.js';
import { PREFILL_GROUP, type AppendParameters } from './parameters.js';

/** Emmett's own pool has ten connections: with more callers it would wait for itself. */
const POOL = 32;

/** `@event-driven-io/emmett-postgresql`: each append to a new stream that must not exist. */
export const contender: Contender<AppendParameters, Load, LoadMeasure> = {
  async prepare({ url, prefill }) {
    const pool = new pg.Pool({ connectionString: url, max: POOL });
    const store = getPostgreSQLEventStore(url, { connectionOptions: { pool } });
    await store.schema.migrate();
    const append = (count: number): Promise<unknown> =>
      store.appendToStream(
        `workPermit-${randomUUID()}`,
        Array.from({ length: count }, () => sampleEvent()),
        { expectedStreamVersion: 'STREAM_DOES_NOT_EXIST' },
      );
    for (let n = 0; n < prefill; n += PREFILL_GROUP) await append(PREFILL_GROUP);
    await pool.query('vacuum analyze');
    return {
      work: (load) => closedLoop(load, () => append(1)),
      async close() {
        await store.close();
        await pool.end();
      },
    };
  },
};

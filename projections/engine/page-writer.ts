// Law: a page's rows and its checkpoint are one statement: rows are written where the checkpoint moved from the expected place under the holder's epoch, and nowhere else.
import { checkpointTable } from '../../read-models/checkpoint-table.js';
import { writeParts, writeValues, type Queryable } from '../../read-models/row-store.js';
import type { MoveTogether } from './checkpoint-steps.js';
import type { PageWrites } from './fold-page.js';
import type { PageStep } from './page-step.js';
import { tablesOf, type ReadModel } from './projection.js';

export interface PageWriter {
  /** Writes the rows and moves the checkpoint; false when the checkpoint was not where it should be: then nothing was written. */
  write(db: Queryable, epoch: number, step: PageStep, writes: PageWrites): Promise<boolean>;
}

/** A connection that says nothing for so long is given up; the checkpoint tells afterwards what became of the page. */
export const silenceLimitMs = 60_000;

/**
 * Makes the statements that write a read model's pages: one with its tables, one for pages that change no row. Those are
 * first tried together with other read models' (`moveTogether`).
 */
export function createPageWriter(model: ReadModel, moveTogether?: MoveTogether): PageWriter {
  const tables = tablesOf(model);
  const fenceParameters = 9;
  // A read model can be rebuilt and its checkpoint is in the same transaction: neither need wait for the disk.
  const fence = `
    update ${checkpointTable}
    set position = $1, events_done = events_done + $3,
        last_event_id = coalesce($2::uuid, last_event_id), last_stream = coalesce($8, last_stream),
        last_revision = coalesce($9::integer, last_revision), state = 'running', reason = null, updated_at = clock_timestamp()
    where name = $4 and version = $5 and epoch = $6 and position is not distinct from $7
      and set_config('synchronous_commit', 'off', true) is not null
    returning 1`;
  const parts = writeParts(tables, fenceParameters + 1, 'exists (select from fence)');
  const withRows = `with fence as (${fence}), ${parts.join(', ')} select count(*)::int as moved from fence`;
  const withoutRows = `with fence as (${fence}) select count(*)::int as moved from fence`;
  return {
    async write(db, epoch, step, writes) {
      const changed = writes.size > 0;
      if (!changed && (await moveTogether?.({ name: model.name, version: model.version, epoch, step })) === true) return true;
      const last = step.lastEvent;
      const place = [step.to, last?.id ?? null, step.events];
      const values = [...place, model.name, model.version, epoch, step.from ?? null, last?.stream ?? null, last?.revision ?? null];
      const query = {
        name: `${model.name} v${model.version} ${changed ? 'page' : 'step'}`,
        text: changed ? withRows : withoutRows,
        values: changed ? [...values, ...writeValues(tables, writes)] : values,
        query_timeout: silenceLimitMs,
      };
      const result = await db.query<{ moved: number }>(query);
      return result.rows[0]?.moved === 1;
    },
  };
}

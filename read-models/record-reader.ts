// Law: reads of rows by id that come at the same time share one query, and every row comes with the checkpoint of its own snapshot.
import type { Position } from '../domain/ledger/position.js';
import { isRecordId } from '../domain/ledger/stream-name.js';
import { checkpointTable } from './checkpoint-table.js';
import { askTogether } from './id-batches.js';
import { createRowConfirmer, type Checkpoint, type RowConfirmer } from './row-confirmer.js';
import { createRowMemory, type KeptRow } from './row-memory.js';
import type { Queryable } from './row-store.js';
import { rowTypes } from './row-types.js';
import type { Columns, RowOf, Table } from './table.js';
import { columnName, tableName } from './table-sql.js';

/** A row, or none, as of a place in the log. */
export interface ReadRow<R> extends Checkpoint {
  readonly row: R | undefined;
  /** The same object as long as the row stays as it is and is kept: what is made of it can be kept with it. */
  readonly kept: KeptRow<R> | undefined;
}

export interface RecordReader<R> {
  /**
   * The row of an id. Reads of different batches never share a query: who may see other rows than the rest asks in a
   * batch of his own. Who has just looked what is kept says so, and it is not looked for again.
   */
  read(id: string, batch?: string, kept?: KeptRow<R>): Promise<ReadRow<R>>;
  /** The row as it was when it was last read, if it is kept: what `read` is likely to give. */
  kept(id: string): KeptRow<R> | undefined;
}

/**
 * A reader of one table of a read model. What is asked for while a query for rows is on its way goes out together with the
 * next. Of rows that are kept it asks only whether they are the same, together with the
 * other readers of its confirmer.
 */
export function createRecordReader<C extends Columns>(options: {
  readonly db: Queryable;
  readonly table: Table<C>;
  /** The read model that the table belongs to, whose checkpoint counts. */
  readonly model: { readonly name: string; readonly version: number };
  /** Shared by the readers of several tables; one of its own unless given. */
  readonly confirmer?: RowConfirmer;
}): RecordReader<RowOf<C>> {
  type Row = RowOf<C>;
  const { db, table, model, confirmer = createRowConfirmer(db) } = options;
  const memory = createRowMemory<Row>();
  const keys = Object.keys(table.columns);
  const rowsText = rowsSql(table, keys);
  const confirm = confirmer.add({ table, model });

  // An id that no row can have must not fail the query of all the others.
  const possible = (id: string): boolean => table.columns.id.sql !== 'uuid' || isRecordId(id);
  const fetch = askTogether<ReadRow<Row>>(async (asked) => {
    const { rows: found } = await db.query<unknown[]>({
      name: `fetch ${tableName(table)}`,
      text: rowsText,
      values: [asked.filter(possible), model.name, model.version],
      types: rowTypes,
      rowMode: 'array',
    });
    const checkpoint = checkpointOf(found[0]);
    const rows = new Map<string, KeptRow<Row>>();
    for (const [, , writer, ...values] of found) {
      if (typeof writer !== 'string') continue;
      const row = Object.fromEntries(keys.map((key, n) => [key, values[n]])) as unknown as Row & { readonly id: string };
      rows.set(row.id, memory.put(row.id, writer, row));
    }
    return (id) => {
      const kept = rows.get(id);
      return { row: kept?.row, kept, ...checkpoint };
    };
  });

  return {
    // Held from here on: what others fetch meanwhile may push it out of the memory.
    async read(id, batch = '', kept = memory.get(id)) {
      if (kept === undefined) return fetch(id, batch);
      const { same, checkpoint } = await confirm(id, kept.writer, batch);
      if (!same) return fetch(id, batch);
      memory.confirm(kept);
      return { row: kept.row, kept, position: checkpoint.position, lastEventId: checkpoint.lastEventId };
    },
    kept: (id) => memory.get(id),
  };
}

function checkpointOf(answer: readonly unknown[] | undefined): Checkpoint {
  const [position, lastEventId] = answer ?? [];
  return {
    position: typeof position === 'string' ? (position as Position) : undefined,
    lastEventId: typeof lastEventId === 'string' ? lastEventId : undefined,
  };
}

/** The checkpoint with each row ($1) that is there and the transaction that wrote it; once without a row where none is there. */
function rowsSql(table: Table, keys: readonly string[]): string {
  const columns = keys.map((key) => `r.${columnName(key)}`).join(', ');
  return `select c.position, c.last_event_id, r.xmin::text, ${columns}
    from ${checkpointTable} c left join ${tableName(table)} r on r.id = any($1::${table.columns.id.sql}[])
    where c.name = $2 and c.version = $3`;
}

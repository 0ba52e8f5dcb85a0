// Law: reads of rows by id that come at the same time share one query, and every row comes with the checkpoint of its own snapshot.
import type { Position } from '../domain/ledger/position.js';
import { isRecordId } from '../domain/ledger/stream-name.js';
import { checkpointTable } from './checkpoint-table.js';
import type { Queryable } from './row-store.js';
import { rowTypes } from './row-types.js';
import type { Columns, RowOf, Table } from './table.js';
import { selectList, tableName } from './table-sql.js';

/** A row, or none, as of a place in the log. */
export interface ReadRow<R> {
  readonly row: R | undefined;
  /** Up to where the log was in the rows when they were read; undefined when nothing is in yet. */
  readonly position: Position | undefined;
  readonly lastEventId: string | undefined;
}

export interface RecordReader<R> {
  /** The row of an id. */
  read(id: string): Promise<ReadRow<R>>;
}

interface Waiting<R> {
  readonly resolve: (found: ReadRow<R>) => void;
  readonly reject: (error: unknown) => void;
}

const mostInFlight = 2;
const mostIds = 1_000;

/**
 * A reader of one table of a read model. At most two of its queries are on their way; what is asked for meanwhile
 * goes out together with the next.
 */
export function createRecordReader<C extends Columns>(options: {
  readonly db: Queryable;
  readonly table: Table<C>;
  /** The read model that the table belongs to, whose checkpoint counts. */
  readonly model: { readonly name: string; readonly version: number };
}): RecordReader<RowOf<C>> {
  const { db, table, model } = options;
  const text = `select c.position as "checkpointPosition", c.last_event_id as "checkpointEventId", ${selectList(table)}
    from ${checkpointTable} c left join ${tableName(table)} r on r.id = any($1::${table.columns.id.sql}[])
    where c.name = $2 and c.version = $3`;
  // An id that no row can have must not fail the query of all the others.
  const possible = (id: string): boolean => table.columns.id.sql !== 'uuid' || isRecordId(id);
  let waiting = new Map<string, Waiting<RowOf<C>>[]>();
  let inFlight = 0;
  let scheduled = false;

  const query = async (batch: ReadonlyMap<string, readonly Waiting<RowOf<C>>[]>): Promise<void> => {
    try {
      const result = await db.query<RowOf<C> & { id: string | null; checkpointPosition: Position | null; checkpointEventId: string | null }>({
        name: `read ${tableName(table)}`,
        text,
        values: [[...batch.keys()].filter(possible), model.name, model.version],
        types: rowTypes,
      });
      const rows = new Map<string, RowOf<C>>();
      let position: Position | undefined;
      let lastEventId: string | undefined;
      for (const { checkpointPosition, checkpointEventId, ...row } of result.rows) {
        position = checkpointPosition ?? undefined;
        lastEventId = checkpointEventId ?? undefined;
        // What is left after the checkpoint's columns is the table's row, or all nulls where no row was found.
        if (row.id !== null) rows.set(row.id, row as unknown as RowOf<C>);
      }
      for (const [id, callers] of batch) for (const caller of callers) caller.resolve({ row: rows.get(id), position, lastEventId });
    } catch (error) {
      for (const callers of batch.values()) for (const caller of callers) caller.reject(error);
    }
  };

  const send = (): void => {
    scheduled = false;
    while (inFlight < mostInFlight && waiting.size > 0) {
      const batch = new Map([...waiting].slice(0, mostIds));
      waiting = new Map([...waiting].slice(mostIds));
      inFlight += 1;
      void query(batch).finally(() => {
        inFlight -= 1;
        send();
      });
    }
  };

  return {
    read(id) {
      return new Promise((resolve, reject) => {
        const callers = waiting.get(id) ?? [];
        waiting.set(id, callers);
        callers.push({ resolve, reject });
        // Once the event loop comes round: requests that arrived in the same turn go together.
        if (!scheduled) {
          scheduled = true;
          setImmediate(send);
        }
      });
    },
  };
}

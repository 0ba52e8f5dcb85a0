// Law: reads of rows by id that come at the same time share one query, and every row comes with the checkpoint of its own snapshot.
import type { Position } from '../domain/ledger/position.js';
import { isRecordId } from '../domain/ledger/stream-name.js';
import { checkpointTable } from './checkpoint-table.js';
import { createRowMemory, type RowMemory } from './row-memory.js';
import type { Queryable } from './row-store.js';
import { rowTypes } from './row-types.js';
import type { Columns, RowOf, Table } from './table.js';
import { columnName, tableName } from './table-sql.js';

/** A row, or none, as of a place in the log. */
export interface ReadRow<R> {
  /** The same object as long as the row stays as it is and is kept: what is made of it can be kept with it. */
  readonly row: R | undefined;
  /** Up to where the log was in the rows when they were read; undefined when nothing is in yet. */
  readonly position: Position | undefined;
  readonly lastEventId: string | undefined;
}

export interface RecordReader<R> {
  /**
   * The row of an id. Reads of different batches never share a query: who may see other rows than the rest asks under
   * a batch of his own.
   */
  read(id: string, batch?: string): Promise<ReadRow<R>>;
}

interface Waiting<R> {
  readonly resolve: (found: ReadRow<R>) => void;
  readonly reject: (error: unknown) => void;
}

type Batch<R> = ReadonlyMap<string, readonly Waiting<R>[]>;

const mostInFlight = 2;
const mostIds = 1_000;


/**
 * A reader of one table of a read model. At most two of its queries are on their way; what is asked for meanwhile
 * goes out together with the next. Of a row that is kept the query brings only that it is still the same.
 */
export function createRecordReader<C extends Columns>(options: {
  readonly db: Queryable;
  readonly table: Table<C>;
  /** The read model that the table belongs to, whose checkpoint counts. */
  readonly model: { readonly name: string; readonly version: number };
  readonly memory?: RowMemory<RowOf<C>>;
}): RecordReader<RowOf<C>> {
  const { db, table, model, memory = createRowMemory<RowOf<C>>() } = options;
  const keys = Object.keys(table.columns);
  const text = readSql(table, keys);
  // An id that no row can have must not fail the query of all the others.
  const possible = (id: string): boolean => table.columns.id.sql !== 'uuid' || isRecordId(id);
  const waiting = new Map<string, Map<string, Waiting<RowOf<C>>[]>>();
  let inFlight = 0;
  let scheduled = false;

  const query = async (batch: Batch<RowOf<C>>): Promise<void> => {
    try {
      const ids = [...batch.keys()].filter(possible);
      // Held from here on: what is fetched by others meanwhile may push it out of the memory.
      const known = ids.map((id) => {
        const writer = memory.writerOf(id);
        return writer === undefined ? undefined : { writer, row: memory.row(id, writer) };
      });
      const result = await db.query<unknown[]>({
        name: `read ${tableName(table)}`,
        text,
        values: [ids, known.map((row) => row?.writer ?? null), model.name, model.version],
        types: rowTypes,
        rowMode: 'array',
      });
      let position: Position | undefined;
      let lastEventId: string | undefined;
      const rows = new Map<string, RowOf<C>>();
      for (const [checkpoint, eventId, n, same, writer, ...values] of result.rows) {
        if (typeof checkpoint === 'string') position = checkpoint as Position;
        if (typeof eventId === 'string') lastEventId = eventId;
        const id = ids[Number(n) - 1];
        if (id === undefined || typeof writer !== 'string') continue;
        const found = same === true ? known[Number(n) - 1]?.row : rowOf(keys, values);
        if (found === undefined) throw new Error(`${tableName(table)}: a row that was not kept is said to be the same`);
        rows.set(id, found as RowOf<C>);
        if (same !== true) memory.put(id, writer, found as RowOf<C>);
      }
      for (const [id, callers] of batch) for (const caller of callers) caller.resolve({ row: rows.get(id), position, lastEventId });
    } catch (error) {
      for (const callers of batch.values()) for (const caller of callers) caller.reject(error);
    }
  };

  const takeBatch = (): Batch<RowOf<C>> | undefined => {
    for (const [key, asked] of waiting) {
      waiting.delete(key);
      if (asked.size <= mostIds) return asked;
      const entries = [...asked];
      // What has no room comes after those that wait under other keys.
      waiting.set(key, new Map(entries.slice(mostIds)));
      return new Map(entries.slice(0, mostIds));
    }
    return undefined;
  };

  const send = (): void => {
    scheduled = false;
    while (inFlight < mostInFlight) {
      const batch = takeBatch();
      if (batch === undefined) return;
      inFlight += 1;
      void query(batch).finally(() => {
        inFlight -= 1;
        send();
      });
    }
  };

  return {
    read(id, batch = '') {
      return new Promise((resolve, reject) => {
        const asked = waiting.get(batch) ?? new Map<string, Waiting<RowOf<C>>[]>();
        waiting.set(batch, asked);
        const callers = asked.get(id) ?? [];
        asked.set(id, callers);
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

/**
 * One row an id ($1) that is there, with the transaction that wrote it; its columns only where that is not the one the
 * caller knows ($2). The checkpoint stands in the first row, which is there also when no id was given.
 */
function readSql(table: Table, keys: readonly string[]): string {
  const columns = keys.map((key) => `r.${columnName(key)}`).join(', ');
  return `select case when k.n is null or k.n = 1 then c.position end, case when k.n is null or k.n = 1 then c.last_event_id end,
      k.n::integer, w.xmin::text = k.writer, w.xmin::text, ${columns}
    from ${checkpointTable} c
    left join unnest($1::${table.columns.id.sql}[], $2::text[]) with ordinality as k(id, writer, n) on true
    left join ${tableName(table)} w on w.id = k.id
    left join ${tableName(table)} r on r.id = case when w.xmin::text is distinct from k.writer then k.id end
    where c.name = $3 and c.version = $4`;
}

function rowOf(keys: readonly string[], values: readonly unknown[]): object {
  const row: Record<string, unknown> = {};
  keys.forEach((key, n) => (row[key] = values[n]));
  return row;
}

// Law: reads of rows by id that come at the same time share one query, and every row comes with the checkpoint of its own snapshot.
import type { Position } from '../domain/ledger/position.js';
import { isRecordId } from '../domain/ledger/stream-name.js';
import { checkpointTable } from './checkpoint-table.js';
import { askTogether } from './id-batches.js';
import { createRowMemory } from './row-memory.js';
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
   * The row of an id. Reads of different batches never share a query: who may see other rows than the rest asks in a
   * batch of his own.
   */
  read(id: string, batch?: string): Promise<ReadRow<R>>;
  /** The row as it was when it was last read, if it is kept: what `read` is likely to give. */
  kept(id: string): R | undefined;
}

type Checkpoint = Pick<ReadRow<unknown>, 'position' | 'lastEventId'>;

/**
 * A reader of one table of a read model. At most two of its queries are on their way; what is asked for meanwhile
 * goes out together with the next. Of rows that are kept it asks only which are not the same any more.
 */
export function createRecordReader<C extends Columns>(options: {
  readonly db: Queryable;
  readonly table: Table<C>;
  /** The read model that the table belongs to, whose checkpoint counts. */
  readonly model: { readonly name: string; readonly version: number };
}): RecordReader<RowOf<C>> {
  type Row = RowOf<C>;
  const { db, table, model } = options;
  const memory = createRowMemory<Row>();
  const keys = Object.keys(table.columns);
  const [changedText, rowsText] = [changedSql(table), rowsSql(table, keys)];
  const ask = async (name: string, text: string, values: readonly unknown[]): Promise<readonly (readonly unknown[])[]> => {
    const { rows } = await db.query<unknown[]>({
      name: `${name} ${tableName(table)}`,
      text,
      values: [...values, model.name, model.version],
      types: rowTypes,
      rowMode: 'array',
    });
    return rows;
  };

  /** Fetches rows whole. */
  const fetchRows = async (ids: readonly string[]): Promise<(id: string) => ReadRow<Row>> => {
    const found = await ask('fetch', rowsText, [ids]);
    const checkpoint = checkpointOf(found[0]);
    const rows = new Map<string, Row>();
    for (const [, , writer, ...values] of found) {
      if (typeof writer !== 'string') continue;
      const row = Object.fromEntries(keys.map((key, n) => [key, values[n]])) as unknown as Row & { readonly id: string };
      rows.set(row.id, row);
      memory.put(row.id, writer, row);
    }
    return (id) => ({ row: rows.get(id), ...checkpoint });
  };

  /** Gives rows that are kept, and fetches those that are not the same any more. */
  const confirm = async (known: readonly { readonly id: string; readonly row: Row; readonly writer: string }[]): Promise<(id: string) => ReadRow<Row>> => {
    const [answer] = await ask('confirm', changedText, [known.map(({ id }) => id), known.map(({ writer }) => writer)]);
    const same = new Map(known.map(({ id, row }) => [id, row]));
    // Without a checkpoint nothing is in, whatever is kept.
    const others = answer === undefined ? [...same.keys()] : (answer[2] as readonly number[]).map((n) => known[n - 1]?.id ?? '');
    const again = others.length === 0 ? undefined : await fetchRows(others);
    for (const id of others) same.delete(id);
    const checkpoint = checkpointOf(answer);
    return (id) => {
      const row = same.get(id);
      return row === undefined && again !== undefined ? again(id) : { row, ...checkpoint };
    };
  };

  // An id that no row can have must not fail the query of all the others.
  const possible = (id: string): boolean => table.columns.id.sql !== 'uuid' || isRecordId(id);
  const read = askTogether<ReadRow<Row>>(async (asked) => {
    const known: { readonly id: string; readonly row: Row; readonly writer: string }[] = [];
    const unknown: string[] = [];
    for (const id of asked) {
      // Held from here on: what others fetch meanwhile may push it out of the memory.
      const found = memory.get(id);
      if (found !== undefined) known.push({ id, row: found.row, writer: found.writer });
      else if (possible(id)) unknown.push(id);
    }
    if (known.length === 0) return fetchRows(unknown);
    if (unknown.length === 0 && known.length === asked.length) return confirm(known);
    const [confirmed, fetched] = await Promise.all([confirm(known), fetchRows(unknown)]);
    const ids = new Set(known.map(({ id }) => id));
    return (id) => (ids.has(id) ? confirmed(id) : fetched(id));
  });
  return { read: (id, batch = '') => read(id, batch), kept: (id) => memory.get(id)?.row };
}

function checkpointOf(answer: readonly unknown[] | undefined): Checkpoint {
  const [position, lastEventId] = answer ?? [];
  return {
    position: typeof position === 'string' ? (position as Position) : undefined,
    lastEventId: typeof lastEventId === 'string' ? lastEventId : undefined,
  };
}

/** The checkpoint, and which of the rows ($1) were written by another transaction than the one that is known ($2), or are gone. */
function changedSql(table: Table): string {
  return `select c.position, c.last_event_id, array(
      select k.n::integer from unnest($1::${table.columns.id.sql}[], $2::text[]) with ordinality as k(id, writer, n)
      left join ${tableName(table)} r on r.id = k.id where r.xmin::text is distinct from k.writer)
    from ${checkpointTable} c where c.name = $3 and c.version = $4`;
}

/** The checkpoint with each row ($1) that is there and the transaction that wrote it; once without a row where none is there. */
function rowsSql(table: Table, keys: readonly string[]): string {
  const columns = keys.map((key) => `r.${columnName(key)}`).join(', ');
  return `select c.position, c.last_event_id, r.xmin::text, ${columns}
    from ${checkpointTable} c left join ${tableName(table)} r on r.id = any($1::${table.columns.id.sql}[])
    where c.name = $2 and c.version = $3`;
}

// Law: what the cache says of a row is what the table holds, because only the fenced runner writes the table, and it forgets everything when a write may have failed.
import type { Table, TableRow } from '../../read-models/table.js';
import type { LoadRows, PageWrites } from './fold-page.js';

export interface RowCache {
  /** Rows by id, from memory or by one query for those that are not there. */
  readonly load: LoadRows;
  /** Takes in what was written. Call only once it is committed. */
  keep(writes: PageWrites): void;
  /** Forgets all rows. Of tables that are empty it knows every row from then on, until one has to give way to others. */
  clear(known?: { readonly tablesAreEmpty: boolean }): void;
}

/** Least recently used rows of a read model's tables, up to a number a table; a row known to be absent counts as one. */
export function createRowCache(loadRows: LoadRows, rowsPerTable: number): RowCache {
  const tables = new Map<Table, Map<string, TableRow | null>>();
  /** Whether every row there is stands in memory, but for tables of which some gave way. */
  let whole = false;
  const partial = new Set<Table>();
  const rowsOf = (table: Table): Map<string, TableRow | null> => {
    const rows = tables.get(table) ?? new Map<string, TableRow | null>();
    tables.set(table, rows);
    return rows;
  };
  const put = (table: Table, rows: Map<string, TableRow | null>, id: string, row: TableRow | null): void => {
    // A map keeps the order of insertion: the first key is the one used least recently.
    rows.delete(id);
    rows.set(id, row);
    for (const oldest of rows.keys()) {
      if (rows.size <= rowsPerTable) break;
      rows.delete(oldest);
      partial.add(table);
    }
  };
  return {
    async load(table, ids) {
      const rows = rowsOf(table);
      const found = new Map<string, TableRow | null>();
      const missing: string[] = [];
      for (const id of ids) {
        const row = rows.get(id);
        if (row === undefined) missing.push(id);
        else found.set(id, row);
      }
      const none = missing.length === 0 || (whole && !partial.has(table));
      const loaded = none ? new Map<string, TableRow | null>() : await loadRows(table, missing);
      for (const id of missing) found.set(id, loaded.get(id) ?? null);
      for (const [id, row] of found) put(table, rows, id, row);
      return found;
    },
    keep(writes) {
      for (const [table, changed] of writes) {
        const rows = rowsOf(table);
        for (const [id, row] of changed) put(table, rows, id, row);
      }
    },
    clear(known) {
      tables.clear();
      partial.clear();
      whole = known?.tablesAreEmpty ?? false;
    },
  };
}

// Law: a table's shape never changes under its version; another shape is another version, with a table of its own beside the old one.
import type { Box } from '../domain/ledger/event.js';
import type { Money } from '../domain/standards/money.js';

/** A column: its SQL type, whether it may be null, and (for the compiler only) the type of its values in TypeScript. */
export interface Column<T = unknown> {
  readonly sql: ColumnSql;
  readonly nullable: boolean;
  /** Never there at run time. */
  readonly value?: T;
}

export type ColumnSql = 'uuid' | 'text' | 'date' | 'timestamptz' | 'integer' | 'bigint' | 'boolean' | 'jsonb' | 'text[]';

function column<T>(sql: ColumnSql): Column<T> {
  return { sql, nullable: false };
}

/** The same column, where null says "none" or "not known". */
export function optional<T>(of: Column<T>): Column<T | null> {
  return { sql: of.sql, nullable: true };
}

/** A column whose values are objects or lists as they stand in events. */
export function json<T>(): Column<T> {
  return column<T>('jsonb');
}

export const uuid = column<string>('uuid');
export const text = column<string>('text');
/** A coded text of which only these words occur. */
export function word<T extends string>(): Column<T> {
  return column<T>('text');
}
/** A day in Asia/Riyadh, `YYYY-MM-DD`. */
export const date = column<string>('date');
/** ISO 8601 UTC with milliseconds. */
export const instant = column<string>('timestamptz');
export const integer = column<number>('integer');
export const boolean = column<boolean>('boolean');
export const texts = column<readonly string[]>('text[]');
export const money = json<Money>();

/** A sealed box as an event bears it, with what is needed to open it. Rows carry boxes unopened. */
export interface RowBox {
  readonly eventId: string;
  readonly type: string;
  readonly version: number;
  readonly box: Box;
}

export type Columns = Readonly<Record<string, Column>>;

/** A row of a table with these columns. */
export type RowOf<C extends Columns> = { readonly [K in keyof C]: C[K] extends Column<infer T> ? T : never };

/** Any row, as the engine carries it. */
export interface TableRow {
  readonly id: string;
  readonly [column: string]: unknown;
}

export interface TableIndex<K extends string = string> {
  /** In the order of the index; a key that pages by (sort key, id) ends with `id`. */
  readonly columns: readonly K[];
  /** Rows that the index leaves out are those for which this SQL condition does not hold. */
  readonly where?: string;
}

/**
 * Which rows the database role of employers is shown: the SQL condition on a row, for the name by which the statement calls
 * that row; null: none, ever.
 */
export type Wall = ((row: string) => string) | null;

/** A table of a read model. Its key is always `id`. */
export interface Table<C extends Columns = Columns> {
  readonly name: string;
  readonly version: number;
  readonly columns: C & { readonly id: Column<string> };
  readonly indexes: readonly TableIndex[];
  readonly wall: Wall;
}

/** The row type of a table: `Row<typeof companyTable>`. */
export type Row<T> = T extends Table<infer C> ? RowOf<C> : never;

/** Describes a table. Names are checked, so that they can stand in SQL as they are. */
export function defineTable<C extends Columns>(
  definition: Omit<Table<C>, 'indexes'> & { readonly indexes: readonly TableIndex<Extract<keyof C, string>>[] },
): Table<C> {
  if (!/^[a-z][a-z_]{1,40}$/.test(definition.name)) throw new Error(`${definition.name}: not the name of a table`);
  if (!Number.isInteger(definition.version) || definition.version < 1) throw new Error(`${definition.name}: versions count from 1`);
  for (const name of Object.keys(definition.columns)) {
    if (!/^[a-z][A-Za-z]{1,40}$/.test(name)) throw new Error(`${definition.name}.${name}: not the name of a column`);
  }
  return definition;
}

/** What every row of a record says: which, since when, as of which event, and its unopened boxes. */
export const recordColumns = {
  id: uuid,
  /** Revision of the record's stream after the last event that changed the row. */
  revision: integer,
  /** Business day of the first event. */
  createdOn: date,
  /** The writer's clock at the last event that changed the row. */
  changedAt: instant,
  synthetic: boolean,
  lastEventId: uuid,
  boxes: json<readonly RowBox[]>(),
} as const;

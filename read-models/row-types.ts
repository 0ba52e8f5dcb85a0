// Law: a row read back equals the row written, value for value; the driver's process-wide type table is left alone.
import pg from 'pg';

const { DATE, TIMESTAMPTZ, INT8 } = pg.types.builtins;

const parsers: ReadonlyMap<number, (value: string) => unknown> = new Map<number, (value: string) => unknown>([
  [DATE, (value) => value],
  [TIMESTAMPTZ, (value) => new Date(value).toISOString()],
  // Counts of events and rows: far below 2^53.
  [INT8, Number],
]);

/** Value types for queries on read models (`types` of a query): days as text, instants as ISO 8601 UTC, counts as numbers. */
export const rowTypes: pg.CustomTypesConfig = {
  getTypeParser: (oid: number, format: 'text' | 'binary' = 'text'): ((value: string) => unknown) =>
    parsers.get(oid) ?? (pg.types.getTypeParser(oid, format) as (value: string) => unknown),
};

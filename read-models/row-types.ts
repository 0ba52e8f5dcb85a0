// Law: a row read back equals the row written, value for value; the driver's process-wide type table is left alone.
import pg from 'pg';

const { builtins, getTypeParser } = pg.types;

/** Value types for queries on read models (`types` of a query): days as text, instants as ISO 8601 UTC, counts as numbers. */
export const rowTypes: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') => {
    switch (oid) {
      case builtins.DATE:
        return (value: string) => value;
      case builtins.TIMESTAMPTZ:
        return (value: string) => new Date(value).toISOString();
      // Counts of events and rows: far below 2^53.
      case builtins.INT8:
        return Number;
      default:
        return getTypeParser(oid, format ?? 'text');
    }
  }) as typeof getTypeParser,
};

import type { RuleUse } from '../../domain/ledger/basis.js';
import { boolean, date, defineTable, integer, json, optional, text, type Row } from '../table.js';

/** One row a week of which a national table was told. */
export const saudizationTable = defineTable({
  name: 'saudization_table',
  version: 1,
  columns: {
    /** Last day of the week. */
    id: text,
    /** How many parts it has, and how many are in. */
    parts: integer,
    seen: integer,
    /** True once the week is closed: before that nothing of it is shown. */
    closed: boolean,
    disclosure: optional(json<RuleUse>()),
    sizes: optional(json<RuleUse>()),
  },
  wall: null,
  indexes: [{ columns: ['id'], where: 'closed and parts > 0 and seen = parts' }],
});
export type SaudizationTableRow = Row<typeof saudizationTable>;

/** One row a cell of a week in which anybody works: its counts as they may be shown, none of one that is withheld. */
export const saudizationCellTable = defineTable({
  name: 'saudization_cell',
  version: 1,
  columns: {
    /** `<week> <cell>`. */
    id: text,
    week: date,
    cell: text,
    entities: optional(integer),
    saudis: optional(integer),
    expats: optional(integer),
  },
  wall: null,
  indexes: [],
});
export type SaudizationCellRow = Row<typeof saudizationCellTable>;

/** The id of a cell's row. */
export function cellRowId(week: string, cell: string): string {
  return `${week} ${cell}`;
}

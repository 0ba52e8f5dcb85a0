// Law: a table is read as it was told: rows by name, in one snapshot with the checkpoint; nothing is summed up here.
import type { RuleUse } from '../../domain/ledger/basis.js';
import type { Position } from '../../domain/ledger/position.js';
import type { IsoDate } from '../../domain/standards/calendar.js';
import type { Queryable } from '../../read-models/row-store.js';
import { rowTypes } from '../../read-models/row-types.js';
import { tableName } from '../../read-models/table-sql.js';
import { saudizationCellTable, saudizationTable } from '../../read-models/tables/statistics.js';
import { lowestPositionSql, lowestPositionValues } from '../lowest-position.js';
import { models } from '../model-names.js';

/** The counts of a cell; null where they are withheld. */
export type ReadCounts = { readonly entities: number; readonly saudis: number; readonly expats: number } | null;

/** Some cells of the newest table of a day. */
export interface ReadTable {
  /** The week and the rules that it was made by; null where no table had been told by then. */
  readonly told: { readonly week: IsoDate; readonly disclosure: RuleUse; readonly sizes: RuleUse } | null;
  /** By name; a cell that is not in it is empty. */
  readonly cells: ReadonlyMap<string, ReadCounts>;
  readonly position: Position | undefined;
}

interface Row {
  readonly checkpoint: Position | null;
  readonly week: IsoDate | null;
  readonly disclosure: RuleUse;
  readonly sizes: RuleUse;
  readonly cell: string | null;
  readonly entities: number | null;
  readonly saudis: number | null;
  readonly expats: number | null;
}

const text = `select c.position as checkpoint, t.id as week, t.disclosure, t.sizes, r.cell, r.entities, r.saudis, r.expats
  from (select ${lowestPositionSql(1)} as position) c
  left join lateral (
    select t.* from ${tableName(saudizationTable)} t where t.closed and t.parts > 0 and t.seen = t.parts and t.id < $4 order by t.id desc limit 1
  ) t on true
  left join lateral (
    select r.* from unnest($5::text[]) as asked(name) join ${tableName(saudizationCellTable)} r on r.id = t.id || ' ' || asked.name
  ) r on true`;

/** Reads cells by name of the table of the last week that had ended before a day. */
export async function readTable(db: Queryable, logId: string, day: IsoDate, names: readonly string[]): Promise<ReadTable> {
  const { rows } = await db.query<Row>({ text, values: [...lowestPositionValues([models.statistics], logId), day, names], types: rowTypes });
  const [first] = rows;
  return {
    told: first?.week == null ? null : { week: first.week, disclosure: first.disclosure, sizes: first.sizes },
    cells: new Map(rows.flatMap((row) => (row.cell === null ? [] : [[row.cell, countsOf(row)] as const]))),
    position: first?.checkpoint ?? undefined,
  };
}

function countsOf({ entities, saudis, expats }: Row): ReadCounts {
  return entities === null || saudis === null || expats === null ? null : { entities, saudis, expats };
}

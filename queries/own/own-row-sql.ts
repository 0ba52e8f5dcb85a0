import { selectList, tableName } from '../../read-models/table-sql.js';
import { lowestPositionSql } from '../lowest-position.js';
import type { RecordView } from '../records/record-view.js';

/**
 * The checkpoint, the survivor of the row where that is the company's too, the transaction that wrote the row, and the row ($4)
 * where it is the company's ($5); once, without a row, where none is.
 */
export function ownRowSql(view: RecordView): string {
  return sql(view, `r.xmin::text, ${selectList(view.table)}`, '');
}

/** The checkpoint, the survivor as above, and whether the row still is the company's as a transaction ($6) wrote it. */
export function confirmOwnRowSql(view: RecordView): string {
  return sql(view, 'r.id is not null', 'and r.xmin = $6::xid');
}

function sql({ table, own }: RecordView, selected: string, narrower: string): string {
  const name = tableName(table);
  const mine = own.among('$5');
  // The survivor is looked for as the row is: under the same condition, which is said of `r`.
  const survivor = `left join lateral (select r.survivor_id as wanted) w on true
    left join lateral (select r.id from ${name} r where r.id = w.wanted and ${mine}) s on true`;
  const merges = 'survivorId' in table.columns;
  return `select c.position, ${merges ? 's.id' : 'null'}, ${selected}
    from (select ${lowestPositionSql(1)} as position) c
    left join ${name} r on r.id = $4::uuid and ${mine} ${narrower}
    ${merges ? survivor : ''}`;
}

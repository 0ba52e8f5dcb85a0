// Law: an employer's rows are read anew for each request, behind the wall and under our own condition, together only with those of the same company.
import type { Pool, PoolClient } from 'pg';
import type { Position } from '../../domain/ledger/position.js';
import { behind, behindWall } from '../../read-models/behind-wall.js';
import { askInBatches } from '../../read-models/question-batches.js';
import { rowTypes } from '../../read-models/row-types.js';
import { selectList, tableName } from '../../read-models/table-sql.js';
import { lowestPositionSql, lowestPositionValues } from '../lowest-position.js';
import { readVisaParts } from '../records/read-visa.js';
import type { RecordRow, RecordView } from '../records/record-view.js';
import type { RecordParts } from '../records/shown-records.js';
import { visaView } from '../records/visa-view.js';

/** A row of the acting company, or none, as of a place in the log. */
export interface OwnRow {
  readonly row: RecordRow | undefined;
  readonly position: Position | undefined;
  /** What is shown beside the row. */
  readonly parts: RecordParts;
  /** The record that stands for this one, where the company may see it. */
  readonly survivorId: string | undefined;
}

/** Reads a row for a company; for none, the same is asked and nothing is found. */
export type ReadOwnRow = (id: string, company: string | null) => Promise<OwnRow>;

/** Companies whose batches are on their way at a time: each has a connection of its own. */
const MOST_READS = 8;

/** A reader of a view's rows. Nothing that it reads is kept. */
export function createOwnReader(pool: Pool, view: RecordView, logId: string): ReadOwnRow {
  const text = ownRowsSql(view);
  const checkpoints = lowestPositionValues([view.model, ...view.own.models], logId);
  const query = async (db: PoolClient, ids: readonly string[], company: string | null): Promise<{ rows: Map<string, RecordRow>; position: Position | undefined }> => {
    const name = `own ${tableName(view.table)}`;
    const found = await db.query<RecordRow & { checkpoint: Position | null }>({ name, text, values: [...checkpoints, ids, company], types: rowTypes });
    const rows = found.rows.flatMap(({ checkpoint: _checkpoint, ...row }) => ((row.id as string | null) === null ? [] : [row]));
    return { rows: new Map(rows.map((row) => [row.id, row])), position: found.rows[0]?.checkpoint ?? undefined };
  };
  const survivors = async (db: PoolClient, rows: Iterable<RecordRow>, company: string | null): Promise<ReadonlySet<string>> => {
    const ids = [...rows].flatMap((row) => (typeof row['survivorId'] === 'string' ? [row['survivorId']] : []));
    return new Set(ids.length === 0 ? [] : (await query(db, ids, company)).rows.keys());
  };

  const ask = askInBatches<{ readonly id: string; readonly company: string | null }, OwnRow>(
    async (questions) => {
      const company = questions[0]?.company ?? null;
      return behindWall(pool, behind(company), async (db) => {
        const { rows, position } = await query(db, [...new Set(questions.map(({ id }) => id))], company);
        const visible = await survivors(db, rows.values(), company);
        const parts = new Map<string, RecordParts>();
        if (view === visaView) for (const id of rows.keys()) parts.set(id, await readVisaParts(db, id));
        return ({ id }) => {
          const row = rows.get(id);
          const survivorId = row?.['survivorId'];
          return { row, position, parts: parts.get(id) ?? {}, survivorId: typeof survivorId === 'string' && visible.has(survivorId) ? survivorId : undefined };
        };
      });
    },
    { mostInFlight: MOST_READS, worthAnother: 1 },
  );
  return (id, company) => ask({ id, company }, company ?? '');
}

/** The checkpoint with each row ($4) that is the company's ($5); once without a row where none is. */
function ownRowsSql(view: RecordView): string {
  return `select c.position as checkpoint, ${selectList(view.table)}
    from (select ${lowestPositionSql(1)} as position) c
    left join ${tableName(view.table)} r on r.id = any($4::uuid[]) and ${view.own.among('$5')}`;
}

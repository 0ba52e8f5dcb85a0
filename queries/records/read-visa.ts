import type { Pool } from 'pg';
import { z } from 'zod';
import { rowTypes } from '../../read-models/row-types.js';
import type { Queryable } from '../../read-models/row-store.js';
import { selectList, tableName } from '../../read-models/table-sql.js';
import { models } from '../model-names.js';
import { readLowestPosition } from '../lowest-position.js';
import { inSnapshot } from '../../read-models/snapshot.js';
import type { RecordRow, RecordView } from './record-view.js';
import type { RecordParts } from './shown-records.js';
import { visaLineView, visaUseView } from './visa-parts-view.js';
import { visaView } from './visa-view.js';

/** A visa request as it is shown: with its lines and who entered on them. */
export const visaAnswer = visaView.answer.extend({ lines: z.array(visaLineView.answer), uses: z.array(visaUseView.answer) });

/** A visa request, its lines and its uses, all of one snapshot. */
export async function readVisa(pool: Pool, id: string, logId: string) {
  return inSnapshot(pool, async (db) => {
    const position = await readLowestPosition(db, [models.visas], logId);
    const [row] = await rowsWhere(db, visaView, 'r.id = $1::uuid', id);
    return { row, position, parts: row === undefined ? {} : await readVisaParts(db, id) };
  });
}

/** The lines and uses of a visa request, in the snapshot that `db` reads from. */
export async function readVisaParts(db: Queryable, id: string): Promise<RecordParts> {
  const lines = await rowsWhere(db, visaLineView, 'r.visa_id = $1::uuid order by r.line_number', id);
  const uses = await rowsWhere(db, visaUseView, 'r.visa_id = $1::uuid order by r.entered_on, r.id', id);
  return { lines: { view: visaLineView, rows: lines }, uses: { view: visaUseView, rows: uses } };
}

async function rowsWhere(db: Queryable, view: RecordView, condition: string, id: string): Promise<readonly RecordRow[]> {
  const text = `select ${selectList(view.table)} from ${tableName(view.table)} r where ${condition}`;
  const found = await db.query<RecordRow & Record<string, unknown>>({ text, values: [id], types: rowTypes });
  return found.rows;
}

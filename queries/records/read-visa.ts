import type { Pool } from 'pg';
import { z } from 'zod';
import { rowTypes } from '../../read-models/row-types.js';
import type { Queryable } from '../../read-models/row-store.js';
import { rowOfValues, selectList, tableName } from '../../read-models/table-sql.js';
import type { WallRow, WallStatement } from '../../read-models/wall-lane.js';
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

/** What is shown beside a visa request, by the member that shows it. */
const beside = [
  { member: 'lines', view: visaLineView, condition: 'r.visa_id = $1::uuid order by r.line_number' },
  { member: 'uses', view: visaUseView, condition: 'r.visa_id = $1::uuid order by r.entered_on, r.id' },
] as const;

/** Statements that ask for the parts of a visa request ($1), as rows of values. */
export const visaPartStatements: readonly Omit<WallStatement, 'values'>[] = beside.map(({ view, condition }) => ({
  name: `own ${tableName(view.table)}`,
  text: rowsSql(view, condition),
}));

/** What these statements gave. */
export function visaPartsOf(answers: readonly (readonly WallRow[])[]): RecordParts {
  return Object.fromEntries(beside.map(({ member, view }, n) => [member, { view, rows: (answers[n] ?? []).map((values) => rowOfValues(view.table, values) as unknown as RecordRow) }]));
}

/** The lines and uses of a visa request, in the snapshot that `db` reads from. */
async function readVisaParts(db: Queryable, id: string): Promise<RecordParts> {
  const parts: [string, RecordParts[string]][] = [];
  for (const { member, view, condition } of beside) parts.push([member, { view, rows: await rowsWhere(db, view, condition, id) }]);
  return Object.fromEntries(parts);
}

async function rowsWhere(db: Queryable, view: RecordView, condition: string, id: string): Promise<readonly RecordRow[]> {
  const found = await db.query<RecordRow & Record<string, unknown>>({ text: rowsSql(view, condition), values: [id], types: rowTypes });
  return found.rows;
}

function rowsSql({ table }: RecordView, condition: string): string {
  return `select ${selectList(table)} from ${tableName(table)} r where ${condition}`;
}

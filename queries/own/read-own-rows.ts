// Law: an employer's row is shown only while the database, asked behind the wall and under our own condition, says at this request that it is his company's and as it is kept.
import type { Position } from '../../domain/ledger/position.js';
import { createRowMemory, type KeptRow } from '../../read-models/row-memory.js';
import { rowOfValues, tableName } from '../../read-models/table-sql.js';
import type { AskBehindWall, WallRow, WallStatement } from '../../read-models/wall-lane.js';
import { lowestPositionValues } from '../lowest-position.js';
import { visaPartsOf, visaPartStatements } from '../records/read-visa.js';
import type { RecordRow, RecordView } from '../records/record-view.js';
import type { RecordParts } from '../records/shown-records.js';
import { visaView } from '../records/visa-view.js';
import { actingAs, type Acting } from './acting.js';
import { confirmOwnRowSql, ownRowSql } from './own-row-sql.js';

/** A row of the acting company, or none, as of a place in the log. */
export interface OwnRow {
  readonly row: RecordRow | undefined;
  /** The same object as long as the row stays as it is and is kept for the company. */
  readonly kept: KeptRow<RecordRow> | undefined;
  readonly position: Position | undefined;
  /** What is shown beside the row. */
  readonly parts: RecordParts;
  /** The record that stands for this one, where the company may see it. */
  readonly survivorId: string | undefined;
}

export interface OwnReader {
  /** Reads a row for a company; for none, the same is asked and nothing is found. Who has just looked what is kept says so, and it is not looked for again. */
  read(id: string, acting: Acting, kept?: KeptRow<RecordRow>): Promise<OwnRow>;
  /** The company's row as it was when it was last read for it, if it is kept: what `read` is likely to give. */
  kept(id: string, acting: Acting): KeptRow<RecordRow> | undefined;
}

/** A reader of a view's rows. What it keeps is kept for one company, and lies in the way of no other. */
export function createOwnReader(ask: AskBehindWall, view: RecordView, logId: string): OwnReader {
  const table = tableName(view.table);
  const fetchText = ownRowSql(view);
  const confirmText = confirmOwnRowSql(view);
  const checkpoints = lowestPositionValues([view.model, ...view.own.models], logId);
  const memory = createRowMemory<RecordRow>();
  const isVisa = view === visaView;
  // What stands beside a visa is asked for with it, found or not: who is refused has waited for the same.
  const beside = (id: string): readonly WallStatement[] => (isVisa ? visaPartStatements.map((part) => ({ ...part, values: [id] })) : []);
  const key = (id: string, company: string): string => `${company} ${id}`;

  const fetch = async (id: string, acting: Acting): Promise<OwnRow> => {
    const values = [...checkpoints, id, acting.company];
    const [[found] = [], ...parts] = await ask(actingAs(acting), { name: `own ${table}`, text: fetchText, values }, ...beside(id));
    const [position, survivorId, writer, ...columns] = found ?? [];
    const row = rowOf(view, columns);
    // A visa is not its row alone.
    const kept = row !== undefined && acting.company !== null && !isVisa ? memory.put(key(id, acting.company), writer as string, row) : undefined; // as a row has one
    return { row, kept, ...toldOf(position, survivorId), parts: isVisa && row !== undefined ? visaPartsOf(parts) : {} };
  };

  const keptOf = (id: string, { company }: Acting): KeptRow<RecordRow> | undefined => (company === null ? undefined : memory.get(key(id, company)));

  return {
    async read(id, acting, kept = keptOf(id, acting)) {
      if (kept === undefined) return fetch(id, acting);
      const values = [...checkpoints, id, acting.company, kept.writer];
      const [[found] = []] = await ask(actingAs(acting), { name: `still own ${table}`, text: confirmText, values });
      const [position, survivorId, same] = found ?? [];
      if (same !== true) return fetch(id, acting);
      memory.confirm(kept);
      return { row: kept.row, kept, ...toldOf(position, survivorId), parts: {} };
    },
    kept: keptOf,
  };
}

function toldOf(position: unknown, survivorId: unknown): Pick<OwnRow, 'position' | 'survivorId'> {
  return {
    position: typeof position === 'string' ? (position as Position) : undefined,
    survivorId: typeof survivorId === 'string' ? survivorId : undefined,
  };
}

/** The row of a view's values in the order of its columns; undefined for none. */
function rowOf(view: RecordView, values: WallRow): RecordRow | undefined {
  const row = rowOfValues(view.table, values);
  return row['id'] == null ? undefined : (row as unknown as RecordRow); // the row of any record's table is one
}

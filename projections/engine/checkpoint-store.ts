// Law: one holder a read model: who takes the checkpoint raises its epoch, and who holds a lower one moves nothing more.
import type pg from 'pg';
import type { EventStore } from '../../domain/ledger/event-store.js';
import { comparePositions, ForeignPosition, type Position } from '../../domain/ledger/position.js';
import { checkpointTable } from '../../read-models/checkpoint-table.js';
import { deleteRows, emptyTables, type Queryable } from '../../read-models/row-store.js';
import { rowTypes } from '../../read-models/row-types.js';
import { tablesOf, type ReadModel } from './projection.js';

/** Where a read model stands, and under which epoch its holder may move it. */
export interface Checkpoint {
  /** Undefined at the log's beginning. */
  readonly position: Position | undefined;
  readonly epoch: number;
}

/** Another runner has taken this read model: the one that finds out stops, and nothing it did after counts. */
export class Superseded extends Error {
  override readonly name = 'Superseded';
  constructor(model: ReadModel, epoch: number) {
    super(`${model.name} v${model.version} was taken over: epoch ${epoch} is not the newest`);
  }
}

/** What a checkpoint is held against. */
export type LogOfCheckpoint = Pick<EventStore, 'logId' | 'readAll' | 'readStream'>;

interface CheckpointRow {
  readonly log_id: string;
  readonly position: Position | null;
  readonly last_event_id: string | null;
  readonly last_stream: string | null;
  readonly last_revision: number | null;
  readonly epoch: number;
}

/**
 * Takes a read model: its epoch is one higher than before. A checkpoint that the log does not bear out (another log's,
 * or one of this log before it was put back to an earlier copy) is not continued: the tables are emptied and it begins anew.
 * So a read model that stands at the log's beginning has empty tables.
 */
export async function takeCheckpoint(pool: pg.Pool, model: ReadModel, log: LogOfCheckpoint): Promise<Checkpoint> {
  const client = await pool.connect();
  try {
    await client.query('begin');
    const taken = await client.query<CheckpointRow>({
      text: `insert into ${checkpointTable} as c (name, version, log_id, epoch) values ($1, $2, $3, 1)
             on conflict (name, version) do update set epoch = c.epoch + 1, updated_at = clock_timestamp()
             returning log_id, position, last_event_id, last_stream, last_revision, epoch`,
      values: [model.name, model.version, log.logId],
      types: rowTypes,
    });
    const row = onlyRow(taken.rows);
    const goesOn = await isBorneOut(row, log);
    if (!goesOn) await beginAnew(client, model, log.logId);
    // Without the lock that emptying takes: a former holder may be at its first page.
    else if (row.position === null) await deleteRows(client, tablesOf(model));
    await client.query('commit');
    client.release();
    return { position: goesOn ? (row.position ?? undefined) : undefined, epoch: row.epoch };
  } catch (error) {
    // The connection may stand in the middle of anything: it is closed, and its transaction with it.
    client.release(true);
    throw error;
  }
}

/** Whether the log still has what the checkpoint says is in. The checkpoint is read first, so that the log can only be further. */
async function isBorneOut(row: CheckpointRow, log: LogOfCheckpoint): Promise<boolean> {
  if (row.log_id !== log.logId) return false;
  if (row.position === null) return true;
  if (!(await reaches(log, row.position))) return false;
  if (row.last_stream === null || row.last_revision === null) return true;
  const [event] = await log.readStream(row.last_stream, row.last_revision, 1);
  return event?.id === row.last_event_id && comparePositions(event.position, row.position) <= 0;
}

/** Whether the log is as long as it was. Its last event may stand before: a store writes for itself too. */
async function reaches(log: LogOfCheckpoint, position: Position): Promise<boolean> {
  try {
    await log.readAll(position, 1);
    return true;
  } catch (error) {
    if (error instanceof ForeignPosition) return false;
    throw error;
  }
}

async function beginAnew(client: Queryable, model: ReadModel, logId: string): Promise<void> {
  await emptyTables(client, tablesOf(model));
  await client.query(
    `update ${checkpointTable} set log_id = $3, position = null, last_event_id = null, last_stream = null, last_revision = null, events_done = 0, state = 'running', reason = null
     where name = $1 and version = $2`,
    [model.name, model.version, logId],
  );
}

/** Where the read model stands now, for its holder. Throws Superseded when another holds it. */
export async function resumeCheckpoint(db: Queryable, model: ReadModel, epoch: number): Promise<Checkpoint> {
  const found = await db.query<Pick<CheckpointRow, 'position' | 'epoch'>>({
    text: `select position, epoch from ${checkpointTable} where name = $1 and version = $2`,
    values: [model.name, model.version],
    types: rowTypes,
  });
  const row = found.rows[0];
  if (row?.epoch !== epoch) throw new Superseded(model, epoch);
  return { position: row.position ?? undefined, epoch };
}

/** Marks a read model as standing still, with the reason; the next page it writes unmarks it. */
export async function markFailed(db: Queryable, model: ReadModel, epoch: number, reason: string): Promise<void> {
  await db.query(
    `update ${checkpointTable} set state = 'failed', reason = $4, updated_at = clock_timestamp()
     where name = $1 and version = $2 and epoch = $3`,
    [model.name, model.version, epoch, reason],
  );
}

function onlyRow<T>(rows: readonly T[]): T {
  const [row] = rows;
  if (row === undefined) throw new Error('the checkpoint did not come back');
  return row;
}

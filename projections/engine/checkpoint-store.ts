// Law: one holder a read model: who takes the checkpoint raises its epoch, and who holds a lower one moves nothing more.
import type pg from 'pg';
import type { Position } from '../../domain/ledger/position.js';
import { checkpointTable } from '../../read-models/checkpoint-table.js';
import { emptyTables, type Queryable } from '../../read-models/row-store.js';
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

interface CheckpointRow {
  readonly log_id: string;
  readonly position: Position | null;
  readonly epoch: number;
}

/**
 * Takes a read model: its epoch is one higher than before. A checkpoint of another log is not continued: the tables
 * are emptied and it begins anew.
 */
export async function takeCheckpoint(pool: pg.Pool, model: ReadModel, logId: string): Promise<Checkpoint> {
  const client = await pool.connect();
  try {
    await client.query('begin');
    const taken = await client.query<CheckpointRow>({
      text: `insert into ${checkpointTable} as c (name, version, log_id, epoch) values ($1, $2, $3, 1)
             on conflict (name, version) do update set epoch = c.epoch + 1, updated_at = clock_timestamp()
             returning log_id, position, epoch`,
      values: [model.name, model.version, logId],
      types: rowTypes,
    });
    const row = onlyRow(taken.rows);
    const foreign = row.log_id !== logId;
    if (foreign) await beginAnew(client, model, logId);
    await client.query('commit');
    client.release();
    return { position: foreign ? undefined : (row.position ?? undefined), epoch: row.epoch };
  } catch (error) {
    // The connection may stand in the middle of anything: it is closed, and its transaction with it.
    client.release(true);
    throw error;
  }
}

async function beginAnew(client: Queryable, model: ReadModel, logId: string): Promise<void> {
  await emptyTables(client, tablesOf(model));
  await client.query(
    `update ${checkpointTable} set log_id = $3, position = null, last_event_id = null, events_done = 0, state = 'running', reason = null
     where name = $1 and version = $2`,
    [model.name, model.version, logId],
  );
}

/** Where the read model stands now, for its holder. Throws Superseded when another holds it. */
export async function resumeCheckpoint(db: Queryable, model: ReadModel, epoch: number): Promise<Checkpoint> {
  const found = await db.query<CheckpointRow>({
    text: `select log_id, position, epoch from ${checkpointTable} where name = $1 and version = $2`,
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

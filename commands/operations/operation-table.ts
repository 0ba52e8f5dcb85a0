import type { Pool } from 'pg';
import type { Actor } from '../../domain/access/roles.js';
import type { LineOutcome } from '../bulk/line-outcome.js';

export type OperationStatus = 'spooling' | 'ready' | 'running' | 'finished' | 'failed';

/** A bulk operation as its owner sees it. */
export interface Operation {
  readonly id: string;
  readonly actor: Actor;
  readonly synthetic: boolean;
  readonly status: OperationStatus;
  readonly accepted: number;
  readonly refused: number;
  readonly failure: string | null;
  readonly createdAt: Date;
  readonly finishedAt: Date | null;
}

interface Row {
  readonly id: string;
  readonly actor: Actor;
  readonly synthetic: boolean;
  readonly status: OperationStatus;
  readonly accepted: number;
  readonly refused: number;
  readonly failure: string | null;
  readonly created_at: Date;
  readonly finished_at: Date | null;
}

/** Notes a new operation whose body is about to be spooled. */
export async function insertOperation(pool: Pool, id: string, actor: Actor, synthetic: boolean): Promise<void> {
  await pool.query(`insert into commands.operation (id, actor, actor_id, synthetic, status) values ($1, $2, $3, $4, 'spooling')`, [
    id,
    JSON.stringify(actor),
    actor.actorId,
    synthetic,
  ]);
}

/** Forgets an operation whose body could not be spooled whole. */
export async function deleteOperation(pool: Pool, id: string): Promise<void> {
  await pool.query('delete from commands.operation where id = $1', [id]);
}

/** Moves an operation on to a state in which it has not ended; false where it was forgotten. */
export async function setStatus(pool: Pool, id: string, status: 'ready' | 'running'): Promise<boolean> {
  const { rowCount } = await pool.query('update commands.operation set status = $2 where id = $1', [id, status]);
  return rowCount === 1;
}

/** Ends an operation and deletes its body, both or neither. */
export async function endOperation(pool: Pool, id: string, failure: string | null): Promise<void> {
  await pool.query(
    `with dropped as (delete from commands.spool where operation = $1)
     update commands.operation set status = case when $2::text is null then 'finished' else 'failed' end, failure = $2, finished_at = now()
     where id = $1`,
    [id, failure],
  );
}

/** An operation by id; undefined when there is none. */
export async function findOperation(pool: Pool, id: string): Promise<Operation | undefined> {
  const { rows } = await pool.query<Row>('select * from commands.operation where id = $1', [id]);
  const row = rows[0];
  if (row === undefined) return undefined;
  const { created_at: createdAt, finished_at: finishedAt, ...rest } = row;
  return { ...rest, createdAt, finishedAt };
}

/** Ids of operations that have not ended, oldest first. */
export async function openOperations(pool: Pool): Promise<readonly string[]> {
  const { rows } = await pool.query<{ id: string }>(
    `select id from commands.operation where status in ('ready', 'running') order by created_at, id limit 100`,
  );
  return rows.map(({ id }) => id);
}

/** Writes outcomes and adds them to the counts, once each however often it is called. */
export async function writeOutcomes(pool: Pool, id: string, outcomes: readonly LineOutcome[]): Promise<void> {
  if (outcomes.length === 0) return;
  await pool.query(
    `with added as (
       insert into commands.outcome (operation, line, outcome)
       select $1, (o->>'line')::int, o from jsonb_array_elements($2::jsonb) o
       on conflict do nothing returning outcome->>'outcome' as kind)
     update commands.operation set
       accepted = accepted + (select count(*) from added where kind = 'accepted'),
       refused = refused + (select count(*) from added where kind = 'refused')
     where id = $1`,
    [id, JSON.stringify(outcomes)],
  );
}

/** Outcomes behind a line, in file order. */
export async function readOutcomes(pool: Pool, id: string, afterLine: number, limit: number): Promise<readonly LineOutcome[]> {
  const { rows } = await pool.query<{ outcome: LineOutcome }>(
    'select outcome from commands.outcome where operation = $1 and line > $2 order by line limit $3',
    [id, afterLine, limit],
  );
  return rows.map(({ outcome }) => outcome);
}

/** Numbers of the lines that have an outcome. */
export async function doneLines(pool: Pool, id: string): Promise<ReadonlySet<number>> {
  const { rows } = await pool.query<{ line: number }>('select line from commands.outcome where operation = $1', [id]);
  return new Set(rows.map(({ line }) => line));
}

// Law: an answer is as new as the oldest read model in it, told by the checkpoints of the very snapshot its rows come from.
import type { Position } from '../domain/ledger/position.js';
import { checkpointTable } from '../read-models/checkpoint-table.js';
import type { Queryable } from '../read-models/row-store.js';
import type { ModelName } from './model-names.js';

/**
 * A subselect with the lowest checkpoint of some read models, null where one of them has none in this log. Takes
 * three parameters from `$first` on: see `lowestPositionValues`.
 */
export function lowestPositionSql(first: number): string {
  return `(select case when count(k.position) = cardinality($${first}::text[]) then min(k.position) end
    from ${checkpointTable} k
    join unnest($${first}::text[], $${first + 1}::integer[]) as m(name, version) on m.name = k.name and m.version = k.version
    where k.log_id = $${first + 2})`;
}

/** The parameters of `lowestPositionSql`. */
export function lowestPositionValues(models: readonly ModelName[], logId: string): readonly unknown[] {
  return [models.map((model) => model.name), models.map((model) => model.version), logId];
}

/** The lowest checkpoint of some read models in the snapshot that `db` reads from; undefined when nothing is in yet. */
export async function readLowestPosition(db: Queryable, models: readonly ModelName[], logId: string): Promise<Position | undefined> {
  const found = await db.query<{ position: Position | null }>(`select ${lowestPositionSql(1)} as position`, [
    ...lowestPositionValues(models, logId),
  ]);
  return found.rows[0]?.position ?? undefined;
}

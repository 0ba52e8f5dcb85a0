// Law: an employer is shown an entity in which the company he acts for has an establishment, and of its workers those of that company alone; several that count as one, where his is among them.
import type { Pool } from 'pg';
import { entityIdOf } from '../../domain/entity/entity-id.js';
import { nitaqat2026 } from '../../domain/saudization/nitaqat-2026.js';
import { behind, behindWall } from '../../read-models/behind-wall.js';
import { tableName } from '../../read-models/table-sql.js';
import { entityBandTable, entityEstablishmentTable } from '../../read-models/tables/entity.js';

/** A company's establishments in an entity; none where it has none there, or there is no company. */
export async function readOwnPlaces(pool: Pool, company: string | null, entityId: string): Promise<ReadonlySet<string>> {
  const rows = await behindWall(pool, behind(company), async (db) => {
    const text = `select id, entity_id as "entityId", owner_id as "ownerId" from ${tableName(entityEstablishmentTable)} r where r.company_id = $1::uuid`;
    return (await db.query<{ id: string; entityId: string; ownerId: string }>({ text, values: [company] })).rows;
  });
  const entities = [...new Set(rows.map((row) => row.entityId))];
  const { combinedActivity } = nitaqat2026.small;
  // Asked whatever was found: who is refused has waited for the same.
  const small = await pool.query<{ id: string }>({ text: `select r.id from ${tableName(entityBandTable)} r where r.id = any($1::uuid[]) and r.said ->> 'curve' = $2`, values: [entities, combinedActivity] });
  const together = new Set(small.rows.map(({ id }) => id));
  const isIn = (row: { readonly entityId: string; readonly ownerId: string }): boolean =>
    row.entityId === entityId || (together.has(row.entityId) && entityIdOf(row.ownerId, combinedActivity) === entityId);
  return new Set(rows.flatMap((row) => (isIn(row) ? [row.id] : [])));
}

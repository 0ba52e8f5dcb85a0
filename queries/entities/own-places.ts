// Law: an employer is shown an entity in which the company he acts for has an establishment, and of its workers those of that company alone.
import type { Pool } from 'pg';
import { entityIdOf } from '../../domain/entity/entity-id.js';
import { nitaqat2026 } from '../../domain/saudization/nitaqat-2026.js';
import { behind, behindWall } from '../../read-models/behind-wall.js';
import { tableName } from '../../read-models/table-sql.js';
import { entityEstablishmentTable } from '../../read-models/tables/entity.js';

/** A company's establishments in an entity; none where it has none there, or there is no company. */
export async function readOwnPlaces(pool: Pool, company: string | null, entityId: string): Promise<ReadonlySet<string>> {
  const rows = await behindWall(pool, behind(company), async (db) => {
    const text = `select id, entity_id as "entityId", owner_id as "ownerId" from ${tableName(entityEstablishmentTable)} r where r.company_id = $1::uuid`;
    return (await db.query<{ id: string; entityId: string; ownerId: string }>({ text, values: [company] })).rows;
  });
  const combined = nitaqat2026.small.combinedActivity;
  return new Set(rows.flatMap((row) => (row.entityId === entityId || entityIdOf(row.ownerId, combined) === entityId ? [row.id] : [])));
}

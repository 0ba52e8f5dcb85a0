// Law: what an owner’s entities are counted from is read in one snapshot; sealed facts are opened for one answer and kept nowhere.
import type { Pool, PoolClient } from 'pg';
import { entityIdOf } from '../../domain/entity/entity-id.js';
import type { OpenedWeighting, OwnerSources } from '../../domain/entity/owner-sources.js';
import { activitiesOf } from '../../domain/entity/establishment-facts.js';
import { insuranceFactsOf } from '../../domain/entity/insured-days.js';
import { weighedBy } from '../../domain/entity/person-facts.js';
import type { Position } from '../../domain/ledger/position.js';
import { employmentFacts, establishmentFacts, personFacts } from '../../read-models/entity-facts.js';
import { rowTypes } from '../../read-models/row-types.js';
import { inSnapshot } from '../../read-models/snapshot.js';
import type { Table } from '../../read-models/table.js';
import { selectList, tableName } from '../../read-models/table-sql.js';
import {
  entityBandTable,
  entityCertificateTable,
  entityEmploymentTable,
  entityEstablishmentTable,
  entityInsuranceTable,
  entityPersonTable,
  type EntityCertificateRow,
  type EntityEmploymentRow,
  type EntityEstablishmentRow,
  type EntityInsuranceRow,
  type EntityPersonRow,
} from '../../read-models/tables/entity.js';
import { readLowestPosition } from '../lowest-position.js';
import { models } from '../model-names.js';
import type { BoxOpener } from '../personal/box-opener.js';

/** An entity by its owner and activity. */
export interface EntityPlace {
  readonly entityId: string;
  readonly ownerId: string;
  readonly activity: string;
}

/** Where an entity belongs; undefined where nobody has such an entity, or none is asked for. */
export async function readPlace(pool: Pool, entityId: string | null, logId: string): Promise<{ readonly place: EntityPlace | undefined; readonly position: Position | undefined }> {
  return inSnapshot(pool, async (db) => ({ place: entityId === null ? undefined : await placeOf(db, entityId), position: await readLowestPosition(db, [models.entities], logId) }));
}

async function placeOf(db: PoolClient, entityId: string): Promise<EntityPlace | undefined> {
  const told = await db.query<{ ownerId: string; activity: string }>({
    text: `select owner_id as "ownerId", activity from ${tableName(entityBandTable)} where id = $1::uuid`,
    values: [entityId],
  });
  const [known] = told.rows;
  if (known !== undefined) return { entityId, ...known };
  const rows = await select<EntityEstablishmentRow>(db, entityEstablishmentTable, 'r.entity_id = $1::uuid', [entityId]);
  for (const row of rows) {
    const activity = activitiesOf(establishmentFacts(row)).find((one) => entityIdOf(row.ownerId, one) === entityId);
    if (activity !== undefined) return { entityId, ownerId: row.ownerId, activity };
  }
  return undefined;
}

/** All that an owner's entities are counted from, as the read model has it. */
export async function readOwner(parts: { readonly pool: Pool; readonly open: BoxOpener }, ownerId: string): Promise<OwnerSources> {
  const { establishments, employments, insurances, certificates, people } = await inSnapshot(parts.pool, async (db) => {
    const places = await select<EntityEstablishmentRow>(db, entityEstablishmentTable, 'r.owner_id = $1::uuid', [ownerId]);
    const ids = places.map(({ id }) => id);
    const here = await select<EntityEmploymentRow>(db, entityEmploymentTable, 'r.establishment_id = any($1::uuid[])', [ids]);
    const insured = await select<EntityInsuranceRow>(db, entityInsuranceTable, 'r.establishment_id = any($1::uuid[])', [ids]);
    const humans = [...new Set([...here, ...insured].map(({ employeeId }) => employeeId))];
    return {
      establishments: places,
      certificates: await select<EntityCertificateRow>(db, entityCertificateTable, 'r.id = any($1::uuid[])', [places.map(({ companyId }) => companyId)]),
      insurances: await select<EntityInsuranceRow>(db, entityInsuranceTable, 'r.employee_id = any($1::uuid[])', [humans]),
      employments: await select<EntityEmploymentRow>(db, entityEmploymentTable, 'r.employee_id = any($1::uuid[])', [humans]),
      people: await select<EntityPersonRow>(db, entityPersonTable, 'r.id = any($1::uuid[])', [humans]),
    };
  });
  return {
    ownerId,
    establishments: new Map(establishments.map((row) => [row.id, establishmentFacts(row)])),
    employments: new Map(employments.map((row) => [row.id, employmentFacts(row)])),
    insurances: new Map(insurances.flatMap(({ id, facts }) => {
      const told = insuranceFactsOf(facts);
      return told === null ? [] : [[id, told] as const];
    })),
    certificates: new Map(certificates.map((row) => [row.id, Object.values(row.certificates)])),
    people: new Map(people.map((row) => [row.id, personFacts(row)])),
    weightings: await openWeightings(parts.open, people),
  };
}

async function openWeightings(open: BoxOpener, people: readonly EntityPersonRow[]): Promise<ReadonlyMap<string, readonly OpenedWeighting[]>> {
  const boxes = people.flatMap((row) => row.boxes);
  const opened = await open(boxes);
  const byEvent = new Map(boxes.map(({ eventId }, n) => [eventId, opened[n]]));
  return new Map(
    people.map(({ id, weightings }) => [
      id,
      weightings.map(({ from, eventId }) => {
        const found = byEvent.get(eventId);
        return { from, ...weighedBy(found?.kind === 'opened' ? found.values : {}) };
      }),
    ]),
  );
}

async function select<R>(db: PoolClient, table: Table, where: string, values: readonly unknown[]): Promise<readonly R[]> {
  const { rows } = await db.query({ text: `select ${selectList(table)} from ${tableName(table)} r where ${where} order by r.id`, values: [...values], types: rowTypes });
  // The columns of the table are those of its row type.
  return rows as readonly R[];
}

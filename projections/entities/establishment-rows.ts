import { entityIdOf } from '../../domain/entity/entity-id.js';
import { establishmentEventTypes, evolveEstablishment, type EstablishmentEvent, type EstablishmentFacts } from '../../domain/entity/establishment-facts.js';
import { entityEstablishmentTable, type EntityEstablishmentRow } from '../../read-models/tables/entity.js';
import { alreadySeen } from '../engine/one-stream.js';
import { defineProjection } from '../engine/projection.js';
import type { IsoDate } from '../../domain/standards/calendar.js';

/** The facts that a row holds. */
export function establishmentFacts(row: EntityEstablishmentRow): EstablishmentFacts {
  const { companyId, ownerId, main, region, openedOn, closedOn, activities } = row;
  return { companyId, ownerId, main, region, openedOn: openedOn as IsoDate, closedOn: closedOn as IsoDate | null, activities };
}

export const entityEstablishmentRows = defineProjection<(typeof entityEstablishmentTable)['columns'], EstablishmentEvent>({
  table: entityEstablishmentTable,
  handles: establishmentEventTypes,
  keysOf: (fact) => [fact.data.establishmentId],
  evolve(row, fact, key) {
    if (alreadySeen(row, fact)) return row;
    const facts = evolveEstablishment(row === null ? null : establishmentFacts(row), fact);
    const activity = facts.activities.at(-1)?.activity ?? '';
    return { id: key, revision: fact.revision, ...facts, entityId: entityIdOf(facts.ownerId, activity) };
  },
});

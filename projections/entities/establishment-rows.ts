import { entityIdOf } from '../../domain/entity/entity-id.js';
import { establishmentEventTypes, evolveEstablishment, type EstablishmentEvent } from '../../domain/entity/establishment-facts.js';
import { establishmentFacts } from '../../read-models/entity-facts.js';
import { entityEstablishmentTable } from '../../read-models/tables/entity.js';
import { alreadySeen } from '../engine/one-stream.js';
import { defineProjection } from '../engine/projection.js';

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

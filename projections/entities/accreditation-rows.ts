import { accreditationEventTypes, evolveAccreditations, type AccreditationEvent } from '../../domain/employee/accreditations.js';
import { entityAccreditationTable } from '../../read-models/tables/entity.js';
import { alreadySeen } from '../engine/one-stream.js';
import { defineProjection } from '../engine/projection.js';

export const entityAccreditationRows = defineProjection<(typeof entityAccreditationTable)['columns'], AccreditationEvent>({
  table: entityAccreditationTable,
  handles: accreditationEventTypes,
  keysOf: (fact) => [fact.data.employeeId],
  evolve(row, fact, key) {
    if (alreadySeen(row, fact)) return row;
    return { id: key, revision: fact.revision, accreditations: evolveAccreditations(row?.accreditations ?? [], fact) };
  },
});

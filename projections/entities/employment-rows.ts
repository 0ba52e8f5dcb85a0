import { employmentEventTypes, evolveEmployment, type EmploymentEvent, type EmploymentFacts } from '../../domain/entity/employment-facts.js';
import type { IsoDate } from '../../domain/standards/calendar.js';
import { entityEmploymentTable, type EntityEmploymentRow } from '../../read-models/tables/entity.js';
import { alreadySeen } from '../engine/one-stream.js';
import { defineProjection } from '../engine/projection.js';
import { recordIdOf } from '../engine/stored-fact.js';

/** The facts that a row holds. */
export function employmentFacts(row: EntityEmploymentRow): EmploymentFacts {
  const { companyId, establishmentId, employeeId, authenticatedOn, startsOn, lastDay, steps } = row;
  return { companyId, establishmentId, employeeId, authenticatedOn: authenticatedOn as IsoDate, from: startsOn as IsoDate, lastDay: lastDay as IsoDate | null, steps };
}

export const entityEmploymentRows = defineProjection<(typeof entityEmploymentTable)['columns'], EmploymentEvent>({
  table: entityEmploymentTable,
  handles: employmentEventTypes,
  keysOf: (fact) => [recordIdOf(fact)],
  evolve(row, fact, key) {
    if (alreadySeen(row, fact)) return row;
    const { from: startsOn, ...facts } = evolveEmployment(row === null ? null : employmentFacts(row), fact);
    return { id: key, revision: fact.revision, ...facts, startsOn };
  },
});

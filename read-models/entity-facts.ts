// Law: a row holds the facts of its fold, under the names of columns.
import type { EmploymentFacts } from '../domain/entity/employment-facts.js';
import type { EstablishmentFacts } from '../domain/entity/establishment-facts.js';
import type { PersonFacts } from '../domain/entity/person-facts.js';
import type { IsoDate } from '../domain/standards/calendar.js';
import type { EntityEmploymentRow, EntityEstablishmentRow, EntityPersonRow } from './tables/entity.js';

/** The facts of an establishment. */
export function establishmentFacts(row: EntityEstablishmentRow): EstablishmentFacts {
  const { companyId, ownerId, main, region, openedOn, closedOn, activities } = row;
  return { companyId, ownerId, main, region, openedOn: openedOn as IsoDate, closedOn: closedOn as IsoDate | null, activities };
}

/** The facts of an employment. */
export function employmentFacts(row: EntityEmploymentRow): EmploymentFacts {
  const { companyId, establishmentId, employeeId, authenticatedOn, startsOn, lastDay, steps } = row;
  return { companyId, establishmentId, employeeId, authenticatedOn: authenticatedOn as IsoDate, from: startsOn as IsoDate, lastDay: lastDay as IsoDate | null, steps };
}

/** The facts of a human. */
export function personFacts(row: EntityPersonRow): PersonFacts {
  const { nationality, deceasedOn, weightings, erased } = row;
  return { nationality, deceasedOn: deceasedOn as IsoDate | null, weightings, erased };
}

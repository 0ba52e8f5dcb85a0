import type { EmploymentFacts } from '../../domain/entity/employment-facts.js';
import type { OwnerSources } from '../../domain/entity/entity-facts.js';
import type { EstablishmentFacts } from '../../domain/entity/establishment-facts.js';
import type { PersonFacts } from '../../domain/entity/person-facts.js';
import type { EntityBook } from './entity-book.js';
import type { FactView } from './fact-view.js';

/** What an owner's entities are counted from, but for what is sealed; by one view of the facts. */
export function sourcesOf(book: EntityBook, view: FactView, ownerId: string): Omit<OwnerSources, 'weightings'> {
  const establishments = new Map<string, EstablishmentFacts>();
  const employments = new Map<string, EmploymentFacts>();
  const people = new Map<string, PersonFacts>();
  for (const id of book.establishmentsOf(ownerId)) {
    const facts = view.establishment(id);
    if (facts === undefined) continue;
    establishments.set(id, facts);
    for (const contract of book.employmentsAt(id)) {
      const employeeId = view.employment(contract)?.employeeId;
      const person = employeeId === undefined ? undefined : view.person(employeeId);
      if (employeeId !== undefined && person !== undefined) people.set(employeeId, person);
    }
  }
  for (const employeeId of people.keys()) {
    for (const contract of book.employmentsOf(employeeId)) {
      const facts = view.employment(contract);
      if (facts !== undefined) employments.set(contract, facts);
    }
  }
  return { ownerId, establishments, employments, people };
}

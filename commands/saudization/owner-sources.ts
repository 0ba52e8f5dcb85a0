import type { MowaamahCertificate } from '../../domain/company/state.js';
import type { EmploymentFacts } from '../../domain/entity/employment-facts.js';
import type { OwnerSources } from '../../domain/entity/owner-sources.js';
import type { EstablishmentFacts } from '../../domain/entity/establishment-facts.js';
import { insuranceFactsOf, type InsuranceFacts } from '../../domain/entity/insured-days.js';
import type { PersonFacts } from '../../domain/entity/person-facts.js';
import type { EntityBook } from './entity-book.js';
import type { FactView } from './fact-view.js';

/** What an owner's entities are counted from, but for what is sealed; by one view of the facts. */
export function sourcesOf(book: EntityBook, view: FactView, ownerId: string): Omit<OwnerSources, 'weightings'> {
  const establishments = new Map<string, EstablishmentFacts>();
  const certificates = new Map<string, readonly MowaamahCertificate[]>();
  const humans = new Set<string>();
  for (const id of book.establishmentsOf(ownerId)) {
    const facts = view.establishment(id);
    if (facts === undefined) continue;
    establishments.set(id, facts);
    const held = view.certificates(facts.companyId);
    if (held !== undefined) certificates.set(facts.companyId, Object.values(held));
    for (const contract of book.employmentsAt(id)) add(humans, view.employment(contract)?.employeeId);
    for (const insurance of book.insurancesAt(id)) add(humans, view.insurance(insurance)?.parties?.employeeId);
  }
  const employments = new Map<string, EmploymentFacts>();
  const insurances = new Map<string, InsuranceFacts>();
  const people = new Map<string, PersonFacts>();
  for (const employeeId of humans) {
    put(people, employeeId, view.person(employeeId));
    for (const contract of book.employmentsOf(employeeId)) put(employments, contract, view.employment(contract));
    for (const insurance of book.insurancesOf(employeeId)) {
      const registered = view.insurance(insurance);
      put(insurances, insurance, registered === undefined ? undefined : (insuranceFactsOf(registered) ?? undefined));
    }
  }
  return { ownerId, establishments, employments, insurances, certificates, people };
}

function add(set: Set<string>, id: string | undefined): void {
  if (id !== undefined) set.add(id);
}

function put<T>(map: Map<string, T>, id: string, facts: T | undefined): void {
  if (facts !== undefined) map.set(id, facts);
}

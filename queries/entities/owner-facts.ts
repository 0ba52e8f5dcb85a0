import type { MowaamahCertificate } from '../../domain/company/state.js';
import type { OwnerSources } from '../../domain/entity/owner-sources.js';
import type { Accreditation } from '../../domain/employee/state.js';
import { insuranceFactsOf, type InsuranceFacts } from '../../domain/entity/insured-days.js';
import type { InsuranceState } from '../../domain/insurance/state.js';
import { employmentFacts, establishmentFacts, personFacts } from '../../read-models/entity-facts.js';
import type { RowBox } from '../../read-models/table.js';
import type { OwnerRows } from './owner-rows.js';

/** What an owner's entities are counted from, weighting facts still sealed. */
export interface OwnerFacts extends Omit<OwnerSources, 'weightings' | 'ownerId'> {
  readonly insurances: ReadonlyMap<string, InsuranceFacts>;
  readonly certificates: ReadonlyMap<string, readonly MowaamahCertificate[]>;
  /** By human. */
  readonly accreditations: ReadonlyMap<string, readonly Accreditation[]>;
  /** Of the events that people’s `weightings` name. */
  readonly boxes: readonly RowBox[];
}

/** The facts as rows have them. */
export function factsOfRows({ establishments, certificates, insurances, employments, people, accreditations }: OwnerRows): OwnerFacts {
  return {
    establishments: new Map(establishments.map((row) => [row.id, establishmentFacts(row)])),
    employments: new Map(employments.map((row) => [row.id, employmentFacts(row)])),
    insurances: new Map(insurances.flatMap(({ id, facts }) => insuranceEntry(id, facts))),
    certificates: new Map(certificates.map((row) => [row.id, Object.values(row.certificates)])),
    people: new Map(people.map((row) => [row.id, personFacts(row)])),
    accreditations: new Map(accreditations.map((row) => [row.id, row.accreditations])),
    boxes: people.flatMap((row) => row.boxes),
  };
}

/** The entry of a registration; none before there is one. */
export function insuranceEntry(id: string, state: InsuranceState): readonly (readonly [string, InsuranceFacts])[] {
  const told = insuranceFactsOf(state);
  return told === null ? [] : [[id, told]];
}

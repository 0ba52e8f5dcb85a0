import type { MowaamahCertificate } from '../../domain/company/state.js';
import type { OwnerSources } from '../../domain/entity/owner-sources.js';
import type { Accreditation } from '../../domain/employee/state.js';
import { insuranceFactsOf, type InsuranceFacts } from '../../domain/entity/insured-days.js';
import { eachInSteps, type Steps } from '../../domain/standards/steps.js';
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

/** The facts as rows have them. It may be left on its way. */
export function* factsOfRows({ establishments, certificates, insurances, employments, people, accreditations }: OwnerRows): Steps<OwnerFacts> {
  return {
    establishments: yield* mapOf(establishments, establishmentFacts),
    employments: yield* mapOf(employments, employmentFacts),
    insurances: new Map(insurances.flatMap(({ id, facts }) => insuranceEntry(id, facts))),
    certificates: yield* mapOf(certificates, (row) => Object.values(row.certificates)),
    people: yield* mapOf(people, personFacts),
    accreditations: yield* mapOf(accreditations, (row) => row.accreditations),
    boxes: people.flatMap((row) => row.boxes),
  };
}

function* mapOf<R extends { readonly id: string }, T>(rows: readonly R[], factsOf: (row: R) => T): Steps<Map<string, T>> {
  const found = new Map<string, T>();
  yield* eachInSteps(rows, (row) => void found.set(row.id, factsOf(row)));
  return found;
}

/** The entry of a registration; none before there is one. */
export function insuranceEntry(id: string, state: InsuranceState): readonly (readonly [string, InsuranceFacts])[] {
  const told = insuranceFactsOf(state);
  return told === null ? [] : [[id, told]];
}

// Law: facts can be read as they stood at the last mark: what events replaced since then is kept beside them.
import type { CertificateFacts } from '../../domain/entity/certificate-facts.js';
import type { EmploymentFacts } from '../../domain/entity/employment-facts.js';
import type { EstablishmentFacts } from '../../domain/entity/establishment-facts.js';
import type { PersonFacts } from '../../domain/entity/person-facts.js';
import type { InsuranceState } from '../../domain/insurance/state.js';

/** Facts by id of establishment, contract, human and so on; undefined where there are none. */
export interface FactView {
  establishment(id: string): EstablishmentFacts | undefined;
  employment(id: string): EmploymentFacts | undefined;
  person(id: string): PersonFacts | undefined;
  insurance(id: string): InsuranceState | undefined;
  /** Certificates of a company. */
  certificates(companyId: string): CertificateFacts | undefined;
}

/** What an event replaced: a fact as it was before; undefined where there was none. */
export type Replaced =
  | { readonly table: 'establishment'; readonly id: string; readonly before: EstablishmentFacts | undefined }
  | { readonly table: 'employment'; readonly id: string; readonly before: EmploymentFacts | undefined }
  | { readonly table: 'person'; readonly id: string; readonly before: PersonFacts | undefined }
  | { readonly table: 'insurance'; readonly id: string; readonly before: InsuranceState | undefined }
  | { readonly table: 'certificates'; readonly id: string; readonly before: CertificateFacts | undefined };

/** The facts as they were before the replacements, given oldest first. */
export function asBefore(now: FactView, replaced: readonly Replaced[]): FactView {
  const oldest = new Map<string, Replaced>();
  for (const one of replaced) {
    const key = `${one.table} ${one.id}`;
    if (!oldest.has(key)) oldest.set(key, one);
  }
  const read = <T>(table: Replaced['table'], id: string, otherwise: T | undefined): T | undefined => {
    const found = oldest.get(`${table} ${id}`);
    // What stands under a table's name is of that table.
    return found === undefined ? otherwise : (found.before as T | undefined);
  };
  return {
    establishment: (id) => read('establishment', id, now.establishment(id)),
    employment: (id) => read('employment', id, now.employment(id)),
    person: (id) => read('person', id, now.person(id)),
    insurance: (id) => read('insurance', id, now.insurance(id)),
    certificates: (id) => read('certificates', id, now.certificates(id)),
  };
}

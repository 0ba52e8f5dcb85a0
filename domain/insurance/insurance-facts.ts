// Law: a registration is a fact of another register: it is refused for what cannot be, not for what an employer may not do.
import type { CompanyState } from '../company/state.js';
import type { EmployeeState } from '../employee/state.js';
import type { DecisionFacts } from '../ledger/decider.js';
import type { IsoDate } from '../standards/calendar.js';

/** What of the company a decision on insurance asks for. */
export interface InsuringCompany {
  readonly status: CompanyState['status'];
  readonly foundedOn: IsoDate | null;
  /** Null when the company has no such establishment. */
  readonly establishment: { readonly closedOn: IsoDate | null } | null;
}

/** What of the human a decision on insurance asks for. */
export interface InsuredEmployee {
  readonly status: EmployeeState['status'];
  readonly citizen: boolean;
  readonly deceasedOn: IsoDate | null;
}

/** What a decision on insurance knows beside its command and its record. */
export interface InsuranceFacts extends DecisionFacts {
  readonly company: InsuringCompany;
  readonly employee: InsuredEmployee;
}

/** The company's facts from its state. */
export function insuringCompanyOf({ status, foundedOn, establishments }: CompanyState, establishmentId: string): InsuringCompany {
  const found = establishments[establishmentId];
  return { status, foundedOn, establishment: found === undefined ? null : { closedOn: found.closedOn } };
}

/** The human's facts from his record. */
export function insuredEmployeeOf({ status, citizen, deceasedOn }: EmployeeState): InsuredEmployee {
  return { status, citizen, deceasedOn };
}

import type { IsoDate } from '../standards/calendar.js';
import type { Sex } from '../standards/sex.js';

/** What a decision needs to know of an employer: the company and one of its establishments, as their stream shows them. */
export interface EmployerFact {
  readonly company: 'unknown' | 'active' | 'suspended' | 'closed';
  readonly foundedOn: IsoDate | null;
  /** Null when the company has no such establishment. */
  readonly establishment: { readonly open: boolean; readonly main: boolean } | null;
}

/** What a decision needs to know of an employee, as his stream shows it. */
export interface EmployeeFact {
  readonly status: 'unknown' | 'registered' | 'deceased' | 'merged';
  readonly nationality: string | null;
  readonly sex: Sex | null;
  readonly birthYear: number | null;
}

/** What a decision needs to know of a contract that a command names, as its stream shows it. */
export interface ContractFact {
  readonly authenticated: boolean;
  readonly companyId: string | null;
  readonly employeeId: string | null;
}

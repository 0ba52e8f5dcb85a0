// Law: a decision sees of other records only what it asks for, taken from their own streams.
import type { CompanyState } from '../company/state.js';
import { isRunning, type ContractState } from '../contract/state.js';
import type { EmployeeState } from '../employee/state.js';
import type { IsoDate } from '../standards/calendar.js';
import type { Sex } from '../standards/sex.js';

/** What a decision needs to know of an employer: the company and one of its establishments. */
export interface EmployerFact {
  readonly company: CompanyState['status'];
  readonly foundedOn: IsoDate | null;
  /** Null when the company has no such establishment. */
  readonly establishment: { readonly open: boolean; readonly main: boolean } | null;
}

/** What a decision needs to know of an employee. */
export interface EmployeeFact {
  /** The record that stands for the human: the survivor where a duplicate was named before it was merged. */
  readonly id: string;
  readonly status: EmployeeState['status'];
  readonly nationality: string;
  readonly sex: Sex | null;
  readonly birthYear: number | null;
}

/** What a decision needs to know of a contract that a command names. */
export interface ContractFact {
  readonly authenticated: boolean;
  readonly companyId: string | null;
  readonly employeeId: string | null;
}

/** The employer's facts from the company's state. */
export function employerFactOf(company: CompanyState, establishmentId: string): EmployerFact {
  const found = company.establishments[establishmentId];
  const establishment = found === undefined ? null : { open: found.status === 'open', main: found.main };
  return { company: company.status, foundedOn: company.foundedOn, establishment };
}

/** The employee's facts from his record. */
export function employeeFactOf({ id, state }: { readonly id: string; readonly state: EmployeeState }): EmployeeFact {
  const { status, nationality, sex, birthYear } = state;
  return { id, status, nationality, sex, birthYear };
}

/** The contract's facts from its state. */
export function contractFactOf(contract: ContractState): ContractFact {
  const parties = contract.phase === 'none' ? null : contract.parties;
  return { authenticated: isRunning(contract), companyId: parties?.companyId ?? null, employeeId: parties?.employeeId ?? null };
}

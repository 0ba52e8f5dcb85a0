import { refuse, type Refused } from '../ledger/decider.js';
import { isGcc } from '../standards/nationality.js';
import type { ContractFact, EmployeeFact, EmployerFact } from './employment-facts.js';

/** Why the employer cannot be served now, or null. `record` begins the code: `work-permit`, `visa`. */
export function employerFault(record: string, employer: EmployerFact): Refused | null {
  if (employer.company === 'none') {
    return refuse(`${record}.company-unknown`, 'No company has this id.', 'Register the company first.', { pointer: '/companyId' });
  }
  if (employer.company !== 'active') {
    return refuse(`${record}.company-not-active`, `The company is ${employer.company}.`, 'The company must be active.', { pointer: '/companyId' });
  }
  if (employer.establishment === null) {
    return refuse(`${record}.establishment-unknown`, 'The company has no such establishment.', 'Open the establishment first.', {
      pointer: '/establishmentId',
    });
  }
  if (!employer.establishment.open) {
    return refuse(`${record}.establishment-closed`, 'The establishment is closed.', 'Name an open establishment of the company.', {
      pointer: '/establishmentId',
    });
  }
  return null;
}

/** Why the person is nobody the ledger can act for, or null. */
export function employeeFault(record: string, employee: EmployeeFact): Refused | null {
  const pointer = '/employeeId';
  switch (employee.status) {
    case 'none':
      return refuse(`${record}.employee-unknown`, 'No employee has this id.', 'Register the employee first.', { pointer });
    case 'merged':
      return refuse(`${record}.employee-merged`, 'The employee record was merged into another.', 'Name the surviving record.', { pointer });
    case 'deceased':
      return refuse(`${record}.employee-deceased`, 'The employee is recorded as deceased.', 'Correct the employee record if that is wrong.', { pointer });
    case 'registered':
      return null;
  }
}

/** Why the person needs no permission to work, or null: citizens and nationals of the Gulf Cooperation Council need none. */
export function needsNoPermission(record: string, employee: EmployeeFact): Refused | null {
  if (!isGcc(employee.nationality)) return null;
  return refuse(
    `${record}.none-needed`,
    'Citizens and nationals of the Gulf Cooperation Council work without one.',
    'Nothing is needed for this employee.',
    { pointer: '/employeeId' },
  );
}

/** Why the contract that a command names does not carry it, or null: it must be authenticated, between these two. */
export function contractFault(record: string, contract: ContractFact, companyId: string, employeeId: string): Refused | null {
  const pointer = '/contractId';
  if (contract.companyId !== companyId || contract.employeeId !== employeeId) {
    return refuse(`${record}.contract-of-others`, 'The contract is not one between this company and this employee.', 'Name their contract.', { pointer });
  }
  if (!contract.authenticated) {
    return refuse(`${record}.contract-not-authenticated`, 'The contract is not authenticated, or has ended.', 'Name a contract that is in force.', {
      pointer,
    });
  }
  return null;
}

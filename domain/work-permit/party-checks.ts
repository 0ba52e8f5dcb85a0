// Law: the ledger acts for an active company's open establishment and for a registered person who lives and needs permission.
import { refuse, type Refused } from '../ledger/decider.js';
import { unreachable } from '../ledger/exhaustive.js';
import { isGcc } from '../standards/nationality.js';
import type { ContractFact, EmployeeFact, EmployerFact } from './employment-facts.js';

/** Whether the payload names the record that is to blame (then its field is pointed at), or the ledger's own record does. */
export type NamedBy = 'payload' | 'record';

function at(namedBy: NamedBy, pointer: string): { pointer?: string } {
  return namedBy === 'payload' ? { pointer } : {};
}

/** Why the employer cannot be served now, or null. `record` begins the code: `work-permit`, `visa`. */
export function employerFault(record: string, employer: EmployerFact, namedBy: NamedBy): Refused | null {
  const { company, establishment } = employer;
  if (company === 'none') {
    return refuse(`${record}.company-unknown`, 'No company has this id.', 'Register the company first.', at(namedBy, '/companyId'));
  }
  if (company !== 'active') {
    return refuse(`${record}.company-not-active`, `The company is ${company}.`, 'The company must be active.', at(namedBy, '/companyId'));
  }
  if (establishment === null || !establishment.open) {
    return refuse(
      `${record}.establishment-not-open`,
      'The company has no open establishment with this id.',
      'Name an open establishment of the company.',
      at(namedBy, '/establishmentId'),
    );
  }
  return null;
}

/** Why the person is nobody the ledger can act for, or null. */
export function employeeFault(record: string, employee: EmployeeFact, namedBy: NamedBy): Refused | null {
  const more = at(namedBy, '/employeeId');
  switch (employee.status) {
    case 'none':
      return refuse(`${record}.employee-unknown`, 'No employee has this id.', 'Register the employee first.', more);
    case 'merged':
      return refuse(`${record}.employee-merged`, 'The employee record was merged into another.', 'Name the surviving record.', more);
    case 'deceased':
      return refuse(`${record}.employee-deceased`, 'The employee is recorded as deceased.', 'Correct the employee record if that is wrong.', more);
    case 'registered':
      return null;
    default:
      return unreachable(employee.status);
  }
}

/** Why the person needs no permission to work, or null: citizens and nationals of the Gulf Cooperation Council need none. */
export function permissionFault(record: string, employee: EmployeeFact, namedBy: NamedBy): Refused | null {
  if (!isGcc(employee.nationality)) return null;
  return refuse(
    `${record}.none-needed`,
    'Citizens and nationals of the Gulf Cooperation Council work without one.',
    'Nothing is needed for this employee.',
    at(namedBy, '/employeeId'),
  );
}

/** Why the contract that a command names does not carry it, or null: it must be authenticated, between these two. */
export function contractFault(record: string, contract: ContractFact, parties: { companyId: string; employeeId: string }): Refused | null {
  const more = { pointer: '/contractId' };
  if (contract.companyId !== parties.companyId || contract.employeeId !== parties.employeeId) {
    return refuse(`${record}.contract-of-others`, 'The contract is not one between this company and this employee.', 'Name their contract.', more);
  }
  if (!contract.authenticated) {
    return refuse(`${record}.contract-not-authenticated`, 'The contract is not authenticated, or has ended.', 'Name a contract that is in force.', more);
  }
  return null;
}

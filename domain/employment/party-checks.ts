// Law: the ledger acts for an active company's open establishment and for a registered person who lives; one code a fault, whatever is asked for.
import { refuse, type Refused } from '../ledger/decider.js';
import { unreachable } from '../ledger/exhaustive.js';
import { isGcc } from '../standards/nationality.js';
import type { ContractFact, EmployeeFact, EmployerFact } from './employment-facts.js';

/** Where a payload names the parties. Where the ledger's own record names them instead (null), no field is to blame. */
export interface PartyPointers {
  readonly company: string;
  readonly establishment: string;
  readonly employee: string;
}

/** The usual places in a payload. */
export const inPayload: PartyPointers = { company: '/companyId', establishment: '/establishmentId', employee: '/employeeId' };

function at(named: PartyPointers | null, side: keyof PartyPointers): { pointer?: string } {
  return named === null ? {} : { pointer: named[side] };
}

/** Why the employer cannot be served now, or null. `record` begins the code: `work-permit`, `visa`. */
export function employerFault(record: string, employer: EmployerFact, named: PartyPointers | null): Refused | null {
  const { company, establishment } = employer;
  if (company === 'none') {
    return refuse(`${record}.company-unknown`, 'No company has this id.', 'Register the company first.', at(named, 'company'));
  }
  if (company !== 'active') {
    const clears = company === 'suspended' ? 'Resume the company first.' : 'Nothing: a closed company stays closed.';
    return refuse(`${record}.company-not-active`, `The company is ${company}.`, clears, at(named, 'company'));
  }
  if (establishment === null || !establishment.open) {
    return refuse(
      `${record}.establishment-not-open`,
      'The company has no open establishment with this id.',
      named === null ? 'Nothing: a closed establishment stays closed.' : 'Name an open establishment of the company.',
      at(named, 'establishment'),
    );
  }
  return null;
}

/** Why the person is nobody the ledger can act for, or null. */
export function employeeFault(record: string, employee: Pick<EmployeeFact, 'status'>, named: PartyPointers | null): Refused | null {
  const more = at(named, 'employee');
  switch (employee.status) {
    case 'none':
      return refuse(`${record}.employee-unknown`, 'No employee has this id.', 'Register the employee first.', more);
    case 'merged': {
      const clears = named === null ? 'Begin anew with the surviving record.' : 'Name the surviving record.';
      return refuse(`${record}.employee-merged`, 'The employee record was merged into another.', clears, more);
    }
    case 'deceased':
      return refuse(`${record}.employee-deceased`, 'The employee is recorded as deceased.', 'Correct the person if the death was recorded wrongly.', more);
    case 'registered':
      return null;
    default:
      return unreachable(employee.status);
  }
}

/** Why the person needs no permission to work, or null: citizens and nationals of the Gulf Cooperation Council need none. */
export function permissionFault(record: string, employee: EmployeeFact, named: PartyPointers | null): Refused | null {
  if (!isGcc(employee.nationality)) return null;
  return refuse(
    `${record}.none-needed`,
    'Citizens and nationals of the Gulf Cooperation Council work without one.',
    'Nothing is needed for this employee.',
    at(named, 'employee'),
  );
}

/** Why the contract does not carry the application, or null: it must be authenticated, between these two. */
export function contractFault(
  record: string,
  contract: ContractFact,
  parties: { readonly companyId: string; readonly employeeId: string },
  named: 'payload' | 'record',
): Refused | null {
  const more = named === 'payload' ? { pointer: '/contractId' } : {};
  const anew = 'Reject the application, and begin anew on a contract in force.';
  if (contract.companyId !== parties.companyId || contract.employeeId !== parties.employeeId) {
    return refuse(`${record}.contract-of-others`, 'The contract is not one between this company and this employee.', named === 'payload' ? 'Name their contract.' : anew, more);
  }
  if (!contract.authenticated) {
    return refuse(`${record}.contract-not-authenticated`, 'The contract is not authenticated, or has ended.', named === 'payload' ? 'Name a contract that is in force.' : anew, more);
  }
  return null;
}

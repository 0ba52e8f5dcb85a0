// Law: a contract is made between a company that is active, for one of its open establishments, and a registered person who lives.
import type { CompanyState } from '../company/state.js';
import { openEstablishment } from '../company/state.js';
import type { EmployeeState } from '../employee/state.js';
import { refuse, type Refused } from '../ledger/decider.js';
import { isGcc, isSaudi } from '../standards/nationality.js';
import type { NationalityGroup } from './codes.js';

/** Where the payload of a record names the parties. */
export interface PartyPointers {
  readonly company: string;
  readonly establishment: string;
  readonly employee: string;
}

const ownPointers: PartyPointers = { company: '/companyId', establishment: '/establishmentId', employee: '/employeeId' };

/** Why the employer cannot make or change a contract now, or null. */
export function employerFault(
  record: 'contract' | 'transfer',
  company: CompanyState,
  establishmentId: string,
  pointers: PartyPointers = ownPointers,
): Refused | null {
  const at = { pointer: pointers.company };
  if (company.status === 'none') return refuse(`${record}.company-unknown`, 'No company has this id.', 'Register the company first.', at);
  if (company.status !== 'active') {
    return refuse(`${record}.company-not-active`, `The company is ${company.status}.`, 'The company must be active.', at);
  }
  if (openEstablishment(company, establishmentId) === undefined) {
    return refuse(
      `${record}.establishment-not-open`,
      'The company has no open establishment with this id.',
      'Name an open establishment of the company.',
      {
        pointer: pointers.establishment,
      },
    );
  }
  return null;
}

/** Why the person is nobody a contract can be made with, or null. */
export function employeeFault(
  record: 'contract' | 'transfer',
  employee: EmployeeState,
  pointers: PartyPointers = ownPointers,
): Refused | null {
  const at = { pointer: pointers.employee };
  switch (employee.status) {
    case 'none':
      return refuse(`${record}.employee-unknown`, 'No employee has this id.', 'Register the employee first.', at);
    case 'merged':
      return refuse(`${record}.employee-merged`, 'The employee record was merged into another.', 'Name the surviving record.', at);
    case 'deceased':
      return refuse(
        `${record}.employee-deceased`,
        'The employee is recorded as deceased.',
        'Correct the employee record if that is wrong.',
        at,
      );
    case 'registered':
      return null;
  }
}

/** The group of a nationality that the rules of contracts tell apart. */
export function groupOf(nationality: string): NationalityGroup {
  if (isSaudi(nationality)) return 'saudi';
  return isGcc(nationality) ? 'gcc' : 'other';
}

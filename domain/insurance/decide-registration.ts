// Law: a registration is one spell of one human with one establishment, and tells its capacity, its wage and its days.
import { accept, refuse, type Decision, type Refused } from '../ledger/decider.js';
import type { RegisterInsurance } from './commands.js';
import type { InsuranceEvent } from './events.js';
import type { InsuranceFacts } from './insurance-facts.js';
import { spanFault } from './insured-span.js';
import type { InsuranceState } from './state.js';
import { wageWithin } from './wage-limits.js';

/** Registers a human with an establishment, also with one whose company is suspended or closed: past days are counted. */
export function decideRegistration({ data }: RegisterInsurance, state: InsuranceState, facts: InsuranceFacts): Decision<InsuranceEvent> {
  if (state.status !== 'none') {
    return refuse('insurance.already-registered', 'This registration was made before.', 'Change it, or register another spell.');
  }
  const { companyId, establishmentId, employeeId, capacity = 'employee', flexible = false, wage, from = facts.today, to = null } = data;
  const refused = partiesFault(facts) ?? spanFault({ from, to }, facts);
  if (refused !== null) return refused;
  const limits = wageWithin({ from, wage }, { citizen: facts.employee.citizen, flexible }, '/wage');
  if (limits.kind === 'refused') return limits;
  return accept(
    [{ type: 'InsuranceRegistered', data: { effectiveOn: from, companyId, establishmentId, employeeId, capacity, flexible, wage, to } }],
    { rules: [limits.use] },
  );
}

function partiesFault({ company, employee }: InsuranceFacts): Refused | null {
  if (company.status === 'none') {
    return refuse('insurance.company-unknown', 'No company has this id.', 'Register the company first.', { pointer: '/companyId' });
  }
  if (company.establishment === null) {
    return refuse('insurance.establishment-unknown', 'The company has no establishment with this id.', 'Name one of its establishments.', { pointer: '/establishmentId' });
  }
  const pointer = '/employeeId';
  if (employee.status === 'none') {
    return refuse('insurance.employee-unknown', 'No employee has this id.', 'Register the employee first.', { pointer });
  }
  if (employee.status === 'merged') {
    return refuse('insurance.employee-merged', 'The employee record was merged into another.', 'Name the surviving record.', { pointer });
  }
  return null;
}

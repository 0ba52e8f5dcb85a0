import type { RecordType } from '../ledger/record-type.js';
import { employeeDeadlines, RESIDENCE_EXPIRY } from './deadlines.js';
import { employeeEvents, type EmployeeEvent } from './events.js';
import { evolveEmployee } from './evolve.js';
import { nobody, type EmployeeState } from './state.js';

/** Employees: humans known to the labour market, employed or not; one record a human. */
export const employeeRecord: RecordType<EmployeeState, EmployeeEvent> = {
  category: 'employee',
  path: 'employees',
  events: employeeEvents,
  initial: nobody,
  evolve: evolveEmployee,
  exists: (state) => state.status !== 'none',
  status: (state) => state.status,
  survivor: (state) => state.survivorId,
  deadlines: employeeDeadlines,
  sweeps: { [RESIDENCE_EXPIRY]: { command: 'RecordResidenceExpiry', data: () => ({}) } },
};

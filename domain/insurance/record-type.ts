import type { RecordType } from '../ledger/record-type.js';
import { insuranceEvents, type InsuranceEvent } from './events.js';
import { evolveInsurance } from './evolve.js';
import { noInsurance, type InsuranceState } from './state.js';

/** Registrations with the social insurance: one spell of a human with one establishment. No deadline of its own. */
export const insuranceRecord: RecordType<InsuranceState, InsuranceEvent> = {
  category: 'insurance',
  path: 'insurance-registrations',
  events: insuranceEvents,
  initial: noInsurance,
  evolve: evolveInsurance,
  exists: (state) => state.status !== 'none',
  status: (state) => state.status,
  deadlines: () => null,
  sweeps: {},
};

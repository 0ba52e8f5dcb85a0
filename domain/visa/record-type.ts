import type { RecordType } from '../ledger/record-type.js';
import { visaDeadlines, visaSweeps } from './deadlines.js';
import { visaEvents, type VisaEvent } from './events.js';
import { evolveVisa } from './evolve.js';
import { noVisa, type VisaState } from './state.js';

/** A request for work visas, with what was granted and used of each of its lines. */
export const visaRecord: RecordType<VisaState, VisaEvent> = {
  category: 'visa',
  path: 'visas',
  events: visaEvents,
  initial: noVisa,
  evolve: evolveVisa,
  exists: (state) => state.status !== 'none',
  status: (state) => state.status,
  deadlines: visaDeadlines,
  sweeps: visaSweeps,
};

import type { RecordType } from '../ledger/record-type.js';
import { workPermitDeadlines, workPermitSweeps } from './deadlines.js';
import { workPermitEvents, type WorkPermitEvent } from './events.js';
import { evolveWorkPermit } from './evolve.js';
import { noWorkPermit, type WorkPermitState } from './state.js';

/** The work permit of an employee with one employer, from its request through its renewals. */
export const workPermitRecord: RecordType<WorkPermitState, WorkPermitEvent> = {
  category: 'workPermit',
  path: 'work-permits',
  events: workPermitEvents,
  initial: noWorkPermit,
  evolve: evolveWorkPermit,
  exists: (state) => state.status !== 'none',
  status: (state) => state.status,
  deadlines: workPermitDeadlines,
  sweeps: workPermitSweeps,
};

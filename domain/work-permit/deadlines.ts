import type { DeadlineChanges } from '../ledger/event-definition.js';
import { unreachable } from '../ledger/exhaustive.js';
import type { RecordType } from '../ledger/record-type.js';
import { addDays } from '../standards/calendar.js';
import type { WorkPermitEvent } from './events.js';

/** The bill lapses unpaid. */
export const billDeadline = 'work-permit.bill-due';
/** The permit expires on the day after its last day. */
export const validityDeadline = 'work-permit.validity';

/** What an event does to the deadlines of its permit. */
export function workPermitDeadlines(event: WorkPermitEvent): DeadlineChanges | null {
  switch (event.type) {
    case 'WorkPermitBilled':
      return { set: [{ rule: billDeadline, day: event.data.lapsesOn }] };
    case 'WorkPermitBillPaid':
    case 'WorkPermitBillCancelled':
    case 'WorkPermitBillLapsed':
      return { clear: [billDeadline] };
    case 'WorkPermitIssued':
    case 'WorkPermitRenewed':
      return { set: [{ rule: validityDeadline, day: addDays(event.data.validTo, 1) }] };
    case 'WorkPermitExpired':
      return { clear: [validityDeadline] };
    case 'WorkPermitRequested':
    case 'WorkPermitRenewalRequested':
    case 'WorkPermitRejected':
      return null;
    default:
      return unreachable(event);
  }
}

/** The commands that the sweeper sends when a day has come. */
export const workPermitSweeps: RecordType['sweeps'] = {
  [billDeadline]: { command: 'LapseWorkPermitBill', data: () => ({}) },
  [validityDeadline]: { command: 'ExpireWorkPermit', data: () => ({}) },
};

import type { DeadlineChanges } from '../ledger/event-definition.js';
import { unreachable } from '../ledger/exhaustive.js';
import type { RecordType } from '../ledger/record-type.js';
import { addDays } from '../standards/calendar.js';
import { MAX_LINES, type VisaEvent } from './events.js';

/** The bill lapses unpaid. */
export const visaBillDeadline = 'visa.bill-due';

/** The unused visas of a line expire on the day after its last day; lines are issued on days of their own, so each has a deadline of its own. */
export function lineDeadline(lineNumber: number): string {
  return `visa.validity-${lineNumber}`;
}

/** What an event does to the deadlines of its visa request. */
export function visaDeadlines(event: VisaEvent): DeadlineChanges | null {
  switch (event.type) {
    case 'VisasBilled':
      return { set: [{ rule: visaBillDeadline, day: event.data.lapsesOn }] };
    case 'VisasPaid':
    case 'VisaBillCancelled':
    case 'VisaBillLapsed':
      return { clear: [visaBillDeadline] };
    case 'VisasIssued':
      return { set: [{ rule: lineDeadline(event.data.lineNumber), day: addDays(event.data.validTo, 1) }] };
    case 'VisasExpired':
      return { clear: [lineDeadline(event.data.lineNumber)] };
    case 'VisaUsed':
    case 'VisasCancelled':
      // A line with nothing left has nothing to expire.
      return event.data.balance === 0 ? { clear: [lineDeadline(event.data.lineNumber)] } : null;
    case 'VisasRequested':
    case 'VisaLineAccepted':
    case 'VisaLineRejected':
    case 'VisaRequestAnswered':
    case 'VisaStayExtended':
      return null;
    default:
      return unreachable(event);
  }
}

/** The commands that the sweeper sends when a day has come: one for the bill, and the same one for each line. */
export const visaSweeps: RecordType['sweeps'] = {
  [visaBillDeadline]: { command: 'LapseVisaBill', data: () => ({}) },
  ...Object.fromEntries(Array.from({ length: MAX_LINES }, (_, n) => [lineDeadline(n), { command: 'ExpireVisas', data: () => ({}) }])),
};

import type { DeadlineChanges } from '../ledger/event-definition.js';
import { unreachable } from '../ledger/exhaustive.js';
import type { RecordType } from '../ledger/record-type.js';
import { addDays } from '../standards/calendar.js';
import type { TransferEvent } from './events.js';

/** The day after the last on which the answer waited for may come. */
export const answerDeadline = 'transfer.answer';
/** The first possible day with the new employer. */
export const completionDeadline = 'transfer.completion';

/** What an event does to the deadlines of its transfer. */
export function transferDeadlines(event: TransferEvent): DeadlineChanges | null {
  switch (event.type) {
    case 'TransferRequested':
      return { set: [{ rule: answerDeadline, day: addDays(event.data.answerBy, 1) }] };
    case 'TransferAcceptedByEmployee':
      return event.data.answerBy === null
        ? { clear: [answerDeadline] }
        : { set: [{ rule: answerDeadline, day: addDays(event.data.answerBy, 1) }] };
    case 'TransferAcceptedByCurrentEmployer':
      return { clear: [answerDeadline] };
    case 'TransferNoticeBegun':
      return { clear: [answerDeadline], set: [{ rule: completionDeadline, day: event.data.completesOn }] };
    case 'TransferRejectedByEmployee':
    case 'TransferRejectedByCurrentEmployer':
    case 'TransferCompleted':
    case 'TransferCancelled':
    case 'TransferLapsed':
      return { clear: 'all' };
    default:
      return unreachable(event);
  }
}

/** The commands that the sweeper sends when a day has come. */
export const transferSweeps: RecordType['sweeps'] = {
  [answerDeadline]: { command: 'LapseTransfer', data: () => ({}) },
  [completionDeadline]: { command: 'CompleteDueTransfer', data: () => ({}) },
};

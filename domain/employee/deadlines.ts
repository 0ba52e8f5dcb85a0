// Law: the day after a residence document's last valid day is a deadline of its holder's record, until death or merge.
import { unreachable } from '../ledger/exhaustive.js';
import type { DeadlineChanges } from '../ledger/event-definition.js';
import { addDays, type IsoDate } from '../standards/calendar.js';
import type { EmployeeEvent } from './events.js';

/** The rule under which a residence document runs out. */
export const RESIDENCE_EXPIRY = 'employee.residence-expiry';

/** What an event does to the deadlines of an employee's record. */
export function employeeDeadlines(event: EmployeeEvent): DeadlineChanges | null {
  switch (event.type) {
    case 'ResidentRegistered':
    case 'ResidenceDocumentChanged':
    case 'PersonCorrected':
      return afterLastDay(event.data.residence?.expiresOn ?? null);
    case 'ResidenceDocumentExpired':
      return afterLastDay(null);
    case 'DeathRecorded':
    case 'RecordMerged':
      return { clear: 'all' };
    case 'CitizenRegistered':
    case 'WeightingFactsRecorded':
    case 'AccreditationRecorded':
    case 'AccreditationWithdrawn':
      return null;
    default:
      return unreachable(event);
  }
}

function afterLastDay(lastDay: IsoDate | null): DeadlineChanges {
  return lastDay === null ? { clear: [RESIDENCE_EXPIRY] } : { set: [{ rule: RESIDENCE_EXPIRY, day: addDays(lastDay, 1) }] };
}

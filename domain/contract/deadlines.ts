import type { DeadlineChanges } from '../ledger/event-definition.js';
import { unreachable } from '../ledger/exhaustive.js';
import type { RecordType } from '../ledger/record-type.js';
import { addDays, type IsoDate } from '../standards/calendar.js';
import type { ContractEvent } from './events.js';

/** The day after the last on which the employee may answer. */
export const answerDeadline = 'contract.answer';
/** The day after the last on which new terms may be answered. */
export const amendmentDeadline = 'contract.amendment-answer';
/** The day after a term's last. */
export const termDeadline = 'contract.term-end';
/** The day on which silence on a resignation becomes acceptance. */
export const resignationDeadline = 'contract.resignation-answer';
/** The day after the last, by notice or an accepted resignation. */
export const lastDayDeadline = 'contract.last-day';

function dayAfter(rule: string, lastDay: IsoDate): { readonly rule: string; readonly day: IsoDate } {
  return { rule, day: addDays(lastDay, 1) };
}

function termOf(endsOn: IsoDate | null, cleared: readonly string[]): DeadlineChanges {
  return endsOn === null ? { clear: [...cleared, termDeadline] } : { clear: cleared, set: [dayAfter(termDeadline, endsOn)] };
}

/** What an event does to the deadlines of its contract. */
export function contractDeadlines(event: ContractEvent): DeadlineChanges | null {
  switch (event.type) {
    case 'ContractSent':
      return { set: [dayAfter(answerDeadline, event.data.answerBy)] };
    case 'ContractAccepted':
      return termOf(event.data.terms.endsOn, [answerDeadline]);
    case 'ContractRejected':
    case 'ContractChangeRequested':
    case 'ContractWithdrawn':
    case 'ContractLapsed':
      return { clear: [answerDeadline] };
    case 'AmendmentProposed':
      return { set: [dayAfter(amendmentDeadline, event.data.answerBy)] };
    case 'AmendmentAccepted':
      return termOf(event.data.terms.endsOn, [amendmentDeadline]);
    case 'AmendmentDeclined':
    case 'AmendmentLapsed':
      return { clear: [amendmentDeadline] };
    case 'ContractRenewed':
      return termOf(event.data.endsOn, []);
    case 'ContractBecameIndefinite':
      return { clear: [termDeadline] };
    case 'ResignationSubmitted':
      return { set: [{ rule: resignationDeadline, day: event.data.deemedAcceptedOn }] };
    case 'ResignationDeferred':
      return { set: [{ rule: resignationDeadline, day: event.data.deferredTo }] };
    case 'ResignationWithdrawn':
      return { clear: [resignationDeadline] };
    case 'ResignationAccepted':
      return { clear: [resignationDeadline], set: [dayAfter(lastDayDeadline, event.data.lastDay)] };
    case 'NoticeGiven':
      return { set: [dayAfter(lastDayDeadline, event.data.lastDay)] };
    case 'ContractTerminated':
    case 'ContractExpired':
    case 'ContractEndedByTransfer':
      return { clear: 'all' };
    case 'ContractBegunByTransfer':
      return termOf(event.data.terms.endsOn, []);
    case 'ContractDrafted':
    case 'ContractRevised':
      return null;
    default:
      return unreachable(event);
  }
}

/** The commands that the sweeper sends when a day has come. */
export const contractSweeps: RecordType['sweeps'] = {
  [answerDeadline]: { command: 'LapseContract', data: () => ({}) },
  [amendmentDeadline]: { command: 'LapseAmendment', data: () => ({}) },
  [termDeadline]: { command: 'EndContractTerm', data: () => ({}) },
  [resignationDeadline]: { command: 'DeemResignationAccepted', data: () => ({}) },
  [lastDayDeadline]: { command: 'EndContractOnLastDay', data: () => ({}) },
};

// Law: a transfer that is not completed can be called off by who wanted it, and ends by itself where nobody answers.
import { accept, refuse, type Decision } from '../ledger/decider.js';
import { reportedDay } from '../ledger/effective-day.js';
import { addDays } from '../standards/calendar.js';
import type { CancelTransfer } from './commands.js';
import type { TransferEvent } from './events.js';
import type { TransferState } from './state.js';
import type { TransferFacts } from './transfer-facts.js';
import { about, isOpen } from './transfer-step.js';

/** The new employer or the employee calls the transfer off. */
export function cancelTransfer({ data }: CancelTransfer, state: TransferState, facts: TransferFacts): Decision<TransferEvent> {
  if (state.request === null || !isOpen(state)) {
    return refuse('transfer.not-open', `The transfer is ${state.status}.`, 'Only a transfer under way can be called off.');
  }
  const reported = reportedDay('transfer', data.effectiveOn, facts.today, state.steppedOn);
  if (reported.kind === 'refused') return reported;
  return accept([{ type: 'TransferCancelled', data: { ...about(state.request, reported.day), by: data.by } }]);
}

/** The clock: the answer that was waited for did not come in time. Nothing happens when the time is not over. */
export function lapseTransfer(state: TransferState, facts: TransferFacts): Decision<TransferEvent> {
  const { request, status, answerBy } = state;
  if (request === null || answerBy === null || !isOpen(state) || facts.today <= answerBy) return accept<TransferEvent>([]);
  const reason = status === 'pending-employee' ? ('employee-silent' as const) : ('current-employer-silent' as const);
  return accept([{ type: 'TransferLapsed', data: { ...about(request, addDays(answerBy, 1)), reason } }]);
}

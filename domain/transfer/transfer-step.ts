// Law: a step of a transfer is only taken while it is open and at the status that the step leads on from.
import { refuse, type Refused } from '../ledger/decider.js';
import { reportedDay } from '../ledger/effective-day.js';
import { ruleAt } from '../rules/rule-table.js';
import { transferAnswerLimit, transferEmployerAnswerLimit } from '../rules/transfer-rules.js';
import type { IsoDate } from '../standards/calendar.js';
import type { TransferRequest, TransferState, TransferStatus } from './state.js';

/** An open transfer at a status, with the day of the step. */
export interface TransferStep {
  readonly kind: 'step';
  readonly request: TransferRequest;
  readonly day: IsoDate;
}

type Waiting = 'pending-employee' | 'pending-employer' | 'pending-notice';

const openStatuses: ReadonlySet<TransferStatus> = new Set<TransferStatus>(['pending-employee', 'pending-employer', 'pending-notice']);

/** Whether the transfer is under way. */
export function isOpen(state: TransferState): boolean {
  return openStatuses.has(state.status);
}

const otherwise: Readonly<Record<Waiting, { readonly code: string; readonly clears: string }>> = {
  'pending-employee': {
    code: 'transfer.not-pending-employee',
    clears: 'Only a transfer that waits for the employee can be answered by the employee.',
  },
  'pending-employer': {
    code: 'transfer.not-pending-employer',
    clears: 'Only a transfer that waits for the current employer can be answered by it.',
  },
  'pending-notice': { code: 'transfer.not-pending-notice', clears: 'Only a transfer to which all who must agree did can be completed.' },
};

/** The transfer at that status with the day of the step, or why the step cannot be. */
export function stepAt(state: TransferState, status: Waiting, named: IsoDate | undefined, today: IsoDate): TransferStep | Refused {
  const { request } = state;
  if (request === null || state.status !== status) {
    const { code, clears } = otherwise[status];
    return refuse(code, `The transfer is ${state.status}.`, clears);
  }
  const reported = reportedDay('transfer', named, today, state.steppedOn);
  if (reported.kind === 'refused') return reported;
  const { day } = reported;
  if (state.answerBy !== null && day > state.answerBy) {
    const limit = status === 'pending-employee' ? transferAnswerLimit : transferEmployerAnswerLimit;
    return refuse('transfer.answer-too-late', `The time to answer ended on ${state.answerBy}.`, 'Request the transfer anew.', {
      rule: ruleAt(limit, day).use,
    });
  }
  return { kind: 'step', request, day };
}

/** The ids that every event of the transfer carries, with its day. */
export function about(request: TransferRequest, effectiveOn: IsoDate) {
  const { companyId, establishmentId, fromCompanyId, fromEstablishmentId, fromContractId, employeeId } = request;
  return { effectiveOn, companyId, establishmentId, fromCompanyId, fromEstablishmentId, fromContractId, employeeId };
}

// Law: completion is the one decision of a transfer: it carries the end of the old contract and the whole of the new one, and what follows cannot be refused.
import { groupOf } from '../contract/nationality-group.js';
import { lastDaySet } from '../contract/phase-checks.js';
import { settle } from '../contract/settle.js';
import { isRunning, type ContractState } from '../contract/state.js';
import { probationEnd, unknownOfProbation } from '../contract/terms-check.js';
import { employerFactOf } from '../employment/employment-facts.js';
import { employeeFault, employerFault } from '../employment/party-checks.js';
import { accept, refuse, type Accepted, type Decision, type Refused } from '../ledger/decider.js';
import { receiverConditions } from '../rules/open-conditions.js';
import { transferFee } from '../rules/transfer-rules.js';
import { addDays, earliest, type IsoDate } from '../standards/calendar.js';
import type { TransferLapseReason } from './codes.js';
import type { CompleteTransfer } from './commands.js';
import type { TransferEvent } from './events.js';
import type { TransferRequest, TransferState } from './state.js';
import type { TransferFacts } from './transfer-facts.js';
import { about, stepAt } from './transfer-step.js';

type Decided = Decision<TransferEvent>;

interface Obstacle {
  readonly reason: TransferLapseReason;
  readonly refusal: Refused;
}

/** What stands against beginning the new contract on that day, or null. */
function obstacle(request: TransferRequest, facts: TransferFacts, firstDay: IsoDate): Obstacle | null {
  const company = employerFault('transfer', employerFactOf(facts.company, request.establishmentId), null);
  if (company !== null) {
    const reason = facts.company.status === 'active' ? 'establishment-not-open' : 'new-employer-not-active';
    return { reason, refusal: company };
  }
  const employee = employeeFault('transfer', facts.employee, null);
  if (employee !== null) return { reason: 'employee-not-registered', refusal: employee };
  const { endsOn } = request.terms;
  if (endsOn === null || endsOn >= firstDay) return null;
  const refusal = refuse(
    'transfer.term-over',
    'The term of the new contract has ended before it could begin.',
    'Request the transfer anew with other terms.',
  );
  return { reason: 'term-over', refusal };
}

/** First day with the new employer: not before the old contract is over, where it ended by itself in the meantime. */
function firstDayFrom(wanted: IsoDate, from: ContractState, today: IsoDate): IsoDate {
  if (from.phase !== 'ended' || from.lastDay < wanted) return wanted;
  return earliest(addDays(from.lastDay, 1), today);
}

function completed(request: TransferRequest, facts: TransferFacts, firstDay: IsoDate): Accepted<TransferEvent> {
  const from = facts.fromContract;
  const lastDay = earliest(addDays(firstDay, -1), (isRunning(from) ? lastDaySet(from) : null) ?? firstDay);
  const old = isRunning(from) ? settle(from.terms, lastDay, 'transfer') : null;
  const transferNumber = (request.declaredEarlierTransfers ?? 0) + 1;
  const { fee, uses } = transferFee(firstDay, transferNumber);
  const receiver = receiverConditions(firstDay);
  const { nationality } = facts.employee;
  const terms = { ...request.terms, startsOn: firstDay };
  const event: TransferEvent = {
    type: 'TransferCompleted',
    data: {
      ...about(request, firstDay),
      transferId: facts.recordId,
      nationality,
      nationalityGroup: groupOf(nationality),
      endsOldContract: old !== null,
      settlement: old?.settlement ?? null,
      newContractId: facts.newId('contract', 0),
      terms,
      probationEndsOn: probationEnd(terms),
      transferNumber,
      fee,
    },
  };
  return accept([event], {
    rules: [...(old?.uses ?? []), ...uses, ...receiver.rules],
    unknown: [...receiver.unknown, ...unknownOfProbation(terms), 'earlier-transfers', 'gosi-registration'],
  });
}

/** Completes a transfer whose notice has run. That the employee has no third contract is a claim taken before the append. */
export function completeTransfer({ data }: CompleteTransfer, state: TransferState, facts: TransferFacts): Decided {
  const step = stepAt(state, 'pending-notice', data.effectiveOn, facts.today);
  if (step.kind === 'refused') return step;
  if (state.completesOn === null || step.day < state.completesOn) {
    return refuse(
      'transfer.notice-running',
      `The transfer completes on ${state.completesOn ?? 'a later day'}.`,
      'Complete it on that day or later.',
    );
  }
  const firstDay = firstDayFrom(step.day, facts.fromContract, facts.today);
  return obstacle(step.request, facts, firstDay)?.refusal ?? completed(step.request, facts, firstDay);
}

/** The clock: the notice has run. Completes the transfer, or lets it lapse where its ground is gone; nothing happens before. */
export function completeDueTransfer(state: TransferState, facts: TransferFacts): Decided {
  const { request, status, completesOn } = state;
  if (request === null || status !== 'pending-notice' || completesOn === null || facts.today < completesOn)
    return accept<TransferEvent>([]);
  const firstDay = firstDayFrom(completesOn, facts.fromContract, facts.today);
  const lapsed = (reason: TransferLapseReason): TransferEvent => ({ type: 'TransferLapsed', data: { ...about(request, completesOn), reason } });
  const against = obstacle(request, facts, firstDay);
  if (against !== null) return accept([lapsed(against.reason)]);
  // The old contract may have ended in the meantime, and the employee have taken another one.
  return { ...completed(request, facts, firstDay), ifPlaceTaken: [lapsed('under-another-contract')] };
}

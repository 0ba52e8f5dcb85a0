// Law: a resignation from a term counts once it is accepted, by word or by silence; until then it may be taken back, for some days.
import { accept, refuse, type Decision, type Refused } from '../ledger/decider.js';
import { reportedDay } from '../ledger/effective-day.js';
import { resignation as resignationRule } from '../rules/contract-rules.js';
import { resignationDates } from '../rules/notice.js';
import { ruleAt } from '../rules/rule-table.js';
import { earliest, latest, type IsoDate } from '../standards/calendar.js';
import type { AcceptResignation, DeferResignation, Resign, WithdrawResignation } from './commands.js';
import type { ContractFacts } from './contract-facts.js';
import type { ContractEvent } from './events.js';
import { about, runningContract, stayingContract } from './phase-checks.js';
import type { ContractState, OpenResignation, RunningContract } from './state.js';

type Decided = Decision<ContractEvent>;

/** The employee resigns from a fixed term. */
export function resign({ data }: Resign, state: ContractState, facts: ContractFacts): Decided {
  const contract = stayingContract(state);
  if ('kind' in contract) return contract;
  const { endsOn } = contract.terms;
  if (endsOn === null) {
    return refuse('contract.resignation-needs-term', 'An indefinite contract is left by notice.', 'Give notice.');
  }
  const reported = reportedDay('contract', data.effectiveOn, facts.today, contract.steppedOn);
  if (reported.kind === 'refused') return reported;
  const { day } = reported;
  if (day > endsOn) return refuse('contract.term-over', `The term ended on ${endsOn}.`, 'Nothing is needed: the contract has ended.');
  const requestedLastDay = data.lastDay ?? null;
  if (requestedLastDay !== null && (requestedLastDay < day || requestedLastDay > endsOn)) {
    return refuse(
      'contract.last-day-outside-term',
      'The last day asked for lies before the resignation or after the term.',
      `Name a day up to ${endsOn}.`,
      {
        pointer: '/lastDay',
      },
    );
  }
  const { withdrawableUntil, acceptedOn, uses } = resignationDates(day);
  const submitted = { ...about(contract.parties, day), requestedLastDay, withdrawableUntil, deemedAcceptedOn: acceptedOn };
  return accept([{ type: 'ResignationSubmitted', data: submitted }], { rules: uses });
}

/** The open resignation and the day of a step about it, or why there is none. */
function open(
  state: ContractState,
  named: IsoDate | undefined,
  today: IsoDate,
): { readonly kind: 'open'; readonly contract: RunningContract; readonly resignation: OpenResignation; readonly day: IsoDate } | Refused {
  const contract = runningContract(state);
  if ('kind' in contract) return contract;
  const { leaving } = contract;
  if (leaving?.kind === 'resignation-accepted') {
    return refuse('contract.resignation-accepted', 'The resignation was accepted.', 'Nothing: the contract ends on its last day.');
  }
  if (leaving?.kind !== 'resignation') return refuse('contract.no-resignation', 'No resignation is open.', 'The employee resigns first.');
  const reported = reportedDay('contract', named, today, contract.steppedOn);
  if (reported.kind === 'refused') return reported;
  if (reported.day >= leaving.deemedAcceptedOn) {
    return refuse(
      'contract.resignation-accepted',
      `Silence became acceptance on ${leaving.deemedAcceptedOn}.`,
      'Nothing: the contract ends on its last day.',
      {
        rule: ruleAt(resignationRule, leaving.submittedOn).use,
      },
    );
  }
  return { kind: 'open', contract, resignation: leaving, day: reported.day };
}

/** The employee takes the resignation back, within the days for it. */
export function withdrawResignation({ data }: WithdrawResignation, state: ContractState, facts: ContractFacts): Decided {
  const found = open(state, data.effectiveOn, facts.today);
  if (found.kind === 'refused') return found;
  const { contract, resignation, day } = found;
  const { uses } = resignationDates(resignation.submittedOn);
  if (day > resignation.withdrawableUntil) {
    return refuse(
      'contract.withdrawal-too-late',
      `It could be withdrawn until ${resignation.withdrawableUntil}.`,
      'Agree with the employer on a new contract.',
      {
        rule: ruleAt(resignationRule, resignation.submittedOn).use,
      },
    );
  }
  return accept([{ type: 'ResignationWithdrawn', data: about(contract.parties, day) }], { rules: uses });
}

/** The employer puts the acceptance off, once, in writing. */
export function deferResignation({ data }: DeferResignation, state: ContractState, facts: ContractFacts): Decided {
  const found = open(state, data.effectiveOn, facts.today);
  if (found.kind === 'refused') return found;
  const { contract, resignation, day } = found;
  if (resignation.deferred)
    return refuse('contract.resignation-deferred', 'The acceptance was put off before.', 'Nothing: it can be put off once.');
  const { deferrableUntil, uses } = resignationDates(resignation.submittedOn);
  if (data.deferredTo <= resignation.deemedAcceptedOn || data.deferredTo > deferrableUntil) {
    return refuse(
      'contract.deferral-out-of-range',
      `It can be put off to a day after ${resignation.deemedAcceptedOn}, up to ${deferrableUntil}.`,
      'Name a day between them.',
      { pointer: '/deferredTo', rule: ruleAt(resignationRule, resignation.submittedOn).use },
    );
  }
  return accept([{ type: 'ResignationDeferred', data: { ...about(contract.parties, day), deferredTo: data.deferredTo } }], { rules: uses });
}

/** The last day of who leaves by a resignation accepted on that day. */
function lastDayOf(contract: RunningContract, resignation: OpenResignation, acceptedOn: IsoDate): IsoDate {
  const wished = latest(resignation.requestedLastDay ?? acceptedOn, acceptedOn);
  return contract.terms.endsOn === null ? wished : earliest(wished, contract.terms.endsOn);
}

function accepted(contract: RunningContract, resignation: OpenResignation, day: IsoDate, deemed: boolean): Decided {
  const lastDay = lastDayOf(contract, resignation, day);
  const { uses } = resignationDates(resignation.submittedOn);
  return accept([{ type: 'ResignationAccepted', data: { ...about(contract.parties, day), deemed, lastDay } }], {
    rules: deemed ? uses : [],
  });
}

/** The employer accepts the resignation. */
export function acceptResignation({ data }: AcceptResignation, state: ContractState, facts: ContractFacts): Decided {
  const found = open(state, data.effectiveOn, facts.today);
  return found.kind === 'refused' ? found : accepted(found.contract, found.resignation, found.day, false);
}

/** The clock: silence has become acceptance. Nothing happens before. */
export function deemResignationAccepted(state: ContractState, facts: ContractFacts): Decided {
  if (state.phase !== 'authenticated' || state.leaving?.kind !== 'resignation') return accept<ContractEvent>([]);
  const { deemedAcceptedOn } = state.leaving;
  if (facts.today < deemedAcceptedOn) return accept<ContractEvent>([]);
  return accepted(state, state.leaving, deemedAcceptedOn, true);
}

// Law: a contract is authenticated only by the employee's own acceptance, in time, of terms that may stand on that day.
import { inPayload } from '../employment/party-checks.js';
import { accept, refuse, type Decision } from '../ledger/decider.js';
import { reportedDay } from '../ledger/effective-day.js';
import { contractAnswerLimit } from '../rules/contract-rules.js';
import { ruleAt } from '../rules/rule-table.js';
import { addDays, type IsoDate } from '../standards/calendar.js';
import { sidesFault } from './both-sides.js';
import type {
  AcceptContract,
  AskForChange,
  DraftContract,
  RejectContract,
  ReviseContract,
  SendContract,
  WithdrawContract,
} from './commands.js';
import type { ContractFacts } from './contract-facts.js';
import type { ContractEvent } from './events.js';
import { groupOf } from './nationality-group.js';
import { about, pendingContract } from './phase-checks.js';
import type { ContractState, PendingContract } from './state.js';
import { checkTerms, probationEnd, unknownOfProbation } from './terms-check.js';
import type { ContractTerms } from './terms.js';

type Decided = Decision<ContractEvent>;

function termOver(terms: ContractTerms, day: IsoDate): Decided | null {
  if (terms.endsOn === null || terms.endsOn >= day) return null;
  return refuse('contract.term-over', 'The term has ended before it was agreed on.', 'Revise the terms, or draft a new contract.', {
    pointer: '/terms/endsOn',
  });
}

/** An employer drafts a contract for one of its establishments. */
export function draftContract({ data }: DraftContract, state: ContractState, facts: ContractFacts): Decided {
  if (state.phase !== 'none') return refuse('contract.already-drafted', 'The contract exists already.', 'Draft another contract.');
  const reported = reportedDay('contract', data.effectiveOn, facts.today);
  if (reported.kind === 'refused') return reported;
  const fault = sidesFault(facts, data.establishmentId, inPayload);
  if (fault !== null) return fault;
  const checked = checkTerms(data.terms, facts.employee, reported.day);
  if (checked.kind === 'refused') return checked;
  const over = termOver(checked.terms, reported.day);
  if (over !== null) return over;
  const { companyId, establishmentId, employeeId } = data;
  const drafted = { ...about({ companyId, establishmentId, employeeId }, reported.day), terms: checked.terms };
  return accept([{ type: 'ContractDrafted', data: drafted }], { rules: checked.rules });
}

/** The employer writes the draft anew, before it is sent or after a change was asked for. */
export function reviseContract({ data }: ReviseContract, state: ContractState, facts: ContractFacts): Decided {
  if (state.phase !== 'draft' && state.phase !== 'change-requested') {
    return refuse(
      'contract.not-open-to-revision',
      `The contract is ${state.phase}.`,
      'Only a draft, or a contract with a change asked for, can be revised.',
    );
  }
  const reported = reportedDay('contract', data.effectiveOn, facts.today, state.steppedOn);
  if (reported.kind === 'refused') return reported;
  const checked = checkTerms(data.terms, facts.employee, reported.day);
  if (checked.kind === 'refused') return checked;
  const over = termOver(checked.terms, reported.day);
  if (over !== null) return over;
  return accept([{ type: 'ContractRevised', data: { ...about(state.parties, reported.day), terms: checked.terms } }], {
    rules: checked.rules,
  });
}

/** The employer sends the draft to the employee. */
export function sendContract({ data }: SendContract, state: ContractState, facts: ContractFacts): Decided {
  if (state.phase !== 'draft') {
    const clears = state.phase === 'change-requested' ? 'Revise the contract first.' : 'Draft a contract first.';
    return refuse('contract.not-a-draft', `The contract is ${state.phase}.`, clears);
  }
  const reported = reportedDay('contract', data.effectiveOn, facts.today, state.steppedOn);
  if (reported.kind === 'refused') return reported;
  const fault = sidesFault(facts, state.parties.establishmentId, null);
  if (fault !== null) return fault;
  const over = termOver(state.terms, reported.day);
  if (over !== null) return over;
  const { value, use } = ruleAt(contractAnswerLimit, reported.day);
  const answerBy = addDays(reported.day, value.days);
  return accept([{ type: 'ContractSent', data: { ...about(state.parties, reported.day), answerBy } }], { rules: [use] });
}

/** The pending contract and the day of the employee's answer, or why there can be none. */
function answered(
  state: ContractState,
  named: IsoDate | undefined,
  today: IsoDate,
): { readonly kind: 'answered'; readonly pending: PendingContract; readonly day: IsoDate } | Extract<Decided, { kind: 'refused' }> {
  const pending = pendingContract(state);
  if ('kind' in pending) return pending;
  const reported = reportedDay('contract', named, today, pending.steppedOn);
  if (reported.kind === 'refused') return reported;
  if (reported.day > pending.answerBy) {
    return refuse('contract.answer-too-late', `The time to answer ended on ${pending.answerBy}.`, 'Draft the contract anew.', {
      rule: ruleAt(contractAnswerLimit, reported.day).use,
    });
  }
  return { kind: 'answered', pending, day: reported.day };
}

/** The employee accepts: the contract is authenticated. That a non-Saudi has no other one is a claim taken before the append. */
export function acceptContract({ data }: AcceptContract, state: ContractState, facts: ContractFacts): Decided {
  const answer = answered(state, data.effectiveOn, facts.today);
  if (answer.kind === 'refused') return answer;
  const { pending, day } = answer;
  const fault = sidesFault(facts, pending.parties.establishmentId, null);
  if (fault !== null) return fault;
  // Rules and the worker's recorded nationality may have changed since the draft.
  const checked = checkTerms(pending.terms, facts.employee, day);
  if (checked.kind === 'refused') return { ...checked, pointer: null };
  const over = termOver(checked.terms, day);
  if (over !== null) return over;
  const { nationality } = facts.employee;
  const accepted = {
    ...about(pending.parties, day),
    nationality,
    nationalityGroup: groupOf(nationality),
    terms: checked.terms,
    probationEndsOn: probationEnd(checked.terms),
  };
  return accept([{ type: 'ContractAccepted', data: accepted }], { rules: checked.rules, unknown: ['gosi-registration', ...unknownOfProbation(checked.terms)] });
}

/** The employee rejects the contract. */
export function rejectContract({ data }: RejectContract, state: ContractState, facts: ContractFacts): Decided {
  const answer = answered(state, data.effectiveOn, facts.today);
  if (answer.kind === 'refused') return answer;
  return accept([{ type: 'ContractRejected', data: { ...about(answer.pending.parties, answer.day), reason: data.reason } }]);
}

/** The employee asks for a change before accepting. */
export function askForChange({ data }: AskForChange, state: ContractState, facts: ContractFacts): Decided {
  const answer = answered(state, data.effectiveOn, facts.today);
  if (answer.kind === 'refused') return answer;
  return accept([{ type: 'ContractChangeRequested', data: { ...about(answer.pending.parties, answer.day), parts: [...data.parts] } }]);
}

/** The employer withdraws the contract before it was accepted. */
export function withdrawContract({ data }: WithdrawContract, state: ContractState, facts: ContractFacts): Decided {
  if (state.phase !== 'draft' && state.phase !== 'pending-employee' && state.phase !== 'change-requested') {
    return refuse(
      'contract.not-open',
      `The contract is ${state.phase}.`,
      'Only a contract that has not been answered for good can be withdrawn.',
    );
  }
  const reported = reportedDay('contract', data.effectiveOn, facts.today, state.steppedOn);
  if (reported.kind === 'refused') return reported;
  return accept([{ type: 'ContractWithdrawn', data: about(state.parties, reported.day) }]);
}

/** The clock: the employee did not answer in time. Nothing happens when the time is not over. */
export function lapseContract(state: ContractState, facts: ContractFacts): Decided {
  if (state.phase !== 'pending-employee' || facts.today <= state.answerBy) return accept<ContractEvent>([]);
  const { parties, answerBy } = state;
  return accept([{ type: 'ContractLapsed', data: { ...about(parties, addDays(answerBy, 1)), answerBy } }]);
}

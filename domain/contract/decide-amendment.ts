// Law: old terms hold until the other party accepts the new ones; an amendment never moves the days of a term.
import { accept, refuse, type Decision, type Refused } from '../ledger/decider.js';
import { reportedDay } from '../ledger/effective-day.js';
import { canonicalText } from '../ledger/canonical.js';
import { amendmentAnswerLimit } from '../rules/contract-rules.js';
import { ruleAt } from '../rules/rule-table.js';
import { addDays, type IsoDate } from '../standards/calendar.js';
import { sidesFault } from './both-sides.js';
import type { AcceptAmendment, DeclineAmendment, ProposeAmendment } from './commands.js';
import type { ContractFacts } from './contract-facts.js';
import type { ContractEvent } from './events.js';
import { about, runningContract, stayingContract } from './phase-checks.js';
import type { ContractState, OpenAmendment, RunningContract } from './state.js';
import { checkTerms, probationEnd, type SoundTerms } from './terms-check.js';
import type { ContractTerms } from './terms.js';

type Decided = Decision<ContractEvent>;

/** Why new terms may not stand in the place of the old ones, or the terms. */
function newTerms(input: ContractTerms, contract: RunningContract, facts: ContractFacts, day: IsoDate): SoundTerms | Refused {
  const old = contract.terms;
  // A contract that runs keeps its worker's nationality: a change of it is a matter for a new contract.
  const worker = { nationality: contract.nationality, birthYear: facts.employee.birthYear };
  const checked = checkTerms(input, worker, day, 'be-extended');
  if (checked.kind === 'refused') return checked;
  const { terms } = checked;
  if (terms.startsOn !== old.startsOn) {
    return refuse('contract.amendment-moves-start', 'The first day of a contract in force stands.', 'Keep the first day.', {
      pointer: '/terms/startsOn',
    });
  }
  if (terms.kind === old.kind && terms.endsOn !== old.endsOn) {
    return refuse(
      'contract.amendment-moves-end',
      'The last day of a term is not moved by an amendment.',
      'Renew the contract, or end it.',
      { pointer: '/terms/endsOn' },
    );
  }
  if (terms.endsOn !== null && terms.endsOn < day) {
    return refuse('contract.term-over', 'The new term would have ended already.', 'State a later last day.', { pointer: '/terms/endsOn' });
  }
  if (terms.probationDays !== old.probationDays && (contract.probationEndsOn === null || contract.probationEndsOn < day)) {
    return refuse('contract.probation-over', 'There is no probation that could be changed.', 'Keep the probation as it is.', {
      pointer: '/terms/probationDays',
    });
  }
  if (canonicalText(terms) === canonicalText(old)) {
    return refuse('contract.amendment-changes-nothing', 'The new terms are the old ones.', 'Change a part of the terms.', {
      pointer: '/terms',
    });
  }
  return checked;
}

/** A party proposes new terms. */
export function proposeAmendment({ data }: ProposeAmendment, state: ContractState, facts: ContractFacts): Decided {
  const contract = stayingContract(state);
  if ('kind' in contract) return contract;
  if (contract.amendment !== null) {
    return refuse('contract.amendment-open', 'An amendment waits for its answer.', 'Let the other party answer it first, or let it lapse.');
  }
  const reported = reportedDay('contract', data.effectiveOn, facts.today, contract.steppedOn);
  if (reported.kind === 'refused') return reported;
  const { day } = reported;
  const fault = sidesFault(facts, contract.parties.establishmentId, null);
  if (fault !== null) return fault;
  const checked = newTerms(data.terms, contract, facts, day);
  if (checked.kind === 'refused') return checked;
  const { value, use } = ruleAt(amendmentAnswerLimit, day);
  const proposed = { ...about(contract.parties, day), by: data.by, terms: checked.terms, answerBy: addDays(day, value.days) };
  return accept([{ type: 'AmendmentProposed', data: proposed }], { rules: [...checked.rules, use] });
}

/** The open amendment and the day of its answer by the other party, or why there can be none. */
function answered(
  { data }: AcceptAmendment | DeclineAmendment,
  contract: RunningContract,
  today: IsoDate,
): { readonly kind: 'answered'; readonly amendment: OpenAmendment; readonly day: IsoDate } | Refused {
  const { amendment } = contract;
  if (amendment === null) return refuse('contract.no-amendment', 'No amendment waits for an answer.', 'Propose an amendment first.');
  if (data.by === amendment.by) {
    return refuse('contract.own-amendment', 'A party cannot answer its own proposal.', 'The other party answers.', { pointer: '/by' });
  }
  const reported = reportedDay('contract', data.effectiveOn, today, contract.steppedOn);
  if (reported.kind === 'refused') return reported;
  if (reported.day > amendment.answerBy) {
    return refuse('contract.answer-too-late', `The time to answer ended on ${amendment.answerBy}.`, 'Propose the amendment anew.', {
      rule: ruleAt(amendmentAnswerLimit, reported.day).use,
    });
  }
  return { kind: 'answered', amendment, day: reported.day };
}

/** The other party accepts: the new terms hold from that day. */
export function acceptAmendment(command: AcceptAmendment, state: ContractState, facts: ContractFacts): Decided {
  const contract = stayingContract(state);
  if ('kind' in contract) return contract;
  const answer = answered(command, contract, facts.today);
  if (answer.kind === 'refused') return answer;
  const { amendment, day } = answer;
  const fault = sidesFault(facts, contract.parties.establishmentId, null);
  if (fault !== null) return fault;
  // The term may have been renewed, or the probation have run out, since the proposal: what it did not mean to change goes on.
  const sameKind = amendment.terms.kind === contract.terms.kind;
  const proposed = sameKind ? { ...amendment.terms, endsOn: contract.terms.endsOn } : amendment.terms;
  const checked = newTerms(proposed, contract, facts, day);
  if (checked.kind === 'refused') return { ...checked, pointer: null };
  const { terms } = checked;
  const occupationChanges = contract.nationalityGroup !== 'saudi' && terms.occupation !== contract.terms.occupation;
  const accepted = { ...about(contract.parties, day), by: command.data.by, terms, probationEndsOn: probationEnd(terms) };
  return accept([{ type: 'AmendmentAccepted', data: accepted }], {
    rules: checked.rules,
    // A non-Saudi's change of occupation is a procedure of its own, which no record tells of yet.
    unknown: occupationChanges ? ['occupation-change'] : [],
  });
}

/** The other party declines: the old terms go on. */
export function declineAmendment(command: DeclineAmendment, state: ContractState, facts: ContractFacts): Decided {
  const contract = runningContract(state);
  if ('kind' in contract) return contract;
  const answer = answered(command, contract, facts.today);
  if (answer.kind === 'refused') return answer;
  return accept([{ type: 'AmendmentDeclined', data: { ...about(contract.parties, answer.day), by: command.data.by } }]);
}

/** The clock: the other party did not answer in time. Nothing happens when the time is not over. */
export function lapseAmendment(state: ContractState, facts: ContractFacts): Decided {
  if (state.phase !== 'authenticated' || state.amendment === null || facts.today <= state.amendment.answerBy)
    return accept<ContractEvent>([]);
  const { answerBy } = state.amendment;
  return accept([{ type: 'AmendmentLapsed', data: { ...about(state.parties, addDays(answerBy, 1)), answerBy } }]);
}

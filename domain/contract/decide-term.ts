// Law: a term is followed by another only if both agreed, before or once for all; a Saudi's becomes indefinite at the renewal that reaches the limit.
import { accept, refuse, type Accepted, type Decision } from '../ledger/decider.js';
import { reportedDay } from '../ledger/effective-day.js';
import { openEstablishment } from '../company/state.js';
import { becomesIndefinite } from '../rules/indefinite.js';
import { addDays, addMonths, daysBetween, lastDayOfTerm, monthsBetween, type IsoDate } from '../standards/calendar.js';
import { sidesFault } from './both-sides.js';
import type { RenewContract } from './commands.js';
import type { ContractFacts } from './contract-facts.js';
import { endedOn } from './decide-end.js';
import type { ContractEvent } from './events.js';
import { about, lastDaySet, stayingContract } from './phase-checks.js';
import type { ContractState, RunningContract } from './state.js';

/** The last day of a further term of the same length: in whole months where the term was of whole months, else in days. */
export function sameTermAgain(from: IsoDate, endsOn: IsoDate): IsoDate {
  const next = addDays(endsOn, 1);
  const months = monthsBetween(from, next);
  const wholeMonths = months > 0 && addMonths(from, months) === next;
  return wholeMonths ? lastDayOfTerm(next, months) : addDays(endsOn, daysBetween(from, next));
}

interface NextTerm {
  readonly endsOn: IsoDate;
  readonly newEnd: IsoDate;
  readonly decidedOn: IsoDate;
  readonly effectiveOn: IsoDate;
  readonly automatic: boolean;
}

function renewed(contract: RunningContract, next: NextTerm): Accepted<ContractEvent> {
  const startsOn = addDays(next.endsOn, 1);
  const renewals = contract.renewals + 1;
  const common = { ...about(contract.parties, next.effectiveOn), startsOn, renewals, automatic: next.automatic };
  const term: ContractEvent = { type: 'ContractRenewed', data: { ...common, endsOn: next.newEnd } };
  if (contract.nationalityGroup !== 'saudi') return accept([term]);
  const { indefinite, uses } = becomesIndefinite({
    start: contract.terms.startsOn,
    renewals,
    newTermEnd: next.newEnd,
    decidedOn: next.decidedOn,
  });
  return accept([indefinite ? { type: 'ContractBecameIndefinite', data: common } : term], { rules: uses });
}

/** Both parties agree on a further term before the present one ends. */
export function renewContract({ data }: RenewContract, state: ContractState, facts: ContractFacts): Decision<ContractEvent> {
  const contract = stayingContract(state);
  if ('kind' in contract) return contract;
  const { endsOn } = contract.terms;
  if (endsOn === null) return refuse('contract.no-term', 'An indefinite contract has no term to renew.', 'Nothing is needed.');
  const reported = reportedDay('contract', data.effectiveOn, facts.today, contract.steppedOn);
  if (reported.kind === 'refused') return reported;
  if (facts.today > endsOn) return refuse('contract.term-over', `The term ended on ${endsOn}.`, 'Draft a new contract.');
  if (data.endsOn <= endsOn) {
    return refuse('contract.renewal-not-later', `The present term ends on ${endsOn}.`, 'Name a later last day.', { pointer: '/endsOn' });
  }
  const fault = sidesFault(facts, contract.parties.establishmentId, null);
  if (fault !== null) return fault;
  return renewed(contract, { endsOn, newEnd: data.endsOn, decidedOn: reported.day, effectiveOn: reported.day, automatic: false });
}

/** Whether both sides are still there to go on together; a suspension does not keep a contract from going on. */
function canGoOn(contract: RunningContract, facts: ContractFacts): boolean {
  const { company, employee } = facts;
  const open = openEstablishment(company, contract.parties.establishmentId) !== undefined;
  return company.status !== 'closed' && open && employee.status !== 'deceased';
}

/** The clock: the term's last day has passed. It is renewed for the same length if so agreed and nobody leaves, otherwise it expires. */
export function endContractTerm(state: ContractState, facts: ContractFacts): Decision<ContractEvent> {
  if (state.phase !== 'authenticated') return accept<ContractEvent>([]);
  const { endsOn, renewable } = state.terms;
  const lastDay = lastDaySet(state);
  if (endsOn === null || lastDay === null || facts.today <= lastDay) return accept<ContractEvent>([]);
  if (state.leaving !== null || !renewable || !canGoOn(state, facts)) return endedOn(state, lastDay, facts.employee);
  const startsOn = addDays(endsOn, 1);
  return renewed(state, {
    endsOn,
    newEnd: sameTermAgain(state.termFrom, endsOn),
    decidedOn: startsOn,
    effectiveOn: startsOn,
    automatic: true,
  });
}

// Law: a contract ends once; its last day is the first of those that are set, and a term that runs to its end expires.
import { openEstablishment } from '../company/state.js';
import type { EmployeeState } from '../employee/state.js';
import { accept, refuse, type Accepted, type Decision } from '../ledger/decider.js';
import { reportedDay } from '../ledger/effective-day.js';
import type { EndReason } from '../rules/end-reasons.js';
import type { IsoDate } from '../standards/calendar.js';
import { endByArticle } from './articles.js';
import type { TerminateContract } from './commands.js';
import type { EndArticle, EndedBy, TerminationArticle } from './codes.js';
import type { ContractFacts } from './contract-facts.js';
import { dayOfDeath, deathFault, endedByDeathOn } from './death.js';
import type { ContractEvent } from './events.js';
import { about, lastDaySet, runningContract } from './phase-checks.js';
import { settle } from './settle.js';
import { termsOn, type ContractState, type RunningContract } from './state.js';

/** Ends the contract at once by an article: award, compensation and the day of the final pay are computed. */
export function terminateContract({ data }: TerminateContract, state: ContractState, facts: ContractFacts): Decision<ContractEvent> {
  const contract = runningContract(state);
  if ('kind' in contract) return contract;
  const died = dayOfDeath(facts.employee);
  const asked = data.effectiveOn ?? (data.article === 'death' ? died : null) ?? undefined;
  // Not bound to the newest step: an end may become known after a term was renewed by itself.
  const reported = reportedDay('contract', asked, facts.today, contract.agreedOn);
  if (reported.kind === 'refused') return reported;
  const { day } = reported;
  const afterDeath = deathFault(data.article, day, died);
  if (afterDeath !== null) return afterDeath;
  const ownEnd = lastDaySet(contract);
  if (ownEnd !== null && day > ownEnd) {
    return refuse('contract.ends-before', `The contract ends by itself on ${ownEnd}.`, 'Name a day up to then.', {
      pointer: '/effectiveOn',
    });
  }
  const end = endByArticle(data.article, data.by, contract, day, facts.employee);
  if (end.kind === 'refused') return end;
  return terminated(contract, day, { article: data.article, by: end.by, reason: end.reason }, unrecordedGround(data.article, contract, facts));
}

/** What an article rests on and no record says yet: a death, or a closure, may be reported by the employer first. */
function unrecordedGround(article: TerminationArticle, { parties }: RunningContract, { employee, company }: ContractFacts): readonly string[] {
  if (article === 'death') return dayOfDeath(employee) === null ? ['death'] : [];
  if (article === 'establishment-closed') return openEstablishment(company, parties.establishmentId) === undefined ? [] : ['establishment-closure'];
  return [];
}

function terminated(
  contract: RunningContract,
  lastDay: IsoDate,
  end: { readonly article: EndArticle; readonly by: EndedBy; readonly reason: EndReason },
  unknown: readonly string[] = [],
): Accepted<ContractEvent> {
  const { settlement, uses } = settle(termsOn(contract, lastDay), lastDay, end.reason);
  const data = { ...about(contract.parties, lastDay), article: end.article, by: end.by, ...settlement };
  return accept([{ type: 'ContractTerminated', data }], { rules: uses, unknown });
}

/** The end of a term that is not renewed. */
function expired(contract: RunningContract, lastDay: IsoDate): Accepted<ContractEvent> {
  const { settlement, uses } = settle(contract.terms, lastDay, 'expiry');
  return accept([{ type: 'ContractExpired', data: { ...about(contract.parties, lastDay), ...settlement } }], { rules: uses });
}

/**
 * The end on the last day that was set, by term, notice or resignation; a term that ran to its end expires,
 * whoever wanted to leave, and a death up to then overtakes them all. For a contract that has a last day.
 */
export function endedOn(contract: RunningContract, lastDay: IsoDate, employee: EmployeeState): Accepted<ContractEvent> {
  const died = endedByDeathOn(contract, employee, lastDay);
  if (died !== null) return terminated(contract, died, { article: 'death', by: 'law', reason: 'death' });
  const { leaving, terms } = contract;
  if (leaving === null || leaving.kind === 'resignation' || terms.endsOn === lastDay) return expired(contract, lastDay);
  const byNotice = leaving.by === 'employer' ? ('notice-by-employer' as const) : ('notice-by-employee' as const);
  const reason = leaving.kind === 'notice' ? byNotice : 'resignation';
  const article = leaving.kind === 'notice' ? ('75' as const) : ('resignation' as const);
  return terminated(contract, lastDay, { article, by: leaving.by, reason });
}

/** The clock: notice has run out, or the last day after a resignation has passed. Nothing happens before. */
export function endContractOnLastDay(state: ContractState, facts: ContractFacts): Decision<ContractEvent> {
  if (state.phase !== 'authenticated' || state.leaving === null || state.leaving.kind === 'resignation') return accept<ContractEvent>([]);
  const lastDay = lastDaySet(state);
  return lastDay === null || facts.today <= lastDay ? accept<ContractEvent>([]) : endedOn(state, lastDay, facts.employee);
}

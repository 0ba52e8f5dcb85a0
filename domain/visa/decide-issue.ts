// Law: a line is issued once, after payment, for exactly the visas accepted; what is not used in its validity expires.
import { accept, refuse, type Decision, type DecisionFacts } from '../ledger/decider.js';
import { reportedDay } from '../ledger/effective-day.js';
import { visaValidUntil } from '../rules/visa-rules.js';
import { addDays } from '../standards/calendar.js';
import { employerFault } from '../employment/party-checks.js';
import type { IssueVisas } from './commands.js';
import type { VisaEvent } from './events.js';
import { balanceOf } from './line-balance.js';
import type { VisaState } from './state.js';
import type { VisaEmployerFacts } from './visa-facts.js';
import { lineOf, lineTerms, requesterOf } from './visa-line.js';

/** Issues the visas of a line. */
export function decideVisaIssue(command: IssueVisas, state: VisaState, facts: VisaEmployerFacts): Decision<VisaEvent> {
  const requester = requesterOf(state);
  if ('kind' in requester) return requester;
  const line = lineOf(state, command.data.lineId);
  if ('kind' in line) return line;
  if (state.kind === null || state.paidOn === null) {
    return refuse('visa.not-paid', 'The visas are not paid.', 'The bill must be paid first.');
  }
  const pointer = '/lineId';
  if (line.answer !== 'accepted') {
    return refuse('visa.line-not-accepted', 'The line was not accepted.', 'Name an accepted line.', { pointer });
  }
  if (line.issuedOn !== null) return refuse('visa.line-already-issued', 'The visas of the line were issued before.', 'Nothing: they stand.', { pointer });
  const reported = reportedDay('visa', command.data.effectiveOn, facts.today, state.paidOn);
  if (reported.kind === 'refused') return reported;
  const fault = employerFault('visa', facts.employer, null);
  if (fault !== null) return fault;
  const validity = visaValidUntil(reported.day);
  const issued = { kind: state.kind, count: line.accepted, validTo: validity.validUntil };
  return accept([{ type: 'VisasIssued', data: { effectiveOn: reported.day, ...requester, ...lineTerms(line), ...issued } }], { rules: validity.uses });
}

/** Lets the unused visas of every line expire whose last day has passed; when there are none, nothing happens. */
export function decideVisaExpiry(state: VisaState, facts: DecisionFacts): Decision<VisaEvent> {
  const requester = requesterOf(state);
  const { kind } = state;
  if ('kind' in requester || kind === null) return accept([]);
  const events = state.lines.flatMap((line): VisaEvent[] => {
    const count = balanceOf(line);
    if (line.validTo === null || facts.today <= line.validTo || count === 0) return [];
    const expired = { kind, count, validTo: line.validTo };
    return [{ type: 'VisasExpired', data: { effectiveOn: addDays(line.validTo, 1), ...requester, ...lineTerms(line), ...expired } }];
  });
  return accept(events);
}

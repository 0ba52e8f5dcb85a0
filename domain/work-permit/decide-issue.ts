// Law: only a paid application becomes a permit; a renewal billed in time joins the old term without a gap.
import { askGate } from '../gates/band-gate.js';
import { accept, refuse, type Decision, type DecisionFacts, type Refused } from '../ledger/decider.js';
import { reportedDay } from '../ledger/effective-day.js';
import { addDays, lastDayOfTerm, type IsoDate } from '../standards/calendar.js';
import { billedApplicationAt, type WithBill } from './application-step.js';
import type { IssueWorkPermit, RejectWorkPermit } from './commands.js';
import { contractFaultOf, partiesFault } from './decide-request.js';
import type { WorkPermitEvent } from './events.js';
import type { PermitFacts } from './permit-facts.js';
import { arrivalLimit } from './permit-limits.js';
import type { PrintedPermit, WorkPermitState } from './state.js';

interface FirstDay {
  readonly kind: 'first-day';
  readonly day: IsoDate;
}

/** The first day of the term: after the old term when the bill was for that, otherwise between payment and issue. */
function firstDayOf(at: WithBill, permit: PrintedPermit | null, named: IsoDate | undefined, issuedOn: IsoDate): FirstDay | Refused {
  const pointer = '/validFrom';
  if (permit !== null && at.bill.chargedFrom === addDays(permit.validTo, 1)) {
    const day = at.bill.chargedFrom;
    if (named === undefined || named === day) return { kind: 'first-day', day };
    return refuse('work-permit.renewal-continues', `The renewal was billed from ${day} on.`, 'Leave the first day out, or name that day.', { pointer });
  }
  const day = named ?? issuedOn;
  if (day > issuedOn) {
    return refuse('work-permit.valid-from-ahead', 'The first day lies after the issue.', 'Name the day of issue or an earlier one.', { pointer });
  }
  if (at.application.paidOn !== null && day < at.application.paidOn) {
    return refuse('work-permit.valid-from-before-payment', 'The first day lies before the payment.', 'Name the day of payment or a later one.', { pointer });
  }
  return { kind: 'first-day', day };
}

/** Issues the permit, or its further term, once paid. The band is asked again: what may not be issued is rejected, and its payment returned. */
export function decideIssue(command: IssueWorkPermit, state: WorkPermitState, facts: PermitFacts): Decision<WorkPermitEvent> {
  const at = billedApplicationAt(state, 'paid');
  if (at.kind === 'refused') return at;
  const { parties, application } = at;
  const reported = reportedDay('work-permit', command.data.effectiveOn, facts.today, application.paidOn);
  if (reported.kind === 'refused') return reported;
  const fault = partiesFault(facts, null) ?? contractFaultOf(facts, parties.companyId, 'record');
  if (fault !== null) return fault;
  const { permitNumber, validFrom } = command.data;
  const first = firstDayOf(at, state.permit, validFrom, reported.day);
  if (first.kind === 'refused') return first;
  const { occupation, months } = application;
  const term = { occupation, months, validFrom: first.day, validTo: lastDayOfTerm(first.day, months) };
  const data = { effectiveOn: reported.day, ...parties, ...term };
  const personal = { employeeId: { permitNumber } };
  const gate = askGate('work-permit', state.permit === null ? 'issuePermit' : 'renewPermit', facts.band);
  if (state.permit !== null) {
    const renewed = { type: 'WorkPermitRenewed' as const, data: { ...data, previousValidTo: state.permit.validTo }, personal };
    return gate.fault ?? accept([renewed], gate);
  }
  const arrival = arrivalLimit(state.arrivedOn, reported.day);
  if (arrival.kind === 'refused') return { ...arrival, pointer: null, clears: 'Reject the application; the labour office decides outside the ledger.' };
  if (gate.fault !== null) return gate.fault;
  const uses = { rules: [...arrival.rules, ...gate.rules], unknown: [...arrival.unknown, ...gate.unknown], records: gate.records };
  return accept([{ type: 'WorkPermitIssued', data, personal }], uses);
}

/** Rejects the application before its bill, or after payment with the amount to be returned. */
export function decideRejection(command: RejectWorkPermit, state: WorkPermitState, facts: DecisionFacts): Decision<WorkPermitEvent> {
  const { parties, application } = state;
  if (parties === null || application === null) {
    return refuse('work-permit.nothing-to-reject', 'No application is under way.', 'Only an application under way is rejected.');
  }
  if (application.step === 'pending-payment') {
    return refuse('work-permit.bill-open', 'The bill of the application is open.', 'Cancel the bill, which ends the application, or wait for the payment.');
  }
  const after = application.paidOn ?? application.requestedOn;
  const reported = reportedDay('work-permit', command.data.effectiveOn, facts.today, after);
  if (reported.kind === 'refused') return reported;
  const refundDue = application.step === 'paid' && application.bill !== null ? application.bill.amount : null;
  const rejected = { kind: application.kind, reason: command.data.reason, refundDue };
  return accept([{ type: 'WorkPermitRejected', data: { effectiveOn: reported.day, ...parties, ...rejected } }]);
}

/** Lets the permit expire on the day after its last; before that nothing happens. */
export function decideExpiry(state: WorkPermitState, facts: DecisionFacts): Decision<WorkPermitEvent> {
  const { parties, permit } = state;
  if (parties === null || permit === null || permit.expired || facts.today <= permit.validTo) return accept([]);
  const { occupation, validTo } = permit;
  return accept([{ type: 'WorkPermitExpired', data: { effectiveOn: addDays(validTo, 1), ...parties, occupation, validTo } }]);
}

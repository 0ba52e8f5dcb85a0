// Law: an application has one bill; it is paid in time, cancelled before payment, or lapses.
import { accept, refuse, type Decision, type DecisionFacts } from '../ledger/decider.js';
import { reportedDay } from '../ledger/effective-day.js';
import { permitCharges } from '../rules/permit-charges.js';
import { addDays, type IsoDate } from '../standards/calendar.js';
import { applicationAt, billedApplicationAt } from './application-step.js';
import { billTerm, paymentFault } from './bill-term.js';
import type { BillWorkPermit, CancelWorkPermitBill, PayWorkPermitBill } from './commands.js';
import { partiesFault } from './decide-request.js';
import type { WorkPermitEvent } from './events.js';
import type { PermitPartyFacts } from './permit-facts.js';
import { termLimit } from './permit-limits.js';
import type { Application, WorkPermitState } from './state.js';

/** A renewal follows the old term while that runs; after its end it begins anew, and what is owed for the gap is not known. */
function chargedTerm(application: Application, state: WorkPermitState, billedOn: IsoDate): { from: IsoDate; unknown: readonly string[] } {
  if (application.kind === 'first' || state.permit === null) return { from: billedOn, unknown: [] };
  if (state.permit.validTo >= billedOn) return { from: addDays(state.permit.validTo, 1), unknown: [] };
  return { from: billedOn, unknown: ['levy-arrears'] };
}

/** Bills the fee and the levy of the application. */
export function decideBill(command: BillWorkPermit, state: WorkPermitState, facts: PermitPartyFacts): Decision<WorkPermitEvent> {
  const at = applicationAt(state, 'requested');
  if (at.kind === 'refused') return at;
  const { parties, application } = at;
  const reported = reportedDay('work-permit', command.data.effectiveOn, facts.today, application.requestedOn);
  if (reported.kind === 'refused') return reported;
  const { day } = reported;
  const fault = partiesFault(facts, null);
  if (fault !== null) return fault;
  const term = billTerm('work-permit', day, command.data.dueOn);
  if (term.kind === 'refused') return term;
  const charged = chargedTerm(application, state, day);
  const months = termLimit(application.months, charged.from);
  if (months.kind === 'refused') return { ...months, pointer: null };
  const { declared } = application;
  const charges = permitCharges({
    from: charged.from,
    months: application.months,
    facts: {
      expats: declared.declaredExpats,
      saudis: declared.declaredSaudis,
      licensedIndustry: declared.declaredLicensedIndustry,
      ownerWorksFullTime: declared.declaredOwnerWorksFullTime,
      ...(declared.declaredPlace === null ? {} : { place: declared.declaredPlace }),
    },
  });
  const { fee, levy, total, lines } = charges;
  const bill = { kind: application.kind, billNumber: command.data.billNumber, months: application.months, chargedFrom: charged.from };
  const data = { effectiveOn: day, ...parties, ...bill, fee, levy, total, lines: [...lines], dueOn: term.dueOn, lapsesOn: term.lapsesOn };
  return accept([{ type: 'WorkPermitBilled', data }], { rules: [...charges.uses, term.use], unknown: ['levy-head-counts', ...charged.unknown] });
}

/** Records the payment of the open bill. */
export function decidePayment(command: PayWorkPermitBill, state: WorkPermitState, facts: DecisionFacts): Decision<WorkPermitEvent> {
  const at = billedApplicationAt(state, 'pending-payment');
  if (at.kind === 'refused') return at;
  const { parties, application, bill } = at;
  const reported = reportedDay('work-permit', command.data.paidOn, facts.today, bill.billedOn, '/paidOn');
  if (reported.kind === 'refused') return reported;
  const fault = paymentFault('work-permit', reported.day, bill);
  if (fault !== null) return fault;
  const paid = { kind: application.kind, billNumber: bill.billNumber, amount: bill.amount, reference: command.data.reference };
  return accept([{ type: 'WorkPermitBillPaid', data: { effectiveOn: reported.day, ...parties, ...paid } }]);
}

/** Cancels the open bill, and the application with it. After payment nothing can be cancelled. */
export function decideBillCancellation(command: CancelWorkPermitBill, state: WorkPermitState, facts: DecisionFacts): Decision<WorkPermitEvent> {
  if (state.application?.step === 'paid') {
    return refuse('work-permit.already-paid', 'The bill is paid.', 'A paid bill is not cancelled: issue the permit or reject the application.');
  }
  const at = billedApplicationAt(state, 'pending-payment');
  if (at.kind === 'refused') return at;
  const { parties, application, bill } = at;
  const reported = reportedDay('work-permit', command.data.effectiveOn, facts.today, bill.billedOn);
  if (reported.kind === 'refused') return reported;
  const cancelled = { kind: application.kind, billNumber: bill.billNumber, amount: bill.amount };
  return accept([{ type: 'WorkPermitBillCancelled', data: { effectiveOn: reported.day, ...parties, ...cancelled } }]);
}

/** Lets the open bill lapse once its day has come; before that, and without an open bill, nothing happens. */
export function decideBillLapse(state: WorkPermitState, facts: DecisionFacts): Decision<WorkPermitEvent> {
  const at = billedApplicationAt(state, 'pending-payment');
  if (at.kind === 'refused' || facts.today < at.bill.lapsesOn) return accept([]);
  const { parties, application, bill } = at;
  const lapsed = { kind: application.kind, billNumber: bill.billNumber, amount: bill.amount, dueOn: bill.dueOn };
  return accept([{ type: 'WorkPermitBillLapsed', data: { effectiveOn: bill.lapsesOn, ...parties, ...lapsed } }]);
}

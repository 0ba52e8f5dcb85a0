// Law: the accepted visas of a request are billed once; an unpaid bill that is cancelled or lapses ends the request.
import { employerFault } from '../employment/party-checks.js';
import { accept, refuse, type Decision, type DecisionFacts, type Refused } from '../ledger/decider.js';
import { reportedDay } from '../ledger/effective-day.js';
import { visaCharge } from '../rules/visa-rules.js';
import { billTerm, paymentFault } from '../work-permit/bill-term.js';
import type { BillVisas, CancelVisaBill, PayVisas } from './commands.js';
import type { VisaEvent } from './events.js';
import type { VisaBill, VisaState } from './state.js';
import type { VisaEmployerFacts } from './visa-facts.js';
import { requesterOf, type Requester } from './visa-line.js';

interface OpenBill {
  readonly kind: 'open';
  readonly requester: Requester;
  readonly bill: VisaBill;
}

function openBill(state: VisaState): OpenBill | Refused {
  const requester = requesterOf(state);
  if ('kind' in requester) return requester;
  if (state.status !== 'pending-payment' || state.bill === null) {
    return refuse('visa.no-open-bill', 'No bill waits for payment.', 'Bill the accepted visas first.');
  }
  return { kind: 'open', requester, bill: state.bill };
}

/** Bills the fee of all accepted visas. */
export function decideVisaBill(command: BillVisas, state: VisaState, facts: VisaEmployerFacts): Decision<VisaEvent> {
  const requester = requesterOf(state);
  if ('kind' in requester) return requester;
  if (state.status !== 'accepted' && state.status !== 'partly-accepted') {
    return refuse('visa.nothing-to-bill', `The request is ${state.status}.`, 'Every line must be answered, at least one accepted, and none billed before.');
  }
  const reported = reportedDay('visa', command.data.effectiveOn, facts.today, state.answeredOn);
  if (reported.kind === 'refused') return reported;
  const fault = employerFault('visa', facts.employer, null);
  if (fault !== null) return fault;
  const term = billTerm('visa', reported.day, command.data.dueOn);
  if (term.kind === 'refused') return term;
  const count = state.lines.reduce((sum, line) => sum + line.accepted, 0);
  const charge = visaCharge(reported.day, count);
  const bill = { billNumber: command.data.billNumber, count, feePerVisa: charge.perVisa, total: charge.total };
  const data = { effectiveOn: reported.day, ...requester, ...bill, dueOn: term.dueOn, lapsesOn: term.lapsesOn };
  return accept([{ type: 'VisasBilled', data }], { rules: [...charge.uses, term.use] });
}

/** Records the payment of the open bill. */
export function decideVisaPayment(command: PayVisas, state: VisaState, facts: DecisionFacts): Decision<VisaEvent> {
  const open = openBill(state);
  if (open.kind === 'refused') return open;
  const { requester, bill } = open;
  const reported = reportedDay('visa', command.data.paidOn, facts.today, bill.billedOn, '/paidOn');
  if (reported.kind === 'refused') return reported;
  const fault = paymentFault('visa', reported.day, bill);
  if (fault !== null) return fault;
  const paid = { billNumber: bill.billNumber, amount: bill.total, reference: command.data.reference };
  return accept([{ type: 'VisasPaid', data: { effectiveOn: reported.day, ...requester, ...paid } }]);
}

/** Cancels the open bill, and the request with it. */
export function decideVisaBillCancellation(command: CancelVisaBill, state: VisaState, facts: DecisionFacts): Decision<VisaEvent> {
  const open = openBill(state);
  if (open.kind === 'refused') return open;
  const { requester, bill } = open;
  const reported = reportedDay('visa', command.data.effectiveOn, facts.today, bill.billedOn);
  if (reported.kind === 'refused') return reported;
  const data = { effectiveOn: reported.day, ...requester, billNumber: bill.billNumber, amount: bill.total };
  return accept([{ type: 'VisaBillCancelled', data }]);
}

/** Lets the open bill lapse once its day has come; before that, and without an open bill, nothing happens. */
export function decideVisaBillLapse(state: VisaState, facts: DecisionFacts): Decision<VisaEvent> {
  const open = openBill(state);
  if (open.kind === 'refused' || facts.today < open.bill.lapsesOn) return accept([]);
  const { requester, bill } = open;
  const lapsed = { billNumber: bill.billNumber, amount: bill.total, dueOn: bill.dueOn };
  return accept([{ type: 'VisaBillLapsed', data: { effectiveOn: bill.lapsesOn, ...requester, ...lapsed } }]);
}

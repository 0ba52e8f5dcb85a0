// Law: only visas that are unused and valid are cancelled, and what is refunded follows the balance they came from.
import { accept, refuse, type Decision, type DecisionFacts } from '../ledger/decider.js';
import { reportedDay } from '../ledger/effective-day.js';
import { ruleAt } from '../rules/rule-table.js';
import { visaRefund } from '../rules/visa-refund-rules.js';
import { multiplyMoney, zeroMoney } from '../standards/money.js';
import { rational } from '../standards/rational.js';
import type { CancelVisas } from './commands.js';
import type { VisaEvent } from './events.js';
import { balanceOf } from './line-balance.js';
import type { VisaState } from './state.js';
import { lineOf, lineTerms, requesterOf } from './visa-line.js';

/** Cancels unused visas of a line. */
export function decideVisaCancellation(command: CancelVisas, state: VisaState, facts: DecisionFacts): Decision<VisaEvent> {
  const { lineId, count, effectiveOn } = command.data;
  const requester = requesterOf(state);
  if ('kind' in requester) return requester;
  const line = lineOf(state, lineId);
  if ('kind' in line) return line;
  const { kind, phase, bill } = state;
  if (kind === null || phase === null || bill === null || line.issuedOn === null || line.validTo === null) {
    return refuse('visa.line-not-issued', 'The visas of the line are not issued.', 'Only issued visas are cancelled.', { pointer: '/lineId' });
  }
  const reported = reportedDay('visa', effectiveOn, facts.today, line.issuedOn);
  if (reported.kind === 'refused') return reported;
  if (reported.day > line.validTo) {
    return refuse('visa.validity-over', `The visas of the line were valid until ${line.validTo}.`, 'Nothing: what was not used expires by itself.');
  }
  const left = balanceOf(line);
  if (count > left) {
    return refuse('visa.more-than-left', `The line has ${left} unused visas.`, 'Cancel at most what is left.', { pointer: '/count' });
  }
  const { value, use } = ruleAt(visaRefund, reported.day);
  const refundDue = value[phase] === 'full' ? multiplyMoney(bill.feePerVisa, rational(count)) : zeroMoney;
  const cancelled = { kind, count, refundDue, balance: left - count };
  return accept([{ type: 'VisasCancelled', data: { effectiveOn: reported.day, ...requester, ...lineTerms(line), ...cancelled } }], { rules: [use] });
}

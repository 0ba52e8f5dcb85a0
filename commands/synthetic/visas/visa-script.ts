import { change, madeBy, make, script, workdayAfter, type MarketLine, type Script } from '../market-line.js';
import { consulateOf } from '../people/consulates.js';
import { isoDay } from '../population/day.js';
import type { SyntheticNumbers } from '../synthetic-numbers.js';
import { occurs } from '../tally/fact.js';
import type { VisaPlan } from './visa-plan.js';

/** Days after the issue on which nobody more is to come. */
const REST_DAYS = 230;

/** Requests, answers, bills, pays and issues; who enters is told with the people. */
export function visaScript(plan: VisaPlan, numbers: SyntheticNumbers): Script {
  const { manner, employer, lines, answeredOn } = plan;
  const partly = lines.filter(({ accepted, count }) => accepted > 0 && accepted < count);
  return script({ company: employer.spokesman, from: null, employee: null }, linesOf(plan, numbers), [
    ...(plan.kind === 'permanent' ? [] : [occurs(`visas: ${plan.kind} request`, plan.requestedOn)]),
    ...(manner === 'issued' ? [] : [occurs(`visas: ${manner}`, plan.billedOn)]),
    ...partly.map(() => occurs('visas: line accepted in part', answeredOn)),
  ]);
}

function linesOf(plan: VisaPlan, numbers: SyntheticNumbers): readonly MarketLine[] {
  const { key, manner } = plan;
  const record = madeBy(key);
  const asked = [requested(plan), ...plan.lines.map((line, n) => answer(plan, n, line.accepted))];
  if (manner === 'rejected') return asked;
  const billed = [...asked, change(plan.billedOn, `${key}-bill`, 'BillVisas', record, { billNumber: numbers.billNumber() })];
  switch (manner) {
    case 'bill-lapsed':
      return billed;
    case 'bill-cancelled':
      return [...billed, change(workdayAfter(plan.billedOn, 4), `${key}-cancellation`, 'CancelVisaBill', record)];
    case 'issued':
      return [...billed, ...paidAndIssued(plan, numbers)];
    case 'rest-cancelled':
      return [...billed, ...paidAndIssued(plan, numbers), ...restCancelled(plan)];
  }
}

function requested(plan: VisaPlan): MarketLine {
  const lines = plan.lines.map(({ nationality, occupation, sex, count }) => ({ nationality, occupation, sex, consulate: consulateOf(nationality), count }));
  const { record, establishments } = plan.employer;
  return make(plan.requestedOn, plan.key, 'RequestVisas', { companyId: record, establishmentId: establishments[0], kind: plan.kind, phase: plan.phase, lines });
}

function answer(plan: VisaPlan, n: number, accepted: number): MarketLine {
  const { key, answeredOn } = plan;
  const lineId = madeBy(key, n);
  return accepted === 0
    ? change(answeredOn, `${key}-line-${n}`, 'RejectVisaLine', madeBy(key), { lineId, reason: 'balance-exceeded' })
    : change(answeredOn, `${key}-line-${n}`, 'AcceptVisaLine', madeBy(key), { lineId, accepted });
}

function paidAndIssued(plan: VisaPlan, numbers: SyntheticNumbers): readonly MarketLine[] {
  const { key, paidOn, issuedOn } = plan;
  const paid = change(paidOn, `${key}-payment`, 'PayVisas', madeBy(key), { reference: numbers.paymentReference(isoDay(paidOn)) });
  const issued = plan.lines.flatMap(({ accepted }, n) =>
    accepted === 0 ? [] : [change(issuedOn, `${key}-issue-${n}`, 'IssueVisas', madeBy(key), { lineId: madeBy(key, n) })],
  );
  return [paid, ...issued];
}

/** What was issued and nobody entered on is given back. */
function restCancelled(plan: VisaPlan): readonly MarketLine[] {
  const day = workdayAfter(plan.issuedOn, REST_DAYS + 60);
  return plan.lines.flatMap(({ accepted, used }, n) => {
    const count = accepted - used;
    return count <= 0 ? [] : [change(day, `${plan.key}-rest-${n}`, 'CancelVisas', madeBy(plan.key), { lineId: madeBy(plan.key, n), count })];
  });
}

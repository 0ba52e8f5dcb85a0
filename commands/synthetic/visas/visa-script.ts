import { addDays } from '../../../domain/standards/calendar.js';
import { change, madeBy, make, workdayAfter, type MarketLine, type Script } from '../market-line.js';
import type { SyntheticNumbers } from '../synthetic-numbers.js';
import type { VisaPlan } from './visa-plan.js';

/** Requests, answers, bills, pays and issues; who enters is told with the people. */
export function visaScript(plan: VisaPlan, numbers: SyntheticNumbers): Script {
  const { key, manner } = plan;
  const record = madeBy(key);
  const billed = change(plan.billedOn, `${key}-bill`, 'BillVisas', record, { billNumber: numbers.billNumber() });
  const asked = [requested(plan), ...plan.lines.map((line, n) => answer(plan, n, line.accepted))];
  switch (manner) {
    case 'rejected':
      return asked;
    case 'bill-lapsed':
      return [...asked, billed];
    case 'bill-cancelled':
      return [...asked, billed, change(workdayAfter(plan.billedOn, 4), `${key}-cancellation`, 'CancelVisaBill', record)];
    case 'issued':
      return [...asked, billed, ...paidAndIssued(plan, numbers)];
    case 'rest-cancelled':
      return [...asked, billed, ...paidAndIssued(plan, numbers), ...restCancelled(plan)];
  }
}

function requested(plan: VisaPlan): MarketLine {
  const lines = plan.lines.map(({ nationality, post, sex, count }) => ({
    nationality: nationality.code,
    occupation: post.occupation,
    sex,
    consulate: nationality.consulate,
    count,
  }));
  return make(plan.requestedOn, plan.key, 'RequestVisas', {
    companyId: madeBy(plan.company.key),
    establishmentId: plan.company.main.establishment,
    kind: 'permanent',
    phase: plan.phase,
    lines,
  });
}

function answer(plan: VisaPlan, n: number, accepted: number): MarketLine {
  const { key, answeredOn } = plan;
  const lineId = madeBy(key, n);
  return accepted === 0
    ? change(answeredOn, `${key}-line-${n}`, 'RejectVisaLine', madeBy(key), { lineId, reason: 'balance-exceeded' })
    : change(answeredOn, `${key}-line-${n}`, 'AcceptVisaLine', madeBy(key), { lineId, accepted });
}

function paidAndIssued(plan: VisaPlan, numbers: SyntheticNumbers): Script {
  const { key, paidOn, issuedOn } = plan;
  const paid = change(paidOn, `${key}-payment`, 'PayVisas', madeBy(key), { reference: numbers.paymentReference(paidOn) });
  const issued = plan.lines.flatMap(({ accepted }, n) =>
    accepted === 0 ? [] : [change(issuedOn, `${key}-issue-${n}`, 'IssueVisas', madeBy(key), { lineId: madeBy(key, n) })],
  );
  return [paid, ...issued];
}

/** Half a year after the issue nobody more is to come. */
function restCancelled(plan: VisaPlan): Script {
  const day = workdayAfter(addDays(plan.issuedOn, 180), 0);
  return plan.lines.flatMap(({ accepted, used }, n) => {
    const count = accepted - used;
    return count === 0 ? [] : [change(day, `${plan.key}-rest-${n}`, 'CancelVisas', madeBy(plan.key), { lineId: madeBy(plan.key, n), count })];
  });
}

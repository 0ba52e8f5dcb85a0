// Law: nobody is insured on a day that has not come, before his company was founded, or after his establishment's end or his own.
import { refuse, type Refused } from '../ledger/decider.js';
import type { IsoDate } from '../standards/calendar.js';
import type { InsuranceFacts } from './insurance-facts.js';

/** Days from the first insured to the last; null: until further notice. */
export interface InsuredSpan {
  readonly from: IsoDate;
  readonly to: IsoDate | null;
}

/** Why nobody can be insured on these days with that company, or null. The payload names the days by `/from` and `/to`. */
export function spanFault({ from, to }: InsuredSpan, { today, company, employee }: InsuranceFacts): Refused | null {
  if (from > today) {
    return refuse('insurance.begins-in-future', 'The first insured day lies in the future.', 'Send the command on that day.', { pointer: '/from' });
  }
  if (to !== null && to < from) {
    return refuse('insurance.empty', 'The registration ends before it begins.', 'Give a last day that is not before the first.', { pointer: '/to' });
  }
  if (to !== null && to > today) {
    return refuse('insurance.ends-in-future', 'The last insured day lies in the future.', 'Leave it out, and end the registration when that day has come.', { pointer: '/to' });
  }
  if (company.foundedOn !== null && from < company.foundedOn) {
    return refuse('insurance.before-founding', `The company was founded on ${company.foundedOn}.`, 'Begin on that day or later.', { pointer: '/from' });
  }
  const closedOn = company.establishment?.closedOn ?? null;
  if (isAfter(to, closedOn)) {
    return refuse('insurance.establishment-closed', `The establishment was closed on ${closedOn}.`, 'Give a last day that is not later.', { pointer: '/to' });
  }
  if (isAfter(to, employee.deceasedOn)) {
    return refuse('insurance.employee-deceased', `The employee died on ${employee.deceasedOn}.`, 'Give a last day that is not later, or correct the person.', { pointer: '/to' });
  }
  return null;
}

/** Whether an end, open or not, lies after a bound that there is. */
function isAfter(to: IsoDate | null, bound: IsoDate | null): boolean {
  return bound !== null && (to === null || to > bound);
}

// Law: a change of an insured spell goes forward from its last one and stays within its days; what was told wrongly is corrected as a whole.
import { accept, refuse, type Decision, type DecisionFacts } from '../ledger/decider.js';
import { effectiveDay } from '../ledger/effective-day.js';
import { latest } from '../standards/calendar.js';
import { firstDayOf, lastDayOf } from '../standards/month.js';
import type { ChangeContributoryWage, EndInsurance, RecordFlexibleHours } from './commands.js';
import type { InsuranceEvent } from './events.js';
import type { InsuranceFacts } from './insurance-facts.js';
import { standingInsurance } from './standing.js';
import type { InsuranceState, InsuredTerms } from './state.js';
import { wageWithin } from './wage-limits.js';

/** The wage from a day on. Of a spell that has ended it can still come late. */
export function decideWage({ data }: ChangeContributoryWage, state: InsuranceState, facts: InsuranceFacts): Decision<InsuranceEvent> {
  const standing = standingInsurance(state);
  if (standing.kind === 'refused') return standing;
  const { parties, terms } = standing;
  const last = lastWage(terms);
  const effective = effectiveDay(data.from, facts.today, 'insurance', { day: last.from, what: 'the wage in force, that holds since' }, '/from');
  if (effective.kind === 'refused') return effective;
  if (terms.to !== null && effective.day > terms.to) {
    return refuse('insurance.after-end', `The registration ended on ${terms.to}.`, 'Give a day up to that, or correct the registration.', { pointer: '/from' });
  }
  if (last.wage.amount === data.wage.amount) {
    return refuse('insurance.wage-unchanged', 'This is the contributory wage.', 'Give another wage.', { pointer: '/wage' });
  }
  const limits = wageWithin({ from: effective.day, wage: data.wage }, { citizen: facts.employee.citizen, flexible: terms.flexible }, '/wage');
  if (limits.kind === 'refused') return limits;
  return accept([{ type: 'ContributoryWageChanged', data: { effectiveOn: effective.day, ...parties, wage: data.wage } }], { rules: [limits.use] });
}

/** The hours of a month of flexible work; a later figure replaces an earlier one. */
export function decideHours({ data }: RecordFlexibleHours, state: InsuranceState, facts: DecisionFacts): Decision<InsuranceEvent> {
  const standing = standingInsurance(state);
  if (standing.kind === 'refused') return standing;
  const { parties, terms } = standing;
  const { month, hours } = data;
  if (!terms.flexible) {
    return refuse('insurance.not-flexible', 'The registration is none of flexible work.', 'Record no hours, or correct the registration.');
  }
  const pointer = '/month';
  if (firstDayOf(month) > facts.today) {
    return refuse('insurance.month-in-future', 'The month has not begun.', 'Send the command once it has.', { pointer });
  }
  if (lastDayOf(month) < terms.from || (terms.to !== null && firstDayOf(month) > terms.to)) {
    return refuse('insurance.month-outside', 'He was not insured on any day of the month.', 'Give a month of the insured days.', { pointer });
  }
  if (state.hours[month] === hours) {
    return refuse('insurance.hours-unchanged', 'The month is recorded with these hours.', 'Nothing: they stand.', { pointer: '/hours' });
  }
  return accept([{ type: 'FlexibleHoursRecorded', data: { effectiveOn: latest(firstDayOf(month), terms.from), ...parties, month, hours } }]);
}

/** The end of a spell. */
export function decideEnd({ data }: EndInsurance, state: InsuranceState, facts: DecisionFacts): Decision<InsuranceEvent> {
  const standing = standingInsurance(state);
  if (standing.kind === 'refused') return standing;
  const { parties, terms } = standing;
  if (terms.to !== null) {
    return refuse('insurance.not-open', `The registration ended on ${terms.to}.`, 'Correct the registration if it ended on another day.');
  }
  const lastDay = effectiveDay(data.lastDay, facts.today, 'insurance', { day: terms.from, what: 'the first insured day' }, '/lastDay');
  if (lastDay.kind === 'refused') return lastDay;
  return accept([{ type: 'InsuranceEnded', data: { effectiveOn: lastDay.day, ...parties, lastDay: lastDay.day, reason: data.reason } }]);
}

function lastWage({ wages: [first, ...later] }: InsuredTerms): InsuredTerms['wages'][0] {
  return later.at(-1) ?? first;
}

// Law: who ends a contract without lawful cause pays by its kind, and never less than the minimum (Labour Law Art. 77).
import type { RuleUse } from '../ledger/basis.js';
import { addDays, addMonths, daysBetween, monthsBetween } from '../standards/calendar.js';
import type { IsoDate } from '../standards/calendar.js';
import { greaterMoney, multiplyMoney } from '../standards/money.js';
import type { Money } from '../standards/money.js';
import { addRationals, multiplyRationals, rational } from '../standards/rational.js';
import type { Rational } from '../standards/rational.js';
import { unlawfulEnd } from './end-of-service-rules.js';
import { ruleAt } from './rule-table.js';
import { yearsOfService } from './service.js';

/** A contract ended without lawful cause; `termEnd` is the last day of a fixed term, null for an indefinite contract. */
export interface UnlawfulEnd {
  readonly wage: Money;
  readonly start: IsoDate;
  readonly end: IsoDate;
  readonly termEnd: IsoDate | null;
}

/** Months from the day after the first date to the second, the last one by the days of that month. */
function monthsLeft(end: IsoDate, termEnd: IsoDate): Rational {
  const from = addDays(end, 1);
  const until = addDays(termEnd, 1);
  if (until <= from) return rational(0);
  const months = monthsBetween(from, until);
  const lastFrom = addMonths(from, months);
  return addRationals(rational(months), rational(daysBetween(lastFrom, until), daysBetween(lastFrom, addMonths(from, months + 1))));
}

/** The compensation where the contract sets none: 15 days' wage a year of an indefinite contract, the rest of a fixed term, at least two months' wage. */
export function unlawfulEndCompensation(input: UnlawfulEnd): { readonly amount: Money; readonly uses: readonly RuleUse[] } {
  const { value: rule, use } = ruleAt(unlawfulEnd, input.end);
  const minimum = multiplyMoney(input.wage, rational(rule.minimumMonths));
  if (input.termEnd !== null) {
    return { amount: greaterMoney(minimum, multiplyMoney(input.wage, monthsLeft(input.end, input.termEnd))), uses: [use] };
  }
  const service = yearsOfService(input.start, input.end);
  const months = multiplyRationals(service.years, rational(rule.daysPerYear, rule.daysPerMonth));
  return { amount: greaterMoney(minimum, multiplyMoney(input.wage, months)), uses: [use, service.use] };
}

// Law: service is whole years and the part of the running year, an exact fraction that grows every day and is whole on every anniversary.
import type { RuleUse } from '../ledger/basis.js';
import { addDays, addYears, daysBetween, yearsAndDaysBetween } from '../standards/calendar.js';
import type { IsoDate } from '../standards/calendar.js';
import { addRationals, compareRationals, rational } from '../standards/rational.js';
import type { Rational } from '../standards/rational.js';
import { serviceMeasure } from './end-of-service-rules.js';
import { ruleAt } from './rule-table.js';

/** Service in years from the first to the last working day, measured by the rule of the last day. Throws RangeError when it ends before it starts. */
export function yearsOfService(start: IsoDate, end: IsoDate): { readonly years: Rational; readonly use: RuleUse } {
  if (end < start) throw new RangeError(`service ends (${end}) before it starts (${start})`);
  const { value: measure, use } = ruleAt(serviceMeasure, end);
  const until = measure.lastDayCounts ? addDays(end, 1) : end;
  const { years, days } = yearsAndDaysBetween(start, until);
  const daysPerYear =
    measure.daysPerYear === 'service-year' ? daysBetween(addYears(start, years), addYears(start, years + 1)) : measure.daysPerYear;
  const part = rational(days, daysPerYear);
  // With a fixed number of days the last days of a longer year would otherwise exceed the year.
  return { years: addRationals(rational(years), compareRationals(part, rational(1)) > 0 ? rational(1) : part), use };
}

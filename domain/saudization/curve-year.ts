import type { IsoDate } from '../standards/calendar.js';
import type { RuleSet } from './rule-set.js';

/** The year of the curves that a day belongs to: they move on the rule set’s own day of the year. */
export function ruleYear(rules: Pick<RuleSet, 'curveYearBegins'>, day: IsoDate): number {
  const year = Number(day.slice(0, 4));
  return day.slice(5) < rules.curveYearBegins ? year - 1 : year;
}

// Law: which weeks are to be closed follows from the day of the ledger's founding and the calendar: nothing is told of weeks that nobody lived.
import { weekEnd } from '../saudization/method.js';
import { addDays, daysBetween, latest, type IsoDate } from '../standards/calendar.js';
import type { RulesOn } from './owner-weeks.js';

/** Last day of the first week of a ledger: that of its founding, or of the first day of the rule set where that is later. */
export function firstWeekOf(rulesOn: RulesOn, founded: IsoDate): IsoDate {
  const rules = rulesOn(founded);
  return weekEnd(rules, latest(founded, rules.from));
}

/** Last day of the last week that is over before a day; null while the first is not. */
export function lastWeekBefore(first: IsoDate, day: IsoDate): IsoDate | null {
  return day <= first ? null : addDays(first, 7 * Math.floor((daysBetween(first, day) - 1) / 7));
}

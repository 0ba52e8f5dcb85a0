// Law: a term of months ends where the calendar has it; between whole days and dates nothing is lost.
import { addMonths, toEpochDay } from '../../domain/standards/calendar.js';
import { isoDay } from './population/day.js';
import type { Day } from './population/market.js';

/** The day so many months later. */
export function monthsAfter(day: Day, months: number): Day {
  return toEpochDay(addMonths(isoDay(day), months));
}

/** The last day of a term of so many months that begins on the day. */
export function lastOfTerm(day: Day, months: number): Day {
  return monthsAfter(day, months) - 1;
}

/** The year of the day. */
export function yearOf(day: Day): number {
  return Number(isoDay(day).slice(0, 4));
}

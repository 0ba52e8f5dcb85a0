// Law: a day of the plan is a whole number; it is written once and remembered.
import { fromEpochDay, type IsoDate } from '../../../domain/standards/calendar.js';
import type { Day } from './market.js';

/** The days from 1900 to 2100: where a text of a day outside them is asked for, it is written each time. */
const FIRST: Day = -25_567;
const written: (IsoDate | undefined)[] = Array.from({ length: 73_050 });

/** The day as `YYYY-MM-DD`. */
export function isoDay(day: Day): IsoDate {
  const known = written[day - FIRST];
  if (known !== undefined) return known;
  const text = fromEpochDay(day);
  if (day >= FIRST && day - FIRST < written.length) written[day - FIRST] = text;
  return text;
}

/** 0 Sunday to 6 Saturday. */
export function weekdayOf(day: Day): number {
  return (((day + 4) % 7) + 7) % 7;
}

/** The day, or the Sunday after it where it is a Friday or Saturday. */
export function workdayOn(day: Day): Day {
  const weekday = weekdayOf(day);
  return weekday < 5 ? day : day + 7 - weekday;
}

const months = new Map<Day, number>();

/** 0 January to 11 December. */
export function monthOf(day: Day): number {
  const known = months.get(day);
  if (known !== undefined) return known;
  const month = Number(isoDay(day).slice(5, 7)) - 1;
  months.set(day, month);
  return month;
}

// Law: a date is a day of the proleptic Gregorian calendar in Asia/Riyadh, and all arithmetic on it is whole-number arithmetic.
import { z } from 'zod';

const earliestYear = 1900;
const latestYear = 2200;
const monthDays = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;
// Asia/Riyadh is UTC+3 and has no daylight saving time: the official time of the Kingdom is fixed by law.
const riyadhOffsetMs = 3 * 3_600_000;
const dayMs = 86_400_000;
const instantPattern = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/;

function digitsAt(text: string, from: number, count: number): number {
  let value = 0;
  for (let i = from; i < from + count; i++) {
    const digit = text.charCodeAt(i) - 48;
    if (!(digit >= 0 && digit <= 9)) return -1;
    value = value * 10 + digit;
  }
  return value;
}

function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

function lengthOfMonth(year: number, month: number): number {
  return month === 2 && isLeapYear(year) ? 29 : (monthDays[month - 1] ?? 0);
}

function isRealDate(text: string): boolean {
  if (text.length !== 10 || text.charCodeAt(4) !== 45 || text.charCodeAt(7) !== 45) return false;
  const year = digitsAt(text, 0, 4);
  const month = digitsAt(text, 5, 2);
  const day = digitsAt(text, 8, 2);
  return year >= earliestYear && year <= latestYear && month >= 1 && month <= 12 && day >= 1 && day <= lengthOfMonth(year, month);
}

/** A real date `YYYY-MM-DD` of the years 1900 to 2200 (the range holds for what comes in; arithmetic may leave it). */
export const isoDate = z
  .string()
  .refine(isRealDate, { error: 'not a real date YYYY-MM-DD between 1900-01-01 and 2200-12-31' })
  .brand<'IsoDate'>()
  .meta({ description: 'A date YYYY-MM-DD in Asia/Riyadh', examples: ['2026-04-26'] });

/** A day in Asia/Riyadh, written `YYYY-MM-DD`; such strings sort as the days do. */
export type IsoDate = z.infer<typeof isoDate>;

/** Whether the text is a real date `YYYY-MM-DD` of the years 1900 to 2200. */
export function isIsoDate(text: string): text is IsoDate {
  return isRealDate(text);
}

/** The text as a date; throws RangeError when it is none. For literals and stored values. */
export function toIsoDate(text: string): IsoDate {
  if (!isIsoDate(text)) throw new RangeError(`not a date: ${JSON.stringify(text)}`);
  return text;
}

// A branded string has been checked, so its parts are digits.
const yearOf = (date: IsoDate): number => digitsAt(date, 0, 4);
const monthOf = (date: IsoDate): number => digitsAt(date, 5, 2);
const dayOfMonth = (date: IsoDate): number => digitsAt(date, 8, 2);

function write(year: number, month: number, day: number): IsoDate {
  if (!(year >= 1 && year <= 9999)) throw new RangeError(`year ${year} is outside 1 to 9999`);
  const y = year >= 1000 ? `${year}` : String(year).padStart(4, '0');
  return `${y}-${month < 10 ? '0' : ''}${month}-${day < 10 ? '0' : ''}${day}` as IsoDate;
}

/** Days from 1970-01-01 to the date (negative before). Method: days from civil, counting years from March. */
export function toEpochDay(date: IsoDate): number {
  const month = monthOf(date);
  const year = month <= 2 ? yearOf(date) - 1 : yearOf(date);
  const era = Math.floor(year / 400);
  const yearOfEra = year - era * 400;
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + dayOfMonth(date) - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

/** The date that lies the whole number of days after 1970-01-01; throws RangeError outside the years 1 to 9999. */
export function fromEpochDay(epochDay: number): IsoDate {
  if (!Number.isInteger(epochDay)) throw new RangeError(`not a whole number of days: ${epochDay}`);
  const shifted = epochDay + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor((dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365);
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return write(year, month, dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1);
}

/** The date so many whole days later (earlier when negative). */
export function addDays(date: IsoDate, days: number): IsoDate {
  return fromEpochDay(toEpochDay(date) + days);
}

/** The date so many whole months later; a day the month does not have becomes its last day (31 January + 1 = 28 February). */
export function addMonths(date: IsoDate, months: number): IsoDate {
  if (!Number.isInteger(months)) throw new RangeError(`not a whole number of months: ${months}`);
  const index = yearOf(date) * 12 + monthOf(date) - 1 + months;
  const year = Math.floor(index / 12);
  const month = index - year * 12 + 1;
  return write(year, month, Math.min(dayOfMonth(date), lengthOfMonth(year, month)));
}

/** The date so many whole years later; 29 February becomes 28 February in a common year. */
export function addYears(date: IsoDate, years: number): IsoDate {
  return addMonths(date, years * 12);
}

/** The last day of a term of so many months that begins on the date: 12 months from 1 March end on the last of February. */
export function lastDayOfTerm(from: IsoDate, months: number): IsoDate {
  return addDays(addMonths(from, months), -1);
}

/** Days from the first date to the second: 0 for the same day, negative when the second is earlier. */
export function daysBetween(from: IsoDate, to: IsoDate): number {
  return toEpochDay(to) - toEpochDay(from);
}

/** -1, 0 or 1 as the first date is earlier than, equal to or later than the second. */
export function compareDates(a: IsoDate, b: IsoDate): -1 | 0 | 1 {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The earliest of the dates. */
export function earliest(first: IsoDate, ...others: readonly IsoDate[]): IsoDate {
  return others.reduce((least, date) => (date < least ? date : least), first);
}

/** The latest of the dates. */
export function latest(first: IsoDate, ...others: readonly IsoDate[]): IsoDate {
  return others.reduce((most, date) => (date > most ? date : most), first);
}

/** Whole months from the first date to the second: the greatest n with `addMonths(from, n) <= to` (negative when `to` is earlier). */
export function monthsBetween(from: IsoDate, to: IsoDate): number {
  const months = (yearOf(to) - yearOf(from)) * 12 + monthOf(to) - monthOf(from);
  return addMonths(from, months) <= to ? months : months - 1;
}

/** Whole years from the first date to the second: the age on `to` of who was born on `from`. */
export function yearsBetween(from: IsoDate, to: IsoDate): number {
  return Math.floor(monthsBetween(from, to) / 12);
}

/** Whole years from the first date to the second, and the days from that anniversary to the second. */
export function yearsAndDaysBetween(from: IsoDate, to: IsoDate): { readonly years: number; readonly days: number } {
  const years = yearsBetween(from, to);
  return { years, days: daysBetween(addYears(from, years), to) };
}

/** The day in Asia/Riyadh on which an instant falls. A text must be ISO 8601 with its offset; throws RangeError otherwise. */
export function dayOf(instant: Date | string): IsoDate {
  if (typeof instant === 'string' && !instantPattern.test(instant)) {
    throw new RangeError(`not an instant with its offset: ${JSON.stringify(instant)}`);
  }
  const milliseconds = typeof instant === 'string' ? Date.parse(instant) : instant.getTime();
  if (Number.isNaN(milliseconds)) throw new RangeError(`not an instant: ${JSON.stringify(instant)}`);
  return fromEpochDay(Math.floor((milliseconds + riyadhOffsetMs) / dayMs));
}

/** The instant at which the day begins in Asia/Riyadh (21:00 UTC of the day before). */
export function startOfDay(date: IsoDate): Date {
  return new Date(toEpochDay(date) * dayMs - riyadhOffsetMs);
}

/** Milliseconds from an instant to the beginning of the next day in Asia/Riyadh: 1 to 86,400,000. */
export function untilNextDay(instant: Date): number {
  return startOfDay(addDays(dayOf(instant), 1)).getTime() - instant.getTime();
}

/** Day of the week, 0 Sunday to 6 Saturday. */
export function dayOfWeek(date: IsoDate): number {
  // 1970-01-01 was a Thursday; the remainder of a day before it is negative.
  return (((toEpochDay(date) + 4) % 7) + 7) % 7;
}

/** The Sunday on or before the date: the Saudi week runs from Sunday to Saturday. */
export function startOfWeek(date: IsoDate): IsoDate {
  return addDays(date, -dayOfWeek(date));
}

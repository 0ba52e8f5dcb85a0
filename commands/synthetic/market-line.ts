// Law: a script is a chain of lines in order of day: where one lies ahead of the present, it and all behind it have not happened yet.
import type { Identifier } from '../../domain/standards/identifiers.js';
import { addDays, dayOfWeek, type IsoDate } from '../../domain/standards/calendar.js';

/** How a line names what another line made, or who bears a number. */
export type LineName = { readonly createdBy: string; readonly n?: number } | { readonly identifier: Identifier };

/** One command of the market, on its day. */
export interface MarketLine {
  readonly day: IsoDate;
  readonly key: string;
  readonly command: string;
  /** The record that a change is about; null where one is made. */
  readonly record: LineName | null;
  /** In whose name it comes; left out: the department itself. */
  readonly onBehalfOf?: LineName;
  readonly data: Readonly<Record<string, unknown>>;
  /** `accepted`, or the code with which this line must be refused. */
  readonly expect: string;
}

export type Script = readonly MarketLine[];

/** A line that makes a record. */
export function make(day: IsoDate, key: string, command: string, data: MarketLine['data'], expect = 'accepted'): MarketLine {
  return { day, key, command, record: null, data, expect };
}

/** A line that changes a record. */
export function change(
  day: IsoDate,
  key: string,
  command: string,
  record: LineName,
  data: MarketLine['data'] = {},
  expect = 'accepted',
): MarketLine {
  return { day, key, command, record, data, expect };
}

/** What the line with that key made: its record, or the n-th part of its kind. */
export function madeBy(key: string, n?: number): LineName {
  return n === undefined ? { createdBy: key } : { createdBy: key, n };
}

/** The bearer of a number. */
export function bearerOf(scheme: Identifier['scheme'], value: string): LineName {
  return { identifier: { scheme, value } };
}

/** The day, or the Sunday after it where it is a Friday or Saturday. */
export function workday(day: IsoDate): IsoDate {
  const weekday = dayOfWeek(day);
  return weekday < 5 ? day : addDays(day, 7 - weekday);
}

/** The working day so many days later, or the next one. */
export function workdayAfter(day: IsoDate, days: number): IsoDate {
  return workday(addDays(day, days));
}

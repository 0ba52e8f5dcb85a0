// Law: a month is written `YYYY-MM` and is all its days in Asia/Riyadh.
import { z } from 'zod';
import { addDays, addMonths, isIsoDate, type IsoDate } from './calendar.js';

const firstOf = (month: string): string => `${month}-01`;

/** A month `YYYY-MM` of the years 1900 to 2200. */
export const isoMonth = z
  .string()
  .refine((text) => isIsoDate(firstOf(text)), { error: 'not a month YYYY-MM between 1900-01 and 2200-12' })
  .brand<'IsoMonth'>()
  .meta({ description: 'A month YYYY-MM', examples: ['2026-05'] });

/** A month, written `YYYY-MM`; such strings sort as the months do. */
export type IsoMonth = z.infer<typeof isoMonth>;

/** The text as a month; throws RangeError when it is none. For literals and stored values. */
export function toIsoMonth(text: string): IsoMonth {
  if (!isIsoDate(firstOf(text))) throw new RangeError(`not a month: ${JSON.stringify(text)}`);
  return text as IsoMonth;
}

/** The month in which a day lies. */
export function monthOfDay(day: IsoDate): IsoMonth {
  return day.slice(0, 7) as IsoMonth;
}

/** The first day of a month. */
export function firstDayOf(month: IsoMonth): IsoDate {
  return firstOf(month) as IsoDate;
}

/** The last day of a month. */
export function lastDayOf(month: IsoMonth): IsoDate {
  return addDays(addMonths(firstDayOf(month), 1), -1);
}

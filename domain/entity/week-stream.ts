// Law: each week has a stream of its own: whether it is closed is asked of that stream alone.
import { v5 } from 'uuid';
import { streamOf } from '../ledger/stream-name.js';
import type { IsoDate } from '../standards/calendar.js';

/** Namespace of weeks, fixed for ever. */
const WEEKS = '0d0f6f1e-52a4-5c7b-9a35-3e1c8b7d6f42';

/** The id of the week that ends on a day. */
export function weekId(week: IsoDate): string {
  return v5(week, WEEKS);
}

/** The stream of the week that ends on a day. */
export function weekStream(week: IsoDate): string {
  return streamOf('saudizationWeek', weekId(week));
}

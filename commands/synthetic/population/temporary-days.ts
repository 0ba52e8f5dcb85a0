// Law: temporary work comes now and then, is done within a stay of three months or one that is extended once, and is over well before the last day.
import { workdayOn } from './day.js';
import { EXTENDED_DAYS, STAYS_EXTENDED, TEMPORARY_DAYS, TEMPORARY_EVERY } from './margins/employment.js';
import type { Day } from './market.js';
import type { Stream } from './stream.js';
import { MOST_TENURES, type TenureDays } from './tenure-days.js';

/** Days after its registration by which a company can have brought somebody in. */
const FIRST_AFTER_DAYS = 80;
/** Days before the last one after which nothing ends any more: the stock of the last day is without such work. */
const OVER_BEFORE_DAYS = 100;

/** The spells of such work within the days of a company, somebody else each time. */
export function temporaryTenures(registeredOn: Day, last: Day, stream: Stream): readonly TenureDays[] {
  const tenures: TenureDays[] = [];
  let from = workdayOn(registeredOn + FIRST_AFTER_DAYS + stream.below(TEMPORARY_EVERY.most));
  while (tenures.length < MOST_TENURES) {
    const { least, most } = stream.yes(STAYS_EXTENDED) ? EXTENDED_DAYS : TEMPORARY_DAYS;
    const to = from + stream.whole(least, most) - 1;
    if (to > last - OVER_BEFORE_DAYS) break;
    tenures.push({ from, to, comes: 'visa', course: 'expires' });
    from = workdayOn(to + stream.whole(TEMPORARY_EVERY.least, TEMPORARY_EVERY.most));
  }
  return tenures;
}

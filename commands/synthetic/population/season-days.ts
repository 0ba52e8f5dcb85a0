// Law: seasonal work lasts for the weeks of the pilgrimage, and somebody else does it each year.
import { toEpochDay, toIsoDate } from '../../../domain/standards/calendar.js';
import { isoDay, workdayOn } from './day.js';
import { SEASON_DAYS, SEASON_ON_VISA, seasonStarts } from './margins/employment.js';
import type { Day } from './market.js';
import type { Stream } from './stream.js';
import { MOST_TENURES, type TenureDays } from './tenure-days.js';

/** The seasons that lie wholly within the days of a company. */
export function seasonTenures(registeredOn: Day, last: Day, stream: Stream): readonly TenureDays[] {
  const tenures: TenureDays[] = [];
  for (let year = Number(isoDay(registeredOn).slice(0, 4)); tenures.length < MOST_TENURES; year += 1) {
    const start = seasonStarts[year];
    if (start === undefined) break;
    const from = workdayOn(toEpochDay(toIsoDate(start)) + stream.whole(0, 10));
    const to = from + SEASON_DAYS - 1;
    if (to > last - 100) break;
    if (from > registeredOn + 20) tenures.push({ from, to, comes: stream.yes(SEASON_ON_VISA) ? 'visa' : 'local', course: 'expires' });
  }
  return tenures;
}

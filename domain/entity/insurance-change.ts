// Law: an event of an insurance changes how somebody counts from one day on, and never before it.
import type { InsuranceEvent } from '../insurance/events.js';
import type { InsuranceState } from '../insurance/state.js';
import type { IsoDate } from '../standards/calendar.js';
import { firstDayOf } from '../standards/month.js';

/** From which day on an event changes how somebody counts. `before`: the registration without it. */
export function insuredChangeFrom(event: InsuranceEvent, before: InsuranceState | undefined): IsoDate {
  switch (event.type) {
    case 'FlexibleHoursRecorded':
      return firstDayOf(event.data.month);
    case 'InsuranceVoided':
      return before?.terms?.from ?? event.data.effectiveOn;
    case 'InsuranceEnded':
      return event.data.lastDay;
    default:
      return event.data.effectiveOn;
  }
}

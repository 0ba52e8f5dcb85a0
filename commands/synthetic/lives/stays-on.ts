// Law: who works longer than a temporary visa lets him stay has his stay extended, once, before it ends.
import { change, madeBy, script, type Script } from '../market-line.js';
import { personKey, recordOf } from '../people/person.js';
import { workdayOn } from '../population/day.js';
import { occurs } from '../tally/fact.js';
import { lastOfTerm } from '../terms-of-days.js';
import type { DatedEntry } from './arrivals.js';
import type { Held } from './telling.js';

/** Months of a stay on a temporary visa. */
const STAY_MONTHS = 3;
/** Days before its end on which a stay is extended. */
const BEFORE_ITS_END = 12;

/** The extension of the stay of somebody who entered for his work; none where the first stay is long enough. */
export function staysOn({ employer, tenure: { person, to } }: Held, entry: DatedEntry | null): readonly Script[] {
  if (entry?.kind !== 'temporary') return [];
  const stayUntil = lastOfTerm(entry.entersOn, STAY_MONTHS);
  if (to !== null && to <= stayUntil) return [];
  const day = workdayOn(stayUntil - BEFORE_ITS_END);
  const extension = change(day, `${personKey(person)}-extension`, 'ExtendVisaStay', madeBy(entry.visas), { lineId: madeBy(entry.visas, entry.line), employeeId: recordOf(person) });
  return [script({ company: employer.spokesman, from: null, employee: null }, [extension], [occurs('visas: stay extended', day)])];
}

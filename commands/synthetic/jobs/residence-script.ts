import type { MarketLine } from '../market-line.js';
import { change, workdayAfter } from '../market-line.js';
import { personKey, recordOf } from '../people/person.js';
import { identityOf } from '../population/person-facts.js';
import { isoDay, workdayOn } from '../population/day.js';
import type { Day } from '../population/market.js';
import type { PlannedPerson } from '../population/planned.js';
import type { Chance } from '../seeded-random.js';
import { lastOfTerm } from '../terms-of-days.js';

/** Months for which an iqama is issued; it runs with the permit. */
const IQAMA_MONTHS = 12;

/** The iqama of who arrived under a border number; valid for a year. */
export function firstIqama(person: PlannedPerson, day: Day): { readonly line: MarketLine; readonly expiresOn: Day } {
  const expiresOn = lastOfTerm(day, IQAMA_MONTHS);
  return { line: change(day, `${personKey(person)}-iqama`, 'ChangeResidenceDocument', recordOf(person), documentUntil(person, expiresOn)), expiresOn };
}

/** Renewals of an iqama, a year or two each, up to the last day told or until the person leaves; some come late, after the document has expired. */
export function iqamaRenewals(person: PlannedPerson, expiresOn: Day, span: { readonly until: Day | null; readonly last: Day }, months: number, chance: Chance): readonly MarketLine[] {
  const lines: MarketLine[] = [];
  let last = expiresOn;
  for (let n = 1; ; n += 1) {
    const late = chance.yes(6);
    const day = late ? workdayAfter(last, chance.whole(5, 25)) : workdayOn(last - chance.whole(5, 30));
    if (day > span.last || (span.until !== null && day >= span.until)) return lines;
    last = lastOfTerm(day > last ? day : last + 1, months);
    lines.push(change(day, `${personKey(person)}-iqama-${n}`, 'ChangeResidenceDocument', recordOf(person), documentUntil(person, last)));
  }
}

function documentUntil(person: PlannedPerson, expiresOn: Day): Readonly<Record<string, unknown>> {
  return { document: { ...identityOf(person), expiresOn: isoDay(expiresOn) } };
}

import { addDays, lastDayOfTerm, type IsoDate } from '../../../domain/standards/calendar.js';
import { change, madeBy, workdayAfter, type MarketLine, type Script } from '../market-line.js';
import type { Person } from '../people/person.js';
import type { Chance } from '../seeded-random.js';

/** The iqama of who arrived under a border number; valid for a year. */
export function firstIqama(person: Person, iqama: string, day: IsoDate): { readonly line: MarketLine; readonly expiresOn: IsoDate } {
  const expiresOn = lastDayOfTerm(day, 12);
  const line = change(day, `${person.key}-iqama`, 'ChangeResidenceDocument', madeBy(person.key), {
    document: { scheme: 'iqama', value: iqama, expiresOn },
  });
  return { line, expiresOn };
}

/** Renewals of an iqama, a year each, up to the present or until the person leaves; some come late, after the document has expired. */
export function residenceScript(
  person: Person,
  iqama: string,
  expiresOn: IsoDate,
  span: { readonly until: IsoDate | null; readonly today: IsoDate },
  chance: Chance,
): Script {
  const lines: MarketLine[] = [];
  let last = expiresOn;
  for (let n = 1; ; n += 1) {
    const late = chance.yes(6);
    const day = workdayAfter(last, late ? chance.whole(5, 25) : -chance.whole(5, 30));
    if (day > span.today || (span.until !== null && day >= span.until)) return lines;
    last = day > last ? lastDayOfTerm(day, 12) : lastDayOfTerm(addDays(last, 1), 12);
    lines.push(
      change(day, `${person.key}-iqama-${n}`, 'ChangeResidenceDocument', madeBy(person.key), {
        document: { scheme: 'iqama', value: iqama, expiresOn: last },
      }),
    );
  }
}

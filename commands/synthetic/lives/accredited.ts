// Law: whose profession a body vouches for is accredited when he becomes known, for some years, and again before they end.
import { change, nobody, script, workdayAfter, type MarketLine, type Script } from '../market-line.js';
import { personKey, recordOf } from '../people/person.js';
import { isoDay } from '../population/day.js';
import type { Day } from '../population/market.js';
import { occurs } from '../tally/fact.js';
import { monthsAfter } from '../terms-of-days.js';
import type { Held, Telling } from './telling.js';

/** Bodies by the groups of occupations that they accredit: accountants, health professionals, engineers and their technicians. */
const bodyOf: ReadonlyMap<string, 'SOCPA' | 'SCFHS' | 'SCE'> = new Map([
  ...['2411', '3313'].map((group) => [group, 'SOCPA'] as const),
  ...['221', '222', '226', '321', '325'].map((group) => [group, 'SCFHS'] as const),
  ...['214', '215', '311'].map((group) => [group, 'SCE'] as const),
]);
/** Of a hundred of them, those who are accredited (assumed). */
const ACCREDITED_PERCENT = 92;
/** Months for which an accreditation is valid, and level of education of a bachelor (assumed). */
const VALID_MONTHS = 36;
const BACHELOR = 6;

/** The accreditations of somebody who became known on a day, until he leaves the market; null where no body vouches for him. */
export function accreditedScript({ post, tenure: { person } }: Held, knownOn: Day, until: Day | null, { registers, last }: Telling): Script | null {
  const body = bodyOf.get(post.occupation.slice(0, 4)) ?? bodyOf.get(post.occupation.slice(0, 3));
  if (body === undefined || !registers.yes(ACCREDITED_PERCENT)) return null;
  const lines: MarketLine[] = [];
  const end = until ?? last;
  let validFrom = knownOn - registers.whole(0, 700);
  for (let day = workdayAfter(knownOn, registers.whole(0, 5)); day <= end; day = workdayAfter(validFrom, -registers.whole(5, 25))) {
    const next = monthsAfter(validFrom, VALID_MONTHS);
    lines.push(
      change(day, `${personKey(person)}-accreditation-${lines.length + 1}`, 'RecordAccreditation', recordOf(person), {
        body,
        accreditationNumber: `SYN-${person.n}`,
        validFrom: isoDay(validFrom),
        validTo: isoDay(next - 1),
        educationLevel: BACHELOR,
      }),
    );
    validFrom = next;
  }
  return script(nobody, lines, lines.map(({ day }) => occurs(`accreditations: ${body}`, day)));
}

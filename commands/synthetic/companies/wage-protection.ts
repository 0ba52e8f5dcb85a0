// Law: how a company pays is told month by month once the month is over; where it was suspended for it, it did not pay.
import { change, nobody, script, type MarketLine, type Script } from '../market-line.js';
import { isoDay, workdayOn } from '../population/day.js';
import type { Day } from '../population/market.js';
import type { Chance } from '../seeded-random.js';
import { monthsAfter } from '../terms-of-days.js';
import type { Employer } from './employer.js';

/** One of so many companies is told of: each adds a line a month. */
const ONE_OF = 40;
/** Day of the month on which the month before is told. */
const TOLD_ON = 10;

/** The readings of a company's main establishment; null where it is none of those that are told of. */
export function wageProtectionScript({ key, planned, record, establishments }: Employer, registers: Chance, last: Day): Script | null {
  if (planned.n % ONE_OF !== ONE_OF - 1) return null;
  const { registeredOn, closesOn, suspension } = planned;
  const end = closesOn ?? last;
  const lines: MarketLine[] = [];
  for (let first = firstOf(registeredOn); monthsAfter(first, 1) <= end; first = monthsAfter(first, 1)) {
    const next = monthsAfter(first, 1);
    const unpaid = suspension !== null && suspension.from < next && (suspension.to ?? end) >= first;
    const reading = unpaid ? { standing: 'non-compliant', compliance: registers.whole(10, 45) } : ordinary(registers);
    const month = isoDay(first).slice(0, 7);
    lines.push(change(workdayOn(next + TOLD_ON - 1), `${key}-wages-${month}`, 'RecordWageProtection', record, { establishmentId: establishments[0], month, ...reading }));
  }
  return script(nobody, lines);
}

function ordinary(registers: Chance): Readonly<Record<string, unknown>> {
  const standing = registers.weighted([
    ['compliant', 88],
    ['partly-compliant', 10],
    ['no-file', 2],
  ]);
  if (standing === 'no-file') return { standing };
  return { standing, compliance: standing === 'compliant' ? registers.whole(95, 100) : registers.whole(60, 94) };
}

function firstOf(day: Day): Day {
  return day - Number(isoDay(day).slice(8)) + 1;
}

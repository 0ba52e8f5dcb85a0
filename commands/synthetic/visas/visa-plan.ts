// Law: a visa request is planned with who will enter on it, so that no line is used by more people than it was accepted for.
import type { VisaKind } from '../../../domain/rules/visa-rules.js';
import type { Sex } from '../../../domain/standards/sex.js';
import type { Employer } from '../companies/employer.js';
import { workdayAfter } from '../market-line.js';
import { workdayOn } from '../population/day.js';
import type { Day } from '../population/market.js';
import type { Chance } from '../seeded-random.js';
import { monthsAfter } from '../terms-of-days.js';

/** How a request goes. Visas left over are cancelled, or expire by themselves. */
export type VisaManner = 'issued' | 'rest-cancelled' | 'rejected' | 'bill-lapsed' | 'bill-cancelled';

/** Somebody who enters on a visa: his day and what his visa says. */
export interface Arrival {
  readonly key: string;
  readonly entersOn: Day;
  readonly nationality: string;
  readonly occupation: string;
  readonly sex: Sex;
}

export interface VisaPlanLine {
  readonly nationality: string;
  readonly occupation: string;
  readonly sex: Sex;
  readonly count: number;
  /** 0: the line is rejected. */
  readonly accepted: number;
  /** People who enter on it. */
  readonly used: number;
}

export interface VisaPlan {
  readonly key: string;
  readonly employer: Employer;
  readonly kind: VisaKind;
  readonly phase: 'establishment' | 'expansion';
  readonly manner: VisaManner;
  readonly requestedOn: Day;
  readonly answeredOn: Day;
  readonly billedOn: Day;
  readonly paidOn: Day;
  readonly issuedOn: Day;
  readonly lines: readonly VisaPlanLine[];
}

/** The visa on which somebody enters. */
export interface Entry {
  readonly visas: string;
  readonly line: number;
}

/** Days that a request takes at least, from its first day to the first entry. */
export const FASTEST_DAYS = 14;
/** Most people who enter on one request, and days between the first and the last of them. */
const MOST_ARRIVALS = 40;
const LONGEST_DAYS = 200;
const PHASE_MONTHS = 6;

/** The requests of one kind on which these people enter, and by whose key which visa. All enter so long after the company began to act that a request fits before. */
export function planVisas(
  employer: Employer,
  arrivals: readonly Arrival[],
  kind: VisaKind,
  chance: Chance,
): { readonly plans: readonly VisaPlan[]; readonly entries: ReadonlyMap<string, Entry> } {
  const plans: VisaPlan[] = [];
  const entries = new Map<string, Entry>();
  const sorted = [...arrivals].sort((a, b) => a.entersOn - b.entersOn);
  for (let from = 0; from < sorted.length; ) {
    const first = (sorted[from] as Arrival).entersOn;
    let to = from + 1;
    while (to < sorted.length && to - from < MOST_ARRIVALS && (sorted[to] as Arrival).entersOn <= first + LONGEST_DAYS) to += 1;
    const key = `${employer.key}-visas-${kind === 'permanent' ? '' : `${kind}-`}${plans.length + 1}`;
    const lines = linesFor(sorted.slice(from, to), (arrival, line) => entries.set(arrival.key, { visas: key, line }));
    plans.push(visaPlan(key, employer, first, chance.yes(70) ? 'issued' : 'rest-cancelled', lines, chance, kind));
    from = to;
  }
  return { plans, entries };
}

/** One line for all who are alike. */
function linesFor(arrivals: readonly Arrival[], placed: (arrival: Arrival, line: number) => void): readonly Wanted[] {
  const lines: { nationality: string; occupation: string; sex: Sex; used: number }[] = [];
  for (const arrival of arrivals) {
    const { nationality, occupation, sex } = arrival;
    let line = lines.findIndex((one) => one.nationality === nationality && one.occupation === occupation && one.sex === sex);
    if (line < 0) line = lines.push({ nationality, occupation, sex, used: 0 }) - 1;
    (lines[line] as { used: number }).used += 1;
    placed(arrival, line);
  }
  return lines;
}

type Wanted = Pick<VisaPlanLine, 'nationality' | 'occupation' | 'sex' | 'used'>;

/** A request whose visas are issued before the day of the first entry. */
export function visaPlan(key: string, employer: Employer, firstEntry: Day, manner: VisaManner, wanted: readonly Wanted[], chance: Chance, kind: VisaKind = 'permanent'): VisaPlan {
  const { suspension, foundedOn } = employer.planned;
  const slowly = workdayOn(firstEntry - chance.whole(45, 75));
  const before = suspension !== null && slowly + 40 >= suspension.from && slowly <= (suspension.to ?? slowly) ? suspension.from - 45 : slowly;
  const requestedOn = Math.max(employer.actsFrom, workdayOn(before));
  const slow = firstEntry - requestedOn >= 40;
  const answeredOn = workdayAfter(requestedOn, slow ? chance.whole(2, 9) : 1);
  const billedOn = workdayAfter(answeredOn, 1);
  const paidOn = workdayAfter(billedOn, slow ? chance.whole(1, 12) : 0);
  const phase = requestedOn < monthsAfter(foundedOn, PHASE_MONTHS) ? 'establishment' : 'expansion';
  const lines = wanted.map((line): VisaPlanLine => {
    const accepted = manner === 'rejected' ? 0 : line.used + (chance.yes(30) || line.used === 0 ? chance.whole(1, 2) : 0);
    return { ...line, accepted, count: Math.max(1, accepted) + (chance.yes(35) ? chance.whole(1, 3) : 0) };
  });
  return { key, employer, kind, phase, manner, requestedOn, answeredOn, billedOn, paidOn, issuedOn: workdayAfter(paidOn, 1), lines };
}

// Law: a job is planned whole, from its terms to how it will end; its scripts only tell it.
import type { IsoDate } from '../../../domain/standards/calendar.js';
import { fromRiyals, type Money } from '../../../domain/standards/money.js';
import { isSaudi } from '../../../domain/standards/nationality.js';
import type { Employer } from '../companies/employer.js';
import { madeBy, type LineName, type Parties } from '../market-line.js';
import { recordOf } from '../people/person.js';
import type { Course } from '../population/course.js';
import { isoDay } from '../population/day.js';
import type { Day } from '../population/market.js';
import type { PlannedPerson } from '../population/planned.js';
import { monthsAfter } from '../terms-of-days.js';

/** Terms as the commands of a contract take them. */
export interface JobTerms {
  readonly occupation: string;
  readonly wage: { readonly basic: Money; readonly housing: Money; readonly other: Money };
  readonly kind: 'fixed' | 'indefinite';
  readonly startsOn: IsoDate;
  readonly endsOn: IsoDate | null;
  readonly probationDays: number;
  readonly payPeriod: 'monthly';
  readonly hoursPerWeek: number;
  readonly workingTime: 'full-time' | 'part-time' | 'flexible' | 'remote';
  readonly renewable: boolean;
}

/** Work that a company gives to a person. */
export interface Job {
  readonly key: string;
  readonly person: PlannedPerson;
  readonly employer: Employer;
  /** Its place in the employer's plan. */
  readonly establishment: number;
  readonly course: Course;
  /** First day of work, and the last one; null: still there at the end of the history. */
  readonly from: Day;
  readonly to: Day | null;
  /** Months of a term; 0: indefinite. */
  readonly months: number;
  /** For some weeks only: its one term is as long as the work. */
  readonly seasonal: boolean;
  readonly terms: JobTerms;
}

/** Between whom the records of a job are. */
export function partiesOf({ employer, person }: Pick<Job, 'employer' | 'person'>): Parties {
  return { company: employer.spokesman, from: null, employee: recordOf(person) };
}

/** The establishment as lines name it. Throws RangeError where the plan has none. */
export function placeOf({ employer, establishment }: Pick<Job, 'employer' | 'establishment'>): LineName {
  const place = employer.establishments[establishment];
  if (place === undefined) throw new RangeError(`${employer.key} has no establishment ${establishment}`);
  return place;
}

/** A monthly wage whose basic and housing parts come to so many riyals; a quarter of the basic wage is for housing, a tenth for transport. */
export function wageOf(contributory: number): JobTerms['wage'] {
  const basic = Math.round(contributory * 0.8);
  return { basic: fromRiyals(basic), housing: fromRiyals(contributory - basic), other: fromRiyals(Math.round(basic / 10)) };
}

/** The same terms for a higher basic wage, by so many per cent. */
export function raised(terms: JobTerms, percent: number): JobTerms {
  const { basic, housing, other } = terms.wage;
  const riyals = Number(BigInt(basic.amount) / 100n);
  return { ...terms, wage: { basic: fromRiyals(Math.round((riyals * (100 + percent)) / 100)), housing, other } };
}

/** The terms with their end said: an amendment repeats the one that the contract has. */
export function withEnd(terms: JobTerms, job: Pick<Job, 'from' | 'months'>): JobTerms {
  return terms.kind === 'indefinite' ? terms : { ...terms, endsOn: isoDay(endOfTerm(job, 1)) };
}

/** Last day of the n-th term, from 1 on, where each follows the one before for the same length. */
export function endOfTerm({ from, months }: Pick<Job, 'from' | 'months'>, n: number): Day {
  return monthsAfter(from, months * n) - 1;
}

/** Renewals of a citizen's term after which it is indefinite: the third, or the one that reaches four years (Labour Law Art. 55). */
export function renewalsToIndefinite(months: number): number {
  return Math.min(3, Math.max(1, Math.ceil(48 / months) - 1));
}

/** Which of its terms the day lies in, from 1 on; null: it has become indefinite by then, or always was. */
export function termOn(job: Pick<Job, 'from' | 'months' | 'person'>, day: Day): number | null {
  if (job.months === 0) return null;
  let n = 1;
  while (endOfTerm(job, n) < day) n += 1;
  return isSaudi(job.person.nationality) && n - 1 >= renewalsToIndefinite(job.months) ? null : n;
}

/** Key of the contract's draft as its lines name it. */
export function contractName(contract: string): LineName {
  return madeBy(contract);
}

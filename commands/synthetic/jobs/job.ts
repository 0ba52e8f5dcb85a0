// Law: a job is planned whole, from its terms to how it will end; its scripts only tell it.
import { lastDayOfTerm, toIsoDate, type IsoDate } from '../../../domain/standards/calendar.js';
import { fromRiyals, type Money } from '../../../domain/standards/money.js';
import { isSaudi } from '../../../domain/standards/nationality.js';
import type { PlannedCompany } from '../companies/planned-company.js';
import type { Post } from '../companies/trades.js';
import type { LineName } from '../market-line.js';
import type { Person } from '../people/person.js';
import type { Chance } from '../seeded-random.js';

/** How a contract goes on once it is accepted. */
export type Course =
  | 'stays'
  | 'amended'
  | 'amendment-declined'
  | 'amendment-lapsed'
  | 'renewed'
  | 'resigns'
  | 'resigns-unanswered'
  | 'resigns-deferred'
  | 'resignation-withdrawn'
  | 'notice-by-employee'
  | 'notice-by-employer'
  | 'not-renewed'
  | 'expires'
  | 'terminated'
  | 'transferred'
  | 'company-closes';

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
  readonly workingTime: 'full-time' | 'part-time' | 'remote';
  readonly renewable: boolean;
}

/** Work that a company gives to a person. */
export interface Job {
  readonly key: string;
  readonly person: Person;
  readonly company: PlannedCompany;
  readonly establishment: LineName;
  readonly course: Course;
  /** Day of the first draft. */
  readonly draftedOn: IsoDate;
  /** Terms for a first working day. */
  readonly termsFrom: (startsOn: IsoDate) => JobTerms;
}

/** The first day on which the law allows a probation of 180 days. */
const LONG_PROBATION_FROM = toIsoDate('2025-02-19');

const endedByItsTerm: ReadonlySet<Course> = new Set<Course>(['renewed', 'expires']);
const needsTerm: ReadonlySet<Course> = new Set<Course>([
  'resigns',
  'resigns-unanswered',
  'resigns-deferred',
  'resignation-withdrawn',
  'not-renewed',
  'renewed',
  'expires',
]);

/** Draws the terms of a post for a person. Everybody who is not a citizen works for a term. */
export function drawTerms(post: Post, person: Person, course: Course, chance: Chance): Job['termsFrom'] {
  const [least, greatest] = post.wage;
  const basic = Math.round(chance.whole(least, greatest) / 50) * 50;
  const citizen = isSaudi(person.nationality);
  const noticed = course === 'notice-by-employee' || course === 'notice-by-employer';
  const indefinite = citizen && !needsTerm.has(course) && (noticed || chance.yes(55));
  const months = needsTerm.has(course) || chance.yes(70) ? 12 : 24;
  const lawSetsEnd = !citizen && chance.yes(8);
  const probation = chance.weighted([
    [0, 2],
    [90, 6],
    [180, 2],
  ]);
  const partTime = citizen && chance.yes(6);
  const remote = citizen && !partTime && chance.yes(5);
  return (startsOn) => ({
    occupation: post.occupation,
    wage: wageOf(basic),
    kind: indefinite ? 'indefinite' : 'fixed',
    startsOn,
    // A non-Saudi's contract that states no end is for a year by law.
    endsOn: indefinite || (lawSetsEnd && months === 12) ? null : lastDayOfTerm(startsOn, months),
    // The draft comes some weeks before the first day, and the limit of its day binds.
    probationDays: startsOn < lastDayOfTerm(LONG_PROBATION_FROM, 2) ? Math.min(probation, 90) : probation,
    payPeriod: 'monthly',
    hoursPerWeek: partTime ? 24 : citizen ? 40 : 48,
    workingTime: partTime ? 'part-time' : remote ? 'remote' : 'full-time',
    renewable: !indefinite && !endedByItsTerm.has(course),
  });
}

/** A monthly wage with the usual allowances for housing and transport. */
export function wageOf(basic: number): JobTerms['wage'] {
  return { basic: fromRiyals(basic), housing: fromRiyals(Math.round(basic / 4)), other: fromRiyals(Math.round(basic / 10)) };
}

/** The same terms for a higher wage, by so many per cent. */
export function raised(terms: JobTerms, percent: number): JobTerms {
  const basic = Number(BigInt(terms.wage.basic.amount) / 100n);
  return { ...terms, wage: wageOf(Math.round((basic * (100 + percent)) / 100)) };
}

/** The terms with the end that the law sets where they state none. */
export function termEnd(terms: JobTerms): IsoDate {
  return terms.endsOn ?? lastDayOfTerm(terms.startsOn, 12);
}

// Law: whoever works for a company was known first, then offered the work, then agreed; who comes late to the plan is told late, never before its time.
import { toEpochDay, toIsoDate } from '../../../domain/standards/calendar.js';
import { isSaudi } from '../../../domain/standards/nationality.js';
import { clearOfSuspension, opensFor } from '../companies/employer.js';
import { wageOf, type Job, type JobTerms } from '../jobs/job.js';
import type { Course } from '../population/course.js';
import { daysOfManner, type Manner } from '../jobs/offer-script.js';
import { workdayAfter } from '../market-line.js';
import { isoDay, workdayOn } from '../population/day.js';
import type { Day } from '../population/market.js';
import type { Chance } from '../seeded-random.js';
import { lastOfTerm } from '../terms-of-days.js';
import { tenureKey, type Held } from './telling.js';

/** The first day on which the law allows a probation of 180 days; before, 90. */
const LONG_PROBATION_FROM = toEpochDay(toIsoDate('2025-02-19'));
/** Least days between a first draft and the last day of work. */
const SHORTEST_DAYS = 14;
/** Hours a week. */
const WEEKS_A_MONTH = 52 / 12;
const HOURS = { partTime: 24, citizen: 40, resident: 48 } as const;

const needsActing: ReadonlySet<Course> = new Set<Course>(['amended', 'amendment-declined', 'amendment-lapsed', 'renewed', 'resignation-withdrawn']);

/** When somebody is hired, and how his offer goes. */
export interface Hire {
  readonly draftedOn: Day;
  readonly manner: Manner;
}

/** Plans a hire so that both have agreed by the first day of work, where there is time for it; null where there is none before the last one. */
export function planHire({ employer, post, tenure }: Held, wanted: Manner, notBefore: Day, chance: Chance): Hire | null {
  const earliest = Math.max(opensFor(employer, post.establishment), notBefore);
  const slow = workdayOn(tenure.from - daysOfManner[wanted] - chance.whole(3, 14));
  const manner = slow >= earliest ? wanted : 'accepted';
  const draft = Math.max(earliest, slow);
  const draftedOn = clearOfSuspension(employer, workdayOn(draft), daysOfManner[manner] + 3);
  if (tenure.to !== null && draftedOn + SHORTEST_DAYS > tenure.to) return null;
  return { draftedOn, manner };
}

/** The job that a tenure is, drafted on a day. */
export function jobOf(held: Held, draftedOn: Day, chance: Chance): Job {
  const { employer, post, tenure, name } = held;
  const citizen = isSaudi(post.nationality);
  // Who is not a citizen works for a term.
  const months = post.contract === 'indefinite' && citizen ? 0 : post.months > 0 ? post.months : 12;
  const seasonal = post.seasonal && tenure.to !== null;
  // Nothing that needs an acting company is planned where one is suspended.
  const course = employer.planned.suspension !== null && needsActing.has(tenure.course) ? 'stays' : tenure.course;
  const ending = seasonal || course === 'expires' || course === 'renewed';
  const lawSetsEnd = !citizen && !seasonal && months === 12 && chance.yes(8);
  const terms: JobTerms = {
    occupation: post.occupation,
    wage: wageOf(post.wage),
    kind: months === 0 ? 'indefinite' : 'fixed',
    startsOn: isoDay(tenure.from),
    endsOn: months === 0 || lawSetsEnd ? null : isoDay(seasonal && tenure.to !== null ? tenure.to : lastOfTerm(tenure.from, months)),
    probationDays: seasonal ? 0 : probationOf(months, draftedOn, chance),
    payPeriod: 'monthly',
    hoursPerWeek: hoursOf(post, citizen),
    workingTime: post.workingTime,
    renewable: months > 0 && !ending,
  };
  const { person, from, to } = tenure;
  return { key: `job-${tenureKey(name)}`, person, employer, establishment: post.establishment, course, from, to, months, seasonal, terms };
}

function hoursOf({ workingTime, hours }: Held['post'], citizen: boolean): number {
  if (hours !== null) return Math.round((hours / WEEKS_A_MONTH) * 2) / 2;
  return workingTime === 'part-time' ? HOURS.partTime : citizen ? HOURS.citizen : HOURS.resident;
}

function probationOf(months: number, draftedOn: Day, chance: Chance): number {
  const days = chance.weighted([
    [0, 2],
    [90, 6],
    [180, 2],
  ]);
  if (months > 0 && months < 12) return 0;
  return draftedOn < LONG_PROBATION_FROM ? Math.min(days, 90) : days;
}

/** The day on which somebody becomes known who is to be hired on another one. */
export function knownBefore(draftedOn: Day, first: Day, chance: Chance): Day {
  return Math.max(first, Math.min(draftedOn, workdayAfter(draftedOn, -chance.whole(1, 6))));
}

// Law: a transfer is asked for in time: answers and notice have run by the day on which the plan has the employee begin.
import { toEpochDay, toIsoDate } from '../../../domain/standards/calendar.js';
import type { Employer } from '../companies/employer.js';
import type { JobTerms, Job } from '../jobs/job.js';
import type { Agreed } from '../jobs/offer-script.js';
import { change, madeBy, make, workdayAfter, type LineName, type MarketLine, type Parties } from '../market-line.js';
import { recordOf } from '../people/person.js';
import { isoDay, workdayOn } from '../population/day.js';
import type { Day } from '../population/market.js';
import type { Chance } from '../seeded-random.js';
import { monthsAfter } from '../terms-of-days.js';

/** How a transfer goes. Who has served a year, or whose employer is RED, goes without the current employer's consent. */
export type TransferManner =
  | 'after-a-year'
  | 'from-red-employer'
  | 'consented'
  | 'consented-without-notice'
  | 'employer-rejects'
  | 'employer-silent'
  | 'employee-rejects'
  | 'employee-silent'
  | 'cancelled-by-employee'
  | 'cancelled-by-new-employer'
  | 'completed-too-early';

/** A transfer to be told. */
export interface TransferPlan {
  readonly key: string;
  readonly job: Pick<Job, 'person' | 'employer'>;
  readonly contract: LineName;
  /** The permit with the current employer, where one was issued. */
  readonly permit: LineName | null;
  readonly to: Employer;
  readonly place: LineName;
  readonly terms: JobTerms;
  readonly earlierTransfers: number;
}

/** Days of an employee's notice, before and since the law of that day (M/44). */
const NOTICE_DAYS = { before: 60, since: 30, from: toEpochDay(toIsoDate('2025-02-19')) } as const;
/** Days within which both answer, and some more. */
const ANSWER_DAYS = 14;

/** Parties of a transfer. */
export function partiesOfTransfer({ job, to }: Pick<TransferPlan, 'job' | 'to'>): Parties {
  return { company: to.spokesman, from: job.employer.spokesman, employee: recordOf(job.person) };
}

/** The day of the request, and how it goes, so that the employee begins on that day; null where there is no time for it. */
export function transferBy(startsOn: Day, since: Agreed, served: Day, chance: Chance): { readonly requestedOn: Day; readonly manner: TransferManner } | null {
  const notice = startsOn - 1 - NOTICE_DAYS.since >= NOTICE_DAYS.from ? NOTICE_DAYS.since : NOTICE_DAYS.before;
  const earliest = Math.max(since.acceptedOn, served) + 3;
  const wanted = workdayOn(startsOn - 3 - notice - ANSWER_DAYS - chance.whole(0, 8));
  const year = monthsAfter(served, 12);
  // Whether the current employer is asked shows on the day of the answer: it is asked for well before the year is over, or after.
  const withNotice = wanted < year && wanted + ANSWER_DAYS > year ? workdayOn(year - ANSWER_DAYS - 4) : wanted;
  if (withNotice >= earliest) {
    return { requestedOn: withNotice, manner: withNotice < year ? 'consented' : chance.yes(4) ? 'completed-too-early' : 'after-a-year' };
  }
  const waived = workdayOn(startsOn - 4 - ANSWER_DAYS);
  if (waived < earliest || waived + ANSWER_DAYS > year) return null;
  return { requestedOn: waived, manner: 'consented-without-notice' };
}

/** Asks for the employee of a running job, and tells how it goes. */
export function transferLines(plan: TransferPlan, day: Day, manner: TransferManner, chance: Chance): readonly MarketLine[] {
  const { key } = plan;
  const record = madeBy(key);
  const answeredOn = workdayAfter(day, chance.whole(1, 4));
  const employerOn = workdayAfter(answeredOn, chance.whole(1, 4));
  const request = requested(plan, day);
  const accepted = change(answeredOn, `${key}-employee`, 'AnswerAsEmployee', record, { answer: 'accept' });
  const consent = (more: object): MarketLine => change(employerOn, `${key}-employer`, 'AnswerAsCurrentEmployer', record, { answer: 'accept', ...more });
  switch (manner) {
    case 'after-a-year':
    case 'from-red-employer':
      return [request, accepted];
    case 'completed-too-early':
      return [request, accepted, change(workdayAfter(answeredOn, 3), `${key}-early`, 'CompleteTransfer', record, {}, 'transfer.notice-running')];
    case 'consented':
      return [request, accepted, consent({})];
    case 'consented-without-notice':
      return [request, accepted, consent({ waiveNotice: true })];
    case 'employer-rejects':
      return [request, accepted, change(employerOn, `${key}-employer`, 'AnswerAsCurrentEmployer', record, { answer: 'reject', reason: 'obligation-open' })];
    case 'employer-silent':
      return [request, accepted];
    case 'employee-rejects':
      return [request, change(answeredOn, `${key}-employee`, 'AnswerAsEmployee', record, { answer: 'reject', reason: 'employee-stays' })];
    case 'employee-silent':
      return [request];
    case 'cancelled-by-employee':
      return [request, accepted, change(workdayAfter(answeredOn, 2), `${key}-off`, 'CancelTransfer', record, { by: 'employee' })];
    case 'cancelled-by-new-employer':
      return [request, change(workdayAfter(day, 2), `${key}-off`, 'CancelTransfer', record, { by: 'new-employer' })];
  }
}

/** The request itself. */
export function requested({ key, job, contract, permit, to, place, terms, earlierTransfers }: TransferPlan, day: Day, expect?: string): MarketLine {
  return make(
    day,
    key,
    'RequestTransfer',
    {
      employeeId: recordOf(job.person),
      fromContractId: contract,
      toCompanyId: to.record,
      toEstablishmentId: place,
      terms,
      ...(permit === null ? {} : { permitId: permit }),
      earlierTransfers,
    },
    expect,
  );
}

/** Terms that begin on a day, for so many months. */
export function termsFrom(terms: JobTerms, startsOn: Day, months: number): JobTerms {
  return { ...terms, startsOn: isoDay(startsOn), endsOn: isoDay(monthsAfter(startsOn, months) - 1), renewable: true, probationDays: 0 };
}

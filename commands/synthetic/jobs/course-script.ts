// Law: a contract ends on the last day that the plan gives it, by whatever is known to lead there; what cannot lead there is ended by an article.
import { toEpochDay, toIsoDate } from '../../../domain/standards/calendar.js';
import { isSaudi } from '../../../domain/standards/nationality.js';
import { change, workdayAfter, type MarketLine } from '../market-line.js';
import { isoDay, workdayOn } from '../population/day.js';
import type { Day } from '../population/market.js';
import type { Chance } from '../seeded-random.js';
import { yearOf } from '../terms-of-days.js';
import { endOfTerm, raised, renewalsToIndefinite, termOn, withEnd, type Job } from './job.js';
import type { Agreed } from './offer-script.js';

/** What happens to a contract, how that is called, the day from which the employee is on the way out, and its last day in force; null when there is none. */
export interface CourseScript {
  readonly lines: readonly MarketLine[];
  readonly leavingFrom: Day | null;
  readonly inForceTo: Day | null;
}

/** Days of notice of an employee who is paid by the month, before and since the law of that day (M/44), and of an employer (Art. 75). */
const EMPLOYEE_NOTICE_DAYS = { before: 60, since: 30, from: toEpochDay(toIsoDate('2025-02-19')) } as const;
const EMPLOYER_NOTICE_DAYS = 60;
/** Days after which silence accepts a resignation. */
const SILENCE_DAYS = 30;
/** Age at which people retire in the market. */
const RETIREMENT_AGE = 58;

/** The course of an accepted contract up to its end. A transfer is told by a script of its own. */
export function courseScript(job: Job, agreed: Agreed, chance: Chance): CourseScript {
  return job.to === null ? staying(job, agreed, chance) : ending(job, job.to, agreed, chance);
}

function staying(job: Job, agreed: Agreed, chance: Chance): CourseScript {
  const stays = (lines: readonly MarketLine[]): CourseScript => ({ lines, leavingFrom: null, inForceTo: null });
  switch (job.course) {
    case 'amended':
    case 'amendment-declined':
    case 'amendment-lapsed':
      return stays(amendment(job, agreed, job.course, chance));
    case 'renewed':
      return stays(renewals(job, agreed, null, chance));
    case 'resignation-withdrawn': {
      const day = firstWorkday(job, agreed, chance.whole(90, 240));
      if (termOn(job, day) !== 1) return stays([]);
      return stays([resigned(agreed, day), change(workdayAfter(day, chance.whole(1, 5)), `${agreed.contract}-stays`, 'WithdrawResignation', agreed.record)]);
    }
    default:
      return stays([]);
  }
}

function ending(job: Job, to: Day, agreed: Agreed, chance: Chance): CourseScript {
  switch (job.course) {
    case 'transferred':
      return { lines: [], leavingFrom: null, inForceTo: to };
    case 'company-closes':
      return ended(agreed, to, to, { article: 'establishment-closed' });
    case 'expires': {
      if (job.seasonal) return { lines: [], leavingFrom: to - 20, inForceTo: to };
      if (!isEndOfTerm(job, to)) break;
      return { lines: renewals(job, agreed, to, chance), leavingFrom: to - 20, inForceTo: to };
    }
    case 'not-renewed': {
      if (!isEndOfTerm(job, to)) break;
      const day = Math.max(agreed.acceptedOn, workdayOn(to - chance.whole(30, 50)));
      return leaving(to, [change(day, `${agreed.contract}-notice`, 'GiveNotice', agreed.record, { by: chance.pick(['employer', 'employee']), reason: 'not-renewing' })]);
    }
    case 'notice-by-employee':
    case 'notice-by-employer': {
      const given = noticeGiven(job, to, agreed);
      if (given === null) break;
      return leaving(to, [given(chance)]);
    }
    case 'resigns':
    case 'resigns-unanswered':
    case 'resigns-deferred': {
      const lines = resignation(job, to, agreed, job.course, chance);
      if (lines === null) break;
      return leaving(to, lines);
    }
    default:
  }
  return termination(job, to, agreed, chance);
}

function leaving(to: Day, lines: readonly MarketLine[]): CourseScript {
  return { lines, leavingFrom: lines[0]?.day ?? to, inForceTo: to };
}

/** The first working day so many days after the first day of work, and after both agreed. */
function firstWorkday(job: Job, { acceptedOn }: Agreed, days: number): Day {
  return Math.max(acceptedOn, workdayAfter(job.from, days));
}

/** Whether the contract, renewed as often as that takes, ends by itself on the day. */
function isEndOfTerm(job: Job, to: Day): boolean {
  const term = termOn(job, to);
  return term !== null && endOfTerm(job, term) === to;
}

/** New terms within the first term, so that the end that they repeat is the one of the contract. */
function amendment(job: Job, { contract, record, acceptedOn, terms }: Agreed, course: 'amended' | 'amendment-declined' | 'amendment-lapsed', chance: Chance): readonly MarketLine[] {
  const day = Math.max(workdayOn(acceptedOn + 1), workdayAfter(job.from, chance.whole(120, 300)));
  const answer = workdayAfter(day, chance.whole(1, 5));
  if (job.months > 0 && answer >= endOfTerm(job, 1)) return [];
  const by = chance.pick(['employer', 'employee']);
  const other = by === 'employer' ? 'employee' : 'employer';
  const proposal = change(day, `${contract}-amendment`, 'ProposeAmendment', record, { by, terms: raised(withEnd(terms, job), chance.whole(4, 14)) });
  switch (course) {
    case 'amended':
      return [proposal, change(answer, `${contract}-amended`, 'AcceptAmendment', record, { by: other })];
    case 'amendment-declined':
      return [proposal, change(answer, `${contract}-declined`, 'DeclineAmendment', record, { by: other })];
    case 'amendment-lapsed':
      return [proposal];
  }
}

/** Most terms that are told ahead; the history is shorter. */
const MOST_TERMS = 24;

/** Renewed by word, term by term, up to the last one or for good; a citizen's becomes indefinite at some point. */
function renewals(job: Job, { contract, record, acceptedOn }: Agreed, to: Day | null, chance: Chance): readonly MarketLine[] {
  const lines: MarketLine[] = [];
  const most = isSaudi(job.person.nationality) ? renewalsToIndefinite(job.months) : MOST_TERMS;
  for (let n = 1; n <= most; n += 1) {
    const last = endOfTerm(job, n);
    if (to !== null && last >= to) break;
    const day = Math.max(acceptedOn, workdayOn(last - chance.whole(17, 45)));
    if (day > last) break;
    lines.push(change(day, `${contract}-renewal-${n}`, 'RenewContract', record, { endsOn: isoDay(endOfTerm(job, n + 1)) }));
  }
  return lines;
}

function resigned({ contract, record }: Agreed, day: Day, lastDay?: Day): MarketLine {
  return change(day, `${contract}-resignation`, 'Resign', record, lastDay === undefined ? {} : { lastDay: isoDay(lastDay) });
}

/** A resignation whose last day is the planned one; null where no resignation leads there. */
function resignation(
  job: Job,
  to: Day,
  agreed: Agreed,
  course: 'resigns' | 'resigns-unanswered' | 'resigns-deferred',
  chance: Chance,
): readonly MarketLine[] | null {
  const term = termOn(job, to);
  if (term === null) return null;
  // It is handed in within the last term, of which it names a day.
  const earliest = Math.max(agreed.acceptedOn, job.from, term === 1 ? 0 : endOfTerm(job, term - 1) + 1);
  const silent = to - SILENCE_DAYS;
  if (course === 'resigns-unanswered' && silent >= earliest) return [resigned(agreed, silent)];
  const deferred = to - chance.whole(36, 55);
  if (course === 'resigns-deferred' && deferred >= earliest) {
    return [resigned(agreed, deferred), change(deferred + 6, `${agreed.contract}-deferral`, 'DeferResignation', agreed.record, { deferredTo: isoDay(to) })];
  }
  const day = Math.max(earliest, workdayOn(to - chance.whole(12, 26)));
  const answeredOn = Math.min(to, workdayAfter(day, chance.whole(1, 7)));
  if (day > to) return null;
  return [resigned(agreed, day, to), change(answeredOn, `${agreed.contract}-released`, 'AcceptResignation', agreed.record)];
}

/** Notice whose last day is the planned one; null where the contract is for a term then, or is too young. */
function noticeGiven(job: Job, to: Day, { contract, record, acceptedOn }: Agreed): ((chance: Chance) => MarketLine) | null {
  const byEmployee = job.course === 'notice-by-employee';
  const { before, since, from } = EMPLOYEE_NOTICE_DAYS;
  const day = byEmployee ? (to - since >= from ? to - since : to - before) : to - EMPLOYER_NOTICE_DAYS;
  if (day < Math.max(acceptedOn, job.from) || termOn(job, day) !== null) return null;
  return (chance) =>
    change(
      day,
      `${contract}-notice`,
      'GiveNotice',
      record,
      byEmployee
        ? { by: 'employee', reason: chance.pick(['other-job', 'family', 'relocation']) }
        : { by: 'employer', reason: chance.pick(['redundancy', 'restructuring', 'performance']) },
    );
}

/** An end at once: in probation where there is one, else by another article; some are reported late. */
function termination(job: Job, to: Day, agreed: Agreed, chance: Chance): CourseScript {
  const { person, from } = job;
  const reportedOn = Math.max(agreed.acceptedOn, chance.yes(25) ? workdayAfter(to, chance.whole(3, 20)) : to);
  if (to - from < agreed.terms.probationDays && chance.yes(60)) {
    return ended(agreed, to, reportedOn, { article: '53', by: chance.pick(['employer', 'employee']) });
  }
  const ofWoman = person.sex === 'female' ? (['87'] as const) : [];
  const ofTerm = termOn(job, to) === null ? [] : (['57'] as const);
  const ofAge = yearOf(to) - yearOf(person.bornOn) >= RETIREMENT_AGE ? (['retirement', 'retirement', 'retirement'] as const) : [];
  const article = chance.pick(['74', '74', '77', '80', '81', 'force-majeure', ...ofWoman, ...ofTerm, ...ofAge]);
  return ended(agreed, to, reportedOn, article === '77' ? { article, by: chance.pick(['employer', 'employee']) } : { article });
}

function ended({ contract, record }: Agreed, to: Day, reportedOn: Day, data: Readonly<Record<string, unknown>>): CourseScript {
  const late = reportedOn > to ? { effectiveOn: isoDay(to) } : {};
  return {
    lines: [change(reportedOn, `${contract}-end`, 'TerminateContract', record, { ...data, ...late })],
    leavingFrom: to,
    // Until it is told, the ledger holds it to be in force.
    inForceTo: reportedOn - 1,
  };
}

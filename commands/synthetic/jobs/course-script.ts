import { addDays, lastDayOfTerm, type IsoDate } from '../../../domain/standards/calendar.js';
import { isSaudi } from '../../../domain/standards/nationality.js';
import { change, madeBy, workdayAfter, type Script } from '../market-line.js';
import type { Chance } from '../seeded-random.js';
import { raised, termEnd, type Job } from './job.js';
import type { Agreed } from './offer-script.js';

/** What happens to a contract, and the day from which the employee is on the way out; null when not. */
export interface CourseScript {
  readonly script: Script;
  readonly leavingFrom: IsoDate | null;
}

/** The course of an accepted contract. A transfer has a script of its own and is none of this. */
export function courseScript(job: Job, agreed: Agreed, chance: Chance): CourseScript {
  const { course } = job;
  switch (course) {
    case 'stays':
    case 'transferred':
      return { script: [], leavingFrom: null };
    case 'amended':
    case 'amendment-declined':
    case 'amendment-lapsed':
      return { script: amendment(agreed, course, chance), leavingFrom: null };
    case 'renewed':
      return renewals(agreed, chance);
    case 'resigns':
    case 'resigns-unanswered':
    case 'resigns-deferred':
    case 'resignation-withdrawn':
      return resignation(agreed, course, chance);
    case 'notice-by-employee':
    case 'notice-by-employer':
      return notice(agreed, course, chance);
    case 'not-renewed': {
      const { contract, terms } = agreed;
      const day = workdayAfter(termEnd(terms), -chance.whole(30, 50));
      const by = chance.pick(['employer', 'employee']);
      return leaving([change(day, `${contract}-notice`, 'GiveNotice', madeBy(contract), { by, reason: 'not-renewing' })]);
    }
    case 'expires':
      return { script: [], leavingFrom: addDays(termEnd(agreed.terms), -20) };
    case 'terminated':
      return termination(job, agreed, chance);
    case 'company-closes': {
      const { contract } = agreed;
      const day = workdayAfter(job.company.closesOn ?? agreed.acceptedOn, -chance.whole(5, 15));
      return leaving([change(day, `${contract}-end`, 'TerminateContract', madeBy(contract), { article: 'establishment-closed' })]);
    }
  }
}

function leaving(script: Script): CourseScript {
  return { script, leavingFrom: script[0]?.day ?? null };
}

/** New terms within the first term, so that the end that they repeat is the one of the contract. */
function amendment({ contract, terms }: Agreed, course: 'amended' | 'amendment-declined' | 'amendment-lapsed', chance: Chance): Script {
  const day = workdayAfter(terms.startsOn, chance.whole(150, 300));
  const by = chance.pick(['employer', 'employee']);
  const other = by === 'employer' ? 'employee' : 'employer';
  const named = terms.kind === 'fixed' ? { ...terms, endsOn: termEnd(terms) } : terms;
  const proposal = change(day, `${contract}-amendment`, 'ProposeAmendment', madeBy(contract), { by, terms: raised(named, chance.whole(4, 14)) });
  const answer = workdayAfter(day, chance.whole(1, 5));
  switch (course) {
    case 'amended':
      return [proposal, change(answer, `${contract}-amended`, 'AcceptAmendment', madeBy(contract), { by: other })];
    case 'amendment-declined':
      return [proposal, change(answer, `${contract}-declined`, 'DeclineAmendment', madeBy(contract), { by: other })];
    case 'amendment-lapsed':
      return [proposal];
  }
}

/** Renewed by word for a year at a time; a citizen's third renewal makes it indefinite. */
function renewals({ contract, terms }: Agreed, chance: Chance): CourseScript {
  const script: Script[number][] = [];
  let endsOn = termEnd(terms);
  for (let n = 1; n <= 3; n += 1) {
    const day = workdayAfter(endsOn, -chance.whole(15, 45));
    endsOn = lastDayOfTerm(addDays(endsOn, 1), 12);
    script.push(change(day, `${contract}-renewal-${n}`, 'RenewContract', madeBy(contract), { endsOn }));
  }
  return { script, leavingFrom: null };
}

function resignation(
  { contract, terms }: Agreed,
  course: 'resigns' | 'resigns-unanswered' | 'resigns-deferred' | 'resignation-withdrawn',
  chance: Chance,
): CourseScript {
  const record = madeBy(contract);
  const day = workdayAfter(terms.startsOn, chance.whole(90, 240));
  const lastDay = chance.yes(50) ? { lastDay: addDays(day, 40) } : {};
  const resigned = change(day, `${contract}-resignation`, 'Resign', record, lastDay);
  switch (course) {
    case 'resigns':
      return leaving([resigned, change(workdayAfter(day, chance.whole(2, 14)), `${contract}-released`, 'AcceptResignation', record)]);
    case 'resigns-unanswered':
      return leaving([resigned]);
    case 'resigns-deferred': {
      const deferredTo = addDays(day, chance.whole(35, 60));
      return leaving([resigned, change(workdayAfter(day, 6), `${contract}-deferral`, 'DeferResignation', record, { deferredTo })]);
    }
    case 'resignation-withdrawn':
      return { script: [resigned, change(workdayAfter(day, chance.whole(1, 5)), `${contract}-stays`, 'WithdrawResignation', record)], leavingFrom: null };
  }
}

function notice({ contract, terms }: Agreed, course: 'notice-by-employee' | 'notice-by-employer', chance: Chance): CourseScript {
  const day = workdayAfter(terms.startsOn, chance.whole(120, 600));
  const data =
    course === 'notice-by-employee'
      ? { by: 'employee', reason: chance.pick(['other-job', 'family', 'relocation']) }
      : { by: 'employer', reason: chance.pick(['redundancy', 'restructuring', 'performance']) };
  return leaving([change(day, `${contract}-notice`, 'GiveNotice', madeBy(contract), data)]);
}

/** An end at once: in probation where there is one, else by another article. */
function termination(job: Job, { contract, terms }: Agreed, chance: Chance): CourseScript {
  const record = madeBy(contract);
  if (terms.probationDays > 0 && chance.yes(35)) {
    const day = workdayAfter(terms.startsOn, chance.whole(20, 80));
    return leaving([change(day, `${contract}-end`, 'TerminateContract', record, { article: '53', by: chance.pick(['employer', 'employee']) })]);
  }
  const day = workdayAfter(terms.startsOn, chance.whole(100, 300));
  const ofWoman = job.person.sex === 'female' && isSaudi(job.person.nationality) ? (['87'] as const) : [];
  const ofTerm = terms.kind === 'fixed' ? (['57'] as const) : [];
  const article = chance.pick(['74', '77', '79', '80', '81', 'force-majeure', ...ofWoman, ...ofTerm]);
  const by = article === '77' ? { by: chance.pick(['employer', 'employee']) } : {};
  // Some ends are reported late.
  const late = chance.yes(25) ? { effectiveOn: addDays(day, -chance.whole(3, 20)) } : {};
  return leaving([change(day, `${contract}-end`, 'TerminateContract', record, { article, ...by, ...late })]);
}

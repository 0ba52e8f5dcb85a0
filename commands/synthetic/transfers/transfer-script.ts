import { addDays, addMonths, latest, type IsoDate } from '../../../domain/standards/calendar.js';
import { noticeEnd } from '../../../domain/rules/notice.js';
import type { PlannedCompany } from '../companies/planned-company.js';
import { change, madeBy, make, workdayAfter, type Script } from '../market-line.js';
import type { Chance } from '../seeded-random.js';
import { raised, type Job, type JobTerms } from '../jobs/job.js';
import type { Agreed } from '../jobs/offer-script.js';

/** How a transfer goes. Who has served a year goes without the current employer's consent. */
export type TransferManner =
  | 'after-a-year'
  | 'consented'
  | 'consented-without-notice'
  | 'employer-rejects'
  | 'employer-silent'
  | 'employee-rejects'
  | 'employee-silent'
  | 'cancelled-by-employee'
  | 'cancelled-by-new-employer'
  | 'completed-too-early';

/** The script of a transfer, and the first day with the new employer where it comes to that. */
export interface TransferScript {
  readonly script: Script;
  readonly requestedOn: IsoDate;
  readonly movesOn: IsoDate | null;
}

/** Asks for the employee of a running job, named by the line that accepted his contract and the one that made his permit. */
export function transferScript(
  job: Job,
  agreed: Agreed,
  permit: string,
  to: PlannedCompany,
  manner: TransferManner,
  chance: Chance,
  at?: IsoDate,
): TransferScript {
  const { startsOn } = agreed.terms;
  const served = manner === 'after-a-year' || manner === 'completed-too-early' ? chance.whole(400, 620) : chance.whole(150, 290);
  const day = at ?? workdayAfter(startsOn, served);
  const answeredOn = workdayAfter(day, chance.whole(1, 6));
  const employerOn = workdayAfter(answeredOn, chance.whole(1, 6));
  const key = `${job.key}-transfer`;
  const record = madeBy(key);
  const terms = termsFrom(agreed.terms, day, chance);
  const request = make(day, key, 'RequestTransfer', {
    employeeId: madeBy(job.person.key),
    fromContractId: madeBy(agreed.contract),
    toCompanyId: madeBy(to.key),
    toEstablishmentId: to.main.establishment,
    terms,
    permitId: madeBy(permit),
    earlierTransfers: 0,
  });
  const accepted = change(answeredOn, `${key}-employee`, 'AnswerAsEmployee', record, { answer: 'accept' });
  const unmoved = (script: Script): TransferScript => ({ script, requestedOn: day, movesOn: null });
  switch (manner) {
    case 'after-a-year':
      return { script: [request, accepted], requestedOn: day, movesOn: firstDayAfterNotice(answeredOn, terms) };
    case 'completed-too-early': {
      const early = change(workdayAfter(answeredOn, 3), `${key}-early`, 'CompleteTransfer', record, {}, 'transfer.notice-running');
      return { script: [request, accepted, early], requestedOn: day, movesOn: firstDayAfterNotice(answeredOn, terms) };
    }
    case 'consented': {
      const consent = change(employerOn, `${key}-employer`, 'AnswerAsCurrentEmployer', record, { answer: 'accept' });
      return { script: [request, accepted, consent], requestedOn: day, movesOn: firstDayAfterNotice(employerOn, terms) };
    }
    case 'consented-without-notice': {
      const consent = change(employerOn, `${key}-employer`, 'AnswerAsCurrentEmployer', record, { answer: 'accept', waiveNotice: true });
      return { script: [request, accepted, consent], requestedOn: day, movesOn: latest(employerOn, terms.startsOn) };
    }
    case 'employer-rejects':
      return unmoved([request, accepted, change(employerOn, `${key}-employer`, 'AnswerAsCurrentEmployer', record, { answer: 'reject', reason: 'obligation-open' })]);
    case 'employer-silent':
      return unmoved([request, accepted]);
    case 'employee-rejects':
      return unmoved([request, change(answeredOn, `${key}-employee`, 'AnswerAsEmployee', record, { answer: 'reject', reason: 'employee-stays' })]);
    case 'employee-silent':
      return unmoved([request]);
    case 'cancelled-by-employee':
      return unmoved([request, accepted, change(workdayAfter(answeredOn, 2), `${key}-off`, 'CancelTransfer', record, { by: 'employee' })]);
    case 'cancelled-by-new-employer':
      return unmoved([request, change(workdayAfter(day, 2), `${key}-off`, 'CancelTransfer', record, { by: 'new-employer' })]);
  }
}

/** Better terms for two years, from three weeks after the request on at the earliest. */
function termsFrom(old: JobTerms, day: IsoDate, chance: Chance): JobTerms {
  const startsOn = workdayAfter(day, 21);
  return { ...raised(old, chance.whole(6, 20)), startsOn, endsOn: addDays(addMonths(startsOn, 24), -1), renewable: true, probationDays: 0 };
}

function firstDayAfterNotice(givenOn: IsoDate, terms: JobTerms): IsoDate {
  const { lastWorkingDay } = noticeEnd({ givenOn, givenBy: 'employee', payPeriod: 'monthly' });
  return latest(addDays(lastWorkingDay, 1), terms.startsOn);
}

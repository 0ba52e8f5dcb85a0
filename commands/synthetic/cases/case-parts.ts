import { addDays, lastDayOfTerm, type IsoDate } from '../../../domain/standards/calendar.js';
import type { PlannedCompany } from '../companies/planned-company.js';
import { wageOf, type Job, type JobTerms } from '../jobs/job.js';
import { offerScript, type Agreed } from '../jobs/offer-script.js';
import { madeBy, workdayAfter, type MarketLine, type Script } from '../market-line.js';
import { nationalityOf } from '../people/nationalities.js';
import type { Person, PersonMaker } from '../people/person.js';
import { register } from '../people/registration.js';
import type { Chance } from '../seeded-random.js';
import type { SyntheticNumbers } from '../synthetic-numbers.js';

/** What single cases are made from. */
export interface CaseParts {
  readonly start: IsoDate;
  readonly today: IsoDate;
  readonly companies: readonly PlannedCompany[];
  readonly people: PersonMaker;
  readonly numbers: SyntheticNumbers;
  readonly chance: Chance;
}

/** The company at a place of the cast. Throws RangeError where there is none. */
export function companyAt(parts: CaseParts, index: number): PlannedCompany {
  const company = parts.companies[index];
  if (company === undefined) throw new RangeError(`the cast has no company ${index}`);
  return company;
}

/** Makes a person known, with an iqama that ends some days later where he has one. */
export function known(person: Person, day: IsoDate, iqamaDays = 300): MarketLine {
  return register(day, person, person.identifier.scheme === 'iqama' ? { expiresOn: addDays(day, iqamaDays) } : {});
}

/** A plain job of a case: a year from the first day on, renewed by itself. */
export function plainJob(person: Person, company: PlannedCompany, draftedOn: IsoDate, change: Partial<JobTerms> = {}): Job {
  return {
    key: `job-${person.key.slice(3)}`,
    person,
    company,
    establishment: company.main.establishment,
    course: 'stays',
    draftedOn,
    termsFrom: (startsOn) => ({
      occupation: '432101',
      wage: wageOf(4_500),
      kind: 'fixed',
      startsOn,
      endsOn: lastDayOfTerm(startsOn, 12),
      probationDays: 90,
      payPeriod: 'monthly',
      hoursPerWeek: 48,
      workingTime: 'full-time',
      renewable: true,
      ...change,
    }),
  };
}

/** The data of a draft for a job, from that first day on. */
export function draftData(job: Job, startsOn: IsoDate): Readonly<Record<string, unknown>> {
  return { companyId: madeBy(job.company.key), establishmentId: job.establishment, employeeId: madeBy(job.person.key), terms: job.termsFrom(startsOn) };
}

/** Key of the line that drafts the first contract of a person's job. */
export function contractOf(person: Person): string {
  return `job-${person.key.slice(3)}-a`;
}

/** A resident who is known from that day on and has a contract some days later. */
export function hired(parts: CaseParts, nationality: string, company: number, day: IsoDate): { readonly person: Person; readonly script: Script; readonly agreed: Agreed } {
  const person = parts.people.resident(nationalityOf(nationality), 'male', 'iqama');
  const offer = offerScript(plainJob(person, companyAt(parts, company), workdayAfter(day, 3)), 'accepted', parts.chance);
  if (offer.agreed === null) throw new Error('an accepted offer leads to a contract');
  return { person, script: [known(person, day), ...offer.script], agreed: offer.agreed };
}

export type Scripts = readonly Script[];

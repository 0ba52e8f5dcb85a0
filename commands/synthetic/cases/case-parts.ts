import { fromEpochDay } from '../../../domain/standards/calendar.js';
import type { Sex } from '../../../domain/standards/sex.js';
import type { Employer } from '../companies/employer.js';
import { HOSTS } from './hosts.js';
import { partiesOf, wageOf, type JobTerms } from '../jobs/job.js';
import { offerLines, type Agreed, type Offered } from '../jobs/offer-script.js';
import { madeBy, nobody, script, spoken, workdayAfter, type LineName, type MarketLine, type Script } from '../market-line.js';
import { recordOf } from '../people/person.js';
import { register } from '../people/registration.js';
import { isoDay } from '../population/day.js';
import type { Day } from '../population/market.js';
import type { PlannedPerson } from '../population/planned.js';
import type { Chance } from '../seeded-random.js';
import type { SyntheticNumbers } from '../synthetic-numbers.js';
import type { Fact } from '../tally/fact.js';
import { lastOfTerm } from '../terms-of-days.js';

/** What single cases are made from. */
export interface CaseParts {
  /** The block's number. */
  readonly block: number;
  /** First day of the history, and the day after its last. */
  readonly start: Day;
  readonly today: Day;
  /** Companies that last, `HOSTS` of them. */
  readonly hosts: readonly Employer[];
  readonly people: CasePeople;
  readonly numbers: SyntheticNumbers;
  readonly chance: Chance;
}

/** Makes people who are in no plan. */
export interface CasePeople {
  citizen(sex: Sex): PlannedPerson;
  resident(nationality: string, sex: Sex): PlannedPerson;
}

/** Numbers of people between those of the plan's posts and those of its owners, and how many a block may take. */
const FIRST_NUMBER = 9_000_000;
const NUMBERS_A_BLOCK = 200;

/** People for the cases of a block, from 23 to 52 years old: of age for any work, and young enough for the basic skill level. */
export function casePeople(block: number, chance: Chance, year: number): CasePeople {
  let made = 0;
  const person = (nationality: string, sex: Sex): PlannedPerson => {
    if (made === NUMBERS_A_BLOCK) throw new RangeError(`block ${block} has more people in single cases than numbers`);
    const n = FIRST_NUMBER + block * NUMBERS_A_BLOCK + made;
    made += 1;
    const bornOn = Math.floor((year - 1970 - chance.whole(24, 52)) * 365.25) + chance.whole(1, 360);
    return { n, nationality, sex, bornOn };
  };
  return { citizen: (sex) => person('SAU', sex), resident: person };
}

/** The host at a place. Throws RangeError where there is none. */
export function hostAt({ hosts }: CaseParts, index: number): Employer {
  const host = hosts[index % HOSTS];
  if (host === undefined) throw new RangeError(`there is no host ${index}`);
  return host;
}

/** A case: lines in order, each already spoken for. */
export function oneCase(...lines: readonly MarketLine[]): Script {
  return script(nobody, lines);
}

/** The case with what is so because of it. */
export function withFacts(told: Script, ...facts: readonly Fact[]): Script {
  return { ...told, facts: [...told.facts, ...facts] };
}

/** The contract of a hire is in force up to a day; left out: for good. */
export function inForce({ agreed }: CaseHire, to: Day | null = null): Fact {
  return { kind: 'contracts in force', from: agreed.acceptedOn, to };
}

/** Makes a citizen known, or a resident with an iqama that ends some days later. */
export function known(person: PlannedPerson, day: Day, iqamaDays = 300): MarketLine {
  return register(day, person, { expiresOn: day + iqamaDays });
}

/** A plain job of a case: a year from the first day on, renewed by itself. */
export function plainJob(person: PlannedPerson, employer: Employer, startsOn: Day, change: Partial<JobTerms> = {}, key = 'job'): Offered {
  return {
    key: `case-${key}-${person.nationality}-${person.n}`,
    person,
    employer,
    establishment: 0,
    terms: {
      occupation: '432101',
      wage: wageOf(5_600),
      kind: 'fixed',
      startsOn: isoDay(startsOn),
      endsOn: isoDay(lastOfTerm(startsOn, 12)),
      probationDays: 90,
      payPeriod: 'monthly',
      hoursPerWeek: 48,
      workingTime: 'full-time',
      renewable: true,
      ...change,
    },
  };
}

/** Work of a case begins so many days after its draft. */
export const LEAD_DAYS = 16;

/** A contract of a case, and the day on which its work begins. */
export interface CaseHire {
  readonly person: PlannedPerson;
  readonly employer: Employer;
  readonly lines: readonly MarketLine[];
  readonly agreed: Agreed;
  readonly from: Day;
}

/** Somebody who is known from that day on and has a contract with a host, by its place, or with another company some days later. */
export function hired(parts: CaseParts, person: PlannedPerson, host: number | Employer, day: Day, change: Partial<JobTerms> = {}, iqamaDays?: number): CaseHire {
  const employer = typeof host === 'number' ? hostAt(parts, host) : host;
  const draftedOn = workdayAfter(day, 3);
  const from = workdayAfter(draftedOn, LEAD_DAYS);
  const job = plainJob(person, employer, from, change);
  const offer = offerLines(job, draftedOn, 'accepted', parts.chance);
  if (offer.agreed === null) throw new Error('an accepted offer leads to a contract');
  return { person, employer, lines: [known(person, day, iqamaDays), ...spoken(partiesOf(job), offer.lines)], agreed: offer.agreed, from };
}

/** A permit request of a case. */
export function permitData({ person, employer, agreed }: CaseHire, more: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return {
    companyId: employer.record,
    establishmentId: mainOf(employer),
    employeeId: recordOf(person),
    contractId: madeBy(agreed.contract),
    occupation: agreed.terms.occupation,
    months: 12,
    ...more,
  };
}

/** The main establishment as lines name it. */
export function mainOf(employer: Employer): LineName {
  return madeBy(employer.key);
}

/** The year of a day. */
export function yearOfDay(day: Day): number {
  return Number(fromEpochDay(day).slice(0, 4));
}

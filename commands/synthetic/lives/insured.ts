// Law: who works is insured from the first day of his contract to its last, with its basic wage and housing; the register learns of each day once it has come.
import { insuredCapacity, type InsuredCapacity } from '../../../domain/insurance/insurance-codes.js';
import { contributoryWageLimits } from '../../../domain/rules/insurance-rules.js';
import { ruleAt, rulesBegin } from '../../../domain/rules/rule-table.js';
import { latest, type IsoDate } from '../../../domain/standards/calendar.js';
import { addMoney, compareMoney, fromRiyals, greaterMoney, type Money } from '../../../domain/standards/money.js';
import { isSaudi } from '../../../domain/standards/nationality.js';
import type { Employer } from '../companies/employer.js';
import type { JobTerms } from '../jobs/job.js';
import { change, madeBy, make, nobody, script, workdayAfter, type LineName, type MarketLine, type Script } from '../market-line.js';
import { recordOf } from '../people/person.js';
import { isoDay, workdayOn } from '../population/day.js';
import type { Day } from '../population/market.js';
import type { PlannedPerson, PlannedPost } from '../population/planned.js';
import type { Chance } from '../seeded-random.js';
import { occurs, type Fact } from '../tally/fact.js';
import { monthsAfter } from '../terms-of-days.js';
import type { InsuredManner } from './insured-manner.js';
import type { Telling } from './telling.js';

/** Work for which somebody is insured. */
export interface InsuredWork {
  readonly key: string;
  readonly person: PlannedPerson;
  readonly employer: Employer;
  readonly place: LineName;
  readonly post: Pick<PlannedPost, 'categories' | 'hours'>;
  readonly wage: JobTerms['wage'];
  /** First day of work; the day from which on the work is agreed. */
  readonly from: Day;
  readonly agreedOn: Day;
  /** Last day of work; null: until further notice. */
  readonly to: Day | null;
  readonly reason: 'employment-ended' | 'transferred' | 'retired' | 'establishment-closed';
  /** Higher wages, in order of day. */
  readonly raises: readonly { readonly day: Day; readonly wage: JobTerms['wage'] }[];
}

/** Days of each manner between the first day of work and the registration, at least and at most. */
const delayOf: Readonly<Record<InsuredManner, readonly [number, number]>> = { 'in-time': [0, 3], late: [15, 75], corrected: [0, 3], voided: [0, 3] };
const capacities = insuredCapacity.options;
/** Most days in which an end is told: who comes back is hired later. */
const END_TOLD_DAYS = 12;
/** Riyals by which a mistyped wage is too high. */
const MISTYPED_BY = 100;

/** The registration of somebody with the social insurance, from its first line to its end. */
export function insuredScript(work: InsuredWork, manner: InsuredManner, { registers, last }: Telling): Script {
  const { key, to, agreedOn, reason } = work;
  const from = Math.max(work.from, work.employer.planned.foundedOn);
  const [least, most] = delayOf[manner];
  const registeredOn = workdayAfter(Math.max(from, agreedOn), registers.whole(least, most));
  const ended = to !== null && registeredOn >= to;
  const endedOn = to === null ? null : ended ? registeredOn : workdayOn(to + registers.whole(0, END_TOLD_DAYS));
  const registration = { from, to: ended ? to : null, on: registeredOn };
  const told = ended ? plain(work, registration) : mannered(work, registration, manner, endedOn, registers);
  const record = madeBy(key);
  const lines = [
    ...told.lines,
    ...raises(work, record, told.lines.at(-1)?.day ?? registeredOn),
    ...(ended ? [] : hours(work, record, madeOn(told, key), Math.min(last, to ?? last))),
    ...(ended || to === null || endedOn === null ? [] : [change(endedOn, `${key}-end`, 'EndInsurance', record, { lastDay: isoDay(to), reason })]),
  ].sort((a, b) => a.day - b.day);
  const facts: Fact[] = endedOn === registeredOn ? [] : [{ kind: 'insurances open', from: told.openFrom, to: endedOn === null ? null : endedOn - 1 }];
  const capacity = capacityOf(work.post);
  if (capacity !== 'employee') facts.push(occurs(`insurance: as ${capacity}`, registeredOn));
  return script(nobody, lines, manner === 'in-time' ? facts : [...facts, occurs(`insurance: ${told.manner}`, registeredOn)]);
}

interface Registration {
  readonly from: Day;
  readonly to: Day | null;
  readonly on: Day;
}

interface Told {
  readonly lines: readonly MarketLine[];
  readonly manner: string;
  readonly openFrom: Day;
}

/** The day on which the registration came that stands. */
function madeOn({ lines, openFrom }: Told, key: string): Day {
  return lines.find((line) => line.key === key)?.day ?? openFrom;
}

function plain(work: InsuredWork, registration: Registration): Told {
  return { lines: [registered(work, registration, work.key)], manner: registration.to === null ? 'late' : 'told after its end', openFrom: registration.on };
}

/** What went wrong with it, and was put right before it ended. */
function mannered(work: InsuredWork, registration: Registration, manner: InsuredManner, endedOn: Day | null, registers: Chance): Told {
  const { key, raises: later } = work;
  const { on } = registration;
  const rightedOn = workdayAfter(on, registers.whole(10, 60));
  const inTime = (endedOn === null || rightedOn < endedOn) && later.every(({ day }) => rightedOn < day);
  if (!inTime || manner === 'in-time' || manner === 'late') return plain(work, registration);
  if (manner === 'voided') {
    // It was of somebody else's wage; the day on which it is made void the right one comes.
    const wrong = `${key}-wrong`;
    const voided = change(rightedOn, `${wrong}-void`, 'VoidInsurance', madeBy(wrong), { reason: 'typing-error' });
    return { lines: [registered(work, registration, wrong), voided, registered(work, { ...registration, on: rightedOn }, key)], manner, openFrom: on };
  }
  const { capacity = 'employee', flexible = false, ...right } = registrationData(work, registration);
  const wage = insuredWage(work, addMoney(right.wage, fromRiyals(MISTYPED_BY)), registration.from);
  const typed = make(on, key, 'RegisterInsurance', { ...registrationData(work, registration), wage });
  const correction = { capacity, flexible, from: right.from, wages: [{ from: right.from, wage: right.wage }], reason: 'typing-error' };
  // At the limit nothing was mistyped.
  const same = wage.amount === right.wage.amount;
  return { lines: same ? [typed] : [typed, change(rightedOn, `${key}-correction`, 'CorrectInsurance', madeBy(key), correction)], manner, openFrom: on };
}

function registered(work: InsuredWork, registration: Registration, key: string): MarketLine {
  return make(registration.on, key, 'RegisterInsurance', registrationData(work, registration));
}

function registrationData(work: InsuredWork, { from, to }: Registration): RegistrationData {
  const { employer, place, person, post, wage } = work;
  const capacity = capacityOf(post);
  return {
    companyId: employer.record,
    establishmentId: place,
    employeeId: recordOf(person),
    ...(capacity === 'employee' ? {} : { capacity }),
    ...(post.hours === null ? {} : { flexible: true }),
    wage: insuredWage(work, contributory(wage), from),
    from: isoDay(from),
    ...(to === null ? {} : { to: isoDay(to) }),
  };
}

interface RegistrationData extends Readonly<Record<string, unknown>> {
  readonly capacity?: InsuredCapacity;
  readonly flexible?: true;
  readonly wage: Money;
  readonly from: IsoDate;
}

/** In which capacity who holds a post is insured. */
export function capacityOf({ categories }: Pick<PlannedPost, 'categories'>): InsuredCapacity {
  return capacities.find((one) => (categories as readonly string[]).includes(one)) ?? 'employee';
}

function contributory({ basic, housing }: JobTerms['wage']): Money {
  return addMoney(basic, housing);
}

/** The wage within the limits of what can be insured on the day. */
function insuredWage({ person, post }: InsuredWork, wage: Money, day: Day): Money {
  const { leastOfCitizens, most } = ruleAt(contributoryWageLimits, latest(isoDay(day), rulesBegin)).value;
  if (compareMoney(wage, most) > 0) return most;
  return isSaudi(person.nationality) && post.hours === null ? greaterMoney(wage, leastOfCitizens) : wage;
}

/** Each raise is told on its day, or with the registration where that came later; beyond the limit nothing changes. */
function raises(work: InsuredWork, record: LineName, notBefore: Day): readonly MarketLine[] {
  let before = insuredWage(work, contributory(work.wage), work.from);
  return work.raises.flatMap(({ day, wage }, n) => {
    const raised = insuredWage(work, contributory(wage), day);
    if (raised.amount === before.amount) return [];
    before = raised;
    return [change(Math.max(day, notBefore), `${work.key}-wage-${n + 1}`, 'ChangeContributoryWage', record, { wage: raised, from: isoDay(day) })];
  });
}

/** Hours of flexible work, month by month as they are agreed, from the day of the registration that stands. */
function hours({ key, post }: InsuredWork, record: LineName, on: Day, last: Day): readonly MarketLine[] {
  if (post.hours === null) return [];
  const lines: MarketLine[] = [];
  for (let day = on; day <= last; day = firstOfNext(day)) {
    const month = isoDay(day).slice(0, 7);
    lines.push(change(day, `${key}-hours-${month}`, 'RecordFlexibleHours', record, { month, hours: post.hours }));
  }
  return lines;
}

function firstOfNext(day: Day): Day {
  const next = monthsAfter(day, 1);
  return next - Number(isoDay(next).slice(8)) + 1;
}

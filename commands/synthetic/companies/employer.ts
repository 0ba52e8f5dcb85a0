// Law: what a company does is planned around the times at which it may act: after it is registered, outside its suspension, before it closes.
import { isSaudi } from '../../../domain/standards/nationality.js';
import { bearerOf, madeBy, workdayAfter, type LineName, type Spokesman } from '../market-line.js';
import { identityOf } from '../population/person-facts.js';
import { workdayOn } from '../population/day.js';
import type { Day } from '../population/market.js';
import type { PlannedCompany } from '../population/planned.js';

/** A planned company as its lines name it. */
export interface Employer {
  /** Key of the line that registers it. */
  readonly key: string;
  readonly planned: PlannedCompany;
  readonly record: LineName;
  /** By their place in the plan. */
  readonly establishments: readonly LineName[];
  readonly spokesman: Spokesman;
  /** First day on which it hires, asks and pays. */
  readonly actsFrom: Day;
  /** Workers of each side that it declares. */
  readonly expats: number;
  readonly saudis: number;
}

/** Days after its registration on which a company begins to act. */
const SETTLING_DAYS = 3;

/** The employer that a company is. */
export function employerOf(planned: PlannedCompany): Employer {
  const key = `co-${planned.n}`;
  const saudis = planned.posts.filter(({ nationality }) => isSaudi(nationality)).length;
  const { scheme, value } = identityOf(planned.representative);
  return {
    key,
    planned,
    record: madeBy(key),
    establishments: planned.establishments.map(({ n }) => madeBy(n === 0 ? key : `${key}-place-${n}`)),
    spokesman: { name: bearerOf(scheme, value), appointedOn: workdayAfter(planned.registeredOn, 1) },
    actsFrom: workdayAfter(planned.registeredOn, SETTLING_DAYS),
    expats: planned.posts.length - saudis,
    saudis,
  };
}

/** The day, or the first one after the company's suspension where what takes so many days would fall into it. */
export function clearOfSuspension({ planned: { suspension } }: Employer, day: Day, days: number): Day {
  if (suspension === null || day + days < suspension.from) return day;
  const last = suspension.to ?? Number.MAX_SAFE_INTEGER;
  return day > last ? day : workdayOn(last + 2);
}

/** First day on which the company can hire for one of its places. */
export function opensFor(employer: Employer, establishment: number): Day {
  const place = employer.planned.establishments[establishment];
  return Math.max(employer.actsFrom, place === undefined || place.main ? 0 : workdayOn(place.opensOn + 1));
}

/** What follows a day in the company's life: no chain of papers is begun that it could not end. */
export function closesWithin({ planned: { closesOn } }: Employer, day: Day, days: number): boolean {
  return closesOn !== null && day + days >= closesOn;
}

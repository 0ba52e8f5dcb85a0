// Law: somebody works where a contract says so, and where he is insured on days without one; a contract and the insurance beside it are one job.
import type { Category } from '../saudization/category.js';
import type { IsoDate } from '../standards/calendar.js';
import { eachInSteps, type Steps } from '../standards/steps.js';
import type { OwnerSources } from './owner-sources.js';
import type { EmploymentFacts, EmploymentStep } from './employment-facts.js';
import { sharedDays } from './establishment-facts.js';
import type { FactChoices } from './fact-choices.js';
import type { InsuranceFacts } from './insured-days.js';

/** What somebody does at an establishment. */
export interface Job {
  readonly employeeId: string;
  readonly establishmentId: string;
  /** First day of work, or of insurance where there is no contract. */
  readonly from: IsoDate;
  readonly lastDay: IsoDate | null;
  readonly authenticatedOn: IsoDate | null;
  /** By the contract; none without one. */
  readonly steps: readonly EmploymentStep[];
  /** His registrations with the establishment, but for those that were made void. */
  readonly insurances: readonly InsuranceFacts[];
}

/** The jobs of each human, in the order of the ids of their contracts and registrations. */
export function* jobsByPerson(choices: FactChoices, { employments, insurances = new Map() }: Pick<OwnerSources, 'employments' | 'insurances'>): Steps<ReadonlyMap<string, readonly Job[]>> {
  const insured = byPlace([...insurances].sort(byId).map(([, one]) => one));
  const found = new Map<string, Job[]>();
  const contracts = new Map<string, EmploymentFacts[]>();
  yield;
  yield* eachInSteps([...employments].sort(byId), ([, employment]) => {
    const place = placeOf(employment);
    contracts.set(place, [...(contracts.get(place) ?? []), employment]);
    add(found, { ...employment, insurances: insured.get(place) ?? [] });
  });
  if (choices.withoutContract === 'not') return found;
  yield* eachInSteps(insured, ([place, registrations]) => {
    const beside = contracts.get(place) ?? [];
    for (const one of registrations) if (!beside.some((employment) => runsBeside(employment, one))) add(found, jobOf(one));
  });
  return found;
}

/** Whether a contract and a registration have a day in common. */
function runsBeside({ from, lastDay }: EmploymentFacts, { terms }: Held): boolean {
  const contracted = { from, to: lastDay };
  return (lastDay === null || from <= lastDay) && sharedDays(contracted, terms) !== null;
}

/** How a contract says that somebody works. */
export function wayOfWorking({ workingTime }: EmploymentStep): readonly Category[] {
  return workingTime === 'full-time' ? [] : [workingTime];
}

type Held = InsuranceFacts & { readonly terms: NonNullable<InsuranceFacts['terms']> };

function byPlace(insurances: readonly InsuranceFacts[]): ReadonlyMap<string, readonly Held[]> {
  const found = new Map<string, Held[]>();
  for (const one of insurances) {
    if (!isHeld(one)) continue;
    const own = found.get(placeOf(one));
    if (own === undefined) found.set(placeOf(one), [one]);
    else own.push(one);
  }
  return found;
}

function isHeld(one: InsuranceFacts): one is Held {
  return one.terms !== null;
}

/** Insurance without a contract. An owner has none with himself: what his registration says is all there is to authenticate. */
function jobOf(insurance: Held): Job {
  const { employeeId, establishmentId, terms } = insurance;
  const authenticatedOn = terms.capacity === 'owner' ? terms.from : null;
  return { employeeId, establishmentId, from: terms.from, lastDay: terms.to, authenticatedOn, steps: [], insurances: [insurance] };
}

function add(found: Map<string, Job[]>, job: Job): void {
  const own = found.get(job.employeeId);
  if (own === undefined) found.set(job.employeeId, [job]);
  else own.push(job);
}

function placeOf({ employeeId, establishmentId }: { readonly employeeId: string; readonly establishmentId: string }): string {
  return `${employeeId} ${establishmentId}`;
}

function byId([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : 1;
}

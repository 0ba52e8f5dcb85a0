// Law: what becomes of a company is planned before its people are: nobody is given work in a place that is shut or at a time when it may not act.
import { addDays, addMonths, earliest, type IsoDate } from '../../../domain/standards/calendar.js';
import { madeBy, workday, type LineName } from '../market-line.js';
import type { Person, PersonMaker } from '../people/person.js';
import type { Chance } from '../seeded-random.js';
import type { SyntheticNumbers } from '../synthetic-numbers.js';
import { cast, type CastBranch, type CastCompany } from './cast.js';

/** An establishment: how lines name it, and when it is open. */
export interface Place {
  readonly establishment: LineName;
  /** Key of the line that opens it. */
  readonly key: string;
  readonly number: string;
  readonly branch: CastBranch | null;
  readonly opensOn: IsoDate;
  readonly closesOn: IsoDate | null;
}

export interface PlannedCompany {
  readonly key: string;
  readonly cast: CastCompany;
  readonly unifiedNumber: string;
  readonly owner: { readonly kind: 'legal'; readonly unifiedNumber: string } | { readonly kind: 'natural'; readonly person: Person };
  /** Who acts for it in everything, from the first days on: a human who owns it, or whom its owner names. */
  readonly representative: Person;
  readonly foundedOn: IsoDate;
  readonly registeredOn: IsoDate;
  /** The main establishment first. */
  readonly main: Place;
  readonly branches: readonly Place[];
  readonly suspension: { readonly from: IsoDate; readonly to: IsoDate } | null;
  readonly closesOn: IsoDate | null;
}

/** The cast with its days and numbers, for a history from `start` to `today`. */
export function planCompanies(start: IsoDate, today: IsoDate, chance: Chance, numbers: SyntheticNumbers, people: PersonMaker): readonly PlannedCompany[] {
  return cast.map((company, index): PlannedCompany => {
    const key = `co-${String(index + 1).padStart(2, '0')}`;
    const office = 1 + index;
    const founded = company.foundedInMonth === undefined ? null : addMonths(start, company.foundedInMonth);
    const foundedOn = founded ?? addDays(addMonths(start, -chance.whole(14, 190)), chance.whole(0, 27));
    const registeredOn = workday(addDays(founded ?? start, founded === null ? index : 3));
    const branches = (company.branches ?? []).map((branch, n): Place => {
      const branchKey = `${key}-branch-${n + 1}`;
      const closesOn = branch.closesInMonth === undefined ? null : workday(addMonths(start, branch.closesInMonth));
      const opensOn = workday(addMonths(addDays(start, 9), branch.opensInMonth));
      return { establishment: madeBy(branchKey), key: branchKey, number: numbers.establishment(office), branch, opensOn, closesOn };
    });
    const suspendedFrom = workday(addMonths(start, 20));
    const unifiedNumber = numbers.unifiedNumber();
    const representative = people.citizen(chance.yes(25) ? 'female' : 'male');
    return {
      key,
      cast: company,
      unifiedNumber,
      owner: company.owner === 'legal' ? { kind: 'legal', unifiedNumber: numbers.unifiedNumber() } : { kind: 'natural', person: representative },
      representative,
      foundedOn,
      registeredOn,
      main: { establishment: madeBy(key), key, number: numbers.establishment(office), branch: null, opensOn: registeredOn, closesOn: null },
      branches,
      suspension: company.fate === 'suspended-and-resumed' ? { from: suspendedFrom, to: workday(addDays(suspendedFrom, 24)) } : null,
      closesOn: company.fate === 'closed' ? workday(addDays(earliest(addMonths(start, 31), today), -10)) : null,
    };
  });
}

/** A place that stays open, where someone hired on the day can work. */
export function placeFor(company: PlannedCompany, day: IsoDate, chance: Chance): Place {
  const open = company.branches.filter((place) => place.closesOn === null && addDays(place.opensOn, 10) <= day);
  return chance.yes(60) || open.length === 0 ? company.main : chance.pick(open);
}

/** The day, or the first one after the company's suspension where what takes so many days would fall into it. */
export function clearOfSuspension(company: PlannedCompany, day: IsoDate, days: number): IsoDate {
  const { suspension } = company;
  if (suspension === null || addDays(day, days) < suspension.from || day > suspension.to) return day;
  return workday(addDays(suspension.to, 2));
}

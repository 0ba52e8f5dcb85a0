// Law: whatever is told of a human of the plan follows from the plan: his names, numbers and contacts, and the key of the line that makes him known.
import { madeBy, type LineName } from '../market-line.js';
import { isoDay } from '../population/day.js';
import { isCitizen, mobileOf, nameOf, passportOf } from '../population/person-facts.js';
import type { PlannedPerson } from '../population/planned.js';

/** Of so many people one has told no number of a mobile. */
const WITHOUT_MOBILE = 5;

/** Key of the line that makes him known. */
export function personKey(person: PlannedPerson): string {
  return isCitizen(person) ? `em-c${person.n}` : `em-r${person.n}`;
}

/** His record, by the line that makes him known. */
export function recordOf(person: PlannedPerson): LineName {
  return madeBy(personKey(person));
}

/** Name, birth, sex and contacts as the commands of an employee take them. */
export function described(person: PlannedPerson): Readonly<Record<string, unknown>> {
  const passport = isCitizen(person) ? {} : { passport: passportOf(person) };
  const mobile = person.n % WITHOUT_MOBILE === 0 ? {} : { mobile: mobileOf(person) };
  return { name: nameOf(person), birthDate: isoDay(person.bornOn), sex: person.sex, ...passport, ...mobile };
}

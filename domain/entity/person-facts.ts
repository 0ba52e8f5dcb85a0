// Law: of a human counts his nationality as it is known now, and from its day each set of weighting facts, of which only where it is sealed is kept.
import type { EmployeeEvent } from '../employee/events.js';
import type { SealedWeighting } from '../employee/sealed-person.js';
import type { Category } from '../saudization/category.js';
import type { IsoDate } from '../standards/calendar.js';

/** What of a human counts. */
export interface PersonFacts {
  readonly nationality: string;
  readonly deceasedOn: IsoDate | null;
  /** Events that bear sealed weighting facts, oldest first. */
  readonly weightings: readonly { readonly from: IsoDate; readonly eventId: string; readonly revision: number }[];
  /** True once his key was destroyed: his categories are ordinary on all days. */
  readonly erased: boolean;
}

export type PersonEvent = Extract<EmployeeEvent, { type: 'CitizenRegistered' | 'ResidentRegistered' | 'PersonCorrected' | 'WeightingFactsRecorded' | 'DeathRecorded' }>;
export const personEventTypes = ['CitizenRegistered', 'ResidentRegistered', 'PersonCorrected', 'WeightingFactsRecorded', 'DeathRecorded'] as const;

/** Before his registration, the weighting facts that it seals hold for every day that he works. */
export const fromTheBeginning = '1900-01-01' as IsoDate;

/** The person after an event. Throws for a change of one who was never registered. */
export function evolvePerson(known: PersonFacts | null, event: PersonEvent, at: { readonly eventId: string; readonly revision: number }): PersonFacts {
  switch (event.type) {
    case 'CitizenRegistered':
    case 'ResidentRegistered':
      return { nationality: event.data.nationality, deceasedOn: null, weightings: [{ from: fromTheBeginning, ...at }], erased: false };
    case 'PersonCorrected': {
      const wronglyDead = event.data.reason === 'death-recorded-wrongly';
      const person = registered(known, event);
      return { ...person, nationality: event.data.nationality, deceasedOn: wronglyDead ? null : person.deceasedOn };
    }
    case 'WeightingFactsRecorded': {
      const person = registered(known, event);
      const from = event.data.effectiveOn;
      const others = person.weightings.filter((one) => one.from !== from);
      return { ...person, weightings: [...others, { from, ...at }].sort((a, b) => (a.from < b.from ? -1 : 1)) };
    }
    case 'DeathRecorded':
      return { ...registered(known, event), deceasedOn: event.data.effectiveOn };
  }
}

function registered(known: PersonFacts | null, event: PersonEvent): PersonFacts {
  if (known === null) throw new Error(`${event.type} of a human who was never registered`);
  return known;
}

/** What of opened weighting facts is kept while it is weighed: nothing that names anybody. */
export interface WeighedFacts {
  readonly categories: readonly Category[];
  /** Last day as a student, where it is certified. */
  readonly studentUntil: IsoDate | null;
}

/** What opened weighting facts say. */
export function weighedBy(facts: Partial<SealedWeighting>): WeighedFacts {
  return { categories: categoriesOf(facts), studentUntil: facts.studentUntil ?? null };
}

/** What opened weighting facts make of a worker. */
export function categoriesOf(facts: Partial<SealedWeighting>): readonly Category[] {
  const found: Category[] = [];
  if (facts.disability === true && facts.ableToWork === true) found.push('disabled');
  if (facts.releasedPrisoner === true) found.push('released-prisoner');
  if (facts.socialInvestment === true) found.push('social-investment');
  if (facts.student === true) found.push('student');
  if (facts.motherOrWidowOfSaudi === true) found.push('mother-or-widow-of-saudi');
  if (facts.childOfSaudiWoman === true) found.push('child-of-saudi-woman');
  if (facts.specialGroup === 'displaced-tribe') found.push('displaced-tribe');
  return found;
}

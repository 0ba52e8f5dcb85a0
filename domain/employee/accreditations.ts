// Law: one accreditation a body and first day: a later record of the same first day replaces it, a withdrawal leaves the days before.
import { addDays, type IsoDate } from '../standards/calendar.js';
import type { AccreditationBody } from './employee-codes.js';
import type { EmployeeEvent } from './events.js';
import type { Accreditation } from './state.js';

export type AccreditationEvent = Extract<EmployeeEvent, { type: 'AccreditationRecorded' | 'AccreditationWithdrawn' }>;
export const accreditationEventTypes = ['AccreditationRecorded', 'AccreditationWithdrawn'] as const;

/** A human's accreditations after an event; their numbers are sealed and not looked at. */
export function evolveAccreditations(known: readonly Accreditation[], { type, data }: AccreditationEvent): readonly Accreditation[] {
  if (type === 'AccreditationWithdrawn') return withdrawn(known, data.body, data.effectiveOn);
  const { body, validFrom, validTo, educationLevel } = data;
  return recorded(known, { body, validFrom, validTo, educationLevel });
}

/** Whether an accreditation is valid on a day. */
export function isValidOn({ validFrom, validTo }: Accreditation, day: IsoDate): boolean {
  return validFrom <= day && (validTo === null || day <= validTo);
}

/** The accreditations with one recorded, in the order of body and first day. */
export function recorded(all: readonly Accreditation[], one: Accreditation): readonly Accreditation[] {
  return [...all.filter(({ body, validFrom }) => body !== one.body || validFrom !== one.validFrom), one].sort(inOrder);
}

/** What is left of them when a body withdraws from a day on. */
export function withdrawn(all: readonly Accreditation[], body: AccreditationBody, day: IsoDate): readonly Accreditation[] {
  return all.flatMap((one) => {
    if (one.body !== body || (one.validTo !== null && one.validTo < day)) return [one];
    return one.validFrom < day ? [{ ...one, validTo: addDays(day, -1) }] : [];
  });
}

function inOrder(a: Accreditation, b: Accreditation): number {
  return a.body < b.body ? -1 : a.body > b.body ? 1 : a.validFrom < b.validFrom ? -1 : 1;
}

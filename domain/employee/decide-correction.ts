import { accept, refuse, type Decision, type DecisionFacts, type Refused } from '../ledger/decider.js';
import { effectiveDay } from '../ledger/effective-day.js';
import type { IsoDate } from '../standards/calendar.js';
import { isSaudi } from '../standards/nationality.js';
import type { CorrectPerson } from './commands.js';
import { birthYearOf, refuseBirthAfter } from './decide-registration.js';
import type { ResidenceDocumentKind } from './employee-codes.js';
import type { EmployeeEvent } from './events.js';
import { personValues } from './sealed-values.js';
import { refuseUnlessKnown } from './standing.js';
import type { EmployeeState } from './state.js';

type Residence = { readonly document: ResidenceDocumentKind; readonly expiresOn: IsoDate | null };

/** Replaces who the human is. A citizen has a national id and no residence document, anyone else the other way round. */
export function decideCorrection(data: CorrectPerson['data'], state: EmployeeState, facts: DecisionFacts): Decision<EmployeeEvent> {
  const refused = refuseUnlessKnown(state) ?? refuseNumbers(data) ?? refuseNaturalisation(data, state) ?? refuseRevival(data, state);
  if (refused !== null) return refused;
  const effective = effectiveDay(data.effectiveOn, facts.today, 'employee', { day: state.personSince, what: 'the correction or registration in force' });
  if (effective.kind === 'refused') return effective;
  const bornTooLate = refuseBirthAfter(state.registeredOn ?? effective.day, data.birthDate) ?? refuseDeathBeforeBirth(data, state);
  if (bornTooLate !== null) return bornTooLate;
  const residence = residenceOf(data, state);
  if (residence.kind === 'refused') return residence;

  const { nationality, sex, reason, corrects } = data;
  return accept([
    {
      type: 'PersonCorrected',
      data: {
        effectiveOn: effective.day,
        employeeId: facts.recordId,
        nationality,
        sex,
        birthYear: birthYearOf(data.birthDate),
        residence: residence.residence,
        reason,
        correctedEventId: corrects ?? null,
      },
      personal: { employeeId: personValues(data, data.identifiers) },
    },
  ]);
}

function refuseNumbers(data: CorrectPerson['data']): Refused | null {
  const schemes = new Set(data.identifiers.map((identifier) => identifier.scheme));
  const pointer = '/identifiers';
  if (isSaudi(data.nationality)) {
    return schemes.has('national-id')
      ? null
      : refuse('employee.citizen-without-national-id', 'A citizen has a national id.', 'Give the national id.', { pointer });
  }
  if (schemes.has('national-id')) {
    return refuse('employee.national-id-of-non-citizen', 'Only a citizen has a national id.', 'Leave it out, or correct the nationality.', { pointer });
  }
  return null;
}

function refuseNaturalisation(data: CorrectPerson['data'], state: EmployeeState): Refused | null {
  if (data.reason !== 'naturalisation' || (!state.citizen && isSaudi(data.nationality))) return null;
  return refuse('employee.not-naturalised', 'The correction does not make a resident a citizen.', 'Give the reason that holds.', {
    pointer: '/reason',
  });
}

function refuseRevival(data: CorrectPerson['data'], state: EmployeeState): Refused | null {
  if (data.reason !== 'death-recorded-wrongly' || state.status === 'deceased') return null;
  return refuse('employee.not-deceased', 'The employee is not recorded as deceased.', 'Give the reason that holds.', { pointer: '/reason' });
}

function refuseDeathBeforeBirth(data: CorrectPerson['data'], state: EmployeeState): Refused | null {
  if (state.deceasedOn === null || data.reason === 'death-recorded-wrongly') return null;
  return refuseBirthAfter(state.deceasedOn, data.birthDate);
}

function residenceOf(
  data: CorrectPerson['data'],
  state: EmployeeState,
): { readonly kind: 'residence'; readonly residence: Residence | null } | Refused {
  const pointer = '/residenceExpiresOn';
  if (isSaudi(data.nationality)) {
    return data.residenceExpiresOn === undefined
      ? { kind: 'residence', residence: null }
      : refuse('employee.citizen-has-no-residence', 'A citizen stays under no document.', 'Leave its last day out.', { pointer });
  }
  const document = data.identifiers.some((identifier) => identifier.scheme === 'iqama') ? 'iqama' : 'border-number';
  const known = state.residence?.document === document ? state.residence.expiresOn : null;
  const expiresOn = data.residenceExpiresOn ?? known;
  if (document === 'iqama' && expiresOn === null) {
    return refuse('employee.iqama-without-expiry', 'The last valid day of the iqama is not known.', 'Give its last valid day.', { pointer });
  }
  return { kind: 'residence', residence: { document, expiresOn } };
}

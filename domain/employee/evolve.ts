import { unreachable } from '../ledger/exhaustive.js';
import type { IsoDate } from '../standards/calendar.js';
import { isSaudi } from '../standards/nationality.js';
import { evolveAccreditations } from './accreditations.js';
import type { ResidenceDocumentKind } from './employee-codes.js';
import type { EmployeeEvent } from './events.js';
import type { EmployeeState, ResidenceState } from './state.js';

/** The human's record after an event; sealed values are never looked at. */
export function evolveEmployee(state: EmployeeState, event: EmployeeEvent): EmployeeState {
  switch (event.type) {
    case 'CitizenRegistered':
      return registered(state, event.data, null);
    case 'ResidentRegistered':
      return registered(state, event.data, event.data.residence);
    case 'PersonCorrected': {
      const { nationality, sex, birthYear, residence, reason, effectiveOn } = event.data;
      return {
        ...state,
        ...(reason === 'death-recorded-wrongly' ? { status: 'registered', deceasedOn: null } : {}),
        citizen: isSaudi(nationality),
        nationality,
        sex,
        birthYear,
        residence: residence === null ? null : residenceAfter(state.residence, residence, effectiveOn),
        personSince: effectiveOn,
      };
    }
    case 'ResidenceDocumentChanged':
      return { ...state, residence: residenceAfter(state.residence, event.data.residence, event.data.effectiveOn) };
    case 'ResidenceDocumentExpired':
      return state.residence === null ? state : { ...state, residence: { ...state.residence, expired: true } };
    case 'WeightingFactsRecorded':
      return { ...state, weightingSince: event.data.effectiveOn };
    case 'DeathRecorded':
      return { ...state, status: 'deceased', deceasedOn: event.data.effectiveOn };
    case 'RecordMerged':
      return { ...state, status: 'merged', survivorId: event.data.survivorId };
    case 'AccreditationRecorded':
    case 'AccreditationWithdrawn':
      return { ...state, accreditations: evolveAccreditations(state.accreditations, event) };
    default:
      return unreachable(event);
  }
}

type Residence = { readonly document: ResidenceDocumentKind; readonly expiresOn: IsoDate | null };

function registered(
  state: EmployeeState,
  data: Extract<EmployeeEvent, { type: 'CitizenRegistered' }>['data'],
  residence: Residence | null,
): EmployeeState {
  const { nationality, sex, birthYear, effectiveOn } = data;
  return {
    ...state,
    status: 'registered',
    citizen: isSaudi(nationality),
    nationality,
    sex,
    birthYear,
    residence: residence === null ? null : residenceAfter(null, residence, effectiveOn),
    registeredOn: effectiveOn,
    personSince: effectiveOn,
    weightingSince: effectiveOn,
  };
}

/** A correction that leaves the document as it was neither renews it nor begins it anew. */
function residenceAfter(before: ResidenceState | null, { document, expiresOn }: Residence, since: IsoDate): ResidenceState {
  if (before !== null && before.document === document && before.expiresOn === expiresOn) return before;
  return { document, expiresOn, expired: false, since };
}

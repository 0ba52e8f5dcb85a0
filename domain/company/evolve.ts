import { unreachable } from '../ledger/exhaustive.js';
import { latest } from '../standards/calendar.js';
import type { CompanyEvent } from './events.js';
import type { CompanyState, EstablishmentState } from './state.js';

/** The company after an event. */
export function evolveCompany(state: CompanyState, event: CompanyEvent): CompanyState {
  switch (event.type) {
    case 'CompanyRegistered': {
      const { unifiedNumber, legalForm, owner, foundedOn, effectiveOn } = event.data;
      return {
        ...state,
        status: 'active',
        unifiedNumber,
        legalForm,
        owner,
        foundedOn,
        registeredOn: effectiveOn,
        describedOn: effectiveOn,
        statusSince: effectiveOn,
      };
    }
    case 'CompanyDescribed':
      return { ...state, legalForm: event.data.legalForm, describedOn: event.data.effectiveOn };
    case 'EstablishmentOpened': {
      const { establishmentId, number, main, isicActivity, nitaqatActivity, region, owner, effectiveOn } = event.data;
      return withEstablishment(state, {
        establishmentId,
        number,
        status: 'open',
        main,
        isicActivity,
        nitaqatActivity,
        activitySince: effectiveOn,
        region,
        owner,
        openedOn: effectiveOn,
        closedOn: null,
        wageProtection: {},
      });
    }
    case 'EstablishmentActivityChanged': {
      const { establishmentId, isicActivity, nitaqatActivity, effectiveOn } = event.data;
      return changeEstablishment(state, establishmentId, { isicActivity, nitaqatActivity, activitySince: effectiveOn });
    }
    case 'EstablishmentClosed':
      return changeEstablishment(state, event.data.establishmentId, { status: 'closed', closedOn: event.data.effectiveOn });
    case 'CompanySuspended':
      return { ...state, status: 'suspended', statusSince: event.data.effectiveOn };
    case 'CompanyResumed':
      return { ...state, status: 'active', statusSince: event.data.effectiveOn };
    case 'CompanyClosed':
      return { ...state, status: 'closed', statusSince: event.data.effectiveOn };
    case 'AuthorisedPersonAppointed': {
      const { personId, from, to, scopes } = event.data;
      return { ...state, authorisedPeople: { ...state.authorisedPeople, [personId]: { from, to, scopes } } };
    }
    case 'AuthorisedPersonRemoved': {
      const { personId, effectiveOn } = event.data;
      const authority = state.authorisedPeople[personId];
      if (authority === undefined) return state;
      // Removed before it began: an empty span, which authorises on no day.
      const to = latest(authority.from, effectiveOn);
      return { ...state, authorisedPeople: { ...state.authorisedPeople, [personId]: { ...authority, to } } };
    }
    case 'MowaamahCertificateRecorded': {
      const { certificateNumber, validFrom, validTo } = event.data;
      return { ...state, mowaamah: { ...state.mowaamah, [certificateNumber]: { validFrom, validTo, withdrawnOn: null } } };
    }
    case 'MowaamahCertificateWithdrawn': {
      const { certificateNumber, effectiveOn } = event.data;
      const certificate = state.mowaamah[certificateNumber];
      if (certificate === undefined) return state;
      return { ...state, mowaamah: { ...state.mowaamah, [certificateNumber]: { ...certificate, withdrawnOn: effectiveOn } } };
    }
    case 'WageProtectionRecorded': {
      const { establishmentId, month, standing, compliance } = event.data;
      const before = state.establishments[establishmentId]?.wageProtection ?? {};
      return changeEstablishment(state, establishmentId, { wageProtection: { ...before, [month]: { standing, compliance } } });
    }
    default:
      return unreachable(event);
  }
}

function withEstablishment(state: CompanyState, establishment: EstablishmentState): CompanyState {
  return { ...state, establishments: { ...state.establishments, [establishment.establishmentId]: establishment } };
}

function changeEstablishment(state: CompanyState, id: string, change: Partial<EstablishmentState>): CompanyState {
  const establishment = state.establishments[id];
  return establishment === undefined ? state : withEstablishment(state, { ...establishment, ...change });
}

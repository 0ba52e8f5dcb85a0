import { unreachable } from '../ledger/exhaustive.js';
import type { WorkPermitEvent } from './events.js';
import type { Application, DeclaredFacts, WorkPermitState, WorkPermitStatus } from './state.js';

type Requested = Extract<WorkPermitEvent, { type: 'WorkPermitRequested' | 'WorkPermitRenewalRequested' }>['data'];
type Printed = Extract<WorkPermitEvent, { type: 'WorkPermitIssued' | 'WorkPermitRenewed' }>['data'];

function declaredOf(data: DeclaredFacts): DeclaredFacts {
  const { declaredExpats, declaredSaudis, declaredLicensedIndustry, declaredOwnerWorksFullTime, declaredPlace } = data;
  return { declaredExpats, declaredSaudis, declaredLicensedIndustry, declaredOwnerWorksFullTime, declaredPlace };
}

function opened(kind: Application['kind'], data: Requested): Application {
  return {
    kind,
    step: 'requested',
    requestedOn: data.effectiveOn,
    occupation: data.occupation,
    months: data.months,
    declared: declaredOf(data),
    bill: null,
    paidOn: null,
  };
}

/** A step of the application; only a first one shows in the permit's own status, as a renewal leaves the permit as it is. */
function stepped(state: WorkPermitState, status: WorkPermitStatus, change: Partial<Application>): WorkPermitState {
  if (state.application === null) return state;
  const application = { ...state.application, ...change };
  return { ...state, application, status: application.kind === 'first' ? status : state.status };
}

function closed(state: WorkPermitState, status: 'rejected' | 'cancelled'): WorkPermitState {
  return { ...state, application: null, status: state.permit === null ? status : state.status };
}

function printed(state: WorkPermitState, data: Printed): WorkPermitState {
  const { occupation, effectiveOn: issuedOn, validFrom, validTo } = data;
  const terms = (state.permit?.terms ?? 0) + 1;
  return { ...state, status: 'active', application: null, permit: { occupation, issuedOn, validFrom, validTo, expired: false, terms } };
}

/** The state of a work permit after an event. */
export function evolveWorkPermit(state: WorkPermitState, event: WorkPermitEvent): WorkPermitState {
  switch (event.type) {
    case 'WorkPermitRequested': {
      const { companyId, establishmentId, employeeId, contractId, arrivedOn } = event.data;
      const parties = { companyId, establishmentId, employeeId };
      return { status: 'requested', parties, contractId, arrivedOn, application: opened('first', event.data), permit: null };
    }
    case 'WorkPermitRenewalRequested':
      return { ...state, contractId: event.data.contractId, application: opened('renewal', event.data) };
    case 'WorkPermitBilled': {
      const { billNumber, total: amount, effectiveOn: billedOn, dueOn, lapsesOn, chargedFrom } = event.data;
      const bill = { billNumber, amount, billedOn, dueOn, lapsesOn, chargedFrom };
      return stepped(state, 'pending-payment', { step: 'pending-payment', bill });
    }
    case 'WorkPermitBillPaid':
      return stepped(state, 'paid', { step: 'paid', paidOn: event.data.effectiveOn });
    case 'WorkPermitBillCancelled':
    case 'WorkPermitBillLapsed':
      return closed(state, 'cancelled');
    case 'WorkPermitRejected':
      return closed(state, 'rejected');
    case 'WorkPermitIssued':
    case 'WorkPermitRenewed':
      return printed(state, event.data);
    case 'WorkPermitExpired':
      return state.permit === null ? state : { ...state, status: 'expired', permit: { ...state.permit, expired: true } };
    default:
      return unreachable(event);
  }
}

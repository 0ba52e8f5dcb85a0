import { unreachable } from '../ledger/exhaustive.js';
import { latest, type IsoDate } from '../standards/calendar.js';
import type { TransferEvent } from './events.js';
import { noTransfer, type TransferState } from './state.js';

type Requested = Extract<TransferEvent, { type: 'TransferRequested' }>['data'];

function requested(data: Requested): TransferState {
  const { companyId, establishmentId, fromCompanyId, fromEstablishmentId, fromContractId, employeeId } = data;
  const { terms, permitId, declaredEarlierTransfers } = data;
  return {
    ...noTransfer,
    status: 'pending-employee',
    request: {
      companyId,
      establishmentId,
      fromCompanyId,
      fromEstablishmentId,
      fromContractId,
      employeeId,
      terms,
      permitId,
      declaredEarlierTransfers,
    },
    steppedOn: data.effectiveOn,
    consent: data.consent,
    answerBy: data.answerBy,
  };
}

function stepped(state: TransferState, day: IsoDate, change: Partial<TransferState>): TransferState {
  return { ...state, answerBy: null, ...change, steppedOn: state.steppedOn === null ? day : latest(state.steppedOn, day) };
}

/** The state of a transfer after an event. */
export function evolveTransfer(state: TransferState, event: TransferEvent): TransferState {
  const day = event.data.effectiveOn;
  switch (event.type) {
    case 'TransferRequested':
      return requested(event.data);
    case 'TransferAcceptedByEmployee':
      return stepped(state, day, { status: 'pending-employer', consent: event.data.consent, answerBy: event.data.answerBy });
    case 'TransferRejectedByEmployee':
      return stepped(state, day, { status: 'rejected-by-employee' });
    case 'TransferAcceptedByCurrentEmployer':
      return stepped(state, day, {});
    case 'TransferRejectedByCurrentEmployer':
      return stepped(state, day, { status: 'rejected-by-employer' });
    case 'TransferNoticeBegun':
      return stepped(state, day, { status: 'pending-notice', consent: event.data.consent, completesOn: event.data.completesOn });
    case 'TransferCompleted': {
      const { newContractId, endsOldContract } = event.data;
      return stepped(state, day, { status: 'completed', newContractId, endsOldContract });
    }
    case 'TransferCancelled':
      return stepped(state, day, { status: event.data.by === 'employee' ? 'cancelled-by-employee' : 'cancelled-by-new-employer' });
    case 'TransferLapsed':
      return stepped(state, day, { status: event.data.reason === 'employee-silent' ? 'auto-cancelled' : 'expired' });
    default:
      return unreachable(event);
  }
}

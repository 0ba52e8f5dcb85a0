import { unreachable } from '../ledger/exhaustive.js';
import { latest, type IsoDate } from '../standards/calendar.js';
import type { ContractEvent } from './events.js';
import type { ContractState, EndedContract, Leaving, Parties, PendingContract, RunningContract, UnsentContract } from './state.js';
import type { ContractTerms } from './terms.js';

type Begun = Extract<ContractEvent, { type: 'ContractAccepted' | 'ContractBegunByTransfer' }>['data'];
type Renewed = Extract<ContractEvent, { type: 'ContractBecameIndefinite' }>['data'];
type Ended = Extract<ContractEvent, { type: 'ContractTerminated' | 'ContractExpired' | 'ContractEndedByTransfer' }>['data'];

/** An event that cannot follow the state it was folded onto: the stream is not one that a decider wrote. */
class BrokenStream extends Error {
  override readonly name = 'BrokenStream';
}

function partiesOf(data: Parties): Parties {
  const { companyId, establishmentId, employeeId } = data;
  return { companyId, establishmentId, employeeId };
}

function offered(state: ContractState, event: ContractEvent): UnsentContract | PendingContract {
  switch (state.phase) {
    case 'none':
    case 'authenticated':
    case 'ended':
      throw new BrokenStream(`${event.type} in a contract that is ${state.phase}`);
    default:
      return state;
  }
}

function running(state: ContractState, event: ContractEvent): RunningContract {
  if (state.phase !== 'authenticated') throw new BrokenStream(`${event.type} in a contract that is ${state.phase}`);
  return state;
}

function unsent(state: ContractState, event: ContractEvent, phase: UnsentContract['phase']): UnsentContract {
  const { parties, terms } = offered(state, event);
  return { phase, parties, steppedOn: event.data.effectiveOn, terms };
}

function stepped(state: RunningContract, day: IsoDate, change: Partial<RunningContract>): RunningContract {
  return { ...state, ...change, steppedOn: latest(state.steppedOn, day) };
}

function begun(data: Begun): RunningContract {
  return {
    phase: 'authenticated',
    parties: partiesOf(data),
    steppedOn: data.effectiveOn,
    agreedOn: data.effectiveOn,
    nationality: data.nationality,
    nationalityGroup: data.nationalityGroup,
    terms: data.terms,
    termFrom: data.terms.startsOn,
    earlierTerms: null,
    renewals: 0,
    probationEndsOn: data.probationEndsOn,
    amendment: null,
    leaving: null,
  };
}

function renewed(before: RunningContract, data: Renewed, terms: ContractTerms): RunningContract {
  const { effectiveOn, startsOn: termFrom, renewals, automatic } = data;
  return stepped(before, effectiveOn, { terms, termFrom, earlierTerms: automatic ? before.terms : null, renewals });
}

function ended(state: RunningContract, cause: EndedContract['cause'], data: Ended, successorId: string | null): EndedContract {
  const { parties, nationality, nationalityGroup, terms } = state;
  return { phase: 'ended', parties, nationality, nationalityGroup, terms, cause, lastDay: data.lastDay, successorId };
}

function leavingAfter(state: RunningContract, event: ContractEvent, change: { deferredTo: IsoDate }): Leaving {
  const { leaving } = state;
  if (leaving?.kind !== 'resignation') throw new BrokenStream(`${event.type} without a resignation`);
  return { ...leaving, deemedAcceptedOn: change.deferredTo, deferred: true };
}

/** The state of a contract after an event. Throws for an event that cannot follow the state. */
export function evolveContract(state: ContractState, event: ContractEvent): ContractState {
  switch (event.type) {
    case 'ContractDrafted':
      return { phase: 'draft', parties: partiesOf(event.data), steppedOn: event.data.effectiveOn, terms: event.data.terms };
    case 'ContractSent': {
      const { parties, terms } = offered(state, event);
      return { phase: 'pending-employee', parties, steppedOn: event.data.effectiveOn, terms, answerBy: event.data.answerBy };
    }
    case 'ContractRevised':
      return { ...unsent(state, event, 'draft'), terms: event.data.terms };
    case 'ContractChangeRequested':
      return unsent(state, event, 'change-requested');
    case 'ContractRejected':
      return unsent(state, event, 'rejected');
    case 'ContractWithdrawn':
      return unsent(state, event, 'withdrawn');
    case 'ContractLapsed':
      return unsent(state, event, 'lapsed');
    case 'ContractAccepted':
    case 'ContractBegunByTransfer':
      return begun(event.data);
    case 'AmendmentProposed': {
      const { by, terms, answerBy, effectiveOn } = event.data;
      return stepped(running(state, event), effectiveOn, { amendment: { by, terms, answerBy } });
    }
    case 'AmendmentAccepted': {
      const { terms, probationEndsOn, effectiveOn } = event.data;
      return stepped(running(state, event), effectiveOn, { amendment: null, agreedOn: effectiveOn, terms, earlierTerms: null, probationEndsOn });
    }
    case 'AmendmentDeclined':
    case 'AmendmentLapsed':
      return stepped(running(state, event), event.data.effectiveOn, { amendment: null });
    case 'ContractRenewed': {
      const before = running(state, event);
      return renewed(before, event.data, { ...before.terms, endsOn: event.data.endsOn });
    }
    case 'ContractBecameIndefinite': {
      const before = running(state, event);
      return renewed(before, event.data, { ...before.terms, kind: 'indefinite', endsOn: null });
    }
    case 'ResignationSubmitted': {
      const { effectiveOn: submittedOn, requestedLastDay, withdrawableUntil, deemedAcceptedOn } = event.data;
      const leaving: Leaving = { kind: 'resignation', submittedOn, requestedLastDay, withdrawableUntil, deemedAcceptedOn, deferred: false };
      return stepped(running(state, event), submittedOn, { leaving });
    }
    case 'ResignationWithdrawn':
      return stepped(running(state, event), event.data.effectiveOn, { leaving: null });
    case 'ResignationDeferred': {
      const before = running(state, event);
      return stepped(before, event.data.effectiveOn, { leaving: leavingAfter(before, event, event.data) });
    }
    case 'ResignationAccepted': {
      const { effectiveOn, lastDay } = event.data;
      return stepped(running(state, event), effectiveOn, { leaving: { kind: 'resignation-accepted', by: 'employee', lastDay } });
    }
    case 'NoticeGiven': {
      const { effectiveOn, by, lastDay } = event.data;
      return stepped(running(state, event), effectiveOn, { leaving: { kind: 'notice', by, lastDay } });
    }
    case 'ContractTerminated':
      return ended(running(state, event), 'terminated', event.data, null);
    case 'ContractExpired':
      return ended(running(state, event), 'expired', event.data, null);
    case 'ContractEndedByTransfer':
      return ended(running(state, event), 'transferred', event.data, event.data.successorContractId);
    default:
      return unreachable(event);
  }
}

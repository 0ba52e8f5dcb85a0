import { unreachable } from '../ledger/exhaustive.js';
import type { InsuranceEvent } from './events.js';
import type { InsuranceState, InsuredTerms, WageSince } from './state.js';

/** The registration after an event. */
export function evolveInsurance(state: InsuranceState, event: InsuranceEvent): InsuranceState {
  switch (event.type) {
    case 'InsuranceRegistered': {
      const { companyId, establishmentId, employeeId, effectiveOn: from, to, capacity, flexible, wage } = event.data;
      return { status: statusOf(to), parties: { companyId, establishmentId, employeeId }, terms: { capacity, flexible, from, to, wages: [{ from, wage }] }, hours: {} };
    }
    case 'ContributoryWageChanged': {
      const { effectiveOn: from, wage } = event.data;
      return withTerms(state, ({ wages: [first, ...later] }) =>
        from === first.from ? { wages: [{ from, wage }] } : { wages: [first, ...later.filter((one) => one.from < from), { from, wage }] },
      );
    }
    case 'FlexibleHoursRecorded':
      return { ...state, hours: { ...state.hours, [event.data.month]: event.data.hours } };
    case 'InsuranceEnded':
      return { ...withTerms(state, () => ({ to: event.data.lastDay })), status: 'ended' };
    case 'InsuranceCorrected': {
      const { capacity, flexible, from, to, wages } = event.data;
      return { ...state, status: statusOf(to), terms: { capacity, flexible, from, to, wages: wages as [WageSince, ...WageSince[]] } };
    }
    case 'InsuranceVoided':
      return { ...state, status: 'voided' };
    default:
      return unreachable(event);
  }
}

function statusOf(to: InsuredTerms['to']): 'open' | 'ended' {
  return to === null ? 'open' : 'ended';
}

function withTerms(state: InsuranceState, change: (terms: InsuredTerms) => Partial<InsuredTerms>): InsuranceState {
  return state.terms === null ? state : { ...state, terms: { ...state.terms, ...change(state.terms) } };
}

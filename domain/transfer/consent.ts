// Law: the current employer is asked unless the law lets the employee go; who may go without being asked still gives notice, unless nothing binds any more.
import { lastDaySet } from '../contract/phase-checks.js';
import { isRunning, type ContractState } from '../contract/state.js';
import type { BandFact } from '../gates/band-fact.js';
import { askLeaving } from '../gates/band-gate.js';
import type { RecordBasis, RuleUse } from '../ledger/basis.js';
import type { Refused } from '../ledger/decider.js';
import { noticeEnd } from '../rules/notice.js';
import { transferConsentNeed } from '../rules/transfer-rules.js';
import { addDays, daysBetween, earliest, latest, type IsoDate } from '../standards/calendar.js';
import type { WorkPermitState } from '../work-permit/state.js';
import type { ConsentGround } from './codes.js';

/** Whether the named permit has run out by that day; false where none is named or none was printed. */
export function permitExpired(permit: WorkPermitState | null, day: IsoDate): boolean {
  return permit?.permit != null && permit.permit.validTo < day;
}

/** Whether the current employer must agree, or the ground on which not. */
export interface Consent {
  /** Why that cannot be told yet. */
  readonly fault: Refused | null;
  readonly ground: ConsentGround;
  readonly rules: readonly RuleUse[];
  readonly unknown: readonly string[];
  readonly records: readonly RecordBasis[];
}

/** Whether the current employer must agree. Its band is asked last: only where nothing else lets the employee go. */
export function consentGroundOn(day: IsoDate, from: ContractState, permit: WorkPermitState | null, band: BandFact): Consent {
  const freely = { fault: null, unknown: [], records: [] };
  if (!isRunning(from)) return { ...freely, ground: 'contract-ended', rules: [] };
  const need = transferConsentNeed(day, {
    employedSince: from.terms.startsOn,
    permitExpired: permitExpired(permit, day),
    legalCase: false,
  });
  if (!need.needed) return { ...freely, ground: need.ground === 'permit-expired' ? 'permit-expired' : 'served-long-enough', rules: need.uses };
  const { leaves, fault, rules, unknown, records } = askLeaving(band);
  const asked = { fault, rules: [...need.uses, ...rules], records };
  if (leaves) return { ...asked, ground: 'employer-red', unknown };
  // Other legal grounds to leave without consent, such as wages not paid, are recorded nowhere yet.
  return { ...asked, ground: 'needed', unknown: ['legal-case', ...unknown] };
}

/** The course of a transfer from the day on which the last of those who must agree did. */
export interface Course {
  readonly noticeDays: number;
  /** First possible day with the new employer. */
  readonly completesOn: IsoDate;
  readonly rules: readonly RuleUse[];
}

/** Notice towards the current employer and the first possible day with the new one, not before the day agreed with it. */
export function courseFrom(day: IsoDate, ground: ConsentGround, noticeWaived: boolean, from: ContractState, startsOn: IsoDate): Course {
  if (noticeWaived || !isRunning(from) || ground === 'permit-expired') {
    return { noticeDays: 0, completesOn: latest(day, startsOn), rules: [] };
  }
  const notice = noticeEnd({ givenOn: day, givenBy: 'employee', payPeriod: from.terms.payPeriod });
  // Who is leaving already, or whose term is not followed by another, leaves no later for the transfer.
  const goesOn = from.leaving === null && from.terms.renewable;
  const leavesOn = goesOn ? null : lastDaySet(from);
  const lastDay = leavesOn === null ? notice.lastWorkingDay : earliest(notice.lastWorkingDay, leavesOn);
  return {
    noticeDays: Math.max(0, daysBetween(day, lastDay)),
    completesOn: latest(addDays(lastDay, 1), startsOn, day),
    rules: notice.uses,
  };
}

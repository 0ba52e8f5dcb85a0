// Law: the current employer is asked unless the law lets the employee go; who may go without being asked still gives notice, unless nothing binds any more.
import { lastDaySet } from '../contract/phase-checks.js';
import { isRunning, type ContractState } from '../contract/state.js';
import type { RuleUse } from '../ledger/basis.js';
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
export function consentGroundOn(
  day: IsoDate,
  from: ContractState,
  permit: WorkPermitState | null,
): { readonly ground: ConsentGround; readonly rules: readonly RuleUse[]; readonly unknown: readonly string[] } {
  if (!isRunning(from)) return { ground: 'contract-ended', rules: [], unknown: [] };
  const need = transferConsentNeed(day, {
    employedSince: from.terms.startsOn,
    permitExpired: permitExpired(permit, day),
    legalCase: false,
  });
  // Other legal grounds to leave without consent, such as wages not paid, are recorded nowhere yet.
  if (need.needed) return { ground: 'needed', rules: need.uses, unknown: ['legal-case'] };
  return { ground: need.ground === 'permit-expired' ? 'permit-expired' : 'served-long-enough', rules: need.uses, unknown: [] };
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

import type { IsoDate } from '../standards/calendar.js';
import type { Party } from './codes.js';
import type { NationalityGroup } from './nationality-group.js';
import type { ContractTerms } from './terms.js';

/** Who is bound: the employer by company and establishment, and the employee. */
export interface Parties {
  readonly companyId: string;
  readonly establishmentId: string;
  readonly employeeId: string;
}

/** Before the first event. */
export interface NoContract {
  readonly phase: 'none';
}

/** Written, and nobody waits for an answer: first or again, or done with without ever having run. */
export interface UnsentContract {
  readonly phase: 'draft' | 'change-requested' | 'rejected' | 'withdrawn' | 'lapsed';
  readonly parties: Parties;
  /** The day of the newest step: a later one does not lie before it. */
  readonly steppedOn: IsoDate;
  readonly terms: ContractTerms;
}

/** With the employee, who may answer up to and on `answerBy`. */
export interface PendingContract {
  readonly phase: 'pending-employee';
  readonly parties: Parties;
  readonly steppedOn: IsoDate;
  readonly terms: ContractTerms;
  readonly answerBy: IsoDate;
}

/** New terms on the table. */
export interface OpenAmendment {
  readonly by: Party;
  readonly terms: ContractTerms;
  readonly answerBy: IsoDate;
}

/** A resignation that nobody has accepted yet. */
export interface OpenResignation {
  readonly kind: 'resignation';
  readonly submittedOn: IsoDate;
  readonly requestedLastDay: IsoDate | null;
  readonly withdrawableUntil: IsoDate;
  /** The day on which silence has become acceptance. */
  readonly deemedAcceptedOn: IsoDate;
  readonly deferred: boolean;
}

/** The contract has a last day: by notice, or by a resignation accepted. */
export interface SetLastDay {
  readonly kind: 'notice' | 'resignation-accepted';
  readonly by: Party;
  readonly lastDay: IsoDate;
}

export type Leaving = OpenResignation | SetLastDay;

/** Authenticated and in force (also before its first day). */
export interface RunningContract {
  readonly phase: 'authenticated';
  readonly parties: Parties;
  readonly steppedOn: IsoDate;
  /** The day on which the parties last agreed on terms, at first or by an amendment: no end lies before it. */
  readonly agreedOn: IsoDate;
  readonly nationality: string;
  readonly nationalityGroup: NationalityGroup;
  /** As agreed now; `startsOn` is the first day of all, `endsOn` the last day of the present term. */
  readonly terms: ContractTerms;
  /** First day of the present term. */
  readonly termFrom: IsoDate;
  /** The terms before `termFrom`, where the present term followed by itself: an end that is known late may lie there. */
  readonly earlierTerms: ContractTerms | null;
  readonly renewals: number;
  readonly probationEndsOn: IsoDate | null;
  readonly amendment: OpenAmendment | null;
  readonly leaving: Leaving | null;
}

export interface EndedContract {
  readonly phase: 'ended';
  readonly parties: Parties;
  readonly nationality: string;
  readonly nationalityGroup: NationalityGroup;
  readonly terms: ContractTerms;
  readonly cause: 'terminated' | 'expired' | 'transferred';
  readonly lastDay: IsoDate;
  /** The contract that a transfer put in this one's place. */
  readonly successorId: string | null;
}

export type ContractState = NoContract | UnsentContract | PendingContract | RunningContract | EndedContract;

export const noContract: NoContract = { phase: 'none' };

/** The status word for answers and rows: the phase, or what is under way in an authenticated contract. */
export function contractStatus(state: ContractState): string {
  if (state.phase !== 'authenticated') return state.phase;
  if (state.leaving !== null) return state.leaving.kind;
  return state.amendment === null ? 'authenticated' : 'amendment-pending';
}

/** The terms under which the contract ran on a day. */
export function termsOn(contract: RunningContract, day: IsoDate): ContractTerms {
  return contract.earlierTerms !== null && day < contract.termFrom ? contract.earlierTerms : contract.terms;
}

/** Whether the contract is authenticated and has not ended. */
export function isRunning(state: ContractState): state is RunningContract {
  return state.phase === 'authenticated';
}

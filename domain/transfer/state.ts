import type { ContractTerms } from '../contract/terms.js';
import type { IsoDate } from '../standards/calendar.js';
import type { ConsentGround } from './codes.js';

/** Where a transfer stands, in the words of the platform it mirrors. */
export type TransferStatus =
  | 'none'
  | 'pending-employee'
  | 'pending-employer'
  | 'pending-notice'
  | 'completed'
  | 'rejected-by-employee'
  | 'rejected-by-employer'
  | 'cancelled-by-new-employer'
  | 'cancelled-by-employee'
  | 'auto-cancelled'
  | 'expired';

/** What was asked for; it stays as it is to the transfer's end. */
export interface TransferRequest {
  readonly companyId: string;
  readonly establishmentId: string;
  readonly fromCompanyId: string;
  readonly fromEstablishmentId: string;
  readonly fromContractId: string;
  readonly employeeId: string;
  readonly terms: ContractTerms;
  readonly permitId: string | null;
  readonly declaredEarlierTransfers: number | null;
}

export interface TransferState {
  readonly status: TransferStatus;
  /** Null before the request. */
  readonly request: TransferRequest | null;
  /** The day of the newest step: a later one does not lie before it. */
  readonly steppedOn: IsoDate | null;
  readonly consent: ConsentGround;
  /** Last day for the answer that is waited for; null when none is. */
  readonly answerBy: IsoDate | null;
  /** First possible day with the new employer; null until all who must agree did. */
  readonly completesOn: IsoDate | null;
  readonly newContractId: string | null;
  /** Whether completion ended the old contract; null until completed. */
  readonly endsOldContract: boolean | null;
}

/** Before the first event. */
export const noTransfer: TransferState = {
  status: 'none',
  request: null,
  steppedOn: null,
  consent: 'needed',
  answerBy: null,
  completesOn: null,
  newContractId: null,
  endsOldContract: null,
};

import type { IsoDate } from '../standards/calendar.js';
import type { Money } from '../standards/money.js';

/** Where a permit stands. A renewal under way does not change it: see `application`. */
export type WorkPermitStatus = 'none' | 'requested' | 'pending-payment' | 'paid' | 'active' | 'expired' | 'rejected' | 'cancelled';

/** The establishment's figures the levy depends on, as the employer reported them. */
export interface DeclaredFacts {
  readonly declaredExpats: number;
  readonly declaredSaudis: number;
  readonly declaredLicensedIndustry: boolean;
  readonly declaredOwnerWorksFullTime: boolean;
  /** Place among the non-Saudis by joining; null: the last. */
  readonly declaredPlace: number | null;
}

export interface PermitBill {
  readonly billNumber: string;
  readonly amount: Money;
  readonly billedOn: IsoDate;
  readonly dueOn: IsoDate;
  readonly lapsesOn: IsoDate;
  readonly chargedFrom: IsoDate;
}

/** An application under way, for the first term or for a renewal. */
export interface Application {
  readonly kind: 'first' | 'renewal';
  readonly step: 'requested' | 'pending-payment' | 'paid';
  readonly requestedOn: IsoDate;
  readonly occupation: string;
  readonly months: number;
  readonly declared: DeclaredFacts;
  readonly bill: PermitBill | null;
  readonly paidOn: IsoDate | null;
}

/** The permit as printed. Its number is sealed in the events: no decision needs it. */
export interface PrintedPermit {
  readonly occupation: string;
  /** Day on which the newest term was issued. */
  readonly issuedOn: IsoDate;
  /** First day of the newest term. */
  readonly validFrom: IsoDate;
  /** Last day on which the permit is valid. */
  readonly validTo: IsoDate;
  readonly expired: boolean;
  /** Terms issued so far. */
  readonly terms: number;
}

export interface WorkPermitState {
  readonly status: WorkPermitStatus;
  /** Null before the request. */
  readonly parties: { readonly companyId: string; readonly establishmentId: string; readonly employeeId: string } | null;
  /** The contract that the newest application named. */
  readonly contractId: string | null;
  readonly arrivedOn: IsoDate | null;
  readonly application: Application | null;
  readonly permit: PrintedPermit | null;
}

/** Before the first event. */
export const noWorkPermit: WorkPermitState = { status: 'none', parties: null, contractId: null, arrivedOn: null, application: null, permit: null };

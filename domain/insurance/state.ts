import type { IsoDate } from '../standards/calendar.js';
import type { Money } from '../standards/money.js';
import type { IsoMonth } from '../standards/month.js';
import type { InsuredCapacity } from './insurance-codes.js';

/** A contributory wage from a day on. */
export interface WageSince {
  readonly from: IsoDate;
  readonly wage: Money;
}

export interface InsuredParties {
  readonly companyId: string;
  readonly establishmentId: string;
  readonly employeeId: string;
}

/** What a registration says of the insured days. */
export interface InsuredTerms {
  readonly capacity: InsuredCapacity;
  readonly flexible: boolean;
  /** First insured day. */
  readonly from: IsoDate;
  /** Last insured day; null: until further notice. */
  readonly to: IsoDate | null;
  /** In the order of their days, the first from the first insured day. */
  readonly wages: readonly [WageSince, ...WageSince[]];
}

/** A registration of a human with an establishment, as its stream tells it. Before the first event there is none. */
export interface InsuranceState {
  readonly status: 'none' | 'open' | 'ended' | 'voided';
  readonly parties: InsuredParties | null;
  readonly terms: InsuredTerms | null;
  /** Hours of flexible work, by month. */
  readonly hours: Readonly<Record<IsoMonth, number>>;
}

/** Before the first event. */
export const noInsurance: InsuranceState = { status: 'none', parties: null, terms: null, hours: {} };

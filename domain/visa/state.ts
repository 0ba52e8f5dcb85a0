import type { VisaKind } from '../rules/visa-rules.js';
import type { IsoDate } from '../standards/calendar.js';
import type { Money } from '../standards/money.js';
import type { Sex } from '../standards/sex.js';

/** Where a visa request stands. `exhausted`: every accepted line is issued and none has a visa left. */
export type VisaStatus =
  | 'none'
  | 'requested'
  | 'accepted'
  | 'partly-accepted'
  | 'rejected'
  | 'pending-payment'
  | 'paid'
  | 'issued'
  | 'exhausted'
  | 'cancelled';

/** Someone who entered on a visa of the line. */
export interface VisaUse {
  readonly enteredOn: IsoDate;
  readonly stayUntil: IsoDate | null;
  readonly extended: boolean;
}

export interface VisaLine {
  readonly lineId: string;
  readonly lineNumber: number;
  readonly nationality: string;
  readonly occupation: string;
  readonly sex: Sex;
  readonly consulate: string;
  readonly requested: number;
  readonly answer: 'pending' | 'accepted' | 'rejected';
  /** At most `requested`; 0 until accepted. */
  readonly accepted: number;
  readonly issuedOn: IsoDate | null;
  /** Last day on which a visa of the line can be used; null until issued. */
  readonly validTo: IsoDate | null;
  /** Visas issued: 0 until issued, then `accepted`. */
  readonly granted: number;
  readonly used: number;
  readonly cancelled: number;
  readonly expired: number;
  /** Who entered on it, by employee id. */
  readonly uses: Readonly<Record<string, VisaUse>>;
}

export interface VisaBill {
  readonly billNumber: string;
  readonly count: number;
  readonly feePerVisa: Money;
  readonly total: Money;
  readonly billedOn: IsoDate;
  readonly dueOn: IsoDate;
  readonly lapsesOn: IsoDate;
}

export interface VisaState {
  readonly status: VisaStatus;
  readonly companyId: string | null;
  readonly establishmentId: string | null;
  readonly kind: VisaKind | null;
  readonly phase: 'establishment' | 'expansion' | null;
  readonly requestedOn: IsoDate | null;
  /** The latest day on which a line was answered; null until one is. */
  readonly answeredOn: IsoDate | null;
  /** In the order of the request. */
  readonly lines: readonly VisaLine[];
  readonly bill: VisaBill | null;
  readonly paidOn: IsoDate | null;
}

/** Before the first event. */
export const noVisa: VisaState = {
  status: 'none',
  companyId: null,
  establishmentId: null,
  kind: null,
  phase: null,
  requestedOn: null,
  answeredOn: null,
  lines: [],
  bill: null,
  paidOn: null,
};
